import type { Condition, FactId, FactValue } from './condition.ts'
import { type FactDefinition, valuesOf } from './fact.ts'
import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { everything, productTypeFile, schemeFile } from './lint-walk.ts'

/** Rules on conditions: they speak of known facts, and every rule of scope and class decides something. */
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
  for (const type of input.productTypes)
    for (const [fact, value] of Object.entries(type.usualFacts))
      yield { file: productTypeFile(type), row: `usualFacts.${fact}`, fact, values: [value] }
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
    const rules = [
      ...undecided(scheme.scope, facts).map(({ id }) => `scope[${id}]`),
      ...undecided(scheme.classes ?? [], facts).map(({ id }) => `classes[${id}]`),
    ]
    for (const row of rules) yield { file: schemeFile(scheme), row }
  }
}

interface Rule {
  readonly id: string
  readonly when: Condition
}

/** The rules that never come first for any product. */
function undecided(rules: readonly Rule[], facts: readonly FactDefinition[]): readonly Rule[] {
  const decisive = new Set<Rule>()
  for (const product of products(choicesOf(rules, facts))) {
    const first = rules.find(({ when }) => holds(when, product))
    if (first) decisive.add(first)
  }
  return rules.filter((rule) => !decisive.has(rule))
}

interface Choice {
  readonly id: FactId
  readonly values: readonly FactValue[]
}

/**
 * What the rules ask, and enough values to try every product there can be: values that no condition tells apart decide
 * alike, so one of them stands for all. A fact unknown to the vocabulary is reported by its own rule and tried as yes and no.
 */
function choicesOf(rules: readonly Rule[], facts: readonly FactDefinition[]): readonly Choice[] {
  const asked = Map.groupBy(
    rules.flatMap(({ when }) => [...atomsOf(when)]),
    ({ fact }) => fact,
  )
  return [...asked].map(([id, atoms]) => {
    const known = facts.find((fact) => fact.id === id)
    const alike = new Map<string, FactValue>()
    for (const value of known ? valuesOf(known) : [true, false]) {
      const answers = atoms.map(({ is }) => (list(is).includes(value) ? 1 : 0)).join('')
      if (!alike.has(answers)) alike.set(answers, value)
    }
    return { id, values: [...alike.values()] }
  })
}

function* products([choice, ...rest]: readonly Choice[]): Generator<Facts> {
  if (!choice) yield {}
  else for (const others of products(rest)) for (const value of choice.values) yield { ...others, [choice.id]: value }
}

type Atom = Extract<Condition, { readonly fact: FactId }>

function* atomsOf(condition: Condition): Generator<Atom> {
  if ('fact' in condition) yield condition
  else if ('not' in condition) yield* atomsOf(condition.not)
  else for (const part of 'all' in condition ? condition.all : condition.any) yield* atomsOf(part)
}

/** Whether a condition holds for a product of which everything is known. */
function holds(condition: Condition, product: Facts): boolean {
  if ('fact' in condition) return list(condition.is).includes(product[condition.fact]!)
  if ('not' in condition) return !holds(condition.not, product)
  return 'all' in condition
    ? condition.all.every((part) => holds(part, product))
    : condition.any.some((part) => holds(part, product))
}
