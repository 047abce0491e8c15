import { type Budget, cheapestHittingSet } from './hitting-set.ts'
import { copyOf, type Implication, type Network, networkOf, nothingReached, type Reach, spread } from './implication.ts'

/** What has to be reached, from what, and what each further thing costs that could be shown. */
export interface CoverProblem {
  readonly goals: Iterable<string>
  readonly known: Iterable<string>
  readonly implications: readonly Implication[]
  readonly cost: (node: string) => number | undefined // hours; undefined: nobody can show it
  readonly limit?: number // branches to try before settling for the best found
}

export interface MinimumCover {
  readonly chosen: readonly string[]
  readonly cost: number
  readonly bound: number // no choice costs less; equal to `cost` where it is optimal
  readonly optimal: boolean
  readonly unreachable: readonly string[] // goals that nothing leads to
}

// Costs are counted in thousandths of an hour, so that sums are exact.
const grain = 1000
const defaultLimit = 200_000

/**
 * The cheapest choice from which, with what is known, every goal follows. Exact, by implicit hitting sets: every choice has to contain
 * one of certain things (a cut before some goal); a cheapest choice that hits all cuts found so far is either enough, and then no
 * choice is cheaper, or leaves a goal open, and there is another cut.
 */
export function minimumCover(problem: CoverProblem): MinimumCover {
  const asked = [...new Set(problem.goals)]
  const goals = asked.toSorted() // which of two equally cheap choices is found must not hang on how the question is put
  const network = networkOf(problem.implications, goals)
  const costs = network.names.map((name) => {
    const hours = problem.cost(name)
    return hours === undefined ? undefined : Math.round(hours * grain)
  })
  const known = nothingReached(network)
  spread(network, known, numbers(network, problem.known))

  // Everything free or possible is tried once: what even that does not reach, nothing does.
  const all = copyOf(known)
  spread(
    network,
    all,
    costs.keys().filter((node) => costs[node] !== undefined),
  )
  const open = goals.filter((goal) => known.has[network.at.get(goal)!] === 0)
  const unreachable = asked.filter(
    (goal) => known.has[network.at.get(goal)!] === 0 && all.has[network.at.get(goal)!] === 0,
  )
  const wanted = numbers(network, open).filter((goal) => all.has[goal] === 1)

  const search = { network, costs, known, wanted, dearness: dearness(network, costs, known) }
  const found = solve(search, { left: problem.limit ?? defaultLimit })
  return {
    chosen: found.chosen.map((node) => network.names[node]!).sort(),
    cost: found.cost / grain,
    bound: found.bound / grain,
    optimal: found.bound === found.cost,
    unreachable,
  }
}

interface Search {
  readonly network: Network
  readonly costs: readonly (number | undefined)[]
  readonly known: Reach
  readonly wanted: readonly number[]
  readonly dearness: Float64Array
}

interface Found {
  readonly chosen: readonly number[]
  readonly cost: number
  readonly bound: number
}

const numbers = (network: Network, names: Iterable<string>): number[] =>
  [...names].flatMap((name) => network.at.get(name) ?? [])

function solve(search: Search, budget: Budget): Found {
  const cuts: number[][] = []
  let best: Found | undefined
  for (;;) {
    const hit = cheapestHittingSet(cuts, search.costs as readonly number[], budget)
    const reach = after(search, hit.elements)
    if (search.wanted.every((goal) => reach.has[goal] === 1)) {
      const chosen = withoutSpare(search, hit.elements)
      const enough = { chosen, cost: costOf(search, chosen) }
      return { ...cheaper(best, enough), bound: Math.max(hit.bound, best?.bound ?? 0) }
    }
    const { found, added } = cutsBefore(search, reach)
    cuts.push(...found)
    const plan = withoutSpare(search, [...hit.elements, ...added])
    best = {
      ...cheaper(best, { chosen: plan, cost: costOf(search, plan) }),
      bound: Math.max(hit.bound, best?.bound ?? 0),
    }
    if (best.bound >= best.cost) return { ...best, bound: best.cost }
    if (budget.left-- <= 0) return best
  }
}

const costOf = (search: Search, chosen: readonly number[]): number =>
  chosen.reduce((sum, node) => sum + search.costs[node]!, 0)

const cheaper = (a: Found | undefined, b: Omit<Found, 'bound'>): Omit<Found, 'bound'> =>
  a !== undefined && a.cost <= b.cost ? a : b

function after(search: Search, chosen: readonly number[]): Reach {
  const reach = copyOf(search.known)
  spread(search.network, reach, chosen)
  return reach
}

/** One cut before each goal that is still open, adding the best of each cut in turn until nothing is open. */
function cutsBefore(search: Search, reach: Reach): { found: number[][]; added: number[] } {
  const found: number[][] = []
  const added: number[] = []
  for (const goal of search.wanted)
    while (reach.has[goal] === 0) {
      const cut = cutBefore(search, reach, goal)
      const cheapest = cut.reduce((a, b) => (search.costs[b]! < search.costs[a]! ? b : a))
      found.push(cut)
      added.push(cheapest)
      spread(search.network, reach, [cheapest])
    }
  return { found, added }
}

/** Things of which one has to be shown before `goal` can be reached: of every way to it, one open piece is cut. */
function cutBefore({ network, costs, dearness }: Search, reach: Reach, goal: number): number[] {
  const cut: number[] = []
  const inside = new Set([goal])
  // The set grows while it is walked.
  for (const node of inside) {
    if (costs[node] !== undefined) cut.push(node)
    for (const rule of network.giving[node]!) {
      const body = network.bodies[rule]!
      if (body.some((piece) => inside.has(piece))) continue
      let piece = -1
      for (const other of body)
        if (reach.has[other] === 0 && (piece < 0 || dearness[other]! > dearness[piece]!)) piece = other
      inside.add(piece)
    }
  }
  return cut
}

/** How dear it is at least to reach each node; cutting at the dearest piece gives the strongest cuts. */
function dearness(network: Network, costs: readonly (number | undefined)[], known: Reach): Float64Array {
  const value = Float64Array.from(costs, (cost, node) =>
    known.has[node] === 1 ? 0 : (cost ?? Number.POSITIVE_INFINITY),
  )
  const waiting = new Set(network.heads.keys())
  // Values only fall, and each fall wakes the rules that wait for it.
  for (const rule of waiting) {
    waiting.delete(rule)
    const head = network.heads[rule]!
    let dearest = 0
    for (const piece of network.bodies[rule]!) dearest = Math.max(dearest, value[piece]!)
    if (dearest >= value[head]!) continue
    value[head] = dearest
    for (const next of network.needing[head]!) waiting.add(next)
  }
  return value
}

/** The choice without what the rest reaches anyway, dearest first. */
function withoutSpare(search: Search, chosen: readonly number[]): readonly number[] {
  const kept = [...new Set(chosen)]
  for (const node of [...kept].sort((a, b) => search.costs[b]! - search.costs[a]! || b - a)) {
    const others = kept.filter((other) => other !== node)
    const reach = after(search, others)
    if (search.wanted.every((goal) => reach.has[goal] === 1)) kept.splice(kept.indexOf(node), 1)
  }
  return kept
}
