import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { benchPolicy, declaredInterface, nothingDeclared } from '../../../tests/support/lab-bench.ts'
import { judged, seen } from '../../../tests/support/lab-observations.ts'
import { assess } from '../assess.ts'
import type { Declared } from '../declared/declared.ts'
import type { SeenCertificate, TlsOffer } from '../instruments/tls/seen.ts'
import type { Observation } from '../observation.ts'
import { communicationCryptography as check } from './5.5-1-2.ts'

const at = { endpoint: 'tcp/443' }
const ports = seen({ kind: 'port-scan', from: 1, to: 65535, open: [], refused: 65535, silent: 0, canaries: [] })
const service = (protocol: 'https' | 'ssh' | 'http', endpoint = 'tcp/443') =>
  seen({ kind: 'service', protocol, tls: protocol === 'https' }, { endpoint })

const good: TlsOffer = {
  kind: 'tls-offer',
  speaksTls: true,
  versions: [
    { version: 'TLS1.2', suites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'], preference: 'server' },
    { version: 'TLS1.3', suites: ['TLS_AES_128_GCM_SHA256'], preference: 'server' },
  ],
  notOffered: ['SSLv2', 'SSLv3', 'TLS1.0', 'TLS1.1'],
  groups: ['secp256r1', 'x25519'],
  compression: false,
  secureRenegotiation: true,
  extendedMasterSecret: true,
  connections: 20,
}
const leaf: SeenCertificate = {
  fingerprint: 'ab'.repeat(32),
  bytes: 800,
  readable: true,
  subject: 'CN=camera',
  issuer: 'CN=maker',
  names: ['DNS:camera.local'],
  notBefore: '2026-01-01',
  notAfter: '2030-01-01',
  keyType: 'rsa',
  keyBits: 2048,
  signature: 'sha256WithRSAEncryption',
  hash: 'sha256',
  selfSigned: false,
}
const offer = (more: Partial<TlsOffer> = {}, about: Partial<Observation> = {}) =>
  seen({ ...good, ...more }, { ...at, ...about })
const chain = (...certificates: Partial<SeenCertificate>[]) =>
  seen(
    {
      kind: 'tls-certificate',
      over: 'TLS1.2',
      asOf: '2026-11-23',
      chain: certificates.map((c) => ({ ...leaf, ...c })),
    },
    at,
  )
const declares = (...protocols: string[]): Partial<Declared> => ({
  interfaces: [declaredInterface('LogIntf-Web', ['tcp/443'])],
  communication: [{ id: 'SecComMech-Web', endpoints: ['tcp/443'], protocols }],
})
const web = declares('TLS1.2', 'TLS1.3')
const look = (observations: readonly Observation[], declared: Partial<Declared> = web) =>
  judged(check, [ports, service('https'), ...observations], declared)
/** What is said beside passing. */
const wrong = (observations: readonly Observation[], declared: Partial<Declared> = web) =>
  look(observations, declared).said.filter((said) => !said.startsWith('pass'))

test('a sound endpoint that is as declared passes', () =>
  assert.deepEqual(look([offer(), chain({})]).said, ['pass tcp/443 tls-as-declared', 'pass tcp/443 tls-sound']))

describe('TLS that is not sound fails, whatever was declared', () => {
  const old: TlsOffer['versions'][number] = {
    version: 'TLS1.0',
    suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'],
    preference: 'server',
  }
  const bad: readonly [string, Partial<TlsOffer>][] = [
    ['tls-version-refused', { versions: [old, ...good.versions], notOffered: ['SSLv2', 'SSLv3', 'TLS1.1'] }],
    [
      'tls-suite-refused',
      { versions: [{ ...good.versions[0]!, suites: ['TLS_RSA_WITH_RC4_128_SHA'] }, good.versions[1]!] },
    ],
    [
      'tls-suite-refused',
      { versions: [{ ...good.versions[0]!, suites: ['TLS_ECDH_anon_WITH_AES_128_CBC_SHA'] }, good.versions[1]!] },
    ],
    ['tls-suite-refused', { versions: [good.versions[0]!, { ...good.versions[1]!, suites: ['TLS_SHA256_SHA256'] }] }],
    ['tls-prime-short', { primeBits: 1024 }],
    ['tls-group-weak', { groups: ['secp160r1', 'x25519'] }],
    ['tls-compression', { compression: true }],
  ]
  for (const [code, more] of bad)
    test(`${code}: ${JSON.stringify(more).slice(0, 60)}`, () => {
      const declared = declares('TLS1.0', 'TLS1.2', 'TLS1.3')
      assert.ok(wrong([offer(more), chain({})], declared).includes(`fail tcp/443 ${code}`))
    })
})

describe('certificates of a device in a local network', () => {
  const bad: readonly [string, Parameters<typeof chain>[0]][] = [
    ['fail tcp/443 certificate-signature-refused', { signature: 'sha1WithRSAEncryption', hash: 'sha1' }],
    ['fail tcp/443 certificate-key-weak', { keyBits: 1024 }],
    ['fail tcp/443 certificate-name-missing', { names: undefined }],
    ['fail tcp/443 certificate-validity-excessive', { notAfter: '2037-01-01' }],
    ['fail tcp/443 certificate-expired', { notBefore: '2020-01-01', notAfter: '2026-11-22' }],
    ['fail tcp/443 certificate-not-yet-valid', { notBefore: '2026-11-24' }],
    ['inconclusive tcp/443 certificate-key-unknown', { keyBits: undefined }],
    ['inconclusive tcp/443 certificate-signature-unknown', { hash: undefined }],
    ['inconclusive tcp/443 certificate-validity-unknown', { notAfter: undefined }],
    ['inconclusive tcp/443 certificate-unread', { readable: false }],
  ]
  for (const [said, more] of bad) test(said, () => assert.deepEqual(wrong([offer(), chain(more)]), [said]))

  test('a signature of its own, a chain that ends nowhere and the root of a private chain decide nothing', () => {
    const root = {
      subject: 'CN=maker',
      selfSigned: true,
      hash: 'sha1',
      notBefore: '2000-01-01',
      notAfter: '2050-01-01',
    }
    assert.deepEqual(wrong([offer(), chain({}, root)]), [])
    assert.ok(look([offer(), chain({ selfSigned: true })]).said.includes('pass tcp/443 certificate-self-signed'))
    assert.equal(look([offer(), chain({ selfSigned: true })]).verdict, 'pass')
  })

  test('an intermediate certificate with a broken signature fails', () =>
    assert.deepEqual(wrong([offer(), chain({}, { subject: 'CN=middle', hash: 'md5' })]), [
      'fail tcp/443 certificate-signature-refused',
    ]))

  test('a certificate valid to the day of the test is valid', () =>
    assert.deepEqual(wrong([offer(), chain({ notAfter: '2026-11-23' })]), []))

  const ecdsa: Partial<TlsOffer> = {
    versions: [
      { ...good.versions[0]!, suites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', ...good.versions[0]!.suites] },
      good.versions[1]!,
    ],
  }
  test('a short key of a curve is weak as well', () =>
    assert.deepEqual(wrong([offer(ecdsa), chain({}), chain({ keyType: 'ec', keyBits: 192 })]), [
      'fail tcp/443 certificate-key-weak',
    ]))

  test('a server that proves itself by two kinds of keys has to have shown both certificates', () => {
    const short = chain({ keyType: 'ec', keyBits: 256 })
    assert.deepEqual(wrong([offer(ecdsa), chain({}), short]), [])
    for (const one of [short, chain({})])
      assert.deepEqual(wrong([offer(ecdsa), one]), ['inconclusive tcp/443 certificate-unread'])
  })

  test('no record of a certificate, or an unread one, is not passed over', () => {
    assert.deepEqual(wrong([offer()]), ['inconclusive tcp/443 certificate-unread'])
    const unread = seen(
      { kind: 'tls-certificate', over: 'TLS1.3', chain: [] },
      { ...at, completeness: 'none', trouble: 'no-answer' },
    )
    assert.deepEqual(wrong([offer(), unread]), ['inconclusive tcp/443 certificate-unread'])
  })

  test('where nothing but keys agreed on beforehand is taken there is no certificate to miss', () => {
    const psk = {
      versions: [{ ...good.versions[0]!, suites: ['TLS_PSK_WITH_AES_128_GCM_SHA256'] }],
      notOffered: [...good.notOffered, 'TLS1.3' as const],
    }
    assert.deepEqual(wrong([offer(psk)], declares('TLS1.2')), [])
  })
})

describe('the declaration is the ceiling and the floor', () => {
  test('more than declared fails', () => {
    assert.deepEqual(wrong([offer(), chain({})], declares('TLS1.3')), ['fail tcp/443 tls-version-undeclared'])
    assert.deepEqual(wrong([offer(), chain({})], declares('TLS1.2', 'TLS1.3', 'TLS_AES_128_GCM_SHA256')), [
      'fail tcp/443 tls-suite-undeclared',
    ])
  })
  test('less than declared fails', () => {
    const less = { versions: [good.versions[0]!], notOffered: [...good.notOffered, 'TLS1.3' as const] }
    assert.deepEqual(wrong([offer(less), chain({})]), ['fail tcp/443 tls-version-missing'])
  })
  test('names are read in the forms in which people write them', () =>
    assert.deepEqual(wrong([offer(), chain({})], declares('TLS v1.2', 'TLSv1.3', 'HTTPS')), []))
  test('what cannot be read is no pass', () => {
    assert.deepEqual(wrong([offer(), chain({})], declares('TLS')), [
      'inconclusive tcp/443 declared-protocol-unreadable',
    ])
    assert.deepEqual(wrong([offer(), chain({})], declares('TLS 1.2 or newer', 'TLS1.2', 'TLS1.3')), [
      'inconclusive tcp/443 declared-protocol-unreadable',
    ])
    assert.deepEqual(wrong([offer(), chain({})], declares()), ['inconclusive tcp/443 declared-protocol-unreadable'])
  })
  test('a gap in the entry is no pass', () => {
    const gap = { place: '11-SecComMech/SecComMech-Web/endpoint', problem: { ja: '', en: '' } }
    assert.deepEqual(wrong([offer(), chain({})], { ...web, gaps: [gap] }), ['inconclusive tcp/443 declaration-gap'])
  })
  test('TLS that nobody declared fails; on a declared interface its cryptography is missing', () => {
    assert.deepEqual(wrong([offer(), chain({})], {}), ['fail tcp/443 secured-endpoint-undeclared'])
    assert.deepEqual(wrong([offer(), chain({})], { interfaces: web.interfaces! }), [
      'inconclusive tcp/443 cryptography-undeclared',
    ])
  })
  test('another protocol than declared fails', () =>
    assert.deepEqual(wrong([offer(), chain({})], declares('SSH')), ['fail tcp/443 protocol-differs']))
  test('plain text where TLS is declared fails', () => {
    const plain = offer({ speaksTls: false, versions: [], notOffered: [] }, {})
    assert.deepEqual(judged(check, [ports, service('http'), plain], web).said, ['fail tcp/443 tls-absent'])
  })
})

describe('no silent pass', () => {
  for (const trouble of ['throttled', 'out-of-time', 'stopped', 'misbehaving', 'nothing-accepted'])
    test(`a look that ended with ${trouble} is inconclusive, and its faults still count`, () => {
      const part = offer({}, { completeness: 'partial', trouble })
      assert.equal(look([part, chain({})]).verdict, 'inconclusive')
      const bad = offer({ compression: true }, { completeness: 'partial', trouble })
      assert.equal(look([bad, chain({})]).verdict, 'fail')
    })
  test('TLS that was seen and not looked at is inconclusive', () =>
    assert.deepEqual(wrong([]), ['inconclusive tcp/443 tls-not-observed']))
  test('a declared endpoint that is closed is inconclusive', () => {
    const closed = offer(
      { speaksTls: false, versions: [], notOffered: [] },
      { completeness: 'none', trouble: 'refused' },
    )
    assert.deepEqual(judged(check, [ports, closed], web).said, ['inconclusive tcp/443 endpoint-closed'])
  })
  test('ports that were not looked at are told', () => {
    assert.ok(
      judged(check, [service('https'), offer(), chain({})], web).said.includes('not-evaluated device ports-not-known'),
    )
    const part = { ...ports, completeness: 'partial' as const }
    assert.equal(judged(check, [part, service('https'), offer(), chain({})], web).verdict, 'inconclusive')
  })
  test('an open port where nobody knows what speaks is told', () => {
    const open = seen({
      kind: 'port-scan',
      from: 1,
      to: 65535,
      open: [443, 9999],
      refused: 65533,
      silent: 0,
      canaries: [],
    })
    assert.deepEqual(
      judged(check, [open, service('https'), offer(), chain({})], web).said.filter((s) => !s.startsWith('pass')),
      ['inconclusive tcp/9999 service-not-identified'],
    )
  })
  test('communication that goes out is not evaluated without a capture, and compared with one', () => {
    const out = {
      communication: [...web.communication!, { id: 'SecComMech-Cloud', endpoints: [], protocols: ['TLS1.2'] }],
    }
    const all = [offer(), chain({})]
    assert.deepEqual(wrong(all, { ...web, ...out }), ['not-evaluated SecComMech-Cloud outgoing-not-observed'])
    const hello = { peer: '198.51.100.7', port: 8883, versions: ['TLS1.0', 'TLS1.2'] as ('TLS1.0' | 'TLS1.2')[] }
    const capture = seen({
      kind: 'imported-traffic',
      tool: 'pcap',
      packets: 10,
      seconds: 1,
      destinations: [],
      plaintext: [],
      hellos: [hello],
      names: [],
    })
    assert.deepEqual(wrong([...all, capture], { ...web, ...out }), [
      'fail device outgoing-version-refused',
      'fail device outgoing-version-undeclared',
      'inconclusive SecComMech-Cloud outgoing-not-attributed',
    ])
  })
  test('cryptography over UDP is not looked at', () => {
    const dtls = { communication: [{ id: 'SecComMech-CoAP', endpoints: ['udp/5684'], protocols: ['DTLS1.2'] }] }
    assert.deepEqual(judged(check, [ports], dtls).said, ['inconclusive udp/5684 datagrams-not-examined'])
  })
  test('DTLS that answers is told, declared or not', () => {
    const answer = seen({ kind: 'udp-probe', probe: 'dtls', port: 5684, answer: 'answered' }, { endpoint: 'udp/5684' })
    assert.deepEqual(judged(check, [ports, answer]).said, [
      'inconclusive udp/5684 datagrams-not-examined',
      'fail udp/5684 secured-endpoint-undeclared',
    ])
  })
  test('an endpoint that was identified as TLS and then spoke something else is inconclusive', () => {
    const other = offer({ speaksTls: false, versions: [], notOffered: [] })
    assert.deepEqual(wrong([other]), ['inconclusive tcp/443 tls-not-finished'])
  })
  test('a device without anything secured is left to a person', () =>
    assert.deepEqual(judged(check, [ports]).said, ['inconclusive device nothing-secured']))
  test('communication declared in clear is not applicable, and no pass', () => {
    const clear = { communication: [{ id: 'ComMech-Page', endpoints: ['tcp/80'], protocols: ['HTTP'] }] }
    assert.equal(judged(check, [ports], clear).verdict, 'not-applicable')
  })
})

describe('SSH', () => {
  const ssh = { endpoint: 'tcp/22' }
  const sound = {
    kind: 'ssh-offer',
    banner: 'SSH-2.0-OpenSSH_9.2p1',
    versions: ['SSH2'],
    keyExchange: ['curve25519-sha256', 'kex-strict-s-v00@openssh.com'],
    hostKeys: ['ssh-ed25519', 'rsa-sha2-512'],
    encryption: ['aes256-gcm@openssh.com'],
    integrity: ['hmac-sha2-256'],
    compression: ['none', 'zlib@openssh.com'],
    connections: 2,
  } as const
  const key = (type: string, bits: number) => seen({ kind: 'ssh-host-key', type, bits }, { ...ssh, id: `key/${type}` })
  const keys = [key('ssh-ed25519', 256), key('ssh-rsa', 3072)]
  const declared: Partial<Declared> = {
    communication: [{ id: 'SecComMech-SSH', endpoints: ['tcp/22'], protocols: ['SSH'] }],
  }
  const offerOf = (more: object = {}, about: Partial<Observation> = {}) => {
    const all = { ...sound, ...more } as never
    return seen<'ssh-offer'>(JSON.parse(JSON.stringify(all)), { ...ssh, ...about })
  }
  const said = (...observations: Observation[]) =>
    judged(check, [ports, service('ssh', 'tcp/22'), ...observations], declared).said

  test('a sound server passes; no compression is no fault', () =>
    assert.deepEqual(said(offerOf(), ...keys), ['pass tcp/22 ssh-as-declared', 'pass tcp/22 ssh-sound']))
  for (const more of [
    { keyExchange: ['diffie-hellman-group1-sha1'] },
    { hostKeys: ['ssh-ed25519', 'rsa-sha2-512', 'ssh-dss'] },
    { encryption: ['3des-cbc'] },
    { integrity: ['none'] },
  ])
    test(`an algorithm that is refused fails: ${JSON.stringify(more)}`, () =>
      assert.ok(said(offerOf(more), ...keys, key('ssh-dss', 1024)).includes('fail tcp/22 ssh-algorithm-refused')))
  test('a short host key fails', () =>
    assert.ok(said(offerOf(), keys[0]!, key('ssh-rsa', 1024)).includes('fail tcp/22 ssh-host-key-weak')))
  test('a host key that was not read is inconclusive', () =>
    assert.ok(said(offerOf(), keys[0]!).includes('inconclusive tcp/22 ssh-host-key-unread')))
  test('version 1 fails', () => {
    const old = offerOf({ versions: ['SSH1', 'SSH2'] })
    assert.ok(said(old, ...keys).includes('fail tcp/22 ssh-version-refused'))
    assert.ok(said(old, ...keys).includes('fail tcp/22 ssh-version-undeclared'))
  })
  test('a server that nobody looked at, or that shut its door, is inconclusive', () => {
    assert.deepEqual(said(), ['inconclusive tcp/22 ssh-not-observed'])
    const shut = offerOf(
      { banner: undefined, versions: [], keyExchange: [], hostKeys: [], encryption: [], integrity: [] },
      { completeness: 'none', trouble: 'closed' },
    )
    assert.deepEqual(said(shut), ['inconclusive tcp/22 ssh-not-finished'])
  })
  test('something else where SSH is declared fails', () => {
    const other = offerOf(
      { banner: undefined, versions: [], keyExchange: [], hostKeys: [], encryption: [], integrity: [] },
      {},
    )
    assert.deepEqual(judged(check, [ports, other], declared).said, ['fail tcp/22 ssh-absent'])
  })
})

test('the verdict does not depend on the order of what was seen, nor on times', () => {
  const all = [
    ports,
    service('https'),
    offer({ compression: true, primeBits: 512 }),
    chain({ keyBits: 512 }),
    offer({}, { id: 'tls/2', sample: 2 }),
  ]
  const given = { declared: { ...nothingDeclared, ...web }, policy: benchPolicy }
  const { digest } = assess([check], { ...given, observations: all })
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(10_000), (shuffled, ms) => {
      const observations = shuffled.map((o, i) => ({ ...o, began: ms * i, took: ms }))
      assert.equal(assess([check], { ...given, observations }).digest, digest)
    }),
  )
})

test('every reason it gives has a text in both languages, with its facts', () => {
  const { unit } = look(
    [offer({ compression: true, primeBits: 512 }), chain({ keyBits: 512, hash: 'md5' })],
    declares('TLS1.3'),
  )
  for (const { reason } of unit.parts) {
    const text = check.reasons[reason.code]
    assert.ok(text, reason.code)
    for (const part of [text.ja, text.en])
      for (const [, fact] of part.matchAll(/\{(\w+)\}/g))
        assert.ok(Object.hasOwn(reason.facts ?? {}, fact!), `${reason.code} ${fact}`)
  }
})
