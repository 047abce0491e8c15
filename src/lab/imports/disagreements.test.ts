import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Observation, Seen } from '../observation.ts'
import { disagreements, disagreementTexts } from './disagreements.ts'

let nth = 0
const observation = (seen: Seen, more: Partial<Observation> = {}): Observation => ({
  id: `o${nth++}`,
  sample: 1,
  began: 0,
  took: 0,
  completeness: 'complete',
  ...more,
  seen,
})
const scan = (open: number[], from = 1, to = 65535) =>
  observation({ kind: 'port-scan', from, to, open, refused: 0, silent: 0, canaries: [] })
const nmap = (open: number[], looked = [{ from: 1, to: 1024 }]) =>
  observation({ kind: 'imported-ports', tool: 'nmap', transport: 'tcp', looked, open })
const ours = (
  versions: { version: 'TLS1.0' | 'TLS1.2'; suites: string[] }[],
  notOffered: ('TLS1.0' | 'SSLv3')[] = [],
) =>
  observation(
    {
      kind: 'tls-offer',
      speaksTls: true,
      versions: versions.map((v) => ({ ...v, preference: 'unknown' as const })),
      notOffered,
      groups: [],
      connections: 1,
    },
    { endpoint: 'tcp/443' },
  )
const theirs = (
  versions: { version: 'TLS1.0' | 'TLS1.2'; suites: string[] }[],
  more: { notOffered?: 'TLS1.0'[]; suitesComplete?: boolean } = {},
) =>
  observation(
    { kind: 'imported-tls', tool: 'sslscan', versions, notOffered: [], suitesComplete: true, ...more },
    { endpoint: 'tcp/443' },
  )
const told = (...observations: Observation[]) =>
  disagreements(observations).map(({ code, endpoint, what }) => `${code} ${endpoint} ${what}`)

test('two that saw the same do not disagree', () => {
  assert.deepEqual(told(scan([22, 443]), nmap([22, 443])), [])
  const suites = [{ version: 'TLS1.2' as const, suites: ['A', 'B'] }]
  assert.deepEqual(told(ours(suites), theirs([{ version: 'TLS1.2', suites: ['B', 'A'] }])), [])
})

test('a port that only one saw is told, where the other looked', () => {
  assert.deepEqual(told(scan([22]), nmap([22, 80])), ['port-only-there tcp/80 80'])
  assert.deepEqual(told(scan([22, 80]), nmap([22])), ['port-only-here tcp/80 80'])
  assert.deepEqual(told(scan([22, 8080]), nmap([22])), []) // nmap was not asked about 8080
  assert.deepEqual(told(scan([22], 1, 100), nmap([22, 443])), [])
})

test('a port that is open under any address of ours is open', () => {
  assert.deepEqual(told(scan([22]), scan([443]), nmap([22, 443])), [])
})

test('nothing is compared with another sample, or where nobody of us looked', () => {
  assert.deepEqual(told(scan([22]), { ...nmap([22, 80]), sample: 2 }), [])
  assert.deepEqual(told(nmap([22, 80])), [])
})

test('versions and suites that only one saw are told', () => {
  assert.deepEqual(
    told(ours([{ version: 'TLS1.2', suites: ['A'] }], ['TLS1.0']), theirs([{ version: 'TLS1.0', suites: ['B'] }])),
    ['tls-version-only-there tcp/443 TLS1.0'],
  )
  assert.deepEqual(told(ours([{ version: 'TLS1.0', suites: ['A'] }]), theirs([], { notOffered: ['TLS1.0'] })), [
    'tls-version-only-here tcp/443 TLS1.0',
  ])
  const differing = [
    ours([{ version: 'TLS1.2', suites: ['A', 'B'] }]),
    theirs([{ version: 'TLS1.2', suites: ['B', 'C'] }]),
  ]
  assert.deepEqual(told(...differing), [
    'tls-suite-only-here tcp/443 TLS1.2 A',
    'tls-suite-only-there tcp/443 TLS1.2 C',
  ])
})

test('suites are not missed by a tool that did not look for each of them', () => {
  const versions = [{ version: 'TLS1.2' as const, suites: [] }]
  assert.deepEqual(told(ours([{ version: 'TLS1.2', suites: ['A'] }]), theirs(versions, { suitesComplete: false })), [])
})

test('extensions that SSH announces beside its algorithms are no algorithms', () => {
  const names = { hostKeys: [], encryption: [], integrity: [] }
  const here = observation(
    {
      kind: 'ssh-offer',
      versions: ['SSH2'],
      keyExchange: ['a', 'ext-info-s'],
      compression: [],
      connections: 1,
      ...names,
    },
    { endpoint: 'tcp/22' },
  )
  const there = (keyExchange: string[]) =>
    observation({ kind: 'imported-ssh', tool: 'ssh-audit', keyExchange, ...names }, { endpoint: 'tcp/22' })
  assert.deepEqual(told(here, there(['a', 'kex-strict-s-v00@openssh.com'])), [])
  assert.deepEqual(told(here, there(['a', 'b'])), ['ssh-algorithm-only-there tcp/22 b'])
})

test('the order of the observations does not matter', () => {
  const all = [
    scan([22, 80]),
    nmap([22, 443]),
    ours([{ version: 'TLS1.2', suites: ['A'] }]),
    theirs([{ version: 'TLS1.2', suites: ['B'] }]),
  ]
  assert.deepEqual(disagreements(all), disagreements(all.toReversed()))
  for (const { code } of disagreements(all)) assert.ok(disagreementTexts[code].ja.includes('{endpoint}'))
})
