import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import { type AlgorithmList, type KexAlgorithm, Server } from 'ssh2'
import { afterEach, describe, test } from 'vitest'
import { benchAt, seenBy } from '../../../../tests/support/lab-bench.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { type Played, playing } from '../../../../tests/support/played-tls.ts'
import type { Bench } from '../../bench.ts'
import { type Observation, ofKind } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { kexInitPayload, packetOf } from './kexinit.ts'
import { sshOf } from './ssh.ts'

const ssh = sshOf({ timeoutMs: 700 })

const running: { close(): void }[] = []
afterEach(() => {
  for (const server of running.splice(0)) server.close()
})
const started = async (server: Promise<Played>): Promise<Played> => {
  const played = await server
  running.push(played)
  return played
}

const benchWith = (port: number, more: Partial<Bench> = {}, stop = new AbortController()): Bench => ({
  ...benchAt(
    { ipv4: '127.0.0.1' },
    {
      stop,
      observed: [
        {
          id: 'service',
          sample: 1,
          endpoint: `tcp/${port}`,
          began: 0,
          took: 0,
          completeness: 'complete',
          seen: { kind: 'service', protocol: 'ssh', tls: false },
        },
      ],
    },
  ),
  ...more,
})
const withoutWaiting = { pause: () => Promise.resolve() }
const look = (port: number, more: Partial<Bench> = withoutWaiting) => seenBy(ssh, benchWith(port, more))
const offerIn = (all: readonly Observation[]) => ofKind(all, 'ssh-offer')[0]!
const keysIn = (all: readonly Observation[]) =>
  ofKind(all, 'ssh-host-key').map(({ completeness, seen }) => [seen.type, seen.bits, completeness])

const pkcs1 = { type: 'pkcs1', format: 'pem' } as const
const rsaKey = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength, privateKeyEncoding: pkcs1, publicKeyEncoding: pkcs1 }).privateKey
const ecKey = () =>
  generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey

describe('a real server', () => {
  const serve = async (kex?: readonly string[]): Promise<{ port: number; connections: () => number }> => {
    let connections = 0
    const server = new Server(
      {
        hostKeys: [rsaKey(1_024), ecKey()],
        ...(kex && { algorithms: { kex: kex as unknown as AlgorithmList<KexAlgorithm> } }),
      },
      (client) => {
        connections++
        client.on('error', () => undefined)
      },
    )
    running.push(server)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    return { port: (server.address() as AddressInfo).port, connections: () => connections }
  }

  for (const kex of [
    undefined,
    ['ecdh-sha2-nistp521'],
    ['diffie-hellman-group1-sha1'],
    ['diffie-hellman-group14-sha256'],
    ['diffie-hellman-group16-sha512'],
  ])
    test(`its lists and all its keys are read over ${kex ?? 'what it likes'}, in as many connections as it has keys`, async () => {
      const server = await serve(kex)
      const seen = await look(server.port)
      const { completeness, seen: offer } = offerIn(seen)
      assert.equal(completeness, 'complete')
      assert.match(offer.banner ?? '', /^SSH-2\.0-ssh2js/)
      assert.deepEqual(offer.versions, ['SSH2'])
      if (kex) assert.ok(kex.every((name) => offer.keyExchange.includes(name)))
      assert.deepEqual(keysIn(seen).toSorted(), [
        ['ecdsa-sha2-nistp256', 256, 'complete'],
        ['ssh-rsa', 1024, 'complete'],
      ])
      assert.match(ofKind(seen, 'ssh-host-key')[0]!.seen.fingerprint ?? '', /^SHA256:[A-Za-z0-9+/]{43}$/)
      assert.equal(offer.connections, 2)
      assert.equal(server.connections(), 2)
    })
})

const banner = 'SSH-2.0-Played\r\n'
const lists = {
  keyExchange: ['curve25519-sha256'],
  hostKeys: ['ssh-rsa'],
  encryption: [['3des-cbc'], ['3des-cbc']],
  integrity: [['hmac-md5'], ['hmac-md5']],
  compression: [['none'], ['none']],
} as const
const greeting = Buffer.concat([Buffer.from(banner), packetOf(kexInitPayload(lists, new Uint8Array(16)))])

