import type { Decision, Review } from '../core/decision/decision.ts'
import type { Kept } from '../core/determination/carry-over.ts'
import type { Instant, IsoDate } from '../core/kernel/date.ts'
import type { Digest } from '../core/kernel/digest.ts'
import type { LabelId } from '../core/kernel/label-id.ts'
import type { Advisory } from '../core/register/entry.ts'
import type { CriterionId } from '../core/scheme/criterion.ts'
import type { NumberKind } from '../core/scheme/scheme.ts'
import type { IcsAnswer } from '../core/selection/ics.ts'
import type { Maker, ModelGtin, Product } from '../core/selection/product.ts'
import type { ActName, State } from './lifecycle.ts'
import type { Runs } from './runs.ts'

/** A product while it is being described: anything may still be missing. */
export type ProductDraft = { readonly [K in keyof Product]?: Product[K] }
export type MakerDraft = { readonly [K in keyof Maker]?: Maker[K] }

export interface EvidenceFile {
  readonly digest: Digest
  readonly name: string
  readonly type: string // sniffed media type
  readonly size: number // bytes
  readonly addedBy: string
  readonly addedAt: Instant
  readonly replaces?: Digest
  readonly shows: 'document' | 'real-device'
}

export interface Question {
  readonly id: string
  readonly criterion: CriterionId | null // null: about the application as a whole
  readonly text: string
  readonly round: number
  readonly askedBy: string
  readonly askedAt: Instant
  readonly due: IsoDate
  readonly answer?: { readonly text: string; readonly by: string; readonly at: Instant }
}

export interface Note {
  readonly id: string
  readonly criterion: CriterionId | null
  readonly visibility: 'internal' | 'applicant'
  readonly text: string
  readonly by: string
  readonly at: Instant
}

export interface Declaration {
  readonly at: Instant
  readonly by: string
  readonly name: string // of the declarer
  readonly position: string
  readonly digest: Digest // of what was declared: maker, product, answers, edition
}

export const proposalKinds = ['suspend', 'withdraw', 'restore', 'add-models', 'change'] as const
export type ProposalKind = (typeof proposalKinds)[number]

/** Something that needs a second person, or the body's consent, before it changes a label. */
export interface Proposal {
  readonly id: string
  readonly kind: ProposalKind
  readonly by: string
  readonly at: Instant
  readonly reasonCode?: string
  readonly publicText?: { readonly ja: string; readonly en?: string }
  readonly effectiveFrom?: Instant
  readonly cureBy?: IsoDate // suspension only
  readonly models?: readonly string[] // add-models: the models to add
  readonly gtins?: readonly ModelGtin[] // add-models: the bar code numbers to add
  readonly product?: ProductDraft // change: what changes
  readonly outcome?: {
    readonly confirmed: boolean
    readonly by: string
    readonly at: Instant
    readonly reason?: string
  }
}

/** What a person did in a case; segregation of duties is judged from these (ISO/IEC 17065 7.6.2). */
export interface Participation {
  readonly person: string
  readonly act: ActName
  readonly at: Instant
}

/** One application and the label that came of it: the fold of its events, at a moment. */
export interface Case extends Runs {
  readonly id: string
  readonly organisation: string // the maker's
  readonly scheme: string
  readonly edition: string
  readonly level: string
  readonly path: 'declaration'
  readonly state: State
  readonly seq: number
  readonly head: Digest
  readonly startedAt: Instant
  readonly updatedAt: Instant
  readonly renews?: LabelId
  readonly example?: boolean // a real product shown as an example: a private draft that can never be declared
  readonly eligibility: Readonly<Record<string, boolean | string>>
  readonly maker: MakerDraft
  readonly product: ProductDraft
  readonly answers: Readonly<Record<CriterionId, IcsAnswer>>
  /** Answers to what this edition does not ask for; back when the case moves to one that does. */
  readonly laidAside: Readonly<Record<CriterionId, IcsAnswer>>
  /** The last move to another edition, until it is undone. */
  readonly moved: {
    readonly from: string // document number
    readonly by: string
    readonly at: Instant
    readonly before: Kept
    readonly lookAgain: readonly CriterionId[]
  } | null
  readonly files: readonly EvidenceFile[]
  readonly declaration?: Declaration
  readonly numbers: Readonly<Partial<Record<NumberKind, string>>>
  readonly fee?: { readonly id: string; readonly amount: number; readonly currency: string; readonly paidAt?: Instant }
  readonly reviewer?: string
  readonly reviews: Readonly<Record<CriterionId, Review>>
  readonly questions: readonly Question[]
  readonly notes: readonly Note[]
  readonly decision?: Decision
  readonly label?: LabelId
  readonly proposals: readonly Proposal[]
  readonly advisories: readonly Advisory[]
  readonly participants: readonly Participation[]
  /** Time on the body's own clock so far, and since when it runs (undefined: stopped). */
  readonly clock: { readonly spentMs: number; readonly runningSince?: Instant; readonly dueOn?: IsoDate }
  readonly sample: boolean
}

/** One line of a worklist. */
export interface CaseSummary {
  readonly id: string
  readonly organisation: string
  readonly makerName: string
  readonly productName: string
  readonly number: string // application number, or the first characters of the id while a draft
  readonly scheme: string
  readonly level: string
  readonly state: State
  readonly models: number
  readonly reviewer?: string
  readonly dueOn?: IsoDate
  readonly openProposals: number
  /** Tests on the device: how many wait for their result, and how many came; absent where none was ever ordered. */
  readonly tests?: { readonly open: number; readonly attached: number }
  readonly label?: LabelId
  readonly seq: number
  readonly startedAt: Instant
  readonly updatedAt: Instant
  readonly sample: boolean
  readonly example: boolean
}
