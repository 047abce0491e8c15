import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, test } from 'vitest'
import { benchAt, seenBy } from '../../../../tests/support/lab-bench.ts'
import { madeCertificate } from '../../../../tests/support/made-certificate.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { type Played, type PlayedTls, playing, playTls } from '../../../../tests/support/played-tls.ts'
import type { Bench } from '../../bench.ts'
import { type Observation, ofKind } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { tlsOf } from './tls.ts'

// Between processes of one machine an answer comes at once.
const tls = tlsOf({ firstMs: 500, leastMs: 250, mostMs: 1_000 })

const running: { close(): void }[] = []
afterEach(() => {
  for (const server of running.splice(0)) server.close()
})
const started = async (server: Promise<Played>): Promise<Played> => {
  const played = await server
  running.push(played)
  return played
}

/** A device whose identification found TLS on that port. */
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
          seen: { kind: 'service', protocol: 'https', tls: true },
        },
      ],
    },
  ),
  today: '2026-11-23',
  ...more,
})
const offerIn = (all: readonly Observation[]) => ofKind(all, 'tls-offer')[0]!
const look = async (played: { port: number }, more: Partial<Bench> = {}) => seenBy(tls, benchWith(played.port, more))
const suitesOf = (all: readonly Observation[], version: string) =>
  offerIn(all).seen.versions.find((v) => v.version === version)?.suites
const withoutWaiting = { pause: () => Promise.resolve() }

const vectors: readonly { name: string; hex: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../vectors/lab-tls/flights.json'), 'utf8'),
)
/** The 1024-bit certificate in the captured flights. */
const certificate = (() => {
  const flight = Buffer.from(vectors.find(({ name }) => name.startsWith('Java 17, SSL 3.0'))!.hex, 'hex')
  const at = flight.indexOf(Buffer.from('3082', 'hex'))
  return flight.subarray(at, at + 4 + flight.readUInt16BE(at + 2))
})()

describe('a server of today', () => {
  const certificate = madeCertificate({ names: ['device.local', 'camera.local'] })
  const listen = async (options: Parameters<typeof createTlsServer>[0]) => {
    const { key, cert } = await certificate
    const server = createTlsServer({ key, cert, ...options }, (s) => s.on('error', () => {}))
    server.on('tlsClientError', () => undefined)
    running.push(server)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    return { port: (server.address() as AddressInfo).port }
  }

  test('exactly its suites are found, and its certificate', async () => {
    const ciphers = ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384', 'DHE-RSA-AES128-SHA']
    const server = await listen({
      ciphers: `TLS_AES_128_GCM_SHA256:${ciphers.join(':')}`,
      minVersion: 'TLSv1.2',
      dhparam: 'auto',
    })
    const seen = await look(server)
    const offer = offerIn(seen)
    assert.equal(offer.completeness, 'complete')
    assert.deepEqual(suitesOf(seen, 'TLS1.2'), [
      'TLS_DHE_RSA_WITH_AES_128_CBC_SHA',
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    ])
    assert.deepEqual(suitesOf(seen, 'TLS1.3'), ['TLS_AES_128_GCM_SHA256'])
    assert.deepEqual(offer.seen.notOffered, ['SSLv2', 'SSLv3', 'TLS1.0', 'TLS1.1'])
    assert.equal(offer.seen.compression, false)
    assert.equal(offer.seen.secureRenegotiation, true)
    assert.equal(offer.seen.extendedMasterSecret, true)
    assert.ok(offer.seen.groups.includes('x25519') && offer.seen.groups.includes('secp256r1'))
    assert.ok((offer.seen.primeBits ?? 0) >= 2048)
    const [shown, ...more] = ofKind(seen, 'tls-certificate')
    assert.deepEqual(more, [], 'the same certificate is told once')
    const [leaf] = shown!.seen.chain
    assert.equal(leaf?.keyType, 'rsa')
    assert.deepEqual(leaf?.names, ['DNS:device.local', 'DNS:camera.local'])
    assert.equal(shown!.seen.asOf, '2026-11-23')
  })

  test('of a server with nothing but TLS 1.3 the certificate is read, too, also where it wants one of the client', async () => {
    const server = await listen({ minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: true })
    const seen = await look(server)
    assert.equal(offerIn(seen).completeness, 'complete')
    assert.deepEqual(
      offerIn(seen).seen.versions.map((v) => v.version),
      ['TLS1.3'],
    )
    assert.deepEqual(
      ofKind(seen, 'tls-certificate').map((c) => [c.id.split('/').at(-1), c.seen.chain.length]),
      [['tls13-rsa', 1]],
    )
  })

  test('the order of the server is told from the order of the client', async () => {
    const ciphers = 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384'
    const preferenceAt = async (honorCipherOrder: boolean) => {
      const seen = await look(await listen({ ciphers, maxVersion: 'TLSv1.2', honorCipherOrder }))
      return offerIn(seen).seen.versions[0]?.preference
    }
    assert.equal(await preferenceAt(true), 'server')
    assert.equal(await preferenceAt(false), 'client')
  })
})

