import type { Text } from '../kernel/text.ts'
import type { FactId, FactValue } from './condition.ts'
import type { Provenance } from './provenance.ts'

/** A fact about a product that rules may ask for. Without `values` it is answered by yes or no. */
export interface FactDefinition {
  readonly id: FactId
  readonly name: Text
  readonly question: Text
  readonly values?: readonly { readonly value: FactValue; readonly text: Text }[]
  readonly provenance: Provenance
}

/** Facts as they usually are; every one may be wrong for a given product. */
export type ProductFactsExample = Readonly<Record<FactId, FactValue>>

/** Every value the fact can take. */
export const valuesOf = (fact: FactDefinition): readonly FactValue[] =>
  fact.values?.map((answer) => answer.value) ?? [true, false]
