import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { judged, seen } from '../../../tests/support/lab-observations.ts'
import type { Declared } from '../declared/declared.ts'
import type { Observation, SeenOf } from '../observation.ts'
import { loginCryptography as check } from './5.1-3-2.ts'

type Access = SeenOf<'access'>
type LoginKind = Access['logins'][number]['login']

const portsOpen = (...open: number[]) =>
  seen({ kind: 'port-scan', from: 1, to: 65535, open, refused: 65535 - open.length, silent: 0, canaries: [] })
const service = (endpoint: string, protocol: SeenOf<'service'>['protocol'], tls = false) =>
  seen({ kind: 'service', protocol, tls }, { endpoint })
const access = (
  endpoint: string,
  protocol: string,
  logins: LoginKind[],
  more: Partial<Access> = {},
  about: Partial<Observation> = {},
) =>
  seen(
    {
      kind: 'access',
      protocol,
      tls: false,
      without: logins.length > 0 ? 'asks-login' : 'shows-page',
      granted: [],
      places: [],
      logins: logins.map((login) => ({ login, password: true })),
      ...more,
    },
    { endpoint, ...about },
  )
const authentication = (endpoint: string, factor: 'password' | 'key' | 'none' = 'password'): Partial<Declared> => ({
  authentication: [{ id: 'AuthMech-1', endpoints: [endpoint], factor, users: [] }],
})
const said = (observations: readonly Observation[], declared: Partial<Declared> = {}) =>
  judged(check, observations, declared).said

const tlsAt = (
  endpoint: string,
  more: Partial<SeenOf<'tls-offer'>> = {},
  about: Partial<Observation> = {},
  names = ['DNS:x'],
) => [
  seen(
    {
      kind: 'tls-offer',
      speaksTls: true,
      versions: [{ version: 'TLS1.3', suites: ['TLS_AES_128_GCM_SHA256'], preference: 'server' }],
      notOffered: ['SSLv2', 'SSLv3', 'TLS1.0', 'TLS1.1', 'TLS1.2'],
      groups: ['x25519'],
      connections: 9,
      ...more,
    },
    { endpoint, ...about },
  ),
  seen(
    {
      kind: 'tls-certificate',
      over: 'TLS1.3',
      asOf: '2026-11-23',
      chain: [
        {
          fingerprint: '00'.repeat(32),
          bytes: 1,
          readable: true,
          names,
          notBefore: '2026-01-01',
          notAfter: '2027-01-01',
          keyType: 'ec',
          keyBits: 256,
          hash: 'sha256',
        },
      ],
    },
    { endpoint },
  ),
]

describe('logins in clear fail, declared or not', () => {
  const plain: readonly [LoginKind, string, string][] = [
    ['telnet', 'tcp/23', 'telnet'],
    ['ftp', 'tcp/21', 'ftp'],
    ['http-basic', 'tcp/80', 'http'],
    ['http-form', 'tcp/80', 'http'],
    ['recipe', 'tcp/80', 'http'],
    ['rtsp-basic', 'tcp/554', 'rtsp'],
    ['mqtt', 'tcp/1883', 'mqtt'],
    ['snmp', 'udp/161', 'snmp'],
  ]
  for (const [login, endpoint, protocol] of plain)
    for (const declared of [{}, authentication(endpoint)])
      test(`${login}${'authentication' in declared ? ', declared' : ''}`, () =>
        assert.deepEqual(said([portsOpen(), access(endpoint, protocol, [login])], declared), [
          `fail ${endpoint} login-in-clear`,
        ]))
})

test('digest over plain text is left to a person', () => {
  for (const login of ['http-digest', 'rtsp-digest'] as const)
    assert.deepEqual(said([portsOpen(), access('tcp/80', 'http', [login])]), [
      'inconclusive tcp/80 login-digest-in-clear',
    ])
})

