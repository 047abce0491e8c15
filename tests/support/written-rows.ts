import type { Comparisons } from '../../src/core/crosswalk/claim.ts'
import type { Confidence, Crosswalk, CrosswalkRow } from '../../src/core/scheme/crosswalk.ts'
import { splitNode } from '../../src/core/scheme/node.ts'
import type { Mark } from '../../src/core/scheme/provenance.ts'
import type { Relation } from '../../src/core/scheme/relation.ts'

type Side = string | readonly string[]

/** A row as the vectors write it: one side, relation, other side, and 'high verified' where nothing else is written. */
export type WrittenRow = readonly [from: Side, relation: Relation, to: Side, link?: string]

/** The long list as the vectors write it: by requirement, e.g. 'whole a:1 own'; the mark is 'verified' where none is written. */
export type WrittenList = Readonly<Record<string, readonly string[]>>

const text = { ja: '理由', en: 'reason' }
const nodes = (side: Side): readonly string[] => (typeof side === 'string' ? [side] : side)
const documentOf = (side: Side): string => splitNode(nodes(side)[0]!).document
const ids = (side: Side): string[] => nodes(side).map((node) => splitNode(node).id)

/** Written rows as crosswalks 'a--b', one for each pair of documents in the order they first meet. */
export function comparisonsOf(rows: readonly WrittenRow[], longList: WrittenList = {}): Comparisons {
  const pairs = Map.groupBy(rows, ([from, , to]) => `${documentOf(from)}--${documentOf(to)}`)
  const crosswalks = [...pairs].map(([id, written]): Crosswalk => {
    const [from, , to] = written[0]!
    return {
      id,
      from: { document: documentOf(from), documentNumber: `${documentOf(from)} 1` },
      to: { document: documentOf(to), documentNumber: `${documentOf(to)} 1` },
      rows: written.map(([from, relation, to, link]): CrosswalkRow => {
        const [confidence, mark] = (link ?? 'high verified').split(' ') as [Confidence, Mark]
        return { from: ids(from), to: ids(to), relation, reason: text, confidence, provenance: { mark } }
      }),
      provenance: { mark: 'own' },
    }
  })
  const requirements = Object.entries(longList).map(([id, unites]) => ({
    id,
    theme: 'T',
    title: text,
    demand: text,
    unites: unites.map((one) => {
      const [extent, provision, mark = 'verified'] = one.split(' ') as ['whole' | 'part', string, Mark?]
      return { provision, extent, provenance: { mark } }
    }),
    provenance: { mark: 'own' } as const,
  }))
  const head = { title: text, issued: '2026-11-23', sources: [], themes: [], provenance: { mark: 'own' } as const }
  return { crosswalks, longList: { ...head, requirements } }
}
