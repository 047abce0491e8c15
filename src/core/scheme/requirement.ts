import type { Text } from '../kernel/text.ts'
import type { NodeId } from './node.ts'
import type { Provenance } from './provenance.ts'

/** A provision that a requirement unites: the whole of it lies inside the requirement, or a part. */
export interface United {
  readonly provision: NodeId
  readonly extent: 'whole' | 'part'
  readonly note?: string
  readonly provenance: Provenance
}

/** A row of the long list: the union of the provisions it names (ロングリスト, ∪). */
export interface Requirement {
  readonly id: string // 'PW-01': theme and number
  readonly theme: string
  readonly title: Text
  readonly demand: Text // in our own words
  readonly unites: readonly United[]
  readonly provenance: Provenance
}

/** The long list. `sources` are the standards it is the union of, in the order they are shown. */
export interface LongList {
  readonly title: Text
  readonly issued: string
  readonly sources: readonly string[]
  readonly themes: readonly { readonly id: string; readonly title: Text }[]
  readonly requirements: readonly Requirement[]
  readonly provenance: Provenance
}
