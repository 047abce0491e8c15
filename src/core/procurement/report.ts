import type { Instant, IsoDate } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { StandingCode } from '../surveillance/standing.ts'
import type { Answer } from './answer.ts'
import type { Importance } from './demand.ts'
import type { AskedLine } from './line.ts'
import type { CandidateReason, MatchKind } from './match.ts'
import type { Finding, ReasonCode } from './reason.ts'

/** A name as its owner writes it; English where there is one. */
export interface Name {
  readonly ja: string
  readonly en?: string
}

/** What a row shows of the label it was judged by. */
export interface RowLabel {
  readonly number: string
  readonly scheme: string
  readonly level: string
  readonly levelName: Text
  readonly assessor?: 'self' | 'third-party'
  readonly maker: Name
  readonly product?: Name
  readonly model?: string // the model that was found, as the maker writes it
  readonly standing?: StandingCode // on the day asked about; absent: not valid yet
  readonly firstDay: IsoDate
  readonly lastDay?: IsoDate
  readonly supportUntil?: IsoDate | null // null: no updates are promised; absent: not known
  readonly sample: boolean // an invented product of the demonstration
  readonly elsewhere: boolean // issued by another register, known from a list somebody vouches for
}

/** One of several products a row may mean; choosing is for a person. */
export interface Candidate {
  readonly label: string
  readonly model: string
  readonly maker: Name
  readonly levelName: Text
  readonly standing?: StandingCode
}

export interface Candidates {
  readonly why: CandidateReason
  readonly total: number
  readonly more: boolean // there are more than were counted
  readonly shown: readonly Candidate[] // at most ten
}

/** The answer to one row, or to several that ask for the same. */
export interface ReportRow {
  readonly row: number // the first of them
  readonly rows: readonly number[] // as the buyer counts them
  readonly asked: AskedLine
  readonly quantity?: number // of all of them; absent where one has none
  readonly importance?: Importance // that the row was judged by
  readonly role?: string // id in the profile
  readonly answer: Answer
  readonly code: ReasonCode
  readonly findings: readonly Finding[] // the one of `code` among them; what is said first stands first
  readonly match?: MatchKind | 'foreign-label'
  readonly label?: RowLabel
  readonly candidates?: Candidates
}

/** What a report rests on. Whoever has the same finds the same. */
export interface Basis {
  readonly against: {
    readonly kind: 'policy' | 'profile'
    readonly id: string
    readonly version: string
    readonly digest: Digest
  }
  readonly register: { readonly digest: Digest; readonly takenAt: Instant }
  readonly rules: Digest // of the levels and the rules of recognition that were applied
  readonly foreign: readonly Digest[] // of the lists of labels issued elsewhere
  readonly asOf: IsoDate
  readonly delivery?: IsoDate
  readonly contractEnd?: IsoDate
  readonly importance?: Importance // for rows that name none
}

/** How many rows of the buyer's list got which answer. */
export interface Counts {
  readonly lines: number
  readonly rows: number // after merging
  readonly unreadable: number // lines
  readonly answers: Readonly<Record<Answer, number>> // lines
  readonly codes: Readonly<Partial<Record<ReasonCode, number>>> // lines
}

/** The answer to the question "may we buy these?". */
export interface Report {
  readonly basis: Basis
  readonly digest: Digest // of the basis
  readonly counts: Counts
  readonly rows: readonly ReportRow[] // in the order of the list
  readonly notAsked: readonly ('contract-end' | 'delivery')[] // days the policy would use and nobody gave
}
