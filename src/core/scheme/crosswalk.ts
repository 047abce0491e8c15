import type { Text } from '../kernel/text.ts'
import type { Provenance } from './provenance.ts'
import type { Relation } from './relation.ts'

export const confidences = ['high', 'medium', 'low'] as const
export type Confidence = (typeof confidences)[number]

/**
 * One row: the union of `from` stands in `relation` to the union of `to` ("from is a subset of to" = from demands less).
 * At most one side has several ids. `equal-to` needs a legal or official source.
 */
export interface CrosswalkRow {
  readonly from: readonly string[] // ids inside the document `from`
  readonly to: readonly string[]
  readonly relation: Relation
  readonly reason: Text
  readonly confidence: Confidence
  readonly provenance: Provenance
}

/** Which edition of which document one side of a crosswalk speaks of; lint compares the number with what is loaded. */
export interface CrosswalkSide {
  readonly document: string // id of a standard, scheme edition, or 'requirement'
  readonly documentNumber: string
}

/** How two documents compare, technically. It says nothing about recognition: that is law, and has its own files. */
export interface Crosswalk {
  readonly id: string // 'jc-star--uk-psti'
  readonly from: CrosswalkSide
  readonly to: CrosswalkSide
  readonly rows: readonly CrosswalkRow[]
  readonly provenance: Provenance
}
