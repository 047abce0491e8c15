import { join } from 'node:path'
import highs from 'highs'
import { loadCatalogue } from '../src/adapters/catalogue-files.ts'
import { effortOf } from '../src/core/market/effort-ledger.ts'
import { networkOf } from '../src/core/market/implication.ts'
import { marketOf } from '../src/core/market/market.ts'
import type { MarketPlan } from '../src/core/market/market-plan.ts'
import { minimumCover } from '../src/core/market/minimum-cover.ts'
import { planMarkets } from '../src/core/market/plan-markets.ts'
import { chooseTargets } from '../src/core/market/target.ts'
import type { Catalogue } from '../src/core/scheme/catalogue.ts'
import type { ProductFacts } from '../src/core/selection/product.ts'
import { type Measured, type Measurement, median } from './measured.ts'
import { programme } from './support/milp.ts'
import { plannerWorld } from './support/planner-world.ts'

// Its types describe what `require` gives; an import gives the function itself.
const openSolver = highs as unknown as () => Promise<{
  solve(programme: string, options: object): { readonly Status: string; readonly ObjectiveValue: number }
}>

const rounds = 7
const patience = 60 // seconds for the solver

interface World {
  readonly name: string
  readonly catalogue: Catalogue
  readonly targets: readonly string[]
  readonly facts: ProductFacts
  readonly proven: readonly string[]
}

function realWorld(): World {
  const loaded = loadCatalogue(join(import.meta.dirname, '../catalogue'))
  if (!loaded.ok) throw new Error(loaded.fault.code)
  return {
    name: 'the catalogue',
    catalogue: loaded.value,
    targets: ['jc-star:1', 'sg-cls:1', 'uk-psti', 'eu-cra', 'eu-red', 'de-it-sik', 'au-smart-devices', 'us-ca-sb-327'],
    facts: {
      'ip-communication': true,
      'user-adds-security-software': false,
      'product-unit': 'device',
      'product-kind': 'smart-lock',
      'intended-users': 'consumer',
      radio: true,
    },
    proven: ['jc-star:S1.1-01', 'jc-star:S1.1-06', 'jc-star:S1.1-10'],
  }
}

const syntheticWorld = (): World => ({
  name: '20 rule books, 5,000 demands, 50,000 rows',
  catalogue: plannerWorld(),
  targets: Array.from({ length: 8 }, (_, n) => `scheme-${n}`),
  facts: { any: true },
  proven: Array.from({ length: 60 }, (_, n) => `book-${n % 8}:${n * 4}`),
})

/** The cheapest plan for eight targets, beside a solver of integer programmes on the same question. */
export async function run(): Promise<Measurement> {
  const rows: Measured[] = []
  for (const world of [realWorld(), syntheticWorld()]) rows.push(...(await measure(world)))
  return {
    name: 'planner',
    how: `Eight targets; median of ${rounds} plans. A plan has everything: scope, recognition, coverage of each demand with its path, the cheapest work for each target alone and for all together. Beside it, the cheapest work for all together only, asked of HiGHS (WebAssembly, one thread, ${patience} s at most) as an integer programme, the text of the programme made beforehand; both must find the same hours.`,
    rows,
  }
}

async function measure({ name, catalogue, targets, facts, proven }: World): Promise<readonly Measured[]> {
  const market = marketOf(catalogue)
  const chosen = chooseTargets(catalogue.schemes, targets)
  if (!chosen.ok) throw new Error(chosen.fault.code)
  const evidence = { proven, notApplicable: [], holdings: [] }
  const ask = (): MarketPlan => planMarkets(market, { facts, evidence, targets: chosen.value, asOf: '2026-11-24' })
  const plan = ask()
  if (!plan.work.optimal) throw new Error(`${name}: no proof that the plan is the best`)
  const whole: number[] = []
  for (let i = 0; i < rounds; i++) whole.push(took(ask))

  // The kernel alone, without recognition, so that both sides answer the same question.
  const effort = effortOf(catalogue.effort)
  const goals = [...new Set(plan.targets.flatMap(({ left }) => left))].filter((node) => market.titles.has(node))
  const cost = (node: string) => (market.titles.has(node) ? effort(node).hours : undefined)
  const kernel = () => minimumCover({ goals, known: proven, implications: market.implications, cost })
  const best = kernel()
  const alone: number[] = []
  for (let i = 0; i < rounds; i++) alone.push(took(kernel))

  const network = networkOf(market.implications, goals)
  const number = (node: string) => network.at.get(node)
  const known = new Set(proven.map(number).filter((n) => n !== undefined))
  const text = programme(
    network,
    goals.map(number).filter((n) => n !== undefined),
    known,
    cost,
  )
  const solver = await openSolver()
  const from = performance.now()
  const answer = solver.solve(text, { time_limit: patience, output_flag: false, mip_rel_gap: 0 })
  const solving = performance.now() - from
  if (answer.Status === 'Optimal' && Math.abs(answer.ObjectiveValue - best.cost) > 1e-6)
    throw new Error(`${name}: ${best.cost} hours here, ${answer.ObjectiveValue} there`)
  const there = answer.Status === 'Optimal' ? 'HiGHS, same hours' : `HiGHS, stopped: ${answer.Status}`
  return [
    {
      what: `${name}: whole plan, ${goals.length} open demands, ${plan.work.steps.length} steps, proven best`,
      value: median(whole),
      unit: 'ms',
      goal: { atMost: 1000 },
    },
    {
      what: `${name}: cheapest work alone`,
      value: median(alone),
      unit: 'ms',
      limit: { what: there, value: solving },
      ratio: median(alone) / solving,
      goal: { atMost: 1 },
    },
  ]
}

function took(work: () => unknown): number {
  const from = performance.now()
  work()
  return performance.now() - from
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
