import type { Instant, IsoDate } from '../kernel/date.ts'
import type { LabelId } from '../kernel/label-id.ts'
import type { Maker, Product } from '../selection/product.ts'
import type { LabelEvent, Validity } from '../surveillance/standing.ts'

/** A security notice the maker or the body publishes about a labelled product. */
export interface Advisory {
  readonly id: string
  readonly at: Instant
  readonly open: boolean
  readonly text: { readonly ja: string; readonly en?: string }
  readonly url?: string
}

/** What the public register says of one label: everything the world may know, and nothing else. */
export interface Entry {
  readonly label: LabelId
  readonly scheme: string
  readonly edition: string
  readonly level: string
  readonly levelSymbol: string
  readonly assessor: 'self' | 'third-party'
  readonly product: Omit<Product, 'facts'>
  readonly maker: Maker
  readonly body: { readonly name: { readonly ja: string; readonly en: string } }
  readonly declaredOn: IsoDate
  readonly testedOn?: IsoDate // day of the last test on the device by a qualified evaluator; absent where the level asks for none
  readonly issuedAt: Instant
  readonly validity: Validity
  readonly events: readonly LabelEvent[] // oldest first
  readonly advisories: readonly Advisory[]
  readonly sample: boolean // an invented product of the demonstration: 見本
  readonly credential: { readonly digest: string; readonly statusIndex: number; readonly leafIndex: number | null }
}
