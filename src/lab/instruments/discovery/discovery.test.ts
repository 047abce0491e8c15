import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generate, parse } from 'coap-packet'
import { type Answer, decode, encode } from 'dns-packet'
import { afterEach, test } from 'vitest'
import { benchAt, benchPolicy, seenBy, withUdpPorts } from '../../../../tests/support/lab-bench.ts'
import { inOwnNetwork, noOwnNetwork } from '../../../../tests/support/own-network.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { ber } from '../udp/ber.ts'
import { discovery } from './discovery.ts'
import { systemIn } from './snmp-system.ts'
import { toldByField, toldByText } from './told-text.ts'

const sockets: Socket[] = []
const servers: Server[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
  for (const server of servers.splice(0)) server.close()
})
const answering = (answer: (packet: Buffer) => readonly Uint8Array[]) =>
  new Promise<number>((done) => {
    const socket = createSocket('udp4')
    sockets.push(socket)
    socket.on('message', (packet, from) => {
      for (const back of answer(packet)) socket.send(back, from.port, from.address)
    })
    socket.bind(0, '127.0.0.1', () => done(socket.address().port))
  })
const web = (body: string) =>
  new Promise<{ readonly port: number; readonly asked: string[] }>((done) => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end(body)
    })
    servers.push(server)
    server.listen(0, '127.0.0.1', () => done({ port: (server.address() as AddressInfo).port, asked }))
  })

async function found(ports: Readonly<Record<number, number>>, model?: string) {
  const bench = benchAt(
    { ipv4: '127.0.0.1' },
    {
      declared: { information: model ? { model } : {} },
      policy: { datagrams: { ...benchPolicy.datagrams, waitMs: 400 } },
    },
  )
  const seen = await seenBy(discovery, withUdpPorts(bench, ports))
  assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length, 'every observation has its own id')
  return {
    tells: [
      ...new Set(
        seen.flatMap(({ seen, endpoint }) =>
          seen.kind === 'disclosure' ? [`${endpoint} ${seen.token} ${seen.said}`] : [],
        ),
      ),
    ].sort(),
    answers: seen.flatMap(({ seen }) =>
      seen.kind === 'discovery' && seen.answer !== 'nothing' ? [`${seen.by} ${seen.way}`] : [],
    ),
    services: seen.flatMap(({ seen }) => (seen.kind === 'discovery' ? seen.services : [])),
    updates: seen.flatMap(({ seen }) => (seen.kind === 'update-interface' ? [seen.mechanism] : [])),
  }
}

const records: readonly Answer[] = [
  { name: '_services._dns-sd._udp.local', type: 'PTR', data: '_hap._tcp.local' },
  { name: '_hap._tcp.local', type: 'PTR', data: 'Lamp 4F._hap._tcp.local' },
  { name: 'Lamp 4F._hap._tcp.local', type: 'SRV', data: { target: 'lamp-4f.local', port: 8080 } },
  { name: 'Lamp 4F._hap._tcp.local', type: 'TXT', data: ['md=LP-1', 'id=02:00:5E:00:53:4F', 'fv=2.0', 'c#=3'] },
]
const dnsServer = (packet: Buffer) => {
  const asked = decode(packet).questions ?? []
  const answers = records.filter((r) => asked.some((q) => q.name === r.name && q.type === r.type))
  return answers.length > 0 ? [encode({ type: 'response', id: packet.readUInt16BE(), answers: [...answers] })] : []
}

test('mDNS is browsed from the list of services to the fields of each', async () => {
  const { tells, services, answers } = await found({ 5353: await answering(dnsServer) })
  assert.deepEqual(tells, [
    'udp/5353 firmware-version 2.0',
    'udp/5353 hostname lamp-4f.local',
    'udp/5353 mac-address 02:00:5E:00:53:4F',
    'udp/5353 model LP-1',
    'udp/5353 service-list _hap._tcp.local Lamp 4F._hap._tcp.local',
  ])
  assert.deepEqual(services, [...Array(2)].fill({ type: '_hap._tcp', port: 8080 }))
  assert.deepEqual(answers, ['mdns unicast', 'mdns multicast'])
})

test('SSDP tells its server, and a description is read on the device alone', async () => {
  const [own, other] = [
    await web('<root><modelName>LP-1</modelName><serialNumber>77</serialNumber></root>'),
    await web(''),
  ]
  const answer = (location: string) =>
    Buffer.from(
      `HTTP/1.1 200 OK\r\nSERVER: Linux/3.0 UPnP/1.0 lamp/2.0\r\nLOCATION: ${location}\r\nST: upnp:rootdevice\r\n\r\n`,
    )
  const { tells } = await found({
    1900: await answering(() => [
      answer(`http://127.0.0.1:${own.port}/d.xml`),
      answer(`http://localhost:${other.port}/x`),
    ]),
  })
  assert.ok(tells.includes('udp/1900 server-software Linux/3.0 UPnP/1.0 lamp/2.0'))
  assert.ok(tells.includes(`tcp/${own.port} model LP-1`) && tells.includes(`tcp/${own.port} serial-number 77`))
  assert.deepEqual([own.asked, other.asked], [['/d.xml'], []])
})

