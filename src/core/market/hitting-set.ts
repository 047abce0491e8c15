// The exact kernel of the planner: choose elements, as cheap as possible, so that every set contains one of them.
// Sets and elements that cannot matter are taken away, what falls apart is solved apart, the rest is branched and bounded.

export interface Chosen {
  readonly elements: readonly number[]
  readonly cost: number
  readonly bound: number // no choice costs less; equal to `cost` where it is proven best
}

/** How many branches may still be tried; shared by everything that is solved for one answer. */
export interface Budget {
  left: number
}

type Sets = readonly (readonly number[])[]

/** A cheapest choice that hits every set. Costs are whole numbers; sets are not empty. */
export function cheapestHittingSet(sets: Sets, costs: readonly number[], budget: Budget): Chosen {
  const { forced, rest } = reduce(sets, costs)
  const parts = apart(rest).map((part) => branch(part, costs, budget))
  const total = (pick: (chosen: Chosen) => number) => parts.reduce((sum, part) => sum + pick(part), 0)
  const base = forced.reduce((sum, element) => sum + costs[element]!, 0)
  return {
    elements: [...forced, ...parts.flatMap((part) => part.elements)],
    cost: base + total((part) => part.cost),
    bound: base + total((part) => part.bound),
  }
}

/** Takes away what cannot matter until nothing more can be: sets that hold a whole other set, elements another one outdoes. */
function reduce(sets: Sets, costs: readonly number[]): { forced: number[]; rest: Sets } {
  const forced: number[] = []
  let rest = sets
  for (;;) {
    const smaller = withoutOutdone(withoutSupersets(rest), costs)
    const single = new Set(smaller.filter((set) => set.length === 1).map((set) => set[0]!))
    forced.push(...single)
    const open = smaller.filter((set) => !set.some((element) => single.has(element)))
    if (single.size === 0 && size(open) === size(rest)) return { forced, rest: open }
    rest = open
  }
}

const size = (sets: Sets): number => sets.reduce((sum, set) => sum + set.length, sets.length)

function withoutSupersets(sets: Sets): Sets {
  const kept: number[][] = []
  const holding = new Map<number, number[]>() // element → kept sets that contain it
  for (const set of sets.map((s) => [...new Set(s)]).sort((a, b) => a.length - b.length)) {
    const met = new Map<number, number>()
    let outdone = false
    for (const element of set)
      for (const other of holding.get(element) ?? []) {
        const count = (met.get(other) ?? 0) + 1
        met.set(other, count)
        if (count === kept[other]!.length) outdone = true
      }
    if (outdone) continue
    for (const element of set) listed(holding, element).push(kept.length)
    kept.push(set)
  }
  return kept
}

function withoutOutdone(sets: Sets, costs: readonly number[]): Sets {
  const where = new Map<number, number[]>() // element → the sets it hits, ascending
  sets.forEach((set, index) => {
    for (const element of set) listed(where, element).push(index)
  })
  // Of elements that hit the same sets one is enough: the cheapest, and of those the first.
  const best = new Map<string, number>()
  for (const [element, hits] of where) {
    const key = hits.join()
    const other = best.get(key)
    if (other === undefined || costs[element]! < costs[other]! || (costs[element] === costs[other] && element < other))
      best.set(key, element)
  }
  const elements = [...best.values()]
  const masks = new Map(elements.map((element) => [element, new Set(where.get(element))]))
  const outdone = new Set<number>()
  for (const element of elements) {
    const hits = where.get(element)!
    // Whatever outdoes it hits its first set, too.
    const rivals = sets[hits[0]!]!.filter((r) => r !== element && masks.has(r) && !outdone.has(r))
    const beaten = rivals.some(
      (r) =>
        costs[r]! <= costs[element]! && where.get(r)!.length >= hits.length && hits.every((h) => masks.get(r)!.has(h)),
    )
    if (beaten) outdone.add(element)
  }
  const stays = new Set(elements.filter((element) => !outdone.has(element)))
  return sets.map((set) => set.filter((element) => stays.has(element)))
}

function listed(lists: Map<number, number[]>, key: number): number[] {
  const list = lists.get(key) ?? []
  if (list.length === 0) lists.set(key, list)
  return list
}

