import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { cover } from '../crosswalk/coverage.ts'
import { nodesOfLevel } from '../scheme/demanded.ts'
import type { NodeId } from '../scheme/node.ts'
import { editionKey } from '../scheme/scheme.ts'
import type { ProductFacts } from '../selection/product.ts'
import type { Holding } from './holding.ts'
import { marketOf } from './market.ts'
import type { Evidence, MarketPlan, TargetPlan } from './market-plan.ts'
import { planMarkets } from './plan-markets.ts'
import { allTargets, type ChosenTarget, targetName } from './target.ts'

// What must hold for every product and all evidence, on the catalogue as it is.

const asOf = '2026-11-24'
const market = marketOf(wholeCatalogue)
const levels: readonly ChosenTarget[] = wholeCatalogue.schemes.flatMap((scheme) =>
  scheme.levels.map((level) => ({ target: { scheme: editionKey(scheme), level: level.code }, scheme, level })),
)
const demanded = [
  ...new Set(levels.flatMap(({ scheme, level }) => nodesOfLevel(scheme, level, wholeCatalogue.standards))),
]

const facts: fc.Arbitrary<ProductFacts> = fc
  .record(
    Object.fromEntries(
      wholeCatalogue.facts.map(({ id, values }) => [
        id,
        fc.constantFrom(...(values ?? [{ value: true }, { value: false }]).map(({ value }) => value)),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map((some) => ({ ...some, 'ip-communication': true, 'intended-users': 'consumer' }) as ProductFacts)
const nodes = fc.subarray(demanded, { maxLength: 40 })
const holding: fc.Arbitrary<Holding> = fc.constantFrom(...levels).map(({ scheme, level }) => ({
  scheme: scheme.id,
  level: level.code,
  documentNumber: scheme.edition.documentNumber,
  validFrom: '2026-01-01',
  confirmed: ['psti-sheet', 'listed', 'no-detector'],
}))
const targets = fc.subarray([...levels], { minLength: 1, maxLength: 6 })
const question = fc.record({
  facts,
  targets,
  proven: nodes,
  notApplicable: fc.subarray(demanded, { maxLength: 5 }),
  holdings: fc.array(holding, { maxLength: 3 }),
})
type Question = { facts: ProductFacts; targets: readonly ChosenTarget[] } & Evidence

const plan = ({ facts, targets, ...evidence }: Question, of = market): MarketPlan =>
  planMarkets(of, { facts, targets, evidence, asOf })

/** Which targets are reached with these nodes shown, by technical coverage and the recognition the plan names. */
function reached({ targets, work }: MarketPlan, shown: readonly NodeId[]): boolean {
  const coverage = cover(market.graph, shown)
  return targets.every((target) => {
    const arrival = work.arrivals.find((one) => targetName(one.target) === targetName(target.target))
    if (target.outcome !== 'work-left') return true
    if (arrival === undefined) return false
    const accepted = new Set(arrival.through.flatMap((through) => through.accepted))
    const all = arrival.by === 'recognition' && arrival.through.some(({ accepted }) => accepted.length === 0)
    return all || target.left.every((node) => accepted.has(node) || coverage.of(node).extent === 'whole')
  })
}

test('the steps reach every target when they are replayed, and without any one of them some target is not reached', () => {
  fc.assert(
    fc.property(question, (asked) => {
      const made = plan(asked)
      assert.ok(made.work.optimal)
      assert.deepEqual(made.work.unreachable, [])
      const steps = made.work.steps.map(({ node }) => node)
      assert.ok(reached(made, [...asked.proven, ...steps]))
      for (const step of steps) assert.ok(!reached(made, [...asked.proven, ...steps.filter((s) => s !== step)]), step)
    }),
    { numRuns: 60 },
  )
})

test('more evidence never costs more hours', () => {
  fc.assert(
    fc.property(question, nodes, (asked, more) => {
      const before = plan(asked).work
      const after = plan({ ...asked, proven: [...asked.proven, ...more] }).work
      assert.ok(after.hours <= before.hours + 1e-9)
    }),
    { numRuns: 60 },
  )
})

test('a plan for all targets never costs more than one target after another', () => {
  fc.assert(
    fc.property(question, (asked) => {
      const { work } = plan(asked)
      assert.ok(work.hours <= work.separately + 1e-9 && work.bound <= work.hours)
    }),
    { numRuns: 60 },
  )
})

const recognitionOf = ({ recognition }: TargetPlan) => recognition
const coverageOf = ({ coverage }: TargetPlan) => coverage

test('recognition never becomes coverage: with or without holdings and rules, the same is covered', () => {
  const lawless = marketOf({ ...wholeCatalogue, recognition: [] })
  fc.assert(
    fc.property(question, (asked) => {
      const covered = plan(asked).targets.map(coverageOf)
      assert.deepEqual(plan({ ...asked, holdings: [] }).targets.map(coverageOf), covered)
      assert.deepEqual(plan(asked, lawless).targets.map(coverageOf), covered)
    }),
    { numRuns: 30 },
  )
})

test('a row never becomes recognition: with or without comparisons, the same is recognised, and evidence alone recognises nothing', () => {
  const { longList } = wholeCatalogue
  const rowless = marketOf({ ...wholeCatalogue, crosswalks: [], longList: { ...longList, requirements: [] } })
  fc.assert(
    fc.property(question, (asked) => {
      const recognised = plan(asked).targets.map(recognitionOf)
      assert.deepEqual(plan(asked, rowless).targets.map(recognitionOf), recognised)
      assert.deepEqual(plan({ ...asked, proven: demanded }).targets.map(recognitionOf), recognised)
      for (const { outcome, recognition } of plan({ ...asked, holdings: [] }).targets) {
        assert.ok(outcome !== 'recognised' && outcome !== 'recognisable' && outcome !== 'held')
        assert.deepEqual([recognition.answers, recognition.accepted, recognition.decisive], [[], [], undefined])
      }
    }),
    { numRuns: 30 },
  )
})

test('what is left is what is neither shown as a whole, nor accepted, nor rightly left out', () => {
  fc.assert(
    fc.property(question, (asked) => {
      for (const { outcome, coverage, recognition, left } of plan(asked).targets) {
        if (outcome !== 'work-left') {
          assert.deepEqual(left, [])
          continue
        }
        const accepted = new Set(recognition.accepted.map(({ node }) => node))
        const open = coverage.demands.filter((d) => d.extent !== 'whole' && !d.notApplicable && !accepted.has(d.node))
        assert.deepEqual(
          left,
          open.map(({ node }) => node),
        )
        assert.equal(coverage.whole + coverage.part + coverage.none + coverage.notApplicable, coverage.demands.length)
      }
    }),
    { numRuns: 60 },
  )
})

test('everything any level demands can be planned, and every scheme of the world is among the targets once', () => {
  assert.deepEqual(
    demanded.filter((node) => !market.titles.has(node)),
    [],
  )
  const all = allTargets(wholeCatalogue.schemes, asOf)
  const world = wholeCatalogue.schemes.filter(({ illustrative }) => !illustrative)
  assert.ok(world.length < wholeCatalogue.schemes.length)
  assert.equal(all.length, new Set(world.map(({ id }) => id)).size)
})

test('the order in which targets and evidence are named changes nothing', () => {
  fc.assert(
    fc.property(question, (asked) => {
      const turned = { ...asked, targets: asked.targets.toReversed(), proven: asked.proven.toReversed() }
      const [one, other] = [plan(asked).work, plan(turned).work]
      const nodes = ({ steps }: typeof one) => steps.map(({ node, hours }) => [node, hours])
      assert.deepEqual(nodes(other), nodes(one))
      const by = ({ arrivals }: typeof one) => arrivals.map(({ target, by }) => `${targetName(target)} ${by}`).sort()
      assert.deepEqual(by(other), by(one))
    }),
    { numRuns: 40 },
  )
})
