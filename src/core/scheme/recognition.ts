import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition } from './condition.ts'
import type { Fee } from './fee.ts'
import type { Provenance } from './provenance.ts'

/** What recognition does: by law or by agreement, never by comparing texts. */
export type RecognitionEffect =
  /** The product counts as conforming to the target. */
  | { readonly kind: 'deemed-compliant' }
  /** The holding counts as a level of the target. */
  | { readonly kind: 'equals-level'; readonly level: string }
  /** These criteria of the target need not be shown again. */
  | { readonly kind: 'criteria-accepted'; readonly criteria: readonly string[] }
  /** An application is still needed, in a simpler form. */
  | { readonly kind: 'simplified-application'; readonly level?: string }
  /** Recognition exists, but what it does is not known; it settles nothing until it is. */
  | { readonly kind: 'terms-unknown' }

/** Something that has to hold or be done before the rule applies. */
export interface RecognitionCondition {
  readonly id: string
  readonly text: Text
  /** Decided by the holding itself: it is valid on the day; it was judged by the document the rule names. */
  readonly kind?: 'holding-valid'
  /** Decided by product facts, e.g. that information in English is published. */
  readonly when?: Condition
  readonly provenance: Provenance
}

/** One party accepts what another has attested: directional, dated, per level, for some products, under conditions. */
export interface Recognition {
  readonly id: string // 'jc-star-1--uk-psti'
  readonly from: {
    readonly scheme: string
    readonly levels: readonly string[] // codes; empty where the scheme has no levels
    readonly documents?: readonly string[] // document numbers the rule is tied to
  }
  readonly to: { readonly scheme: string; readonly documents?: readonly string[] }
  readonly effects: readonly RecognitionEffect[]
  readonly basis: 'law' | 'arrangement' | 'operator-rule'
  readonly title: Text
  readonly inForce: IsoDate
  readonly until?: IsoDate // last day
  readonly products?: Condition // only for these; absent: all products both schemes cover
  readonly conditions: readonly RecognitionCondition[]
  readonly adds: readonly { readonly id: string; readonly text: Text; readonly provenance: Provenance }[] // duties that come with it
  readonly fee?: Fee // what the target then costs
  readonly unknown?: Text // what is not known of the terms
  readonly provenance: Provenance
}
