import assert from 'node:assert/strict'
import { test } from 'vitest'
import { declaredInterface } from '../../../tests/support/lab-bench.ts'
import { judged, observed, service, wholeScan } from '../../../tests/support/lab-checks.ts'
import type { Declared } from '../declared/declared.ts'
import type { Observation, SeenOf } from '../observation.ts'
import { secretsInTransit } from './5.5-6-2.ts'
import { secretsFromOutside } from './5.5-7-2.ts'

const inTransit = (seen: readonly Observation[], declared: Partial<Declared> = {}) =>
  judged(secretsInTransit, seen, declared).of('5.5-6-2a')

const page = (
  endpoint: string,
  more: Partial<NonNullable<SeenOf<'web-page'>['page']>>,
  ways: SeenOf<'web-page'>['ways'] = [],
  frame: Partial<Observation> = {},
) =>
  observed(
    {
      kind: 'web-page',
      secured: false,
      ways,
      page: {
        status: 200,
        path: '/',
        headers: [],
        cookies: [],
        challenges: [],
        passwordField: false,
        fileField: false,
        scripted: false,
        ...more,
      },
    },
    { endpoint, ...frame },
  )
const access = (endpoint: string, protocol: string, logins: SeenOf<'access'>['logins']) =>
  observed(
    { kind: 'access', protocol, tls: false, without: 'asks-login', granted: [], places: [], logins },
    { endpoint },
  )
const paths = (endpoint: string, open: readonly string[] = [], frame: Partial<Observation> = {}) =>
  observed(
    {
      kind: 'open-paths',
      secured: false,
      asked: 27,
      answered: 27,
      open: open.map((path) => ({ path, status: 200, tells: [] })),
    },
    { endpoint, ...frame },
  )
/** All that an endpoint takes was looked at, and it encrypts. */
const encrypts = (endpoint: string) =>
  observed(
    endpoint === 'tcp/22'
      ? {
          ...{ kind: 'ssh-offer', banner: 'SSH-2.0-x', versions: ['SSH2'], keyExchange: [], hostKeys: [] },
          ...{ encryption: ['aes256-gcm@openssh.com'], integrity: [], compression: [], connections: 2 },
        }
      : {
          ...{ kind: 'tls-offer', speaksTls: true, notOffered: [], groups: [], connections: 9 },
          versions: [{ version: 'TLS1.3', suites: ['TLS_AES_128_GCM_SHA256'], preference: 'server' }],
        },
    { endpoint },
  )
const toTls = [{ status: 301, to: 'other-service' as const, secured: true, port: 443 }]

test('a device that speaks in cipher alone passes', () => {
  const seen = [wholeScan(22, 443), service('tcp/22', 'ssh'), service('tcp/443', 'https', true)]
  const looked = [...seen, encrypts('tcp/22'), encrypts('tcp/443')]
  assert.deepEqual(inTransit(looked), { verdict: 'pass', codes: ['encrypted', 'encrypted'] })
})

test('that TLS is spoken does not show that nothing is taken without encryption', () => {
  const seen = [wholeScan(443), service('tcp/443', 'https', true)]
  const code = { verdict: 'inconclusive', codes: ['encryption-not-looked-at'] }
  assert.deepEqual(inTransit(seen), code)
  assert.deepEqual(inTransit([...seen, { ...encrypts('tcp/443'), completeness: 'partial' }]), code)
  const six = observed({ kind: 'service', protocol: 'https', tls: true }, { endpoint: 'tcp/443', address: 'ipv6' })
  const four = { ...encrypts('tcp/443'), address: 'ipv4' as const }
  assert.equal(inTransit([wholeScan(443), six, four]).verdict, 'inconclusive')
})

test('a way to TLS and a protocol for discovery do not keep it from passing', () => {
  const seen = [
    wholeScan(80, 443),
    service('tcp/80', 'http'),
    service('tcp/443', 'https', true),
    page('tcp/80', { status: 301 }, toTls),
    paths('tcp/80'),
    service('udp/5353', 'mdns'),
    encrypts('tcp/443'),
  ]
  assert.equal(inTransit(seen).verdict, 'pass')
})

test('logins in clear fail, however they were seen', () => {
  for (const [endpoint, protocol, evidence] of [
    ['tcp/23', 'telnet', []],
    ['tcp/21', 'ftp', []],
    ['tcp/80', 'http', [page('tcp/80', { passwordField: true })]],
    ['tcp/80', 'http', [page('tcp/80', { status: 401, challenges: ['basic'] })]],
    ['tcp/80', 'http', [access('tcp/80', 'http', [{ login: 'http-form', password: true }])]],
    ['tcp/554', 'rtsp', [access('tcp/554', 'rtsp', [{ login: 'rtsp-basic', password: true }])]],
    ['tcp/1883', 'mqtt', [access('tcp/1883', 'mqtt', [{ login: 'mqtt', password: true }])]],
    ['udp/161', 'snmp', [access('udp/161', 'snmp', [{ login: 'snmp', password: true }])]],
  ] as const) {
    const seen = [wholeScan(), service(endpoint, protocol), ...evidence]
    assert.deepEqual(inTransit(seen), { verdict: 'fail', codes: ['login-in-clear'] }, protocol)
  }
})