/** Groups of sets that share no element with another group. */
function apart(sets: Sets): readonly Sets[] {
  const group = sets.map((_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (group[at] !== at) at = group[at] = group[group[at]!]!
    return at
  }
  const first = new Map<number, number>()
  sets.forEach((set, index) => {
    for (const element of set) {
      const other = first.get(element)
      if (other === undefined) first.set(element, index)
      else group[root(index)] = root(other)
    }
  })
  return [...Map.groupBy(sets.keys(), root).values()].map((indices) => indices.map((index) => sets[index]!))
}

/** Branch and bound over one group: a set has to be hit, so one branch for each of its elements. */
function branch(sets: Sets, costs: readonly number[], budget: Budget): Chosen {
  const start = greedy(sets, costs)
  const root = lowerBound(sets, costs)
  if (root >= start.cost) return { ...start, bound: start.cost }
  let best = start
  let gaveUp = false
  const walk = (open: Sets, chosen: readonly number[], spent: number) => {
    if (open.length === 0) {
      if (spent < best.cost) best = { elements: chosen, cost: spent }
      return
    }
    if (budget.left-- <= 0) {
      gaveUp = true
      return
    }
    const { forced, rest } = reduce(open, costs)
    const sure = forced.reduce((sum, element) => sum + costs[element]!, spent)
    const with_ = [...chosen, ...forced]
    if (rest.length === 0) {
      if (sure < best.cost) best = { elements: with_, cost: sure }
      return
    }
    if (sure + lowerBound(rest, costs) >= best.cost) return
    const hits = new Map<number, number>()
    for (const set of rest) for (const element of set) hits.set(element, (hits.get(element) ?? 0) + 1)
    const shortest = rest.reduce((a, b) => (b.length < a.length ? b : a))
    const order = [...shortest].sort((a, b) => costs[a]! / hits.get(a)! - costs[b]! / hits.get(b)! || a - b)
    const tried = new Set<number>()
    for (const element of order) {
      // What an earlier branch has tried with everything else need not be tried again.
      const left = rest
        .filter((set) => !set.includes(element))
        .map((set) => (tried.size === 0 ? set : set.filter((other) => !tried.has(other))))
      tried.add(element)
      if (left.every((set) => set.length > 0)) walk(left, [...with_, element], sure + costs[element]!)
    }
  }
  walk(sets, [], 0)
  return { ...best, bound: gaveUp ? root : best.cost }
}

interface Choice {
  readonly elements: readonly number[]
  readonly cost: number
}

/** A good choice to begin with: the element that hits most for its cost, again and again; then whatever proved superfluous goes. */
function greedy(sets: Sets, costs: readonly number[]): Choice {
  const chosen: number[] = []
  let open = sets
  while (open.length > 0) {
    const hits = new Map<number, number>()
    for (const set of open) for (const element of set) hits.set(element, (hits.get(element) ?? 0) + 1)
    let best = -1
    for (const [element, count] of hits)
      if (best < 0 || costs[element]! * hits.get(best)! < costs[best]! * count) best = element
    chosen.push(best)
    open = open.filter((set) => !set.includes(best))
  }
  for (const element of [...chosen].sort((a, b) => costs[b]! - costs[a]!)) {
    const others = chosen.filter((other) => other !== element)
    if (sets.every((set) => set.some((other) => others.includes(other)))) chosen.splice(chosen.indexOf(element), 1)
  }
  return { elements: chosen, cost: chosen.reduce((sum, element) => sum + costs[element]!, 0) }
}

/** What any choice costs at least: every set charges its cheapest element for what no other set has charged to it yet. */
function lowerBound(sets: Sets, costs: readonly number[]): number {
  const left = new Map<number, number>()
  let bound = 0
  for (const set of [...sets].sort((a, b) => a.length - b.length)) {
    const charge = Math.min(...set.map((element) => left.get(element) ?? costs[element]!))
    if (charge === 0) continue
    bound += charge
    for (const element of set) left.set(element, (left.get(element) ?? costs[element]!) - charge)
  }
  return bound
}
