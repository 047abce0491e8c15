import { type FactDefinition, valuesOf } from '../scheme/fact.ts'
import type { ProductFacts } from './product.ts'

/**
 * Facts as far as the vocabulary understands them. A value that it does not have, a slip of the pen most likely, decides nothing:
 * the fact is then unknown and asked for again. Facts it does not define are left as they are.
 */
export function knownFacts(facts: ProductFacts, vocabulary: readonly FactDefinition[]): ProductFacts {
  const defined = new Map(vocabulary.map((fact) => [fact.id, valuesOf(fact)]))
  return Object.fromEntries(Object.entries(facts).filter(([id, value]) => defined.get(id)?.includes(value) ?? true))
}
