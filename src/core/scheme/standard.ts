import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Provenance } from './provenance.ts'

/** How a test case is carried out: on paper, on the device, or both. */
export const caseKinds = ['conceptual', 'functional', 'mixed'] as const

/** A test case of a test standard: its number, our own words, and the tables it looks into. */
export interface TestCase {
  readonly id: string // '5.1-1-1'
  readonly kind: (typeof caseKinds)[number]
  readonly units: number // how many test units it has (a, b, c …)
  readonly looksAt: readonly string[] // ids of Standard.tables
  readonly subject: Text
}

/** A clause of a standard or law, in our own words. */
export interface Provision {
  readonly id: string // as printed, e.g. '5.3-4A'
  readonly status: 'mandatory' | 'recommended'
  readonly conditions: readonly string[] // ids of Standard.conditions, e.g. ['c5']
  readonly subject: Text
  readonly theme: string
  readonly cases?: readonly TestCase[]
  readonly provenance: Provenance
}

export const standardKinds = ['standard', 'law', 'guideline', 'test-method', 'certification-criteria'] as const

/** One edition of a standard or law that makes provisions. */
export interface Standard {
  readonly id: string // 'etsi-en-303-645'; an edition beside another is 'etsi-en-303-645@v3.1.3'
  readonly edition: { readonly documentNumber: string; readonly issued?: IsoDate; readonly replaces?: string }
  readonly kind: (typeof standardKinds)[number]
  readonly name: Text
  readonly shortName: Text // for matrices and lists
  readonly publisher: Text
  readonly jurisdiction: string // ISO 3166 code, 'EU', or 'INT'
  readonly officialUrl: string
  /** Whether its owner keeps the text: then ids and own words only, never a sentence of it. */
  readonly textIsProtected: boolean
  /** Of the official edition; lint compares. */
  readonly counts?: {
    readonly mandatory: number
    readonly recommended: number
    readonly cases?: number
    readonly units?: number
    readonly tables?: number
  }
  /** The numbers the edition uses, as on its contents page: '5.1-1..5', 'I-2a..m', or one alone; lint compares. */
  readonly numbering?: readonly string[]
  readonly themes: readonly { readonly id: string; readonly title: Text; readonly count?: number }[] // count: of provisions, lint compares
  readonly conditions: readonly { readonly id: string; readonly text: Text; readonly provenance: Provenance }[]
  readonly tables?: readonly { readonly id: string; readonly subject: Text }[] // e.g. IXIT tables
  readonly provisions: readonly Provision[]
  readonly provenance: Provenance
}
