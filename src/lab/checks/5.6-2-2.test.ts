import assert from 'node:assert/strict'
import { test } from 'vitest'
import { benchPolicy, declaredInterface, nothingDeclared } from '../../../tests/support/lab-bench.ts'
import { assess } from '../assess.ts'
import type { Declared } from '../declared/declared.ts'
import { type DisclosureToken, discoveryProtocols, discoveryWays } from '../instruments/discovery/seen.ts'
import type { Observation, SeenOf } from '../observation.ts'
import { disclosureAsDeclared } from './5.6-2-2.ts'

const about = { sample: 1, began: 0, took: 1, completeness: 'complete', address: 'ipv4' } as const
const scan = (...open: readonly number[]): Observation => ({
  ...{ ...about, id: 'port-scan/ipv4' },
  seen: {
    kind: 'port-scan',
    from: 1,
    to: 65_535,
    open: [...open],
    refused: 65_535 - open.length,
    silent: 0,
    canaries: [],
    control: 'kept',
  },
})
const speaks = (port: number, protocol: SeenOf<'service'>['protocol']): Observation => ({
  ...{ ...about, id: `service/tcp/${port}`, endpoint: `tcp/${port}` },
  seen: { kind: 'service', protocol, tls: false },
})
const tells = (endpoint: string, token: DisclosureToken): Observation => ({
  ...{ ...about, id: `disclosure/${endpoint}/${token}`, endpoint },
  seen: { kind: 'disclosure', token, where: 'somewhere', said: 'x' },
})
const asked = discoveryProtocols.flatMap((by) =>
  discoveryWays[by].map(
    (way): Observation => ({
      ...{ ...about, id: `discovery/${by}/${way}`, endpoint: 'udp/1' },
      seen: { kind: 'discovery', by, way, answer: 'nothing', services: [] },
    }),
  ),
)
const pages = (endpoint: string): readonly Observation[] => [
  { ...about, id: `web/${endpoint}`, endpoint, seen: { kind: 'web-page', secured: false, ways: [] } },
  {
    ...{ ...about, id: `web/${endpoint}/paths`, endpoint },
    seen: { kind: 'open-paths', secured: false, asked: 1, answered: 1, open: [] },
  },
]
function judged(declared: Partial<Declared>, observations: readonly Observation[]) {
  const given = { declared: { ...nothingDeclared, ...declared }, observations, policy: benchPolicy }
  const { units } = assess([disclosureAsDeclared], given)
  const parts = units[0]!.parts
  for (const { reason } of parts) assert.ok(disclosureAsDeclared.reasons[reason.code], `no text for ${reason.code}`)
  return {
    verdict: units[0]!.verdict,
    codes: parts.map(({ about, verdict, reason }) => `${about} ${verdict} ${reason.code}`),
  }
}
const ssh = declaredInterface('Ssh', ['tcp/22'], { discloses: ['server-software'] })
const heard = [scan(22), speaks(22, 'ssh'), ...asked]

test('what is declared may be told, what is not fails', () => {
  assert.equal(judged({ interfaces: [ssh] }, [...heard, tells('tcp/22', 'server-software')]).verdict, 'pass')
  const { verdict, codes } = judged({ interfaces: [ssh] }, [...heard, tells('tcp/22', 'serial-number')])
  assert.equal(verdict, 'fail')
  assert.ok(codes.includes('tcp/22 fail disclosure-undeclared'))
})

test('an interface nobody declared, or declared as disabled, may tell nothing', () => {
  const snmp = tells('udp/161', 'model')
  assert.ok(
    judged({ interfaces: [ssh] }, [...heard, snmp]).codes.includes('udp/161 fail disclosure-by-undeclared-interface'),
  )
  const off = declaredInterface('Snmp', ['udp/161'], { enabled: false, discloses: ['model'] })
  assert.equal(judged({ interfaces: [ssh, off] }, [...heard, snmp]).verdict, 'fail')
})

test('what one interface is declared to tell is not declared for another', () => {
  const other = declaredInterface('Web', ['tcp/80'], { discloses: ['serial-number'] })
  assert.equal(judged({ interfaces: [ssh, other] }, [...heard, tells('tcp/22', 'serial-number')]).verdict, 'fail')
})

test('a declaration that says nothing readable is neither a pass nor a fail', () => {
  const gaps = [{ place: '28-LogIntf/Ssh/discloses', problem: { ja: '', en: '' } }]
  const { codes } = judged({ interfaces: [{ ...ssh, discloses: [] }], gaps }, [...heard, tells('tcp/22', 'model')])
  assert.ok(codes.includes('tcp/22 inconclusive disclosure-not-comparable'))
  assert.equal(judged({ tables: [] }, [...heard, tells('tcp/22', 'model')]).verdict, 'inconclusive')
})

test('what is harmless by policy need not be declared', () => {
  assert.equal(judged({ interfaces: [ssh] }, [...heard, tells('tcp/22', 'device-type')]).verdict, 'pass')
})

test('whoever was not listened to may tell anything', () => {
  const of = (...observations: readonly Observation[]) => judged({ interfaces: [ssh] }, observations)
  assert.equal(of().verdict, 'not-evaluated')
  assert.ok(of(scan(22), ...asked).codes.includes('tcp/22 inconclusive service-not-identified'))
  assert.ok(of(scan(22), speaks(22, 'unknown'), ...asked).codes.includes('tcp/22 inconclusive service-unknown'))
  assert.ok(of(scan(22), speaks(22, 'http'), ...asked).codes.includes('tcp/22 inconclusive pages-not-read'))
  assert.equal(of(scan(22), speaks(22, 'http'), ...pages('tcp/22'), ...asked).verdict, 'pass')
  assert.ok(of(scan(22), speaks(22, 'ssh')).codes.includes('mdns not-evaluated discovery-not-asked'))
  const [first, ...others] = asked
  const troubled = { ...first!, completeness: 'none' as const, trouble: 'unreachable' }
  assert.ok(
    of(scan(22), speaks(22, 'ssh'), troubled, ...others).codes.includes('mdns inconclusive discovery-unfinished'),
  )
  const elsewhere = { ...scan(22), id: 'port-scan/ipv6', address: 'ipv6' as const }
  assert.equal(of(...heard, elsewhere).verdict, 'inconclusive')
  assert.equal(
    of(...heard.map((o) => (o.seen.kind === 'port-scan' ? { ...o, completeness: 'partial' as const } : o))).verdict,
    'inconclusive',
  )
})
