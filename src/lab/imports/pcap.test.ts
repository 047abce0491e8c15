import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'vitest'
import { observationSchema } from '../observation.ts'
import { openCapture } from './capture-file.ts'
import { helloIn } from './hello-seen.ts'
import { packetOf } from './packet.ts'
import { importPcap } from './pcap.ts'
import type { ImportedTraffic } from './seen.ts'

const folder = resolve(import.meta.dirname, '../../../tests/fixtures/imports')
const capture = (name: string): Uint8Array => readFileSync(resolve(folder, name))
const device = { sample: 1, addresses: ['198.18.0.2', 'FD00::2'] }

function trafficIn(
  bytes: Uint8Array,
  given = device,
): { seen: ImportedTraffic; completeness: string; trouble?: string } {
  const read = importPcap(bytes, given)
  assert.ok(read.ok, JSON.stringify(read))
  const [one] = read.value.observations
  assert.ok(one && observationSchema.safeParse(one).success)
  assert.ok(one.seen.kind === 'imported-traffic')
  return { seen: one.seen, completeness: one.completeness, ...(one.trouble ? { trouble: one.trouble } : {}) }
}

test('a capture tells whom the device spoke to, what everybody could read, and how it asked for TLS', () => {
  const { seen } = trafficIn(capture('traffic.pcapng'))
  const plain = seen.plaintext.map(
    ({ protocol, port, asks, credentials }) => `${protocol} ${port} ${asks} ${credentials}`,
  )
  assert.deepEqual(plain, [
    'http 80 device true',
    'ftp 21 device true',
    'http 8081 device true',
    'mqtt 1883 device true',
    'telnet 23 device true',
    'http 80 device false', // over IPv6
    'snmp 161 device true',
  ])
  // The same as tshark reads from the file: tls.handshake.extensions.supported_version and extensions_server_name.
  assert.deepEqual(
    seen.hellos.map(({ port, versions, name }) => [port, name, versions.join(' ')]),
    [
      [8443, 'mqtt.maker.example', 'TLS1.3 TLS1.2 TLS1.1 TLS1.0'],
      [8444, 'api.maker.example', 'TLS1.3 TLS1.2 TLS1.1 TLS1.0'],
      [8445, undefined, 'TLS1.0'],
    ],
  )
  assert.deepEqual(seen.names, [
    'api.maker.example',
    'mqtt.maker.example',
    'telemetry.maker.example',
    'time.example',
    'update.maker.example',
  ])
  assert.ok(
    seen.destinations.some(({ peer, transport, port }) => peer === 'fd00::1' && transport === 'tcp' && port === 80),
  )
  assert.ok(seen.destinations.some(({ transport, port }) => transport === 'udp' && port === 123))
})

test('the classic format gives the same', () => {
  assert.deepEqual(trafficIn(capture('traffic.pcap')), trafficIn(capture('traffic.pcapng')))
})

test('no payload is kept', () => {
  const text = JSON.stringify(importPcap(capture('traffic.pcapng'), device))
  for (const word of ['Secret', 'admin', 'YWRtaW46', '/status', 'GET', 'public', 'cam'])
    assert.ok(!text.includes(word), word)
})

test('seen from the other side, the device is the one that is asked', () => {
  const { seen } = trafficIn(capture('traffic.pcapng'), { sample: 1, addresses: ['198.18.0.1', 'fd00::1'] })
  assert.ok(seen.plaintext.length > 0)
  assert.ok(seen.plaintext.every(({ asks }) => asks === 'peer'))
  assert.deepEqual(seen.hellos, [])
  assert.deepEqual(seen.names, [])
})

test('without an address nobody is taken for the device', () => {
  const read = importPcap(capture('traffic.pcap'), { sample: 1, addresses: [] })
  assert.ok(!read.ok && read.fault.code === 'import-needs-address')
})

test('a capture that ends in the middle of a packet is partial', () => {
  for (const name of ['traffic.pcap', 'traffic.pcapng']) {
    const whole = capture(name)
    const { completeness, trouble, seen } = trafficIn(whole.subarray(0, whole.length - 50))
    assert.deepEqual([completeness, trouble], ['partial', 'capture-cut'])
    assert.ok(seen.packets > 50)
    assert.equal(trafficIn(whole).completeness, 'complete')
  }
})

test('lengths that lie are not believed', () => {
  const lying = Uint8Array.from(capture('traffic.pcap'))
  new DataView(lying.buffer).setUint32(24 + 8, 0x40000000, true) // the first packet says it has a gigabyte
  const read = importPcap(lying, device)
  assert.ok(!read.ok || read.value.observations[0]?.trouble === 'capture-cut')
  const block = Uint8Array.from(capture('traffic.pcapng'))
  for (const length of [0, 1, 8, 11, 13, 0xffffffff, 0x7ffffffc]) {
    new DataView(block.buffer).setUint32(4, length, true)
    const opened = openCapture(block)
    assert.ok(opened.ok)
    assert.deepEqual([...opened.value.frames], [])
    assert.equal(opened.value.cut(), true)
  }
})

