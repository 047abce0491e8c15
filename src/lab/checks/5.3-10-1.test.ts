import assert from 'node:assert/strict'
import { test } from 'vitest'
import { benchPolicy, declaredInterface, nothingDeclared } from '../../../tests/support/lab-bench.ts'
import { assess } from '../assess.ts'
import type { Declared } from '../declared/declared.ts'
import { discoveryProtocols, discoveryWays } from '../instruments/discovery/seen.ts'
import type { Observation, SeenOf } from '../observation.ts'
import { updateInterfacesAsDeclared } from './5.3-10-1.ts'

const about = { sample: 1, began: 0, took: 1, completeness: 'complete', address: 'ipv4' } as const
const looked: readonly Observation[] = [
  {
    ...{ ...about, id: 'port-scan/ipv4' },
    seen: {
      kind: 'port-scan',
      from: 1,
      to: 65_535,
      open: [443],
      refused: 65_534,
      silent: 0,
      canaries: [],
      control: 'kept',
    },
  },
  { ...about, id: 'service/tcp/443', endpoint: 'tcp/443', seen: { kind: 'service', protocol: 'https', tls: true } },
  ...discoveryProtocols.flatMap((by) =>
    discoveryWays[by].map(
      (way): Observation => ({
        ...{ ...about, id: `discovery/${by}/${way}`, endpoint: 'udp/1' },
        seen: { kind: 'discovery', by, way, answer: 'nothing', services: [] },
      }),
    ),
  ),
  ...Array.from(
    { length: benchPolicy.datagrams.protocolsAtLeast },
    (_, i): Observation => ({
      ...{ ...about, id: `udp-probe/${i}`, endpoint: `udp/${40_000 + i}` },
      seen: { kind: 'udp-probe', probe: `p${i}`, port: 40_000 + i, answer: 'nothing' },
    }),
  ),
]
const way = (endpoint: string, mechanism: string, certain: boolean): Observation => ({
  ...{ ...about, id: `update-interface/${endpoint}/${mechanism}`, endpoint },
  seen: {
    kind: 'update-interface',
    mechanism,
    certain,
    where: endpoint,
    said: '',
  } satisfies SeenOf<'update-interface'>,
})
function judged(declared: Partial<Declared>, observations: readonly Observation[]) {
  const whole = { ...nothingDeclared, interfaces: [declaredInterface('Web', ['tcp/443'])], boundUdp: [], ...declared }
  const { units } = assess([updateInterfacesAsDeclared], { declared: whole, observations, policy: benchPolicy })
  const parts = units[0]!.parts
  for (const { reason } of parts)
    assert.ok(updateInterfacesAsDeclared.reasons[reason.code], `no text for ${reason.code}`)
  return {
    verdict: units[0]!.verdict,
    codes: parts.map(({ about, verdict, reason }) => `${about} ${verdict} ${reason.code}`),
  }
}
const fetched = { id: 'Online', endpoints: [] }

test('where everything was looked at and no way in was found it passes', () => {
  assert.deepEqual(judged({ updates: [fetched] }, looked), { verdict: 'pass', codes: ['device pass no-way-in-found'] })
})

test('a way in that is made for nothing else and not declared fails; one that may be anything is asked about', () => {
  assert.ok(
    judged({ updates: [fetched] }, [...looked, way('tcp/5555', 'adb', true)]).codes.includes(
      'tcp/5555 fail way-in-undeclared',
    ),
  )
  assert.ok(
    judged({ updates: [fetched] }, [...looked, way('udp/69', 'tftp', false)]).codes.includes(
      'udp/69 inconclusive way-in-perhaps',
    ),
  )
})

test('a declared way in passes, on the endpoint it is declared for alone', () => {
  const updates = [{ id: 'WebUI', endpoints: ['tcp/443'] }]
  assert.equal(judged({ updates }, [...looked, way('tcp/443', 'upload-form', false)]).verdict, 'pass')
  assert.equal(judged({ updates }, [...looked, way('tcp/8080', 'upload-form', true)]).verdict, 'fail')
})

test('updates that name no port, or no updates at all, cannot be compared', () => {
  const found = [...looked, way('tcp/443', 'upload-form', true)]
  assert.ok(judged({ updates: [{ id: 'U' }] }, found).codes.includes('tcp/443 inconclusive way-in-not-comparable'))
  assert.equal(judged({ tables: ['28-LogIntf'] }, found).verdict, 'inconclusive')
  assert.equal(judged({ tables: ['28-LogIntf'] }, looked).verdict, 'inconclusive')
})

test('none is said only where all was looked at', () => {
  const without = (kind: string, of = looked) =>
    judged(
      { updates: [fetched] },
      of.filter(({ seen }) => seen.kind !== kind),
    ).verdict
  assert.equal(without('port-scan'), 'not-evaluated')
  assert.equal(without('service'), 'inconclusive')
  assert.equal(without('discovery'), 'not-evaluated')
  assert.equal(without('udp-probe'), 'not-evaluated')
  const { boundUdp: _, ...unlisted } = { ...nothingDeclared, boundUdp: [] }
  assert.equal(
    assess([updateInterfacesAsDeclared], {
      declared: { ...unlisted, updates: [fetched] },
      observations: looked,
      policy: benchPolicy,
    }).units[0]!.verdict,
    'inconclusive',
  )
})
