import type { Instant, IsoDate } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { CriterionId } from '../scheme/criterion.ts'

export const reviewOutcomes = ['sufficient', 'question', 'waiting', 'insufficient'] as const
export type ReviewOutcome = (typeof reviewOutcomes)[number]

/** What a reviewer of the body says of one criterion. Not looked at: there is no review. */
export interface Review {
  readonly criterion: CriterionId
  readonly outcome: ReviewOutcome
  readonly note: string
  readonly by: string // person id
  readonly at: Instant
}

/** The body's own, internal record of what it decided and why. */
export interface Decision {
  readonly basis: Digest // of the Evaluation
  readonly outcome: 'grant' | 'refuse'
  readonly reasons: { readonly ja: string; readonly en?: string }
  readonly conditions?: string
  readonly validFrom?: IsoDate // for grant
  readonly validUntil?: IsoDate // last day of validity, in Japan
  readonly by: string
  readonly at: Instant
}

export type DecisionFault =
  | { readonly code: 'decider-took-part'; readonly act: string } // ISO/IEC 17065 7.6.2
  | { readonly code: 'criterion-not-reviewed'; readonly criterion: string }
  | {
      readonly code: 'criterion-blocks'
      readonly criterion: string
      readonly unit?: string // the test unit it comes from
      readonly verdict: string
      readonly reason: Text
    }
  | { readonly code: 'validity-too-long'; readonly months: number }
  | { readonly code: 'validity-in-the-past' }
  | { readonly code: 'refusal-reason-missing' }
