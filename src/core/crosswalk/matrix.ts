import type { Catalogue } from '../scheme/catalogue.ts'
import { nodesOfLevel } from '../scheme/demanded.ts'
import { type NodeId, requirementDocument, splitNode } from '../scheme/node.ts'
import type { Level, Scheme } from '../scheme/scheme.ts'
import type { Comparisons } from './claim.ts'
import { type Counterpart, comparison, type Reading } from './comparison.ts'

/** Where one demand meets one document: its counterparts there, the nearest first. */
export interface MatrixCell {
  readonly document: string
  /** Of the nearest; `none` where the two documents were compared, `unknown` where nobody has. */
  readonly reading: Reading | 'none' | 'unknown'
  readonly counterparts: readonly Counterpart[]
}

/** A level beside other documents, one demand to one. */
export interface CoverageMatrix {
  readonly documents: readonly string[]
  readonly rows: readonly { readonly node: NodeId; readonly cells: readonly MatrixCell[] }[]
}

/** Every demand of a level and what it is like elsewhere. What several demands prove together is the answer of `cover`. */
export function coverageMatrix(
  catalogue: Comparisons & Pick<Catalogue, 'standards'>,
  from: { readonly scheme: Pick<Scheme, 'id' | 'edition'>; readonly level: Pick<Level, 'criteria' | 'demands'> },
  documents: readonly string[],
): CoverageMatrix {
  const compare = comparison(catalogue)
  const compared = comparedDocuments(catalogue)
  const rows = nodesOfLevel(from.scheme, from.level, catalogue.standards).map((node) => {
    const found = Map.groupBy(compare(node), (other) => splitNode(other.node).document)
    const cells = documents.map((document): MatrixCell => {
      const counterparts = found.get(document) ?? []
      const nothing = compared.get(splitNode(node).document)?.has(document) === true ? 'none' : 'unknown'
      return { document, reading: counterparts[0]?.reading ?? nothing, counterparts }
    })
    return { node, cells }
  })
  return { documents, rows }
}

/** Which documents somebody has compared with which: in a crosswalk, or by uniting provisions in the long list. */
function comparedDocuments({ crosswalks, longList }: Comparisons): ReadonlyMap<string, ReadonlySet<string>> {
  const compared = new Map<string, Set<string>>()
  const meet = (one: string, other: string): void => {
    compared.set(one, (compared.get(one) ?? new Set()).add(other))
    compared.set(other, (compared.get(other) ?? new Set()).add(one))
  }
  for (const { from, to } of crosswalks) meet(from.document, to.document)
  for (const { unites } of longList.requirements)
    for (const { provision } of unites) meet(splitNode(provision).document, requirementDocument)
  return compared
}
