import type { Text } from '../kernel/text.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import { type NodeId, nodeOf, requirementDocument, splitNode } from '../scheme/node.ts'
import type { Relation } from '../scheme/relation.ts'
import type { Requirement } from '../scheme/requirement.ts'
import { confidenceOf, gradeOf, links } from './link.ts'

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
  readonly place: Place
  readonly reason?: Text
}

/** All claims, the best known first, and the nodes they speak of. */
export interface Claims {
  readonly all: readonly Claim[]
  readonly nodes: readonly NodeId[]
  readonly numberOf: (node: NodeId) => number | undefined
}

/** Crosswalks and the long list as claims of one kind. */
export function claimsOf({ crosswalks, longList }: Comparisons): Claims {
  const nodes: NodeId[] = []
  const documents = new Map<string, Map<string, number>>()
  const numbersIn = (document: string): ((id: string) => number) => {
    const numbers = documents.get(document) ?? new Map<string, number>()
    documents.set(document, numbers)
    return (id) => {
      const known = numbers.get(id)
      if (known !== undefined) return known
      numbers.set(id, nodes.length)
      return nodes.push(nodeOf(document, id)) - 1
    }
  }
  const byGrade: Claim[][] = links.map(() => [])
  for (const crosswalk of crosswalks) {
    const fromNumber = numbersIn(crosswalk.from.document)
    const toNumber = numbersIn(crosswalk.to.document)
    for (const [row, { from, to, relation, reason, confidence, provenance }] of crosswalk.rows.entries()) {
      const grade = gradeOf({ confidence, mark: provenance.mark })
      const place = { crosswalk: crosswalk.id, row }
      byGrade[grade]!.push({ from: from.map(fromNumber), to: to.map(toNumber), relation, grade, place, reason })
    }
  }
  const numberOf = (node: NodeId): number => {
    const { document, id } = splitNode(node)
    return numbersIn(document)(id)
  }
  for (const requirement of longList.requirements)
    for (const claim of united(requirement, numberOf)) byGrade[claim.grade]!.push(claim)
  return {
    all: byGrade.flat(),
    nodes,
    numberOf: (node) => {
      const { document, id } = splitNode(node)
      return documents.get(document)?.get(id)
    },
  }
}

// What is united as a whole lies inside the requirement, what is united by a part overlaps it, and there is nothing in the
// requirement that comes from nowhere: all of them together cover it.
function* united({ id, unites }: Requirement, numberOf: (node: NodeId) => number): Generator<Claim> {
  if (unites.length === 0) return
  const to = [numberOf(nodeOf(requirementDocument, id))]
  const grades = unites.map(({ provenance: { mark } }) => gradeOf({ confidence: confidenceOf[mark], mark }))
  const from = unites.map(({ provision }) => numberOf(provision))
  for (const [i, { provision, extent }] of unites.entries())
    yield {
      from: [from[i]!],
      to,
      relation: extent === 'whole' ? 'subset-of' : 'intersects-with',
      grade: grades[i]!,
      place: { requirement: id, provision },
    }
  yield { from, to, relation: 'superset-of', grade: Math.max(...grades), place: { requirement: id } }
}
