import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { parse } from 'yaml'
import type { Catalogue } from '../scheme/catalogue.ts'
import { parseLedger } from './effort-ledger.ts'
import type { Holding } from './holding.ts'
import { marketOf } from './market.ts'
import type { MarketPlan, Outcome } from './market-plan.ts'
import { planMarkets } from './plan-markets.ts'
import { chooseTargets, targetName } from './target.ts'

interface Vector {
  name: string
  facts: Record<string, boolean>
  asOf?: string
  proven?: string[]
  notApplicable?: string[]
  holdings?: Holding[]
  targets: string[]
  ledger?: string
  expect: {
    outcomes: Record<string, Outcome>
    missing?: Record<string, string[]>
    extents?: Record<string, Record<string, string>>
    accepted?: Record<string, string[]>
    steps?: string[]
    alternatives?: string[][] // other steps of the same cost
    hours: number
    separately?: number
    arrivals?: Record<string, string>
  }
}
const file = new URL('../../../vectors/market/gap.yaml', import.meta.url)
const world: Catalogue & { cases: Vector[] } = parse(readFileSync(file, 'utf8'))

const none = { ja: '', en: '' }
const catalogue: Catalogue = {
  ...world,
  schemes: world.schemes.map((scheme) => ({
    ...scheme,
    name: none,
    shortName: none,
    kind: 'label',
    jurisdiction: 'INT',
    mandatory: false,
    questions: [],
    timeline: [],
    levels: scheme.levels.map((level) => ({ ...level, name: none, symbol: '', assessor: 'self', fees: [] })),
  })),
  longList: { title: none, issued: '', sources: [], themes: [], requirements: [], provenance: { mark: 'own' } },
  productTypes: [],
  facts: [],
  glossary: [],
}
const market = marketOf(catalogue)

function planOf(v: Vector): MarketPlan {
  const targets = chooseTargets(catalogue.schemes, v.targets)
  assert.ok(targets.ok)
  const ledger = parseLedger('ledger.csv', v.ledger ?? 'node,hours\n')
  assert.ok(ledger.ok)
  return planMarkets(market, {
    facts: v.facts,
    evidence: { proven: v.proven ?? [], notApplicable: v.notApplicable ?? [], holdings: v.holdings ?? [] },
    targets: targets.value,
    asOf: v.asOf ?? '2026-11-24',
    ledger: ledger.value,
  })
}

/** One value of every target, for those the vector speaks of. */
const seen = <T, S>(plan: MarketPlan, wanted: Record<string, S>, pick: (at: MarketPlan['targets'][number]) => T) =>
  Object.fromEntries(
    plan.targets.filter(({ target }) => targetName(target) in wanted).map((one) => [targetName(one.target), pick(one)]),
  )

for (const v of world.cases)
  test(v.name, () => {
    const { expect } = v
    const plan = planOf(v)
    assert.deepEqual(
      seen(plan, expect.outcomes, ({ outcome }) => outcome),
      expect.outcomes,
    )
    assert.equal(plan.targets.length, v.targets.length)
    if (expect.missing)
      assert.deepEqual(
        seen(plan, expect.missing, ({ scope }) => (scope.verdict === 'unclear' ? scope.missing : [])),
        expect.missing,
      )
    if (expect.extents)
      assert.deepEqual(
        seen(plan, expect.extents, ({ coverage }) =>
          Object.fromEntries(coverage.demands.map(({ node, extent }) => [node, extent])),
        ),
        expect.extents,
      )
    if (expect.accepted)
      assert.deepEqual(
        seen(plan, expect.accepted, ({ recognition }) => recognition.accepted.map(({ node }) => node)),
        expect.accepted,
      )
    assert.equal(plan.work.hours, expect.hours)
    assert.equal(plan.work.optimal, true)
    if (expect.steps) {
      const steps = plan.work.steps.map(({ node }) => node).sort()
      assert.ok(
        [expect.steps, ...(expect.alternatives ?? [])].some((list) => `${list}` === `${steps}`),
        `${steps}`,
      )
    }
    if (expect.separately !== undefined) assert.equal(plan.work.separately, expect.separately)
    if (expect.arrivals)
      assert.deepEqual(
        Object.fromEntries(plan.work.arrivals.map(({ target, by }) => [targetName(target), by])),
        expect.arrivals,
      )
    assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan) // plain data
    assert.ok(plan.work.steps.every(({ serves }) => serves.length > 0))
  })

test('an arrival by recognition says what is to be confirmed and which duties come with it', () => {
  const plan = planOf({
    name: '',
    facts: { toy: false },
    targets: ['home', 'abroad'],
    expect: { outcomes: {}, hours: 0 },
  })
  const [through] = plan.work.arrivals.find(({ by }) => by === 'recognition')!.through
  assert.equal(through?.rule, 'home--abroad')
  assert.deepEqual(
    [through?.toConfirm.map(({ en }) => en), through?.adds.map(({ text }) => text.en)],
    [['It is listed'], ['Keep records']],
  )
})

test('what is dated by a month or a year only may be to come until that is over', () => {
  const event = { ja: '改正', en: 'revision' }
  const dates = ['2025', '2026', '2026-10', '2026-11', '2026-11-24', '2026-11-25', '2027']
  const timeline = dates.map((date) => ({ date, event, provenance: { mark: 'own' } as const }))
  const dated = marketOf({ ...catalogue, schemes: catalogue.schemes.map((scheme) => ({ ...scheme, timeline })) })
  const targets = chooseTargets(dated.catalogue.schemes, ['home'])
  assert.ok(targets.ok)
  const evidence = { proven: [], notApplicable: [], holdings: [] }
  const plan = planMarkets(dated, { facts: {}, evidence, targets: targets.value, asOf: '2026-11-24' })
  assert.deepEqual(
    plan.targets[0]?.coming.map(({ date }) => date),
    ['2026', '2026-11', '2026-11-25', '2027'],
  )
})

test('a record of effort that cannot be read is refused with its line', () => {
  const wrong: readonly [string, number][] = [
    ['a,b\n1,2\n', 1],
    ['node,hours\nhome:H-1,soon\n', 2],
    ['node,hours\nhome:H-1,1\nno colon,2\n', 3],
    ['node,hours\nhome:H-1,-1\n', 2],
    ['node,hours\nhome:H-1,\n', 2],
    ['node,hours\n"home:H-1,1\n', 2],
  ]
  for (const [text, line] of wrong) {
    const read = parseLedger('ledger.csv', text)
    assert.ok(!read.ok && read.fault.code === 'effort-ledger-malformed', text)
    assert.equal(read.fault.line, line, text)
  }
})
