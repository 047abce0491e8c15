import type { Digest } from '../kernel/digest.ts'
import type { CriterionId } from '../scheme/criterion.ts'

// accepted: shown elsewhere, and a rule of recognition says that it need not be shown again.
export const claims = ['fulfilled', 'accepted', 'not-applicable', 'not-fulfilled', 'unanswered'] as const
export type Claim = (typeof claims)[number]

/** What an answer or a finding rests on. */
export type EvidenceRef =
  | { readonly kind: 'ixit'; readonly table: string; readonly entry: string; readonly field?: string }
  | {
      readonly kind: 'file'
      readonly digest: Digest
      readonly name: string
      readonly shows?: 'document' | 'real-device'
    }

/** One line of the implementation conformance statement: what the maker claims for one criterion. */
export interface IcsAnswer {
  readonly criterion: CriterionId
  readonly claim: Claim
  readonly reason: string // explanation, or why it does not apply; at most 600 characters
  readonly condition?: string // for not-applicable: id of the policy's condition
  readonly restsOn: readonly EvidenceRef[]
}

/** The checklist of one product under one scheme edition. */
export interface Ics {
  readonly scheme: string
  readonly edition: string // document number; another edition is refused
  readonly level: string
  readonly answers: readonly IcsAnswer[]
}
