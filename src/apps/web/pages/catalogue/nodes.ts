import { type Counterpart, comparison } from '../../../../core/crosswalk/comparison.ts'
import type { Text } from '../../../../core/kernel/text.ts'
import type { Catalogue } from '../../../../core/scheme/catalogue.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { type NodeId, requirementDocument, splitNode } from '../../../../core/scheme/node.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'

/** A demand as a page names it. */
export interface NamedNode {
  readonly node: NodeId
  readonly document: string
  readonly id: string
  readonly from: Text // the document's short name
  readonly title: Text
  readonly path: string // without language
}

const longList: Text = { ja: '要求事項の一覧', en: 'Long list' }

/** How the documents of the catalogue are called, and where they are. */
export function documentName({ schemes, standards }: Catalogue, document: string): Text | undefined {
  if (document === requirementDocument) return longList
  const scheme = schemes.find((s) => editionKey(s) === document && s.criteria.length > 0)
  return scheme?.shortName ?? standards.find((s) => s.id === document)?.shortName
}

/** Where a demand stands and what it is about; undefined where the catalogue does not have it. */
export function nameNode(catalogue: Catalogue, node: NodeId): NamedNode | undefined {
  const { document, id } = splitNode(node)
  const from = documentName(catalogue, document)
  if (from === undefined) return undefined
  const named = (title: Text, path: string): NamedNode => ({ node, document, id, from, title, path })
  if (document === requirementDocument) {
    const row = catalogue.longList.requirements.find((r) => r.id === id)
    return row && named(row.title, `/requirements/${encodeURIComponent(id)}`)
  }
  const provision = catalogue.standards.find((s) => s.id === document)?.provisions.find((p) => p.id === id)
  if (provision) return named(provision.subject, `/standards/${document}/${encodeURIComponent(id)}`)
  const scheme = catalogue.schemes.find((s) => editionKey(s) === document)
  const criterion = scheme?.criteria.find((c) => c.id === id)
  return criterion && named(criterion.title, `/schemes/${document}/criteria/${encodeURIComponent(id)}`)
}

const comparisons = new WeakMap<Catalogue, (node: NodeId) => readonly Counterpart[]>()

/** What a demand is like elsewhere. Laid out once for a catalogue, which never changes while it is served. */
export function counterpartsOf(catalogue: Catalogue, node: NodeId): readonly Counterpart[] {
  const compare = comparisons.get(catalogue) ?? comparison(catalogue)
  comparisons.set(catalogue, compare)
  return compare(node)
}

/** The rows of the long list that unite a provision, or that a criterion meets. */
export const requirementsWith = ({ longList: { requirements } }: Catalogue, node: NodeId) =>
  requirements.flatMap((requirement) =>
    requirement.unites.filter(({ provision }) => provision === node).map((united) => ({ requirement, united })),
  )

/** The levels of schemes that demand something. */
export const levelsDemanding = ({ schemes, standards }: Catalogue, node: NodeId) =>
  schemes.flatMap((scheme) =>
    scheme.levels
      .filter((level) => nodesOfLevel(scheme, level, standards).includes(node))
      .map((level) => ({ scheme, level })),
  )
