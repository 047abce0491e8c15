import type { IsoDate } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition, FactId, FactValue } from './condition.ts'
import type { Criterion, CriterionId } from './criterion.ts'
import type { Provenance } from './provenance.ts'

export const paths = ['declaration', 'certification'] as const
export type Path = (typeof paths)[number]

/** Names of the numbers a case gets on its way; the templates are data of the scheme. */
export const numberKinds = ['application', 'acceptance', 'provisional', 'registration'] as const
export type NumberKind = (typeof numberKinds)[number]

export interface Fee {
  readonly id: string
  readonly name: Text
  readonly amount: number // whole currency units, tax included
  readonly currency: string // ISO 4217
  readonly from?: IsoDate
  readonly until?: IsoDate // last day it applies
  readonly when?: Condition
  readonly provenance: Provenance
}

export interface Level {
  readonly code: string // '1', in URLs and commands
  readonly rank: number
  readonly of: number // how many levels there are
  readonly symbol: string // '☆1'
  readonly name: Text
  readonly status: 'in-operation' | 'announced' | 'unpublished'
  readonly path: Path
  readonly assessor: 'self' | 'third-party'
  readonly validityMonths: number // at most
  readonly fees: readonly Fee[]
  readonly criteria: readonly CriterionId[] // empty while unpublished
  readonly criteriaCount?: number // how many the official edition has; lint compares
  readonly provenance: Provenance
}

/** One question of the eligibility check; its answer becomes a product fact. */
export interface ScopeQuestion {
  readonly fact: FactId
  readonly question: Text
  readonly help: Text
  readonly answers: readonly { readonly value: FactValue; readonly text: Text }[] // "I do not know" is always offered besides
}

/** Tried in order; the first whose condition holds decides. */
export interface ScopeRule {
  readonly id: string
  readonly when: Condition
  readonly verdict: 'in' | 'out'
  readonly reason: Text
  readonly clause: string
  readonly provenance: Provenance
}

/** A reason a label may be suspended or withdrawn for; only the code is logged. */
export interface StandingReason {
  readonly code: string // kebab-case, permanent
  readonly for: readonly ('suspended' | 'restored' | 'withdrawn' | 'ended')[]
  readonly text: Text
}

/** What must be fulfilled: one edition of one scheme. */
export interface Scheme {
  readonly id: string // 'jc-star'
  readonly edition: {
    readonly documentNumber: string // 'JST-CR-01-01-2024R1'
    readonly title: Text
    readonly issued: IsoDate
    readonly endsOn?: IsoDate
    readonly validityLimitMonths?: number // no level may promise more
  }
  readonly name: Text
  readonly notice: Text // that this is an unofficial rendering
  readonly officialUrl: string
  readonly owner: Text
  readonly operator: Text
  readonly legalNature: Text
  readonly levels: readonly Level[]
  readonly themes: readonly { readonly id: string; readonly title: Text }[]
  readonly criteria: readonly Criterion[]
  readonly questions: readonly ScopeQuestion[]
  readonly scope: readonly ScopeRule[]
  readonly categories: readonly { readonly id: string; readonly name: Text }[] // product categories offered to applicants
  /** Templates with {year} and {seq}; `registration` is 'label-id' where the label's own number serves. */
  readonly numbers: Readonly<Record<NumberKind, string>>
  /** Whether a label may be suspended; an operator may turn it on. */
  readonly suspension: boolean
  readonly reasons: readonly StandingReason[]
  readonly provenance: Provenance
}

/** A scheme as loaded: the data and its digest, which every later document carries as `basis`. */
export interface PinnedScheme extends Scheme {
  readonly digest: Digest
}
