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

/** The rules for which no product was found that they decide: each must hold where no earlier one does. */
function undecided(rules: readonly Rule[], facts: readonly FactDefinition[]): readonly Rule[] {
  const choices = choicesOf(rules, facts)
  const effort = { left: effortLimit }
  return rules.filter((rule, i) => !decidesSome(rule, rules.slice(0, i), choices, new Map(), effort))
}

// How many parts of conditions are looked at in all. The search grows with the facts that matter, not with all of them; a rule
// book made to be a riddle would keep it busy for years all the same.
const effortLimit = 5_000_000

type Choices = ReadonlyMap<FactId, readonly FactValue[]>
type Known = Map<FactId, FactValue>
type Effort = { left: number }

/** Whether some product, as far as it is known, comes to this rule and not to one before it. */
function decidesSome(rule: Rule, before: readonly Rule[], choices: Choices, known: Known, effort: Effort): boolean {
  const own = openIn(rule.when, known, effort)
  if (own === false || effort.left <= 0) return false
  let next = own === true ? undefined : own
  for (const { when } of before) {
    const other = openIn(when, known, effort)
    if (other === true) return false
    if (other !== false) next ??= other
  }
  if (next === undefined) return effort.left > 0
  for (const value of choices.get(next) ?? []) {
    known.set(next, value)
    if (decidesSome(rule, before, choices, known, effort)) return true
  }
  known.delete(next)
  return false
}

/** Whether a condition holds by what is known, or the first fact that keeps it open. */
function openIn(condition: Condition, known: Known, effort: Effort): boolean | FactId {
  effort.left -= 1
  if ('fact' in condition) {
    const value = known.get(condition.fact)
    return value === undefined ? condition.fact : list(condition.is).includes(value)
  }
  if ('not' in condition) {
    const inner = openIn(condition.not, known, effort)
    return typeof inner === 'boolean' ? !inner : inner
  }
  const decisive = 'any' in condition
  let open: FactId | undefined
  for (const part of 'any' in condition ? condition.any : condition.all) {
    const inner = openIn(part, known, effort)
    if (inner === decisive) return decisive
    if (typeof inner === 'string') open ??= inner
  }
  return open ?? !decisive
}

/**
 * What the rules ask, and enough values to try every product there can be: values that no condition tells apart decide
 * alike, so one of them stands for all. A fact unknown to the vocabulary is reported by its own rule and tried as yes and no.
 */
function choicesOf(rules: readonly Rule[], facts: readonly FactDefinition[]): Choices {
  const asked = Map.groupBy(
    rules.flatMap(({ when }) => [...atomsOf(when)]),
    ({ fact }) => fact,
  )
  const vocabulary = new Map(facts.map((fact) => [fact.id, fact]))
  const choices = new Map<FactId, readonly FactValue[]>()
  for (const [id, atoms] of asked) {
    const known = vocabulary.get(id)
    const named = new Map<FactValue, number[]>() // value → the conditions that name it
    for (const [i, { is }] of atoms.entries())
      for (const value of list(is)) named.set(value, pushed(named.get(value), i))
    const alike = new Map<string, FactValue>()
    for (const value of known ? valuesOf(known) : [true, false]) {
      const answers = named.get(value)?.join() ?? ''
      if (!alike.has(answers)) alike.set(answers, value)
    }
    choices.set(id, [...alike.values()])
  }
  return choices
}

function pushed(numbers: number[] = [], one: number): number[] {
  numbers.push(one)
  return numbers
}

type Atom = Extract<Condition, { readonly fact: FactId }>

function* atomsOf(condition: Condition): Generator<Atom> {
  if ('fact' in condition) yield condition
  else if ('not' in condition) yield* atomsOf(condition.not)
  else for (const part of 'all' in condition ? condition.all : condition.any) yield* atomsOf(part)
}
