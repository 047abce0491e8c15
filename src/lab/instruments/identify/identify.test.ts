import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import mqtt from 'mqtt-packet'
import { afterEach, test } from 'vitest'
import { benchAt, seenBy } from '../../../../tests/support/lab-bench.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { type Observation, ofKind } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { classify } from './classify.ts'
import { identify } from './identify.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
const folder = mkdtempSync(join(tmpdir(), 'identify-'))
execFileSync('openssl', 'req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 1 -subj /CN=d'.split(' '), {
  cwd: folder,
  stdio: 'ignore',
})
const pem = { key: readFileSync(join(folder, 'k.pem')), cert: readFileSync(join(folder, 'c.pem')) }
rmSync(folder, { recursive: true })

type Peer = (socket: Socket, said: Buffer | undefined) => void
/** A service that is told of each connection, and of what it hears. */
function service(peer: Peer, tls = false): Promise<number> {
  const met = (socket: Socket) => {
    socket.on('error', () => {})
    socket.on('data', (said: Buffer) => peer(socket, said))
    peer(socket, undefined)
  }
  const server = tls ? createTlsServer(pem, met) : createServer(met)
  server.on('tlsClientError', () => {})
  servers.push(server)
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)))
}
const greeting =
  (text: string | Buffer): Peer =>
  (socket, said) =>
    said === undefined && void socket.write(text)
const answering =
  (answer: (said: Buffer) => string | Buffer | undefined): Peer =>
  (socket, said) => {
    const back = said && answer(said)
    if (back !== undefined) socket.end(back)
    else if (said) socket.end()
  }
const http = answering((said) =>
  /^GET \S+ HTTP/.test(said.toString()) ? 'HTTP/1.1 200 OK\r\nServer: lamp/1.2\r\n\r\n' : undefined,
)
const broker = answering((said) =>
  said[0] === 0x10 ? mqtt.generate({ cmd: 'connack', returnCode: 5, sessionPresent: false }) : undefined,
)

async function seenAt(...ports: readonly number[]) {
  const scanned: Observation = {
    ...{ id: 'port-scan/ipv4', sample: 1, address: 'ipv4', began: 0, took: 1, completeness: 'complete' },
    seen: { kind: 'port-scan', from: 1, to: 65_535, open: [...ports], refused: 0, silent: 0, canaries: [] },
  }
  const spent = ownTime()
  const seen = await seenBy(identify, benchAt({ ipv4: '127.0.0.1' }, { observed: [scanned] }))
  const services = new Map(ofKind(seen, 'service').map((o) => [Number(o.endpoint?.slice(4)), o]))
  return { services, seen, seconds: spent() / 1_000 }
}

test('an SNMP agent that closes its side door is known by the reason it gives', () => {
  assert.equal(classify(Buffer.from([0x41, 1, 2]))?.protocol, 'smux')
  assert.equal(classify(Buffer.from([0x41, 1, 2, 0x0d]))?.protocol, undefined)
  assert.equal(classify(Buffer.from('A\x01n'))?.protocol, undefined)
})

test('what speaks is told apart, in clear and inside TLS, all ports at a time and in two seconds', async () => {
  const rtsp = answering((said) =>
    /^OPTIONS rtsp:/.test(said.toString()) ? 'RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n' : undefined,
  )
  const expected: readonly (readonly [Peer, boolean, string])[] = [
    [greeting('SSH-2.0-dropbear_2022.83\r\n'), false, 'ssh'],
    [greeting('220 (vsFTPd 3.0.3)\r\n'), false, 'ftp'],
    [greeting('220 mail.invalid ESMTP Postfix\r\n'), false, 'smtp'],
    [greeting(Buffer.from([0xff, 0xfd, 0x18, 0xff, 0xfd, 0x20])), false, 'telnet'],
    [greeting('\r\ncamera login: '), false, 'telnet'],
    [greeting('RFB 003.008\n'), false, 'vnc'],
    [http, false, 'http'],
    [rtsp, false, 'rtsp'],
    [broker, false, 'mqtt'],
    [http, true, 'https'],
    [broker, true, 'mqtts'],
    [() => undefined, true, 'tls'],
  ]
  const ports = await Promise.all(expected.map(([peer, tls]) => service(peer, tls)))
  const { services, seconds } = await seenAt(...ports)
  console.log(`twelve services: ${seconds.toFixed(2)} s`)
  assert.deepEqual(
    ports.map((port) => [services.get(port)?.seen.protocol, services.get(port)?.seen.tls]),
    expected.map(([, tls, protocol]) => [protocol, tls]),
  )
  assert.ok(seconds < 4) // two on a machine of its own
})

test('a service that greets with unknown words is not told things meant for others', async () => {
  const told: string[] = []
  const port = await service((socket, said) => {
    if (said === undefined) socket.write('\r\nIPC debug console\r\n# ')
    else told.push(said.toString())
  })
  const { services } = await seenAt(port)
  assert.equal(services.get(port)?.seen.protocol, 'unknown')
  assert.match(services.get(port)?.seen.banner ?? '', /IPC debug console/)
  assert.deepEqual(told, [])
})

