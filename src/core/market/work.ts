import { cover } from '../crosswalk/coverage.ts'
import { type Explanation, explainCoverage } from '../crosswalk/explain.ts'
import type { IsoDate } from '../kernel/date.ts'
import type { NodeId } from '../scheme/node.ts'
import type { ProductFacts } from '../selection/product.ts'
import type { Market } from './market.ts'
import type { Arrival, Estimate, Step, Target, Work } from './market-plan.ts'
import { minimumCover } from './minimum-cover.ts'
import { type Shortcut, shortcutsBetween } from './shortcut.ts'
import { type OpenTarget, targetName } from './target.ts'

/** What showing things costs, and what has been shown. */
export interface Costing {
  readonly effort: (node: NodeId) => { readonly hours: number; readonly estimate: Estimate }
  readonly proven: readonly NodeId[]
  readonly limit?: number
}

export interface WorkQuestion extends Costing {
  readonly facts: ProductFacts
  readonly asOf: IsoDate
}

/** Hours of the cheapest way to these demands alone. */
export const alone = (market: Market, left: readonly NodeId[], costing: Costing): number =>
  minimumCover({ ...kernel(market, costing), goals: known(market, left) }).cost

const kernel = (market: Market, { effort, proven, limit }: Costing) => ({
  known: proven,
  implications: market.implications,
  cost: (node: string) => (market.titles.has(node) ? effort(node).hours : undefined),
  ...(limit === undefined ? {} : { limit }),
})

const known = (market: Market, nodes: readonly NodeId[]): NodeId[] => nodes.filter((node) => market.titles.has(node))

/** The cheapest set of things to show with which all targets are reached, by showing or by recognition from one to another. */
export function planWork(market: Market, open: readonly OpenTarget[], asked: WorkQuestion): Work {
  const { usable: shortcuts, withheld } = shortcutsBetween(market.catalogue, open, asked)
  const base = kernel(market, asked)
  // By name, so that of plans that cost the same it is not the order of the question that chooses.
  const ordered = open.toSorted((a, b) => (targetName(a.target) < targetName(b.target) ? -1 : 1))
  const { goals, rules } = network(market, ordered, inOrder(shortcuts))
  const found = minimumCover({ ...base, goals, implications: [...market.implications, ...rules] })
  const left = [...new Set(open.flatMap(({ plan }) => plan.left))]
  return {
    steps: stepsOf(market, open, asked, found.chosen),
    hours: found.cost,
    bound: found.bound,
    optimal: found.optimal,
    separately: open.reduce((sum, { plan }) => sum + plan.hoursAlone, 0),
    arrivals: arrivalsOf(market, open, shortcuts, [...asked.proven, ...found.chosen]),
    withheld,
    unreachable: left.filter((node) => !market.titles.has(node)),
  }
}

const inOrder = (shortcuts: readonly Shortcut[]): readonly Shortcut[] => {
  const name = ({ rule, from, to }: Shortcut) => [rule, targetName(from.target), targetName(to.target)].join(' ')
  return shortcuts.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
}

// Recognition enters the search in places of its own, and no rule leads from such a place back to a demand of the catalogue, so
// nothing recognised ever counts as shown elsewhere. A target is obtained when its own demands are settled, each shown or
// accepted; it is reached when it is obtained, or recognised as a whole. Rules start from what is obtained: whoever is only
// recognised holds no label that anybody else could recognise.
const obtainedPlace = (target: Target) => ` obtained ${targetName(target)}`
const reachedPlace = (target: Target) => ` reached ${targetName(target)}`
const demandPlace = (target: Target, node: NodeId) => ` demand ${targetName(target)} ${node}`