test('whatever a capture holds, nothing is thrown and nothing beyond the schema comes out', () => {
  let state = 1
  const chance = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state % below
  }
  for (const name of ['traffic.pcap', 'traffic.pcapng']) {
    const whole = capture(name)
    for (let round = 0; round < 300; round++) {
      const turned = Uint8Array.from(whole)
      for (let i = 0; i < 40; i++) turned[24 + chance(turned.length - 24)] = chance(256)
      const read = importPcap(turned, device)
      if (read.ok) for (const one of read.value.observations) assert.ok(observationSchema.safeParse(one).success)
    }
  }
})

/** A ClientHello of so many bytes, with what is wanted in its extensions. */
function hello(extensions: Buffer, legacy = 0x0303): Buffer {
  const body = Buffer.concat([
    Buffer.from([legacy >> 8, legacy & 255]),
    Buffer.alloc(32),
    Buffer.from([0, 0, 2, 0x13, 0x01, 1, 0]),
    Buffer.from([extensions.length >> 8, extensions.length & 255]),
    extensions,
  ])
  const handshake = Buffer.concat([Buffer.from([1, 0, body.length >> 8, body.length & 255]), body])
  return Buffer.concat([Buffer.from([0x16, 3, 1, handshake.length >> 8, handshake.length & 255]), handshake])
}
const extension = (type: number, data: Buffer) =>
  Buffer.concat([Buffer.from([type >> 8, type & 255, data.length >> 8, data.length & 255]), data])

test('a ClientHello tells its versions without the numbers that clients throw in', () => {
  const versions = extension(43, Buffer.from([6, 0x7a, 0x7a, 3, 4, 3, 3]))
  assert.deepEqual(helloIn(hello(versions)), { versions: ['TLS1.3', 'TLS1.2'] })
  assert.deepEqual(helloIn(hello(Buffer.alloc(0), 0x0301)), { versions: ['TLS1.0'] })
})

test('a ClientHello that comes in several packets is waited for; one that is broken is none', () => {
  const whole = hello(Buffer.concat([extension(51, Buffer.alloc(1500)), extension(43, Buffer.from([2, 3, 4]))]))
  assert.equal(helloIn(whole.subarray(0, 1400)), 'more')
  assert.deepEqual(helloIn(whole), { versions: ['TLS1.3'] })
  const broken = hello(extension(43, Buffer.from([2, 3, 4])))
  assert.deepEqual(helloIn(broken), { versions: ['TLS1.3'] })
  broken[43] = 255 // its session would end behind the message
  assert.equal(helloIn(broken), undefined)
  assert.equal(helloIn(Buffer.from('GET / HTTP/1.1')), undefined)
  assert.equal(helloIn(new Uint8Array()), undefined)
})

/** One IPv4 packet in a frame of the given link type. */
function frame(link: number, before: Buffer): { link: number; seconds: number; bytes: Uint8Array } {
  const udp = Buffer.from([0x13, 0x88, 0, 53, 0, 8, 0, 0])
  const ip = Buffer.concat([Buffer.from([0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 198, 18, 0, 2, 198, 18, 0, 1]), udp])
  return { link, seconds: 1, bytes: Buffer.concat([before, ip]) }
}

test('packets are found behind every usual kind of link', () => {
  const ethernet = Buffer.concat([Buffer.alloc(12), Buffer.from([8, 0])])
  const tagged = Buffer.concat([Buffer.alloc(12), Buffer.from([0x81, 0, 0, 5, 8, 0])])
  const twice = Buffer.concat([Buffer.alloc(12), Buffer.from([0x88, 0xa8, 0, 5, 0x81, 0, 0, 6, 8, 0])])
  const cooked = Buffer.concat([Buffer.alloc(14), Buffer.from([8, 0])])
  const cooked2 = Buffer.concat([Buffer.from([8, 0]), Buffer.alloc(18)])
  for (const [link, before] of [
    [1, ethernet],
    [1, tagged],
    [1, twice],
    [113, cooked],
    [276, cooked2],
    [101, Buffer.alloc(0)],
    [0, Buffer.alloc(4)],
  ] as const) {
    const packet = packetOf(frame(link, before))
    assert.equal(packet?.from, '198.18.0.2', `link ${link}`)
    assert.equal(packet?.toPort, 53)
  }
  assert.equal(packetOf(frame(147, Buffer.alloc(0))), undefined)
})

test('a frame cut off anywhere is no packet, and no error', () => {
  const whole = frame(1, Buffer.concat([Buffer.alloc(12), Buffer.from([8, 0])]))
  for (let length = 0; length < whole.bytes.length; length++)
    packetOf({ ...whole, bytes: whole.bytes.subarray(0, length) })
})
