import type { NodeId } from '../scheme/node.ts'
import { inverse, provesWhole } from '../scheme/relation.ts'
import { type Claim, type Claims, type Comparisons, claimsOf } from './claim.ts'
import { layOut, type Say, type Steps } from './steps.ts'

/**
 * All comparisons of the catalogue, ready to be asked. Node n has two states: n says that it is covered as a whole,
 * n + (how many nodes there are) says that it is covered in part.
 */
export interface CoverageGraph {
  readonly claims: Claims
  readonly steps: Steps
}

/** Reads the comparisons once; every question of coverage is then asked of the graph. */
export function buildGraph(comparisons: Comparisons): CoverageGraph {
  const claims = claimsOf(comparisons)
  const count = claims.nodes.length
  return { claims, steps: layOut(2 * count, claims.all, (claim, say) => follow(claim, count, say)) }
}

// A demand is a set of things to be shown, never an empty one, and a row names nobody in vain: each member of a union overlaps
// the other side. From that, and from nothing else (docs/decisions/0012):
// - a side that proves the other as a whole does so when all of its members are covered as a whole;
// - a covered demand covers a part of every demand it overlaps;
// - a part is handed on only to a demand that contains the one it is a part of. Nothing follows downwards or sideways, because
//   the part that was shown may be another part.
function follow({ from, to, relation }: Claim, count: number, say: Say): void {
  if (relation === 'no-relationship') return
  const forwards = provesWhole[relation]
  const backwards = provesWhole[inverse[relation]]
  if (forwards) for (const node of to) say.all(from, node)
  if (backwards) for (const node of from) say.all(to, node)
  if (from.length > 1 && to.length > 1) return // which member meets which is not said
  const contains = forwards && from.length === 1 // each of `to` lies inside the one
  const contained = backwards && to.length === 1
  for (const one of from)
    for (const other of to) {
      if (contains) say.one(other + count, one + count)
      else say.one(one, other + count)
      if (contained) say.one(one + count, other + count)
      else say.one(other, one + count)
    }
}

/** Whoever has shown all of `from` has shown the whole of `to`. */
export interface Proof {
  readonly from: readonly NodeId[]
  readonly to: NodeId
}

/** Every single step from wholes to a whole, e.g. for whoever looks for the least that is still to be shown. */
export function proofsOf({ claims: { nodes }, steps }: CoverageGraph): readonly Proof[] {
  const proofs: Proof[] = []
  for (const [step, head] of steps.head.entries()) {
    const tail = steps.tail.subarray(steps.tailAt[step], steps.tailAt[step + 1])
    if (head < nodes.length) proofs.push({ from: [...tail].map((state) => nodes[state]!), to: nodes[head]! })
  }
  return proofs
}
