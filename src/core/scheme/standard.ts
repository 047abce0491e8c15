import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Provenance } from './provenance.ts'

/** A clause of a standard, in our own words. */
export interface Provision {
  readonly id: string // as printed, e.g. '5.3-4A'
  readonly status: 'mandatory' | 'recommended'
  readonly conditions: readonly string[] // ids of Standard.conditions, e.g. ['c5']
  readonly subject: Text
  readonly theme: string
  readonly provenance: Provenance
}

/** One edition of a standard or law that makes provisions. */
export interface Standard {
  readonly id: string
  readonly edition: { readonly documentNumber: string; readonly issued?: IsoDate }
  readonly name: Text
  readonly publisher: Text
  readonly officialUrl: string
  readonly counts?: { readonly mandatory: number; readonly recommended: number } // of the official edition; lint compares
  readonly themes: readonly { readonly id: string; readonly title: Text }[]
  readonly conditions: readonly { readonly id: string; readonly text: Text; readonly provenance: Provenance }[]
  readonly provisions: readonly Provision[]
  readonly provenance: Provenance
}