describe('logins under TLS and SSH are as good as what protects them', () => {
  const form = access('tcp/443', 'https', ['http-form'], { tls: true })
  test('sound TLS passes', () =>
    assert.deepEqual(said([portsOpen(), form, ...tlsAt('tcp/443')]), ['pass tcp/443 login-protected']))
  test('TLS that is not sound fails, with its own reason', () =>
    assert.deepEqual(said([portsOpen(), form, ...tlsAt('tcp/443', { primeBits: 1024 })]), [
      'fail tcp/443 tls-prime-short',
    ]))
  test('a look at TLS that was throttled is inconclusive', () =>
    assert.deepEqual(
      said([portsOpen(), form, ...tlsAt('tcp/443', {}, { completeness: 'partial', trouble: 'throttled' })]),
      ['inconclusive tcp/443 tls-not-finished'],
    ))
  test('a certificate without a name is judged with the communication, not with the login', () =>
    assert.deepEqual(said([portsOpen(), form, ...tlsAt('tcp/443', {}, {}, [])]), ['pass tcp/443 login-protected']))
  test('a login that is found needs no word from a service without one', () =>
    assert.deepEqual(said([portsOpen(), access('udp/161', 'snmp', ['snmp'], { without: 'silent' })]), [
      'fail udp/161 login-in-clear',
    ]))
  test('TLS that nobody looked at is inconclusive', () =>
    assert.deepEqual(said([portsOpen(), form]), ['inconclusive tcp/443 login-protection-unknown']))
  test('a login that scripts draw is protected by the TLS of its page', () =>
    assert.deepEqual(
      said(
        [portsOpen(), access('tcp/443', 'https', [], { tls: true }), ...tlsAt('tcp/443')],
        authentication('tcp/443'),
      ),
      ['pass tcp/443 login-protected'],
    ))
  test('SSH is judged by what it offers', () => {
    const offer = (encryption: string) =>
      seen(
        {
          kind: 'ssh-offer',
          banner: 'SSH-2.0-x',
          versions: ['SSH2'],
          keyExchange: ['curve25519-sha256'],
          hostKeys: [],
          encryption: [encryption],
          integrity: [],
          compression: ['none'],
          connections: 1,
        },
        { endpoint: 'tcp/22' },
      )
    const ssh = access('tcp/22', 'ssh', ['ssh'])
    assert.deepEqual(said([portsOpen(), ssh, offer('aes256-ctr')]), ['pass tcp/22 login-protected'])
    assert.deepEqual(said([portsOpen(), ssh, offer('3des-cbc')]), ['fail tcp/22 ssh-algorithm-refused'])
  })
  test('one login in clear sinks the protected ones', () =>
    assert.equal(
      judged(check, [portsOpen(), form, ...tlsAt('tcp/443'), access('tcp/23', 'telnet', ['telnet'])]).verdict,
      'fail',
    ))
})

describe('no silent pass', () => {
  test('a declared login on a plain service that nobody asked for its logins fails by what speaks there', () =>
    assert.deepEqual(said([portsOpen(80), service('tcp/80', 'http')], authentication('tcp/80')), [
      'fail tcp/80 login-in-clear',
    ]))
  test('a declared login that was not looked at is inconclusive', () =>
    assert.deepEqual(said([portsOpen()], authentication('tcp/8443')), ['inconclusive tcp/8443 login-not-observed']))
  test('a declared login that is not there is inconclusive', () =>
    assert.deepEqual(
      said([portsOpen(), access('tcp/80', 'http', [], { without: 'leads-elsewhere' })], authentication('tcp/80')),
      ['inconclusive tcp/80 login-not-found'],
    ))
  test('a service for logins without a look at them is inconclusive', () =>
    assert.deepEqual(said([portsOpen(23), service('tcp/23', 'telnet')]), ['inconclusive tcp/23 login-not-observed']))
  test('a service that nobody knows may be a login', () =>
    assert.deepEqual(said([portsOpen(9527), service('tcp/9527', 'unknown')]), [
      'inconclusive tcp/9527 service-unknown',
    ]))
  test('a look that was not finished, or was answered by silence, is inconclusive', () => {
    assert.deepEqual(
      said([portsOpen(), access('tcp/80', 'http', [], {}, { completeness: 'partial', trouble: 'no-answer' })]),
      ['inconclusive tcp/80 login-not-finished'],
    )
    assert.deepEqual(said([portsOpen(), access('tcp/80', 'http', [], { without: 'unclear' })]), [
      'inconclusive tcp/80 login-not-finished',
    ])
  })
  test('a login without a place is a gap', () =>
    assert.deepEqual(
      said([portsOpen()], { authentication: [{ id: 'AuthMech-App', endpoints: [], factor: 'token', users: [] }] }),
      ['inconclusive AuthMech-App declaration-gap', 'not-applicable device no-login-found'],
    ))
  test('without a scan nothing is known', () =>
    assert.equal(
      judged(check, [access('tcp/443', 'https', ['http-form'], { tls: true }), ...tlsAt('tcp/443')]).verdict,
      'not-evaluated',
    ))
})

test('a device without any login is not applicable', () => {
  const page = access('tcp/80', 'http', [])
  assert.deepEqual(said([portsOpen(80), service('tcp/80', 'http'), page]), ['not-applicable device no-login-found'])
  assert.deepEqual(said([portsOpen()], authentication('tcp/80', 'none')), ['not-applicable device no-login-found'])
})

test('every reason has a text in both languages', () => {
  for (const [code, text] of Object.entries(check.reasons)) {
    assert.match(code, /^[a-z0-9-]+$/)
    assert.ok(text.ja.length > 5 && text.en.length > 5, code)
    const facts = (t: string) => [...t.matchAll(/\{\w+\}/g)].map((m) => m[0]).toSorted()
    assert.deepEqual(facts(text.ja), facts(text.en), code)
  }
})