const legacy: PlayedTls = {
  versions: {
    SSLv3: ['TLS_RSA_WITH_RC4_128_MD5', 'TLS_RSA_EXPORT_WITH_DES40_CBC_SHA'],
    'TLS1.0': [
      'TLS_RSA_WITH_RC4_128_SHA',
      'TLS_RSA_WITH_NULL_MD5',
      'TLS_DH_anon_WITH_3DES_EDE_CBC_SHA',
      'TLS_GOSTR341001_WITH_28147_CNT_IMIT',
    ],
  },
  ssl2: [0x010080, 0x0700c0],
  certificate,
}

describe('a server of long ago', () => {
  for (const refuses of ['alert', 'close', 'hang'] as const)
    test(`what it takes is the same whether it says no by ${refuses}`, async () => {
      const seen = await look(await started(playTls({ ...legacy, refuses })), withoutWaiting)
      assert.equal(offerIn(seen).completeness, 'complete')
      assert.deepEqual(suitesOf(seen, 'SSLv3'), legacy.versions.SSLv3!.toSorted())
      assert.deepEqual(suitesOf(seen, 'TLS1.0'), legacy.versions['TLS1.0']!.toSorted())
      assert.deepEqual(suitesOf(seen, 'SSLv2'), ['SSL_CK_DES_192_EDE3_CBC_WITH_MD5', 'SSL_CK_RC4_128_WITH_MD5'])
      assert.deepEqual(offerIn(seen).seen.notOffered, ['TLS1.1', 'TLS1.2', 'TLS1.3'])
      const [leaf] = ofKind(seen, 'tls-certificate')[0]!.seen.chain
      assert.deepEqual([leaf?.keyBits, leaf?.hash, leaf?.names, leaf?.selfSigned], [1024, 'sha1', undefined, true])
    })

  test('one that closes on extensions is asked without them', async () => {
    const seen = await look(await started(playTls({ ...legacy, extensionIntolerant: true })), withoutWaiting)
    assert.equal(offerIn(seen).completeness, 'complete')
    assert.deepEqual(suitesOf(seen, 'TLS1.0'), legacy.versions['TLS1.0']!.toSorted())
  })

  test('one that compresses shows it', async () => {
    const seen = await look(await started(playTls({ ...legacy, compresses: true })))
    assert.equal(offerIn(seen).seen.compression, true)
  })

  test('the shortest prime is told, of export suites as well', async () => {
    const versions = { 'TLS1.0': ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_EXPORT_WITH_RC4_40_MD5'] }
    const seen = await look(await started(playTls({ versions, certificate, primeBits: 512 })))
    assert.equal(offerIn(seen).seen.primeBits, 512)
  })

  test('one of TLS 1.3 that takes no message without a key gets one', async () => {
    const played = await started(playTls({ versions: { 'TLS1.3': ['TLS_AES_128_CCM_8_SHA256'] }, wantsKey: true }))
    const seen = await look(played, withoutWaiting)
    assert.deepEqual(suitesOf(seen, 'TLS1.3'), ['TLS_AES_128_CCM_8_SHA256'])
    const [unread] = ofKind(seen, 'tls-certificate')
    assert.deepEqual(
      [unread?.completeness, unread?.seen.chain],
      ['none', []],
      'its certificate stays hidden, and that is said',
    )
  })
})

describe('a device that shuts out whom it finds too busy', () => {
  const exact = (seen: readonly Observation[]) => {
    assert.deepEqual(suitesOf(seen, 'TLS1.0'), legacy.versions['TLS1.0']!.toSorted())
    assert.deepEqual(suitesOf(seen, 'SSLv3'), legacy.versions.SSLv3!.toSorted())
    assert.deepEqual(offerIn(seen).seen.notOffered, ['TLS1.1', 'TLS1.2', 'TLS1.3'])
  }

  test('one that does so for a moment is waited for, and nothing is missed', async () => {
    const seen = await look(await started(playTls({ ...legacy, admits: (n) => n < 12 || n > 15 })), withoutWaiting)
    assert.equal(offerIn(seen).completeness, 'complete')
    exact(seen)
  })

  test('one with room for a single visitor, who is put away slowly, is looked at to the end', async () => {
    let last = 0
    const admits = () => {
      const [before, now] = [last, performance.now()]
      last = now
      return now - before > 60
    }
    const seen = await look(await started(playTls({ ...legacy, admits })))
    assert.equal(offerIn(seen).completeness, 'complete')
    exact(seen)
  })

  test('one that is silent now and then, by chance, is never complete with something missing', async () => {
    let complete = 0
    for (let seed = 1; seed <= 60; seed++) {
      const chance = [0.03, 0.1, 0.3, 0.6][seed % 4]!
      let state = seed
      const admits = () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
        return state / 0x7fffffff > chance
      }
      const refuses = (['alert', 'close'] as const)[seed % 2]!
      const seen = await look(await started(playTls({ ...legacy, refuses, admits })), withoutWaiting)
      if (offerIn(seen).completeness !== 'complete') continue
      complete++
      exact(seen)
    }
    assert.ok(complete > 0, 'some come to the end')
  })

  for (let after = 1; after < 25; after++)
    test(`one that does so for good after ${after} connections is never complete`, async () => {
      const seen = await look(await started(playTls({ ...legacy, admits: (n) => n <= after })), withoutWaiting)
      const offer = offerIn(seen)
      assert.equal(offer.completeness, 'partial', JSON.stringify(offer.seen))
      assert.equal(offer.trouble, 'throttled')
    })
})

