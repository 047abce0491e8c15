import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { encode } from 'dns-packet'
import { afterEach, test } from 'vitest'
import { benchAt, benchPolicy, declaredInterface, withUdpPorts } from '../../../../tests/support/lab-bench.ts'
import { type Observation, observationSchema } from '../../observation.ts'
import { udpProbes } from './probes.ts'
import { udp } from './udp.ts'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})
/** A server at a port of its own that answers each packet; what it gives goes back, from another socket where it says so. */
const serving = (answer: (packet: Buffer) => Uint8Array | undefined, elsewhere = false, host = '127.0.0.1') =>
  new Promise<number>((done) => {
    const made = () => {
      const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
      sockets.push(socket)
      return socket
    }
    const [socket, other] = [made(), elsewhere ? made() : undefined]
    socket.on('message', (packet, from) => {
      const back = answer(packet)
      if (back) (other ?? socket).send(back, from.port, from.address)
    })
    socket.bind(0, host, () => done(socket.address().port))
  })

/** What is seen of a declared port; the ports of protocols of the machine the test runs on are not asked. */
async function seenAt(
  port: number,
  protocol: string,
  { ipv6 = false, waitMs = 400 } = {},
): Promise<readonly Observation[]> {
  const bench = benchAt(ipv6 ? { ipv6: '::1' } : { ipv4: '127.0.0.1' }, {
    declared: { interfaces: [declaredInterface('a', [`udp/${port}`], { protocol })] },
    policy: { datagrams: { ...benchPolicy.datagrams, waitMs } },
  })
  const seen: Observation[] = []
  for await (const observation of udp.run(withUdpPorts(bench, { [port]: port })))
    seen.push(observationSchema.parse(observation))
  return seen.filter(({ endpoint }) => endpoint === `udp/${port}`)
}
const probe = (id: string) => udpProbes.find((one) => one.id === id)!
const answers = (all: readonly Observation[]) =>
  all.flatMap(({ seen }) => (seen.kind === 'udp-probe' ? [[seen.probe, seen.protocol, seen.answer, seen.said]] : []))

test('there are questions in many protocols, each with where it is defined', () => {
  assert.ok(new Set(udpProbes.map(({ id }) => id)).size === udpProbes.length && udpProbes.length >= 19)
  assert.ok(udpProbes.every(({ source }) => source.length > 5))
})

test('what answers is told with what it says; over IPv6 as well', async () => {
  const dns = (packet: Buffer) =>
    encode({
      type: 'response',
      id: packet.readUInt16BE(),
      answers: [{ type: 'TXT', class: 'CH', name: 'version.bind', data: 'dnsmasq-2.90' }],
    })
  for (const ipv6 of [false, true]) {
    const seen = await seenAt(await serving(dns, false, ipv6 ? '::1' : '127.0.0.1'), 'dns', { ipv6 })
    assert.deepEqual(answers(seen), [['dns', 'dns', 'answered', 'dnsmasq-2.90']])
    assert.deepEqual(
      seen.flatMap(({ seen }) => (seen.kind === 'disclosure' ? [[seen.token, seen.said]] : [])),
      [['server-software', 'dnsmasq-2.90']],
    )
  }
})

test('TFTP that answers from another port is heard, and is a way in for software', async () => {
  const seen = await seenAt(await serving(() => Buffer.from('\0\x05\0\x01not found\0'), true), 'tftp')
  assert.deepEqual(answers(seen), [['tftp', 'tftp', 'answered', 'error']])
  assert.ok(seen.some(({ seen }) => seen.kind === 'update-interface' && seen.mechanism === 'tftp' && !seen.certain))
})

test('an answer of another protocol is an answer: something listens there', async () => {
  const seen = await seenAt(await serving(() => Buffer.from('\x1b[2Jhello')), 'coap')
  assert.deepEqual(answers(seen), [['coap', 'unknown', 'answered', '9 bytes: 1b5b324a68656c6c6f']])
})

test('the first question may be lost', async () => {
  let asked = 0
  const port = await serving(() => (asked++ === 0 ? undefined : Buffer.from([3, 2, 1])))
  assert.deepEqual(answers(await seenAt(port, 'mqtt-sn')), [['mqtt-sn', 'mqtt-sn', 'answered', 'gateway']])
})

test('silence is nothing, a refusal is a refusal, and neither is taken for the other', async () => {
  const silent = await serving(() => undefined)
  assert.deepEqual(answers(await seenAt(silent, 'coap')), [['coap', 'coap', 'nothing', undefined]])
  const gone = await serving(() => undefined)
  await new Promise<void>((done) => sockets.pop()?.close(done))
  assert.deepEqual(answers(await seenAt(gone, 'coap')), [['coap', 'coap', 'refused', undefined]])
})

test('a packet of any shape is read without harm', () => {
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  for (const one of udpProbes) {
    const asked = one.packet(random)
    assert.ok(asked.length <= 1_200)
    for (let i = 0; i < 300; i++) {
      const noise = Buffer.from(random(i % 120))
      one.recognise(noise, asked)
      const head = Buffer.from(asked).subarray(0, Math.min(i, asked.length))
      one.recognise(Buffer.concat([head, noise]), asked)
      if (head[2] !== undefined) head[2] |= 0x80
      one.recognise(Buffer.concat([head, noise, Buffer.alloc(9_000, i)]), asked)
    }
    one.recognise(Buffer.alloc(0), asked)
  }
})

test('what known packets say is read', () => {
  const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
  const says = (id: string, answer: Buffer, asked = Buffer.alloc(60)) => probe(id).recognise(answer, asked)
  assert.deepEqual(
    says(
      'knxnet-ip',
      hex(
        '0610 0204 0044 3601 0200 1101 0000 00c501010203 e000170c 00246dabcdef 4b4e5820495020424b5300'.padEnd(160, '0'),
      ),
    )?.tells?.map((t) => t.said),
    ['00c501010203', '00:24:6d:ab:cd:ef', 'KNX IP BKS'],
  )
  assert.deepEqual(
    says('ubiquiti', hex('0100 0018 01 0006 788a20010203 03 0004 76362e30 0c 0003 554150'))?.tells?.map((t) => [
      t.token,
      t.said,
    ]),
    [
      ['mac-address', '78:8a:20:01:02:03'],
      ['firmware-version', 'v6.0'],
      ['model', 'UAP'],
    ],
  )
  assert.equal(says('ipmi', hex('0600ff06 000011be 40000010 00000000'))?.said, 'presence pong')
  assert.deepEqual(says('smp', hex('0100001800010000 a166696d6167657381a16776657273696f6e65312e322e33'))?.updates, {
    mechanism: 'smp',
    certain: true,
  })
  assert.equal(says('dtls', hex('16fefd 0000 000000000000 0003 030000'))?.said, 'DTLS handshake')
  assert.equal(says('nat-pmp', hex('00800000 00000010 c0000201'))?.tells?.[0]?.said, '192.0.2.1')
})
