import { type Coverage, cover } from '../crosswalk/coverage.ts'
import { explainCoverage, rowsUsed } from '../crosswalk/explain.ts'
import type { IsoDate } from '../kernel/date.ts'
import { nodesOfLevel } from '../scheme/demanded.ts'
import type { Fee } from '../scheme/fee.ts'
import type { NodeId } from '../scheme/node.ts'
import type { RoughDate } from '../scheme/scheme.ts'
import { classOf, routesOf } from '../selection/class-and-route.ts'
import { holds, missingFacts } from '../selection/condition.ts'
import { demandedFor } from '../selection/demanded-for.ts'
import { knownFacts } from '../selection/known-facts.ts'
import type { ScopeAnswer } from '../selection/plan.ts'
import type { ProductFacts } from '../selection/product.ts'
import { scopeAtLevel } from '../selection/scope.ts'
import { type EffortLedger, effortOf } from './effort-ledger.ts'
import type { Market } from './market.ts'
import type {
  Conformity,
  DemandCoverage,
  Evidence,
  MarketPlan,
  Outcome,
  TargetPlan,
  TargetRecognition,
} from './market-plan.ts'
import { recognitionInto } from './recognition-into.ts'
import type { ChosenTarget, OpenTarget } from './target.ts'
import { alone, type Costing, planWork } from './work.ts'

/** What a plan is asked for. */
export interface MarketQuestion {
  readonly facts: ProductFacts
  readonly evidence: Evidence
  readonly targets: readonly ChosenTarget[]
  readonly asOf: IsoDate
  readonly ledger?: EffortLedger
  /** Branches the planner may try before it settles for the best found. */
  readonly limit?: number
}

/** Where the product counts already, by law and technically, and the least work that reaches all targets. */
export function planMarkets(market: Market, question: MarketQuestion): MarketPlan {
  const asked = { ...question, facts: knownFacts(question.facts, market.catalogue.facts) }
  const { facts, evidence, targets, asOf } = asked
  const coverage = cover(market.graph, evidence.proven)
  const costing: Costing = {
    effort: effortOf(market.catalogue.effort, asked.ledger),
    proven: evidence.proven,
    ...(asked.limit === undefined ? {} : { limit: asked.limit }),
  }
  const plans = targets.map((chosen) => targetPlan(market, asked, chosen, coverage, costing))
  const open = plans.flatMap((plan, at): readonly OpenTarget[] =>
    plan.outcome === 'work-left' || plan.outcome === 'covered' ? [{ ...targets[at]!, plan }] : [],
  )
  return { asOf, facts, evidence, targets: plans, work: planWork(market, open, { facts, asOf, ...costing }) }
}

function targetPlan(
  market: Market,
  asked: MarketQuestion,
  chosen: ChosenTarget,
  coverage: Coverage,
  costing: Costing,
): TargetPlan {
  const { catalogue } = market
  const { facts, evidence, asOf } = asked
  const { target, scheme, level } = chosen
  const nodes = nodesOfLevel(scheme, demandedFor(level, facts), catalogue.standards)
  const demands = nodes.map((node) => demandCoverage(market, evidence, coverage, node))
  const recognition = recognitionInto(catalogue, chosen, nodes, { holdings: evidence.holdings, facts, day: asOf })
  const scope = scopeAtLevel(scheme, level, facts, catalogue.facts)
  const accepted = new Set(recognition.accepted.map(({ node }) => node))
  const open = demands.filter((d) => d.extent !== 'whole' && !d.notApplicable && !accepted.has(d.node))
  const outcome = outcomeOf(chosen, asked, scope, recognition, demands.length, open.length)
  const left = outcome === 'work-left' ? open.map(({ node }) => node) : []
  const counted = (extent: DemandCoverage['extent']) =>
    demands.filter((d) => d.extent === extent && !d.notApplicable).length
  const conformity = conformityOf(market, chosen, facts, asOf)
  return {
    target,
    name: scheme.name,
    shortName: scheme.shortName,
    edition: scheme.edition.documentNumber,
    levelName: level.name,
    levelSymbol: level.symbol,
    kind: scheme.kind,
    jurisdiction: scheme.jurisdiction,
    mandatory: scheme.mandatory,
    assessor: level.assessor,
    state: scheme.state,
    levelStatus: level.status,
    coming: scheme.timeline.filter(({ date }) => mayCome(date, asOf)),
    scope,
    outcome,
    recognition,
    coverage: {
      demands,
      whole: counted('whole'),
      part: counted('part'),
      none: counted('none'),
      notApplicable: demands.filter((d) => d.notApplicable).length,
    },
    left,
    hoursAlone: alone(market, left, costing),
    needs: (level.needs ?? [])
      .filter(({ when }) => when === undefined || holds(when, facts) !== false)
      .map((need) => ({ ...need, open: need.when === undefined ? [] : missingFacts(need.when, facts) })),
    fees: feesOf(recognition, level.fees, facts, asOf),
    duties: scheme.duties ?? [],
    ...(conformity === undefined ? {} : { conformity }),
  }
}

