import type { NodeId } from '../scheme/node.ts'
import type { Mark } from '../scheme/provenance.ts'
import { type Composed, composition, inverse, provesWhole } from '../scheme/relation.ts'
import { type Claim, type Comparisons, claimsOf } from './claim.ts'
import { byContent, type RowUsed, rowOf } from './explain.ts'
import { type Link, links } from './link.ts'
import { lastStep, reach } from './reach.ts'
import { layOut, type Say } from './steps.ts'

/** The relations that say anything, the nearest first. The number of one is where its states begin. */
const near = ['equal-to', 'equivalent-to', 'superset-of', 'subset-of', 'intersects-with'] as const
type Near = (typeof near)[number]

/** How theirs looks from ours. `within`: it asks for nothing that ours does not; `beyond`: for all of ours, and perhaps more. */
export const readings = ['same', 'within', 'beyond', 'overlaps'] as const
export type Reading = (typeof readings)[number]

const readingOf: Record<Near, Reading> = {
  'equal-to': 'same',
  'equivalent-to': 'same',
  'superset-of': 'within',
  'subset-of': 'beyond',
  'intersects-with': 'overlaps',
}

/** One demand elsewhere, and what follows for the pair from the rows between. */
export interface Counterpart {
  readonly node: NodeId
  readonly relation: Near // ours stands in `relation` to theirs
  readonly reading: Reading
  readonly derived: boolean // over more than one row: our inference
  readonly weakest: Link
  readonly path: readonly RowUsed[] // from ours to theirs
}

const official: ReadonlySet<Mark> = new Set<Mark>(['verified', 'secondary'])

// DESIGN §4.6: a derived row is never shown as equivalence, nor is a comparison of our own. What remains true is that theirs
// lies within ours.
const shown = (relation: Near, derived: boolean, { mark }: Link): Near =>
  readingOf[relation] === 'same' && (derived || !official.has(mark)) ? 'superset-of' : relation

interface Offer {
  readonly number: number
  readonly relation: Near
  readonly hops: number
  readonly grade: number
  readonly path: () => readonly RowUsed[]
}

/** For any demand: every other one it can be compared with, over any number of rows, the nearest first. */
export function comparison(comparisons: Comparisons): (node: NodeId) => readonly Counterpart[] {
  const claims = claimsOf(comparisons)
  const count = claims.nodes.length
  const steps = layOut(near.length * count, claims.all, (claim, say) => follow(claim, count, say))
  const prefer = byContent(claims, steps)
  const row = (step: number): RowUsed => rowOf(claims, steps, step)
  const offer = (state: number, hops: number, grade: number, path: Offer['path']): Offer => {
    const relation = near[Math.floor(state / count)]!
    return { number: state % count, relation: shown(relation, hops > 1, links[grade]!), hops, grade, path }
  }

  /** What one row says: it may be official where a stronger chain is not. */
  function* direct(start: number): Generator<Offer> {
    const own = [...steps.out.steps.subarray(steps.out.at[start], steps.out.at[start + 1])]
    for (const step of own.sort(prefer)) yield offer(steps.head[step]!, 1, steps.grade[step]!, () => [row(step)])
  }
  function* overall(start: number): Generator<Offer> {
    const reached = reach(steps, [start]) // every demand equals itself, and this is where the chains begin
    for (const [state, first] of reached.first.entries()) {
      if (first < 1) continue
      const round = reached.rounds[first]!
      yield offer(state, round.depth[state]!, round.grade, () => {
        const path: RowUsed[] = []
        for (let at = state; ; ) {
          const step = lastStep(reached, round, at, prefer)
          if (step === undefined) return path.reverse()
          path.push(row(step))
          at = steps.tail[steps.tailAt[step]!]!
        }
      })
    }
  }

  return (node) => {
    const start = claims.numberOf(node)
    if (start === undefined) return []
    const best = new Map<number, Offer>()
    for (const one of [...direct(start), ...overall(start)]) {
      const other = best.get(one.number)
      if (one.number !== start && (other === undefined || nearness(one, other) < 0)) best.set(one.number, one)
    }
    const name = ({ number }: Offer): string => claims.nodes[number]!
    return [...best.values()]
      .sort((a, b) => nearness(a, b) || (name(a) < name(b) ? -1 : 1))
      .map(({ number, relation, hops, grade, path }) => ({
        node: claims.nodes[number]!,
        relation,
        reading: readingOf[relation],
        derived: hops > 1,
        weakest: links[grade]!,
        path: path(),
      }))
  }
}

const nearness = (one: Offer, other: Offer): number =>
  near.indexOf(one.relation) - near.indexOf(other.relation) || one.grade - other.grade || one.hops - other.hops

const placeOf = (relation: Composed): number => (near as readonly Composed[]).indexOf(relation)

// State (relation, node): ours stands in that relation to the node. Another row leads on to whatever composes.
function follow(claim: Claim, count: number, say: Say): void {
  const relation = betweenMembers(claim)
  if (relation === undefined) return
  for (const [at, so] of near.entries()) {
    const forwards = placeOf(composition[so][relation])
    const backwards = placeOf(composition[so][inverse[relation]])
    for (const one of claim.from)
      for (const other of claim.to) {
        if (forwards >= 0) say.one(one + at * count, other + forwards * count)
        if (backwards >= 0) say.one(other + at * count, one + backwards * count)
      }
  }
}

/** What a row says of one member of each side, by the reading rule of graph.ts. */
function betweenMembers({ from, to, relation }: Claim): Near | undefined {
  if (relation === 'no-relationship' || (from.length > 1 && to.length > 1)) return undefined
  if (from.length === 1 && to.length === 1) return relation
  if (provesWhole[relation] && from.length === 1) return 'superset-of'
  if (provesWhole[inverse[relation]] && to.length === 1) return 'subset-of'
  return 'intersects-with'
}
