import type { IsoDate } from '../kernel/date.ts'
import type { Gtin } from '../kernel/gtin.ts'
import type { FactId, FactValue } from '../scheme/condition.ts'

/** What is known of a product for the question whether a rule applies; a fact that is absent is unknown. */
export type ProductFacts = Readonly<Record<FactId, FactValue>>

export const updateModes = ['automatic', 'automatic-off', 'manual', 'none'] as const
export type UpdateMode = (typeof updateModes)[number] // automatic-off: automatic, but off until the user turns it on

export const defaultPasswords = ['unique-per-device', 'set-by-user', 'none', 'cannot-change'] as const
export type DefaultPassword = (typeof defaultPasswords)[number]

/** The bar code number of one model; a model sold in two colours may have two. */
export interface ModelGtin {
  readonly gtin: Gtin
  readonly model: string // one of the product's models, as it is written there
}

/** The product one label is asked for: a family of models with the services it cannot work without. */
export interface Product {
  readonly name: { readonly ja: string; readonly en?: string }
  readonly category: string // id of Scheme.categories
  readonly page?: string // https URL
  readonly intendedUse: string
  readonly models: readonly string[] // as the maker writes them
  readonly gtins?: readonly ModelGtin[] // absent where the maker gives none
  readonly software: { readonly minimum: string; readonly services: readonly string[] } // firmware version in scope; associated services
  readonly updates: {
    readonly mode: UpdateMode
    readonly howToTurnOff?: string
    readonly howToSeeVersion: string
    readonly supportUntil: IsoDate | null // null: no updates are promised
  }
  readonly use: { readonly setUp: string; readonly daily: string; readonly disposal: string } // the three steps of safe use
  readonly defaultPassword: DefaultPassword
  readonly vulnerability: { readonly contact: string; readonly policyUrl: string } // e-mail or https form; published policy
  readonly sbom: 'kept' | 'published' | 'none'
  readonly facts: ProductFacts
}

/** Who places the product on the market. */
export interface Maker {
  readonly id: string
  readonly name: { readonly ja: string; readonly en?: string }
  readonly corporateNumber?: string // 法人番号, 13 digits
  readonly role: 'manufacturer' | 'importer' | 'proxy'
  readonly address?: string
  readonly contact: string // public contact, e-mail or URL
}
