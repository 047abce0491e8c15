import type { Condition, FactId, FactValue } from '../scheme/condition.ts'
import type { ProductFacts } from './product.ts'

/** A fact as it is known, or undefined: a name that the object merely inherits is not a fact. */
const known = (facts: ProductFacts, fact: FactId): FactValue | undefined =>
  Object.hasOwn(facts, fact) ? facts[fact] : undefined

/** Whether a condition holds by what is known; undefined where the facts do not decide it (Kleene's strong logic). */
export function holds(condition: Condition, facts: ProductFacts): boolean | undefined {
  if ('fact' in condition) {
    const value = known(facts, condition.fact)
    if (value === undefined) return undefined
    return Array.isArray(condition.is) ? condition.is.includes(value) : condition.is === value
  }
  if ('not' in condition) {
    const inner = holds(condition.not, facts)
    return inner === undefined ? undefined : !inner
  }
  // For `all` one false part decides, for `any` one true part; otherwise one unknown part leaves the whole open.
  const decisive = 'any' in condition
  const parts = ('any' in condition ? condition.any : condition.all).map((part) => holds(part, facts))
  if (parts.includes(decisive)) return decisive
  return parts.includes(undefined) ? undefined : !decisive
}

/** The facts whose absence keeps a condition open, in order of appearance; empty where it is decided. */
export function missingFacts(condition: Condition, facts: ProductFacts): readonly FactId[] {
  if (holds(condition, facts) !== undefined) return []
  if ('fact' in condition) return [condition.fact]
  if ('not' in condition) return missingFacts(condition.not, facts)
  const parts = 'any' in condition ? condition.any : condition.all
  return [...new Set(parts.flatMap((part) => missingFacts(part, facts)))]
}
