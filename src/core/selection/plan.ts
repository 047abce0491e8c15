import type { Digest } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { CriterionId, Procedure } from '../scheme/criterion.ts'
import type { IcsAnswer } from './ics.ts'

/** Why a criterion is left out, or the answer that it applies. */
export type Applicability =
  | { readonly applies: true; readonly accepted?: { readonly rule: string; readonly title: Text } }
  | { readonly applies: false; readonly condition: string; readonly conditionText: Text; readonly reason: string }

export interface PlanItem {
  readonly criterion: CriterionId
  readonly answer: IcsAnswer
  readonly applicability: Applicability
  readonly procedures: readonly Procedure[]
}

/** What has to be shown for one product under one edition of a scheme. */
export interface Plan {
  readonly basis: Digest // of the Scheme it was selected from
  readonly scheme: string
  readonly edition: string
  readonly level: string
  readonly items: readonly PlanItem[]
}

export type SelectionFault =
  | { readonly code: 'edition-mismatch'; readonly expected: string; readonly found: string }
  | { readonly code: 'level-unpublished'; readonly level: string }
  | { readonly code: 'product-out-of-scope'; readonly reason: Text; readonly clause: string }
  | { readonly code: 'scope-unclear'; readonly missing: readonly string[]; readonly reason: Text }
  | { readonly code: 'criterion-unknown'; readonly criterion: string }
  | { readonly code: 'criterion-answered-twice'; readonly criterion: string }
  | { readonly code: 'not-applicable-not-allowed'; readonly criterion: string }
  | { readonly code: 'not-applicable-condition-missing'; readonly criterion: string }
  | { readonly code: 'not-applicable-condition-unmet'; readonly criterion: string; readonly condition: string }
  | { readonly code: 'not-applicable-reason-missing'; readonly criterion: string }
  | { readonly code: 'criterion-not-accepted-elsewhere'; readonly criterion: string }

/** Whether a scheme covers a product. */
export type ScopeAnswer =
  | { readonly verdict: 'in' | 'out'; readonly rule: string; readonly reason: Text; readonly clause: string }
  /** `missing`: facts that would decide it; none where the published text itself leaves the case open (then by `rule`). */
  | {
      readonly verdict: 'unclear'
      readonly missing: readonly string[]
      readonly reason: Text
      readonly rule?: string
      readonly clause?: string
    }

/** Which class of a scheme a product belongs to, and with it the tier that decides how conformity may be shown. */
export type ClassAnswer =
  | {
      readonly verdict: 'class'
      readonly class: string
      readonly tier: string
      readonly reason: Text
      readonly clause: string
    }
  | { readonly verdict: 'default'; readonly tier: string; readonly reason: Text }
  /** `tiers`: what it can come to once `missing` is known; one tier is enough to know the routes. */
  | {
      readonly verdict: 'unclear'
      readonly tiers: readonly string[]
      readonly missing: readonly string[]
      readonly reason: Text
    }

/** Whether one way to show conformity is open on the day asked about. */
export interface RouteAnswer {
  readonly route: string
  readonly module: string
  readonly assessor: 'self' | 'third-party'
  readonly state: 'open' | 'closed' | 'unclear'
  readonly missing: readonly string[] // facts that would decide it; none unless unclear
  readonly reason: Text
  readonly clause: string
}
