import type { Text } from '../kernel/text.ts'
import type { NodeId } from '../scheme/node.ts'
import { inverse, type Relation } from '../scheme/relation.ts'
import { type Claims, type Place, placeOf, reasonOf } from './claim.ts'
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
  const tailOf = (step: number | undefined): readonly number[] =>
    step === undefined ? [] : [...steps.tail.subarray(steps.tailAt[step], steps.tailAt[step + 1])]

  // The list grows while it is walked: everything the answer rests on. Without recursion, because a path may be long.
  const last = new Map<number, number | undefined>([[asked, lastStep(reached, round, asked, prefer)]])
  for (const step of last.values())
    for (const state of tailOf(step)) if (!last.has(state)) last.set(state, lastStep(reached, round, state, prefer))

  // What rests on less comes first, so that every part is there when it is needed, and is shared where unions meet again.
  const done = new Map<number, Explanation>()
  const count = claims.nodes.length
  for (const [state, step] of [...last].sort(([one], [other]) => round.depth[one]! - round.depth[other]!)) {
    const tail = tailOf(step)
    const row = step === undefined ? undefined : rowOf(claims, steps, step)
    done.set(state, {
      node: claims.nodes[state % count]!,
      extent: state < count ? 'whole' : 'part',
      ...(row === undefined ? {} : { row }),
      by: tail.map((one) => done.get(one)!),
    })
  }
  return done.get(asked)
}

/** The row behind a step, read in the direction of the step. */
export function rowOf({ all, nodes }: Claims, { claim, head, tail, tailAt }: Steps, step: number): RowUsed {
  const used = all[claim[step]!]!
  const { from, to, relation, grade } = used
  const reason = reasonOf(used)
  const by = [...tail.subarray(tailAt[step], tailAt[step + 1])].map((state) => state % nodes.length)
  const forwards = to.includes(head[step]! % nodes.length) && by.every((one) => from.includes(one))
  const named = (numbers: readonly number[]): NodeId[] => numbers.map((number) => nodes[number]!)
  return {
    place: placeOf(used),
    direction: forwards ? 'forwards' : 'backwards',
    from: named(forwards ? from : to),
    relation: forwards ? relation : inverse[relation],
    to: named(forwards ? to : from),
    link: links[grade]!,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** Prefers the better known row, then one that rests on fewer demands, then whichever comes first in the alphabet. */
export function byContent({ all, nodes }: Claims, { claim, grade, tail, tailAt }: Steps): Prefer {
  const size = (step: number): number => tailAt[step + 1]! - tailAt[step]!
  const written = (step: number): string => {
    const { from, to, relation, source } = all[claim[step]!]!
    const tails = [...tail.subarray(tailAt[step], tailAt[step + 1])].map((state) => nodes[state % nodes.length])
    const sides = [from, to].map((side) => side.map((number) => nodes[number]))
    return JSON.stringify([tails, relation, sides, source.id])
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
  const entered = new Set<Explanation>()
  const open = [explanation]
  for (let part = open.at(-1); part !== undefined; part = open.at(-1)) {
    if (!entered.has(part)) {
      entered.add(part)
      open.push(...part.by.filter((below) => !entered.has(below)).reverse())
    } else {
      open.pop()
      if (part.row !== undefined) rows.add(part.row)
    }
  }
  return [...rows]
}