describe('a hostile or old server', () => {
  const cases: readonly [string, (socket: Socket) => unknown, string, string | undefined][] = [
    ['a web server', (s) => s.once('data', () => s.end('HTTP/1.1 400 Bad Request\r\n\r\n')), 'complete', undefined],
    ['a banner of ten megabytes without an end', (s) => s.write(Buffer.alloc(10_000_000, 65)), 'complete', undefined],
    [
      'ten megabytes after the banner',
      (s) => s.write(Buffer.concat([Buffer.from(banner), Buffer.alloc(10_000_000, 65)])),
      'partial',
      'malformed',
    ],
    ['one that drips', (s) => drip(s, greeting), 'none', 'timed-out'],
    ['one that never says a word', () => undefined, 'none', 'timed-out'],
    ['one that closes at once', (s) => s.destroy(), 'none', 'closed'],
    [
      'one that sends nothing but packets to be ignored',
      (s) => s.write(Buffer.concat([Buffer.from(banner), ...Array(100).fill(packetOf(Uint8Array.of(2)))])),
      'partial',
      'malformed',
    ],
    [
      'a packet that announces 4 GB',
      (s) => s.write(Buffer.concat([Buffer.from(banner), Buffer.from('ffffffff04', 'hex')])),
      'partial',
      'malformed',
    ],
    ['one that knows version 1 only', (s) => s.write('SSH-1.5-Old\n'), 'partial', 'version-1-only'],
    ['one that says it is too busy', (s) => s.end('Not allowed at this time\r\n'), 'none', 'closed'],
  ]
  for (const [name, act, completeness, trouble] of cases)
    test(`${name} ends as ${trouble ?? 'what it is'}`, async () => {
      const spent = ownTime()
      const offer = offerIn(await look((await started(playing(act))).port))
      assert.deepEqual([offer.completeness, offer.trouble], [completeness, trouble])
      assert.ok(spent() < 6_000)
    })

  test('one that closes in the middle of the exchange has lists and an unread key', async () => {
    const seen = await look(
      (await started(playing((s) => s.write(greeting, () => setTimeout(() => s.destroy(), 20))))).port,
    )
    assert.equal(offerIn(seen).completeness, 'complete')
    assert.deepEqual(offerIn(seen).seen.integrity, ['hmac-md5'])
    assert.deepEqual(keysIn(seen), [['ssh-rsa', undefined, 'none']])
  })

  test('version 1 beside version 2 is told', async () => {
    const old = Buffer.concat([Buffer.from('SSH-1.99-Old\r\n'), greeting.subarray(banner.length)])
    const seen = await look((await started(playing((s) => s.write(old)))).port)
    assert.deepEqual(offerIn(seen).seen.versions, ['SSH1', 'SSH2'])
  })
})

test('a server that shuts its door for a while is waited for, with few connections', async () => {
  const played = await started(playing((s, n) => (n <= 2 ? s.destroy() : s.write(greeting))))
  const waited: number[] = []
  const seen = await look(played.port, { pause: async (ms) => void waited.push(ms) })
  assert.equal(offerIn(seen).completeness, 'complete')
  assert.ok(waited.includes(2_000) && waited.includes(5_000))
  assert.ok(played.connections() <= 5)
})

test('whoever stops waits no longer than a second', async () => {
  const stop = new AbortController()
  const played = await started(playing(() => undefined))
  setTimeout(() => stop.abort(), 200)
  const spent = ownTime()
  await assert.rejects(
    () => seenBy(ssh, benchWith(played.port, {}, stop)),
    (error) => error instanceof DialError && error.trouble === 'stopped',
  )
  assert.ok(spent() < 1_200)
})

function drip(socket: Socket, bytes: Buffer) {
  let at = 0
  const timer = setInterval(() => socket.write(bytes.subarray(at, ++at)), 80)
  socket.on('close', () => clearInterval(timer))
}