test('WS-Discovery tells the scopes of a camera', async () => {
  const xml =
    '<s:Envelope><s:Body><d:ProbeMatches><d:ProbeMatch><a:Address>urn:uuid:1-2</a:Address><d:Types>dn:NetworkVideoTransmitter</d:Types>' +
    '<d:Scopes>onvif://www.onvif.org/hardware/CAM-7 onvif://www.onvif.org/name/%E7%8E%84%E9%96%A2</d:Scopes></d:ProbeMatch>'
  const { tells } = await found({ 3702: await answering(() => [Buffer.from(xml)]) })
  assert.deepEqual(tells, [
    'udp/3702 hostname 玄関',
    'udp/3702 model CAM-7',
    'udp/3702 service-list dn:NetworkVideoTransmitter',
    'udp/3702 uuid 1-2',
  ])
})

const snmpAnswer = (values: Readonly<Record<number, string>>) => {
  const integer = ber(0x02, Uint8Array.of(0))
  const variables = Object.entries(values).map(([last, value]) =>
    ber(0x30, ber(0x06, Uint8Array.of(0x2b, 6, 1, 2, 1, 1, Number(last), 0)), ber(0x04, Buffer.from(value))),
  )
  const pdu = ber(0xa2, integer, integer, integer, ber(0x30, ...variables))
  return ber(0x30, ber(0x02, Uint8Array.of(1)), ber(0x04, Buffer.from('public')), pdu)
}

test('SNMP tells the system group, in long form too', async () => {
  const long = `Linux lamp 5.4 LP-1 ${'x'.repeat(300)}`
  const { tells } = await found({ 161: await answering(() => [snmpAnswer({ 1: long, 5: 'lamp' })]) }, 'LP-1')
  assert.deepEqual(
    tells.map((text) => text.split(' ').slice(0, 2).join(' ')),
    ['udp/161 firmware-version', 'udp/161 hostname', 'udp/161 model', 'udp/161 operating-system'],
  )
  for (let end = 0; end < 60; end++) assert.equal(systemIn(snmpAnswer({ 1: long }).subarray(0, end)), undefined)
})

test('CoAP lists its resources over several blocks; object 5 of LwM2M takes in software', async () => {
  const links = Buffer.from(
    Array.from({ length: 90 }, (_, i) => `<${i === 88 ? '/5/0' : `/sensor/${i}`}>;if="x"`).join(','),
  )
  const server = (packet: Buffer) => {
    const { token, messageId, options } = parse(packet)
    const at = (options.find(({ name }) => name === 'Block2')?.value[0] ?? 0) >> 4
    const more = (at + 1) * 1024 < links.length
    return [
      generate({
        ...{ code: '2.05', ack: true, token, messageId, payload: links.subarray(at * 1024, (at + 1) * 1024) },
        options: [{ name: 'Block2', value: Buffer.from([(at << 4) | (more ? 8 : 0) | 6]) }],
      }),
    ]
  }
  const { tells, updates, services } = await found({ 5683: await answering(server) })
  assert.equal(services.length, 90)
  assert.ok(tells[0]?.startsWith('udp/5683 resource-list /sensor/0'))
  assert.deepEqual(updates, ['lwm2m-firmware'])
})

test('a device that answers with noise, endlessly or with lies about lengths does no harm and is no answer', async () => {
  const noise = (packet: Buffer) => {
    const bent = Buffer.from(packet)
    bent[2] = 0x84
    const loop = Buffer.concat([bent.subarray(0, 4), Buffer.from('0000ffff00000000c00cc00c', 'hex')])
    return [
      bent,
      loop,
      Buffer.alloc(60_000, '<ProbeMatch '),
      Buffer.alloc(9_000, 0x30),
      Buffer.from(`HTTP/1.1 200\r\nSERVER: \x1b[2J`),
    ]
  }
  const flood = (packet: Buffer) => [...Array(200)].flatMap(() => noise(packet).slice(0, 2))
  const [one, many] = [await answering(noise), await answering(flood)]
  const spent = ownTime()
  const { tells } = await found({ 5353: many, 1900: one, 3702: one, 161: one, 5683: one })
  assert.ok(spent() < 5_000)
  assert.ok(!tells.join().includes('\x1b'))
})

test('a line in prose tells only what is plain to see', () => {
  const tokens = (text: string, model?: string) => toldByText(text, 'x', { model }).map(({ token }) => token)
  assert.deepEqual(tokens('Linux cam 3.0.8 #1'), ['operating-system', 'firmware-version'])
  assert.deepEqual(tokens('Welcome to the CAM-7', 'CAM-7'), ['model'])
  assert.deepEqual(tokens('login:'), [])
  assert.deepEqual(
    toldByField('sn', 'A1', 'TXT sn').map(({ token }) => token),
    ['serial-number'],
  )
  assert.deepEqual(toldByField('path', '/', 'TXT path'), [])
})

test.skipIf(noOwnNetwork)('of all who hear a question to a group only the pinned device is listened to', async () => {
  const { asked, heard } = await inOwnNetwork<{ asked: number; heard: string[] }>('multicast-trial.ts', {
    before: 'ip link set lo multicast on && ip route add 224.0.0.0/4 dev lo',
  })
  assert.ok(asked >= 2)
  assert.deepEqual(heard, ['to all, from 127.0.0.1', 'to you, from 127.0.0.1'])
})