test('a greeting that comes late is heard, and one that asks for a line first', async () => {
  const late = await service(
    (socket, said) => said === undefined && setTimeout(() => socket.write('SSH-2.0-slow\r\n'), 900),
  )
  const shy = await service(answering((said) => (said.toString() === '\r\n' ? 'device login: ' : undefined)))
  const { services } = await seenAt(late, shy)
  assert.equal(services.get(late)?.seen.protocol, 'ssh')
  assert.equal(services.get(shy)?.seen.protocol, 'telnet')
})

test('hostile services cost a bounded time and leave nothing raw in what was seen', async () => {
  const huge = await service(
    (socket, said) => said === undefined && void socket.write(Buffer.alloc(10_000_000, 'A\x1b[2J')),
  )
  const drip = await service((socket, said) => {
    if (said !== undefined) return
    const timer = setInterval(() => socket.write('H'), 200)
    socket.on('close', () => clearInterval(timer))
  })
  const deaf = await service(() => undefined)
  const rude = await service((socket) => socket.destroy())
  const noise = await service((socket) =>
    socket.write(Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 7919) % 256))),
  )
  const badTls = await service(
    answering((said) => (said[0] === 22 ? Buffer.from('1603010004020000', 'hex') : undefined)),
  )
  const html = await service(greeting('<script>alert(1)</script>\u202e\r\n'))
  const { services, seen, seconds } = await seenAt(huge, drip, deaf, rude, noise, badTls, html)
  console.log(`seven hostile services: ${seconds.toFixed(2)} s`)
  assert.equal(services.size, 7)
  assert.ok(seconds < 12)
  assert.equal(services.get(badTls)?.seen.protocol, 'tls')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  assert.ok(!/[\x00-\x1f\u202e]/.test(seen.flatMap(({ seen }) => Object.values(seen)).join('')))
  assert.ok(seen.every(({ seen }) => seen.kind !== 'service' || (seen.banner ?? '').length <= 512))
})

test('a port that is gone by now is a service that could not be looked at', async () => {
  const port = await service(() => undefined)
  await new Promise((done) => servers.pop()?.close(done))
  const { services } = await seenAt(port)
  assert.deepEqual([services.get(port)?.completeness, services.get(port)?.trouble], ['none', 'refused'])
})

test('being stopped ends it at once', async () => {
  const stop = new AbortController()
  const port = await service(() => undefined)
  const scanned: Observation = {
    ...{ id: 'port-scan/ipv4', sample: 1, address: 'ipv4', began: 0, took: 1, completeness: 'complete' },
    seen: { kind: 'port-scan', from: 1, to: 65_535, open: [port], refused: 0, silent: 0, canaries: [] },
  }
  const running = seenBy(identify, benchAt({ ipv4: '127.0.0.1' }, { observed: [scanned], stop }))
  setTimeout(() => stop.abort(), 100)
  const spent = ownTime()
  await assert.rejects(running, (error) => error instanceof DialError && error.trouble === 'stopped')
  assert.ok(spent() < 1_000)
})

test('a server of TLS that is addressed in clear says so in words or by an alert', () => {
  const plain = Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port')
  assert.equal(classify(plain)?.behindTls, 'perhaps')
  assert.equal(classify(Buffer.from([0x15, 3, 1, 0, 2, 2, 40]))?.behindTls, 'certain')
  assert.equal(classify(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\nno host'))?.behindTls, undefined)
})

test('a page that only speaks of TLS is no TLS, and a service of TLS alone that speaks of it is', async () => {
  const words = 'HTTP/1.1 400 Bad Request\r\n\r\nThis server does not use SSL; SSL port is elsewhere'
  const plain = await service(answering((said) => (said.toString().startsWith('GET') ? words : undefined)))
  const { services } = await seenAt(plain)
  assert.deepEqual([services.get(plain)?.seen.protocol, services.get(plain)?.seen.tls], ['http', false])
})

test('greetings that look like something else are not taken for it', () => {
  assert.equal(classify(Buffer.from('AUTHORIZED USERS ONLY. All activity is monitored.\r\n')), undefined)
  assert.equal(classify(Buffer.from('   Welcome to the lamp\r\n')), undefined)
  assert.equal(classify(Buffer.from('CNXN and nothing else but this text')), undefined)
})

test('a service with a single place is asked again', async () => {
  const port = await service(greeting('SSH-2.0-x\r\n'))
  const server = servers.at(-1)!
  await new Promise((done) => server.close(done))
  setTimeout(() => server.listen(port, '127.0.0.1'), 300)
  const { services } = await seenAt(port)
  assert.equal(services.get(port)?.seen.protocol, 'ssh')
})
