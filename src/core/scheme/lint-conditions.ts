import type { Condition, FactId, FactValue } from './condition.ts'
import { valuesOf } from './fact.ts'
import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { everything, schemeFile } from './lint-walk.ts'
import type { ScopeRule } from './scheme.ts'

/** Rules on conditions: they speak of known facts, and every scope rule decides something. */
export const conditionRules: readonly LintRule[] = [
  { id: 'fact-unknown', check: unknownFacts },
  { id: 'fact-value-unknown', check: unknownValues },
  { id: 'scope-rule-unreachable', check: unreachable },
]

type Facts = Readonly<Record<FactId, FactValue>>
const list = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T])

// A condition and an eligibility question both name a fact; whatever has a field `fact` is one of them.
function* named(input: LintInput): Generator<{ file: string; row: string; fact: string; values: readonly unknown[] }> {
  for (const { file, row, value } of everything(input)) {
    if (typeof value.fact !== 'string') continue
    const answers = Array.isArray(value.answers) ? value.answers.map((answer) => answer.value) : list(value.is)
    yield { file, row, fact: value.fact, values: answers }
  }
}

function* unknownFacts(input: LintInput): Generator<Found> {
  for (const { file, row, fact } of named(input))
    if (!input.facts.some((known) => known.id === fact)) yield { file, row, values: { fact } }
}

function* unknownValues(input: LintInput): Generator<Found> {
  for (const { file, row, fact, values } of named(input)) {
    const known = input.facts.find((candidate) => candidate.id === fact)
    if (!known) continue
    for (const value of values)
      if (!valuesOf(known).includes(value as FactValue)) yield { file, row, values: { fact, value } }
  }
}

function* unreachable({ schemes, facts }: LintInput): Generator<Found> {
  for (const scheme of schemes) {
    const decisive = new Set<ScopeRule>()
    const asked = [...new Set(scheme.scope.flatMap(({ when }) => [...factsOf(when)]))]
    // Facts have few values, so trying every product is exact and quick enough; a fact unknown to the vocabulary is
    // reported by its own rule and tried as yes and no.
    const choices = asked.map((id) => {
      const known = facts.find((fact) => fact.id === id)
      return { id, values: known ? valuesOf(known) : [true, false] }
    })
    for (const product of products(choices)) {
      const first = scheme.scope.find(({ when }) => holds(when, product))
      if (first) decisive.add(first)
    }
    for (const rule of scheme.scope)
      if (!decisive.has(rule)) yield { file: schemeFile(scheme), row: `scope[${rule.id}]` }
  }
}

interface Choice {
  readonly id: FactId
  readonly values: readonly FactValue[]
}

function* products([choice, ...rest]: readonly Choice[]): Generator<Facts> {
  if (!choice) yield {}
  else for (const others of products(rest)) for (const value of choice.values) yield { ...others, [choice.id]: value }
}

function* factsOf(condition: Condition): Generator<FactId> {
  if ('fact' in condition) yield condition.fact
  else if ('not' in condition) yield* factsOf(condition.not)
  else for (const part of 'all' in condition ? condition.all : condition.any) yield* factsOf(part)
}

/** Whether a condition holds for a product of which everything is known. */
function holds(condition: Condition, product: Facts): boolean {
  if ('fact' in condition) return list(condition.is).includes(product[condition.fact]!)
  if ('not' in condition) return !holds(condition.not, product)
  return 'all' in condition
    ? condition.all.every((part) => holds(part, product))
    : condition.any.some((part) => holds(part, product))
}