describe('what does not speak TLS', () => {
  const hostile: readonly [string, Parameters<typeof playing>[0], string | undefined][] = [
    ['a web server without TLS', (s) => s.once('data', () => s.end('HTTP/1.1 400 Bad Request\r\n\r\n')), undefined],
    ['a banner of ten megabytes', (s) => s.write(Buffer.alloc(10_000_000, 65)), undefined],
    ['ten megabytes of records', (s) => s.write(Buffer.concat(Array(600).fill(record16k))), 'no-answer'],
    ['one that closes at once', (s) => s.destroy(), 'no-answer'],
    ['one that never says a word', () => undefined, 'no-answer'],
    ['one that drips a byte at a time', (s) => drip(s), 'no-answer'],
    ['one that announces a message of 16 MB', (s) => s.write(Buffer.from('160303000402ffffff', 'hex')), 'no-answer'],
    ['one that sends empty records', (s) => s.write(Buffer.from('1603030000'.repeat(100), 'hex')), 'no-answer'],
    ['one that always has an internal error', (s) => s.write(Buffer.from('15030300020250', 'hex')), 'no-answer'],
  ]
  for (const [name, onConnection, trouble] of hostile)
    test(`${name} ends with ${trouble ?? 'what it is'}`, async () => {
      const spent = ownTime()
      const seen = await look(await started(playing(onConnection)))
      assert.equal(offerIn(seen).completeness, trouble === undefined ? 'complete' : 'none')
      assert.equal(offerIn(seen).trouble, trouble)
      assert.equal(offerIn(seen).seen.speaksTls, false)
      assert.deepEqual(offerIn(seen).seen.notOffered, [], 'silence refuses nothing')
      assert.ok(spent() < 6_000)
    })

  test('a closed port is refused, and nothing more is asked', async () => {
    const played = await playing(() => undefined)
    played.close()
    const seen = await look(played)
    assert.equal(offerIn(seen).trouble, 'refused')
  })
})

test('a server that refuses whatever is offered speaks TLS, and is not finished', async () => {
  const seen = await look(await started(playTls({ versions: {} })))
  const { completeness, trouble, seen: offer } = offerIn(seen)
  assert.deepEqual([completeness, trouble, offer.speaksTls], ['partial', 'nothing-accepted', true])
})

test('a server that chooses what nobody offered is not believed', async () => {
  const hello = `0303${'05'.repeat(32)}00c02f00`
  const chosen = Buffer.from(`160303002a02000026${hello}`, 'hex')
  const seen = await look(await started(playing((s) => s.once('data', () => s.write(chosen)))))
  assert.equal(offerIn(seen).trouble, 'misbehaving')
})

test('whoever stops has to wait no longer than a second, and what was seen until then is kept', async () => {
  const stop = new AbortController()
  const played = await started(playTls({ ...legacy, refuses: 'hang' }))
  const seen: Observation[] = []
  setTimeout(() => stop.abort(), 300)
  const spent = ownTime()
  await assert.rejects(
    async () => {
      for await (const observation of tls.run(benchWith(played.port, {}, stop))) seen.push(observation)
    },
    (error) => error instanceof DialError && error.trouble === 'stopped',
  )
  assert.ok(spent() < 1_300)
  assert.deepEqual(
    seen.map(({ completeness, trouble }) => [completeness, trouble]),
    [['partial', 'stopped']],
  )
})

const record16k = Buffer.concat([Buffer.from('1603034000', 'hex'), Buffer.alloc(16_384)])
function drip(socket: Parameters<Parameters<typeof playing>[0]>[0]) {
  const bytes = Buffer.from(`160303400002003fff${'00'.repeat(100)}`, 'hex')
  let at = 0
  const timer = setInterval(() => socket.write(bytes.subarray(at % bytes.length, (at++ % bytes.length) + 1)), 20)
  socket.on('close', () => clearInterval(timer))
}
