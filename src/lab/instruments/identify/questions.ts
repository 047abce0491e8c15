import { encode } from 'dns-packet'
import mqtt from 'mqtt-packet'

// What is said to a service that waits for the other side to speak first. None of it logs in or changes anything.

export const questions = ['listen', 'http', 'tls', 'rtsp', 'mqtt', 'newline', 'dns', 'adb', 'patience'] as const
export type Question = (typeof questions)[number]

/** In which order to ask: what a port number stands for comes first. A service that speaks first is always heard out first. */
const expected: Readonly<Record<number, readonly Question[]>> = {
  ...Object.fromEntries([80, 81, 8000, 8008, 8080, 8081, 8888].map((port) => [port, ['http']])),
  ...Object.fromEntries([443, 4443, 8443, 9443, 10443, 990, 993, 995, 465].map((port) => [port, ['tls']])),
  ...Object.fromEntries([554, 8554, 10554, 7070].map((port) => [port, ['rtsp']])),
  8883: ['tls'],
  322: ['tls'], // RTSP over TLS
  1883: ['mqtt'],
  53: ['dns'],
  5555: ['adb'],
}
const usual: readonly Question[] = ['listen', 'http', 'tls', 'rtsp', 'mqtt', 'newline', 'patience']

export const orderFor = (port: number): readonly Question[] => [...new Set([...(expected[port] ?? []), ...usual])]

export const httpQuestion = (host: string): Buffer =>
  Buffer.from(
    `GET / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: hoshirushi-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
  )

export const rtspQuestion = (host: string): Buffer =>
  Buffer.from(`OPTIONS rtsp://${host}/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: hoshirushi-probe\r\n\r\n`) // RFC 2326, 10.1

/** Asks to be let in under no name; a broker says yes or no, and both show that it is one (MQTT 3.1.1, 3.1). */
export const mqttQuestion = (id: string): Buffer =>
  mqtt.generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: true,
    clientId: `probe${id}`,
    keepalive: 30,
  })
export const mqttFarewell = (): Buffer => mqtt.generate({ cmd: 'disconnect' })

/** The version of the name server, over TCP (RFC 7766; RFC 4892). */
export function dnsQuestion(): Buffer {
  const question = encode({ type: 'query', id: 1, questions: [{ type: 'TXT', class: 'CH', name: 'version.bind' }] })
  return Buffer.concat([Buffer.from([0, question.length]), question])
}

/** The first message of the Android Debug Bridge (AOSP, packages/modules/adb/protocol.txt). */
export function adbQuestion(): Buffer {
  const data = Buffer.from('host::\0')
  const head = Buffer.alloc(24)
  head.write('CNXN')
  head.writeUInt32LE(0x01000000, 4)
  head.writeUInt32LE(4_096, 8)
  head.writeUInt32LE(data.length, 12)
  head.writeUInt32LE(
    data.reduce((sum, byte) => sum + byte, 0),
    16,
  )
  head.writeUInt32LE(0xffffffff - head.readUInt32LE(0), 20)
  return Buffer.concat([head, data])
}

/** A first message of TLS that any server from SSLv3 to TLS 1.2 answers, be it with a refusal (RFC 5246, 7.4.1.2). */
export function tlsQuestion(random: Uint8Array): Buffer {
  const suites = Buffer.from('c02bc02fc02cc030cca9cca8c009c013c00ac014009c009d002f0035000a0005000400ff', 'hex')
  const extensions = Buffer.from('000a00080006001d00170018000b00020100000d000e000c040308040401050105030201', 'hex')
  const body = Buffer.concat([
    ...[Buffer.from([3, 3]), random.subarray(0, 32), Buffer.from([0, 0, suites.length]), suites, Buffer.from([1, 0])],
    ...[Buffer.from([0, extensions.length]), extensions],
  ])
  return Buffer.concat([Buffer.from([22, 3, 1, 0, body.length + 4, 1, 0, 0, body.length]), body])
}