test('a secret that a service in clear tells fails, over TLS it is no matter of this unit', () => {
  const told = (endpoint: string) =>
    observed(
      { kind: 'disclosure', token: 'credential', where: 'path /config psk', said: '(8 characters)' },
      { endpoint },
    )
  assert.deepEqual(inTransit([wholeScan(), service('udp/5683', 'coap'), told('udp/5683')]).codes, ['secret-in-clear'])
  const overTls = [wholeScan(443), service('tcp/443', 'https', true), encrypts('tcp/443'), told('tcp/443')]
  assert.equal(inTransit(overTls).verdict, 'pass')
})

test('a declared password login on an endpoint in clear fails although nobody saw it ask', () => {
  const authentication = [{ id: 'AuthMech-MQTT', endpoints: ['tcp/1883'], factor: 'password', users: [] }] as const
  assert.deepEqual(inTransit([wholeScan(1883), service('tcp/1883', 'mqtt')], { authentication }).codes, [
    'declared-login-in-clear',
  ])
})

test('digest hides the password and nothing else: inconclusive', () => {
  const seen = [
    wholeScan(80),
    service('tcp/80', 'http'),
    access('tcp/80', 'http', [{ login: 'http-digest', password: true }]),
  ]
  assert.deepEqual(inTransit(seen), { verdict: 'inconclusive', codes: ['digest-in-clear'] })
})

test('a service in clear of which nothing secret was seen is inconclusive, never a pass', () => {
  for (const seen of [
    [service('tcp/80', 'http')],
    [service('tcp/80', 'http'), page('tcp/80', {})],
    [service('tcp/80', 'http'), page('tcp/80', { status: 302 }, [{ status: 302, to: 'elsewhere' as const }])],
    [service('tcp/80', 'http'), page('tcp/80', { status: 301 }, toTls, { completeness: 'partial' }), paths('tcp/80')],
    [service('tcp/80', 'http'), page('tcp/80', { status: 301 }, toTls)],
    [service('tcp/80', 'http'), page('tcp/80', { status: 301 }, toTls), paths('tcp/80', ['/info'])],
    [
      service('tcp/80', 'http'),
      page('tcp/80', { status: 301 }, toTls),
      paths('tcp/80', [], { completeness: 'partial' }),
    ],
    [service('tcp/1883', 'mqtt')],
    [service('udp/69', 'tftp')],
    [service('tcp/9999', 'unknown')],
    [],
  ])
    assert.equal(inTransit([wholeScan(80), ...seen]).verdict, 'inconclusive')
})

test('TLS that takes suites without encryption does not pass for encryption', () => {
  const offer = observed(
    {
      kind: 'tls-offer',
      speaksTls: true,
      versions: [{ version: 'TLS1.2', suites: ['TLS_RSA_WITH_NULL_SHA'], preference: 'server' }],
      notOffered: [],
      groups: [],
      connections: 9,
    },
    { endpoint: 'tcp/443' },
  )
  assert.deepEqual(inTransit([wholeScan(443), service('tcp/443', 'https', true), offer]), {
    verdict: 'fail',
    codes: ['suites-without-encryption'],
  })
})

test('an open port that nobody identified is inconclusive', () => {
  assert.deepEqual(inTransit([wholeScan(4444)]).codes, ['protocol-unknown'])
})

test('where one address speaks in clear, the endpoint is in clear', () => {
  const seen = [
    wholeScan(443),
    observed({ kind: 'service', protocol: 'https', tls: true }, { endpoint: 'tcp/443', address: 'ipv4' }),
    observed({ kind: 'service', protocol: 'http', tls: false }, { endpoint: 'tcp/443', address: 'ipv6' }),
  ]
  assert.equal(inTransit(seen).verdict, 'inconclusive')
})

test('what was not scanned, and what goes out, keeps the unit from passing', () => {
  const encrypted = [service('tcp/443', 'https', true), encrypts('tcp/443')]
  assert.equal(inTransit(encrypted).verdict, 'not-evaluated')
  const partial = observed(
    { kind: 'port-scan', from: 1, to: 65535, open: [443], refused: 9, silent: 0, canaries: [] },
    { completeness: 'partial' },
  )
  assert.equal(inTransit([partial, ...encrypted]).verdict, 'inconclusive')
  const interfaces = [declaredInterface('LogIntf-Cloud', [])]
  assert.deepEqual(inTransit([wholeScan(443), ...encrypted], { interfaces }), {
    verdict: 'not-evaluated',
    codes: ['encrypted', 'outgoing-not-observed'],
  })
  assert.equal(inTransit([wholeScan()]).verdict, 'not-applicable')
  assert.equal(inTransit([]).verdict, 'not-evaluated')
})

test('from outside: fails where the maker says so, inconclusive where nobody says, not applicable inside', () => {
  const seen = [wholeScan(23), service('tcp/23', 'telnet')]
  const outside = (interfaces: Declared['interfaces']) =>
    judged(secretsFromOutside, seen, { interfaces }).of('5.5-7-2a')
  assert.deepEqual(outside([declaredInterface('T', ['tcp/23'], { remote: true })]), {
    verdict: 'fail',
    codes: ['login-in-clear'],
  })
  assert.deepEqual(outside([declaredInterface('T', ['tcp/23'], { remote: false })]), {
    verdict: 'not-applicable',
    codes: ['local-only'],
  })
  assert.deepEqual(outside([declaredInterface('T', ['tcp/23'])]).codes, ['reach-not-declared'])
  assert.deepEqual(outside([]).verdict, 'inconclusive')
  assert.equal(
    judged(secretsFromOutside, [wholeScan(443), service('tcp/443', 'https', true), encrypts('tcp/443')]).of('5.5-7-2a')
      .verdict,
    'pass',
  )
})