// A month or a year that has begun is not over: what is dated so roughly may still be to come.
const mayCome = (date: RoughDate, day: IsoDate): boolean =>
  date.length < day.length ? date >= day.slice(0, date.length) : date > day

function demandCoverage(market: Market, evidence: Evidence, coverage: Coverage, node: NodeId): DemandCoverage {
  const { extent, weakest } = coverage.of(node)
  const explanation = extent === 'none' ? undefined : explainCoverage(coverage, node)
  return {
    node,
    title: market.titles.get(node) ?? { ja: node, en: node },
    extent,
    ...(weakest === undefined ? {} : { weakest }),
    rows: explanation === undefined ? [] : rowsUsed(explanation),
    notApplicable: evidence.notApplicable.includes(node),
  }
}

// What makes everything after it idle comes first: nobody is asked to work for a label that is not meant for the product,
// that is there already, or that nobody grants.
function outcomeOf(
  { scheme, level }: ChosenTarget,
  { evidence, asOf }: MarketQuestion,
  scope: ScopeAnswer,
  recognition: TargetRecognition,
  demands: number,
  open: number,
): Outcome {
  if (scope.verdict === 'out') return 'not-covered'
  const held = evidence.holdings.some((holding) => {
    const rank = scheme.levels.find(({ code }) => code === holding.level)?.rank
    const valid = holding.validFrom <= asOf && (holding.validUntil === undefined || asOf <= holding.validUntil)
    return holding.scheme === scheme.id && valid && rank !== undefined && rank >= level.rank
  })
  if (held) return 'held'
  const ended = scheme.edition.endsOn !== undefined && scheme.edition.endsOn < asOf
  // What has been closed is worth nothing to be recognised by; what has stalled, or a level that takes no more, may be.
  if (ended || scheme.state.is === 'closed') return 'not-open'
  if (recognition.decisive !== undefined) return recognition.decisive.toConfirm ? 'recognisable' : 'recognised'
  if (scheme.state.is === 'stalled' || level.status === 'ended') return 'not-open'
  if (demands === 0) return 'demands-unknown'
  return open === 0 ? 'covered' : 'work-left'
}

/** The fee of a rule that applies goes before those of the level; of these the first that holds, and any before it that may. */
function feesOf(
  recognition: TargetRecognition,
  fees: readonly Fee[],
  facts: ProductFacts,
  day: IsoDate,
): readonly Fee[] {
  const byRule = recognition.answers.flatMap(({ verdict, fee }) => (verdict === 'applies' && fee ? [fee] : []))
  const possible: Fee[] = []
  for (const fee of [...byRule, ...fees]) {
    if ((fee.from !== undefined && day < fee.from) || (fee.until !== undefined && day > fee.until)) continue
    const held = fee.when === undefined ? true : holds(fee.when, facts)
    if (held !== false) possible.push(fee)
    if (held === true) break
  }
  return possible
}

function conformityOf(
  { catalogue }: Market,
  { scheme }: ChosenTarget,
  facts: ProductFacts,
  asOf: IsoDate,
): Conformity | undefined {
  const answer = classOf(scheme, facts, catalogue.facts)
  if (answer === undefined) return undefined
  const tiers = answer.verdict === 'unclear' ? answer.tiers : [answer.tier]
  return {
    class: answer,
    tiers: tiers.map((tier) => ({ tier, routes: routesOf(scheme, tier, facts, asOf, catalogue.facts) })),
  }
}
