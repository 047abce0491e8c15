/** Whoever has shown all of `from` has shown `to` as well. */
export interface Implication {
  readonly from: readonly string[]
  readonly to: string
}

/** Implications by number instead of by name, for the many times the planner asks what follows from what. */
export interface Network {
  readonly names: readonly string[]
  readonly at: ReadonlyMap<string, number>
  readonly heads: readonly number[] // of each rule
  readonly bodies: readonly (readonly number[])[] // of each rule, without repetition
  readonly needing: readonly (readonly number[])[] // rules whose body holds the node
  readonly giving: readonly (readonly number[])[] // rules whose head is the node
}

/** What has been reached so far, and how much of each rule's body is still missing. */
export interface Reach {
  readonly has: Uint8Array
  readonly missing: Int32Array
}

/** The implications that can matter for these goals, as a network. */
export function networkOf(implications: readonly Implication[], goals: Iterable<string>): Network {
  const into = Map.groupBy(implications, (rule) => rule.to)
  const names = [...new Set(goals)]
  const at = new Map(names.map((name, index) => [name, index]))
  const heads: number[] = []
  const bodies: number[][] = []
  const number = (name: string): number => {
    const known = at.get(name)
    if (known !== undefined) return known
    at.set(name, names.length)
    return names.push(name) - 1
  }
  // The list grows while it is walked: whatever leads to a goal, by any number of steps.
  for (let head = 0; head < names.length; head++)
    for (const rule of into.get(names[head]!) ?? []) {
      const body = [...new Set(rule.from)].map(number)
      if (body.includes(head)) continue // nothing follows from itself
      heads.push(head)
      bodies.push(body)
    }
  const needing: number[][] = names.map(() => [])
  const giving: number[][] = names.map(() => [])
  bodies.forEach((body, rule) => {
    for (const node of body) needing[node]!.push(rule)
    giving[heads[rule]!]!.push(rule)
  })
  return { names, at, heads, bodies, needing, giving }
}

/** Nothing reached yet, except what follows from nothing. */
export function nothingReached(network: Network): Reach {
  const reach = {
    has: new Uint8Array(network.names.length),
    missing: Int32Array.from(network.bodies, (body) => body.length),
  }
  network.bodies.forEach((body, rule) => {
    if (body.length === 0) spread(network, reach, [network.heads[rule]!])
  })
  return reach
}

export const copyOf = (reach: Reach): Reach => ({ has: reach.has.slice(), missing: reach.missing.slice() })

/** Adds nodes and everything that follows, in time proportional to what is new. */
export function spread(network: Network, reach: Reach, nodes: Iterable<number>): void {
  const waiting = [...nodes]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (reach.has[node] === 1) continue
    reach.has[node] = 1
    for (const rule of network.needing[node]!) if (--reach.missing[rule]! === 0) waiting.push(network.heads[rule]!)
  }
}
