import type { IsoDate } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition, FactId, FactValue } from './condition.ts'
import type { Criterion, CriterionId } from './criterion.ts'
import type { ShownUnit } from './device-tests.ts'
import type { Fee } from './fee.ts'
import type { Provenance } from './provenance.ts'
import type { Recognition } from './recognition.ts'

export const paths = ['declaration', 'certification'] as const
export type Path = (typeof paths)[number]

/** Names of the numbers a case gets on its way; the templates are data of the scheme. */
export const numberKinds = ['application', 'acceptance', 'provisional', 'registration'] as const
export type NumberKind = (typeof numberKinds)[number]

/** What no evidence can replace: somebody or something that has to be there. */
export const needKinds = [
  'laboratory',
  'certification-body',
  'fee',
  'local-language',
  'local-representative',
  'registration',
  'marking',
  'document',
] as const
export type NeedKind = (typeof needKinds)[number]

export interface Need {
  readonly id: string
  readonly kind: NeedKind
  readonly text: Text
  readonly when?: Condition
  readonly provenance: Provenance
}

/** Provisions a level demands in their own words, without criteria of its own between. */
export interface Demand {
  readonly standard: string // id of a Standard
  /** All of them, all mandatory ones, or these. */
  readonly provisions: 'all' | 'mandatory' | readonly string[]
  readonly when?: Condition // demanded of these products only; absent: of all the scheme covers
  readonly provenance: Provenance
}

export const levelStatuses = ['in-operation', 'announced', 'unpublished', 'ended'] as const

export interface Level {
  readonly code: string // '1', in URLs and commands
  readonly rank: number
  readonly of: number // how many levels there are
  readonly symbol: string // '☆1'
  readonly name: Text
  readonly status: (typeof levelStatuses)[number]
  readonly path: Path
  readonly assessor: 'self' | 'third-party'
  readonly validityMonths?: number // at most; absent where it is not limited or not known
  readonly products?: Condition // of these products only; absent: of all the scheme covers
  /** Categories of the operation that it has criteria for; absent: all of them, or not known where `products` narrows it. */
  readonly categories?: readonly string[]
  readonly fees: readonly Fee[]
  readonly criteria: readonly CriterionId[] // empty while unpublished, or where the level demands provisions as they stand
  readonly demands?: readonly Demand[]
  readonly contentUnknown?: boolean // in operation, but what it demands could not be read: lint lets it be empty
  readonly needs?: readonly Need[]
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
  readonly verdict: 'in' | 'out' | 'unclear' // unclear: the published text leaves this case open
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

/** A day, a month or a year: as exactly as the source says. */
export type RoughDate = string // 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY'

export const schemeKinds = ['label', 'certification', 'law'] as const
export const schemeStates = ['planned', 'in-operation', 'stalled', 'closed'] as const
export type SchemeState = (typeof schemeStates)[number]

/** Something that happened, or will, in the life of a scheme. */
export interface Milestone {
  readonly date: RoughDate
  readonly event: Text
  readonly provenance: Provenance
}

/** What the law asks of a maker, importer or distributor besides the product's own properties. */
export interface Duty {
  readonly id: string
  readonly of: 'manufacturer' | 'importer' | 'distributor' | 'authorised-representative'
  readonly text: Text
  readonly clause: string
  readonly provenance: Provenance
}

/** A class of products that a scheme treats differently; tried in order, the first whose condition holds is the product's. */
export interface ProductClass {
  readonly id: string // 'I-17'
  readonly tier: string // 'important-1'; routes are per tier
  readonly name: Text
  readonly when: Condition
  readonly clause: string
  readonly provenance: Provenance
}

/** A way to show conformity, open or closed to a tier from a day on; several may be open at once. */
export interface Route {
  readonly id: string
  readonly tiers: readonly string[]
  readonly module: string // 'A', 'B+C', 'H', 'certification'
  readonly assessor: 'self' | 'third-party'
  readonly open: boolean
  readonly from?: IsoDate
  readonly until?: IsoDate // last day this row is true
  readonly when?: Condition
  readonly reason: Text
  readonly clause: string
  readonly provenance: Provenance
}

/** What must be fulfilled: one edition of one scheme or law. */
export interface Scheme {
  readonly id: string // 'jc-star'
  readonly illustrative?: true // made up to show how something works: no scheme of the world, and no market to plan for
  readonly edition: {
    readonly documentNumber: string // 'JST-CR-01-01-2024R1'
    readonly key?: string // set on an edition that stands beside another: its folder is '<id>@<key>'
    readonly replaces?: string // document number
    readonly title: Text
    readonly issued: IsoDate // from then on it may be chosen
    readonly defaultFrom?: IsoDate // from then on applications begin under it unless told otherwise; absent: from the start
    readonly endsOn?: IsoDate // last day applications are judged by it
    readonly validityLimitMonths?: number // no level may promise more
  }
  readonly name: Text
  readonly shortName: Text // for matrices and lists
  readonly notice: Text // that this is an unofficial rendering
  readonly officialUrl: string
  readonly owner: Text
  readonly operator: Text
  readonly kind: (typeof schemeKinds)[number]
  readonly jurisdiction: string // ISO 3166 code, 'EU', or 'INT'
  readonly mandatory: boolean // by law, for products in scope
  readonly legalNature: Text
  readonly state: {
    readonly is: SchemeState
    readonly since?: RoughDate
    readonly text: Text
    readonly provenance: Provenance
  }
  readonly timeline: readonly Milestone[]
  readonly evaluation: Text // who shows what to whom, in a sentence or two
  readonly penalties?: { readonly text: Text; readonly provenance: Provenance }
  readonly duties?: readonly Duty[]
  readonly covers: Text // the scope in a sentence
  readonly levels: readonly Level[]
  readonly classes?: readonly ProductClass[]
  readonly defaultTier?: string // of products in no class
  readonly routes?: readonly Route[]
  readonly themes: readonly { readonly id: string; readonly title: Text }[]
  readonly criteria: readonly Criterion[]
  readonly questions: readonly ScopeQuestion[] // of the eligibility check; without one, the vocabulary's own question is asked
  readonly scope: readonly ScopeRule[]
  readonly operation?: Operation
  readonly provenance: Provenance
}

/** What it takes to run a scheme here; a scheme that others run has none of it. */
export interface Operation {
  readonly categories: readonly { readonly id: string; readonly name: Text }[] // product categories offered to applicants
  /** Templates with {year} and {seq}; `registration` is 'label-id' where the label's own number serves. */
  readonly numbers: Readonly<Record<NumberKind, string>>
  /** Whether a label may be suspended; an operator may turn it on. */
  readonly suspension: boolean
  readonly reasons: readonly StandingReason[]
}

/** A scheme as loaded: the data and the digest of what is judged by it, which every later document carries as `basis`. */
export interface PinnedScheme extends Scheme {
  readonly digest: Digest
  /** Rules by which a proof made elsewhere stands for criteria of this scheme; they change without the edition changing. */
  readonly accepts?: readonly Recognition[]
  /** Which tests on the bench show its units; as with the rules above, the edition is the same with other ones. */
  readonly shows?: readonly ShownUnit[]
}

/** A scheme that this installation runs. */
export interface OperatedScheme extends PinnedScheme, Operation {
  readonly levels: readonly OperatedLevel[]
}

export interface OperatedLevel extends Level {
  readonly validityMonths: number
}

/** The name of one edition in addresses, folders and references. */
export const editionKey = (scheme: Pick<Scheme, 'id' | 'edition'>): string =>
  scheme.edition.key === undefined ? scheme.id : `${scheme.id}@${scheme.edition.key}`
