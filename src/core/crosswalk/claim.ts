import type { Text } from '../kernel/text.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import type { Crosswalk } from '../scheme/crosswalk.ts'
import { type NodeId, nodeOf, requirementDocument, splitNode } from '../scheme/node.ts'
import type { Relation } from '../scheme/relation.ts'
import type { Requirement } from '../scheme/requirement.ts'
import { confidenceOf, gradeOf } from './link.ts'

/** What technical comparison rests on. Recognition is law and is not among it, so it cannot enter here. */
export type Comparisons = Pick<Catalogue, 'crosswalks' | 'longList'>

/** Where a claim is written: a row of a crosswalk, or a line of the long list (without `provision`: all of them together). */
export type Place =
  | { readonly crosswalk: string; readonly row: number }
  | { readonly requirement: string; readonly provision?: NodeId }

/** Something the catalogue says: the union of `from` stands in `relation` to the union of `to`. Nodes are numbers here. */
export interface Claim {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly relation: Relation
  readonly grade: number // place in `links`
  readonly source: Crosswalk | Requirement
  readonly row: number // in the source; -1: all of them together
}

/** All claims as they are written, and the nodes they speak of. */
export interface Claims {
  readonly all: readonly Claim[]
  readonly nodes: readonly NodeId[]
  readonly numberOf: (node: NodeId) => number | undefined
}

/** Where a claim is written. */
export function placeOf({ source, row }: Claim): Place {
  if ('rows' in source) return { crosswalk: source.id, row }
  const provision = source.unites[row]?.provision
  return { requirement: source.id, ...(provision === undefined ? {} : { provision }) }
}

/** Why it is so, where the catalogue gives a reason. */
export const reasonOf = ({ source, row }: Claim): Text | undefined =>
  'rows' in source ? source.rows[row]?.reason : undefined

/** Crosswalks and the long list as claims of one kind. */
export function claimsOf({ crosswalks, longList }: Comparisons): Claims {
  // Tens of thousands of rows name the same few thousand nodes, nearly all of them one by one: each has one list of itself.
  const nodes: NodeId[] = []
  const documents = new Map<string, Map<string, readonly number[]>>()
  const idsOf = (document: string): Map<string, readonly number[]> => {
    const known = documents.get(document) ?? new Map<string, readonly number[]>()
    documents.set(document, known)
    return known
  }
  const alone = (known: Map<string, readonly number[]>, document: string, id: string): readonly number[] => {
    const before = known.get(id)
    if (before !== undefined) return before
    const number = [nodes.push(nodeOf(document, id)) - 1]
    known.set(id, number)
    return number
  }
  const all: Claim[] = []

  for (const source of crosswalks) {
    const { from: left, to: right, rows } = source
    const leftIds = idsOf(left.document)
    const rightIds = idsOf(right.document)
    for (let row = 0; row < rows.length; row++) {
      const { from, to, relation, confidence, provenance } = rows[row]!
      all.push({
        from:
          from.length === 1
            ? alone(leftIds, left.document, from[0]!)
            : from.flatMap((id) => alone(leftIds, left.document, id)),
        to:
          to.length === 1
            ? alone(rightIds, right.document, to[0]!)
            : to.flatMap((id) => alone(rightIds, right.document, id)),
        relation,
        grade: gradeOf({ confidence, mark: provenance.mark }),
        source,
        row,
      })
    }
  }
  const numberOf = (node: NodeId): readonly number[] => {
    const { document, id } = splitNode(node)
    return alone(idsOf(document), document, id)
  }
  for (const requirement of longList.requirements) all.push(...united(requirement, numberOf))
  return {
    all,
    nodes,
    numberOf: (node) => {
      const { document, id } = splitNode(node)
      return documents.get(document)?.get(id)?.[0]
    },
  }
}

// What is united as a whole lies inside the requirement, what is united by a part overlaps it, and there is nothing in the
// requirement that comes from nowhere: all of them together cover it.
function* united(source: Requirement, numberOf: (node: NodeId) => readonly number[]): Generator<Claim> {
  if (source.unites.length === 0) return
  const to = numberOf(nodeOf(requirementDocument, source.id))
  const single = source.unites.map(({ provision, extent, provenance: { mark } }, row): Claim => {
    const relation = extent === 'whole' ? 'subset-of' : 'intersects-with'
    return {
      from: numberOf(provision),
      to,
      relation,
      grade: gradeOf({ confidence: confidenceOf[mark], mark }),
      source,
      row,
    }
  })
  yield* single
  const grade = Math.max(...single.map((claim) => claim.grade))
  yield { from: single.flatMap(({ from }) => from), to, relation: 'superset-of', grade, source, row: -1 }
}
