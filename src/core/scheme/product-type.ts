import type { Text } from '../kernel/text.ts'
import type { ProductFactsExample } from './fact.ts'
import type { Provenance } from './provenance.ts'

/** A guideline, rule or certification that applies to a type of product. */
export interface ApplicableDocument {
  readonly id: string
  readonly kind:
    | 'product-guideline'
    | 'product-rule'
    | 'certification'
    | 'high-level-certification'
    | 'system-guideline'
  readonly mandatory: boolean
  readonly name: Text
  readonly publisher: Text
  readonly scheme?: string // where the catalogue has it
  readonly standard?: string
  readonly limitedTo?: Text // e.g. only cameras and recorders
  readonly provenance: Provenance
}

/** A type of product and what applies to it (製品類型). */
export interface ProductType {
  readonly id: string
  readonly name: Text
  readonly sector: 'consumer' | 'enterprise-and-government' | 'industry'
  readonly examples: Text
  readonly documents: readonly ApplicableDocument[]
  /** What is usually true of such products; a start for the planner, to be corrected by the maker. */
  readonly usualFacts: ProductFactsExample
  readonly provenance: Provenance
}