function network(market: Market, open: readonly OpenTarget[], shortcuts: readonly Shortcut[]) {
  const involved = new Set(shortcuts.flatMap(({ from, to }) => [from, to]))
  const goals = open.flatMap((one) => (involved.has(one) ? [reachedPlace(one.target)] : known(market, one.plan.left)))
  const own = [...involved].flatMap(({ target, plan }) => {
    const left = known(market, plan.left)
    const settled = left.map((node) => demandPlace(target, node))
    // With a demand that the catalogue does not have, the rest is worth showing, but nobody can say that it is enough.
    const whole = left.length === plan.left.length ? [{ from: settled, to: obtainedPlace(target) }] : []
    return [
      { from: settled, to: reachedPlace(target) },
      ...whole,
      ...left.map((node) => ({ from: [node], to: demandPlace(target, node) })),
    ]
  })
  const between = shortcuts.flatMap(({ from, to, whole, accepted }) => {
    const source = [obtainedPlace(from.target)]
    const demands = accepted.map((node) => ({ from: source, to: demandPlace(to.target, node) }))
    return whole ? [...demands, { from: source, to: reachedPlace(to.target) }] : demands
  })
  return { goals, rules: [...own, ...between] }
}

/** Replays the steps: which targets are then shown, and which follow from those by recognition. */
function arrivalsOf(
  market: Market,
  open: readonly OpenTarget[],
  shortcuts: readonly Shortcut[],
  shown: readonly NodeId[],
): readonly Arrival[] {
  const coverage = cover(market.graph, shown)
  const missing = new Map(
    open.map((one) => [one, one.plan.left.filter((node) => coverage.of(node).extent !== 'whole')]),
  )
  const arrived = new Map<OpenTarget, Arrival>()
  const arrive = (one: OpenTarget, used: readonly Shortcut[]): void => {
    const through = used.map(({ rule, title, from, accepted, toConfirm, adds }) => ({
      rule,
      title,
      from: from.target,
      accepted,
      toConfirm,
      adds,
    }))
    arrived.set(one, { target: one.target, by: used.length === 0 ? 'showing' : 'recognition', through })
  }
  for (const one of open) if (missing.get(one)!.length === 0) arrive(one, [])
  for (let before = -1; before < arrived.size; ) {
    before = arrived.size
    for (const one of open.filter((candidate) => !arrived.has(candidate))) {
      const usable = shortcuts.filter(
        ({ from, to, accepted }) => to === one && arrived.has(from) && accepted.length > 0,
      )
      const accepted = new Set(usable.flatMap((shortcut) => shortcut.accepted))
      if (usable.length > 0 && missing.get(one)!.every((node) => accepted.has(node))) arrive(one, usable)
    }
  }
  // Up to here every target that has arrived was obtained; only from those is there recognition as a whole.
  const obtained = new Set(arrived.keys())
  for (const one of open.filter((candidate) => !obtained.has(candidate))) {
    const enough = shortcuts.find(({ from, to, whole }) => whole && to === one && obtained.has(from))
    if (enough !== undefined) arrive(one, [enough])
  }
  return open.flatMap((one) => arrived.get(one) ?? [])
}

function stepsOf(
  market: Market,
  open: readonly OpenTarget[],
  { effort, proven }: Costing,
  chosen: readonly NodeId[],
): readonly Step[] {
  const coverage = cover(market.graph, [...proven, ...chosen])
  const before = cover(market.graph, proven)
  const serves = new Map(chosen.map((node) => [node, new Map<OpenTarget, NodeId[]>()]))
  for (const one of open)
    for (const demand of one.plan.left) {
      if (coverage.of(demand).extent !== 'whole') continue
      for (const leaf of leaves(explainCoverage(coverage, demand))) {
        const by = serves.get(leaf)
        by?.set(one, [...(by.get(one) ?? []), demand])
      }
    }
  const steps = chosen.map((node) => ({
    node,
    title: market.titles.get(node) ?? { ja: node, en: node },
    ...effort(node),
    before: before.of(node).extent,
    serves: [...serves.get(node)!].map(([{ target }, demands]) => ({ target, demands })),
  }))
  // First what helps with most targets; the order of names, in which they come, is kept otherwise.
  return steps.sort((a, b) => b.serves.length - a.serves.length)
}

/** What an explanation rests on in the end. */
function leaves(explanation: Explanation | undefined): ReadonlySet<NodeId> {
  const found = new Set<NodeId>()
  const seen = new Set<Explanation>()
  const visit = (part: Explanation) => {
    if (seen.has(part)) return
    seen.add(part)
    if (part.by.length === 0) found.add(part.node)
    part.by.forEach(visit)
  }
  if (explanation !== undefined) visit(explanation)
  return found
}
