import type { Text } from '../kernel/text.ts'
import type { NodeId } from '../scheme/node.ts'
import { inverse, type Relation } from '../scheme/relation.ts'
import type { Claim, Claims, Place } from './claim.ts'
import { type Coverage, stateOf } from './coverage.ts'
import { type Link, links } from './link.ts'
import { lastStep, type Prefer } from './reach.ts'
import type { Steps } from './steps.ts'

/** One row as it was used: "`from` stands in `relation` to `to`", read from the side the proof comes from. */
export interface RowUsed {
  readonly place: Place
  readonly direction: 'forwards' | 'backwards'
  readonly from: readonly NodeId[]
  readonly relation: Relation
  readonly to: readonly NodeId[]
  readonly link: Link
  readonly reason?: Text
}

/** Why a demand is covered, down to what is proven. */
export interface Explanation {
  readonly node: NodeId
  readonly extent: 'whole' | 'part'
  readonly row?: RowUsed // absent for what is itself proven
  readonly by: readonly Explanation[] // the members of `row.from` it rests on: all of them, or the one that was shown
}

/** The path of rows behind an answer; absent where there is none. Equal paths are told apart by what they say, not by order. */
export function explainCoverage({ graph, proven, reached }: Coverage, node: NodeId): Explanation | undefined {
  if (proven.has(node)) return { node, extent: 'whole', by: [] }
  const asked = stateOf(graph, reached, node)
  if (asked === undefined) return undefined
  const { claims, steps } = graph
  const round = reached.rounds[reached.first[asked]!]!
  const prefer = byContent(claims, steps)
  const known = new Map<number, Explanation>() // unions may meet again further down
  const explain = (state: number): Explanation => {
    const before = known.get(state)
    if (before !== undefined) return before
    const step = lastStep(reached, round, state, prefer)
    const count = claims.nodes.length
    const tail = step === undefined ? [] : [...steps.tail.subarray(steps.tailAt[step], steps.tailAt[step + 1])]
    const explained: Explanation = {
      node: claims.nodes[state % count]!,
      extent: state < count ? 'whole' : 'part',
      ...(step === undefined
        ? {}
        : {
            row: rowUsed(
              claims,
              claims.all[steps.claim[step]!]!,
              tail.map((one) => one % count),
              state % count,
            ),
          }),
      by: tail.map(explain),
    }
    known.set(state, explained)
    return explained
  }
  return explain(asked)
}

/** A claim as it is used to come from the nodes `tail` to the node `head`. */
export function rowUsed({ nodes }: Claims, claim: Claim, tail: readonly number[], head: number): RowUsed {
  const forwards = claim.to.includes(head) && tail.every((one) => claim.from.includes(one))
  const named = (numbers: readonly number[]): NodeId[] => numbers.map((number) => nodes[number]!)
  return {
    place: claim.place,
    direction: forwards ? 'forwards' : 'backwards',
    from: named(forwards ? claim.from : claim.to),
    relation: forwards ? claim.relation : inverse[claim.relation],
    to: named(forwards ? claim.to : claim.from),
    link: links[claim.grade]!,
    ...(claim.reason === undefined ? {} : { reason: claim.reason }),
  }
}

/** Prefers the better known row, then one that rests on fewer demands, then whichever comes first in the alphabet. */
export function byContent({ all, nodes }: Claims, { claim, grade, tail, tailAt }: Steps): Prefer {
  const size = (step: number): number => tailAt[step + 1]! - tailAt[step]!
  const written = (step: number): string => {
    const { from, to, relation, place } = all[claim[step]!]!
    const tails = [...tail.subarray(tailAt[step], tailAt[step + 1])].map((state) => nodes[state % nodes.length])
    const sides = [...from, ...to].map((number) => nodes[number])
    return JSON.stringify([tails, relation, sides, 'crosswalk' in place ? place.crosswalk : place.requirement])
  }
  return (one, other) => {
    const plain = grade[one]! - grade[other]! || size(one) - size(other)
    if (plain !== 0) return plain
    const a = written(one)
    const b = written(other)
    return a < b ? -1 : a > b ? 1 : 0
  }
}

/** Every row an explanation uses, once, those next to what is proven first. */
export function rowsUsed(explanation: Explanation): readonly RowUsed[] {
  const rows = new Set<RowUsed>()
  const seen = new Set<Explanation>()
  const visit = (part: Explanation): void => {
    if (seen.has(part)) return
    seen.add(part)
    part.by.forEach(visit)
    if (part.row !== undefined) rows.add(part.row)
  }
  visit(explanation)
  return [...rows]
}
