import type { Text } from '../../../../core/kernel/text.ts'
import type { Condition, FactId, FactValue } from '../../../../core/scheme/condition.ts'
import type { FactDefinition } from '../../../../core/scheme/fact.ts'
import type { OperatedLevel, OperatedScheme } from '../../../../core/scheme/scheme.ts'

/** One question of the eligibility check; its answer becomes a fact about the product. */
export interface Question {
  readonly fact: FactId
  readonly question: Text
  readonly help?: Text
  readonly answers: readonly { readonly value: FactValue; readonly text: Text }[]
  readonly decides: 'scope' | 'fee'
}

const yesNo = [
  { value: true, text: { ja: 'はい', en: 'Yes' } },
  { value: false, text: { ja: 'いいえ', en: 'No' } },
]

const factsOf = (condition: Condition): readonly FactId[] =>
  'fact' in condition
    ? [condition.fact]
    : 'not' in condition
      ? factsOf(condition.not)
      : ('any' in condition ? condition.any : condition.all).flatMap(factsOf)

/** The scheme's own questions, then whatever else the fee depends on. */
export function questionsOf(
  scheme: OperatedScheme,
  level: OperatedLevel | undefined,
  facts: readonly FactDefinition[],
): readonly Question[] {
  const scope = scheme.questions.map((q) => ({ ...q, decides: 'scope' as const }))
  const asked = new Set(scope.map((q) => q.fact))
  const wanted = new Set((level?.fees ?? []).flatMap((fee) => (fee.when ? factsOf(fee.when) : [])))
  const fees = facts
    .filter((fact) => wanted.has(fact.id) && !asked.has(fact.id))
    .map(({ id, question, values }) => ({ fact: id, question, answers: values ?? yesNo, decides: 'fee' as const }))
  return [...scope, ...fees]
}

/** Offered with every question. */
export const unknown = 'unknown'

/** What was answered, and what was answered with "I do not know". A fact that is in neither has not been asked yet. */
export interface Answers {
  readonly facts: Readonly<Record<FactId, FactValue>>
  readonly unknown: readonly FactId[]
}

/** Reads answers as a query or a form carries them; words no question offers count as not answered. */
export function readAnswers(questions: readonly Question[], sent: (name: string) => string): Answers {
  const facts: Record<FactId, FactValue> = {}
  const open: FactId[] = []
  for (const { fact, answers } of questions) {
    const value = sent(fact)
    const answer = answers.find((a) => String(a.value) === value)
    if (answer !== undefined) facts[fact] = answer.value
    else if (value === unknown) open.push(fact)
  }
  return { facts, unknown: open }
}

/** The same answers, to be carried on in a query or in hidden fields. */
export const carried = ({ facts, unknown: open }: Answers): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, String(value)])),
  ...Object.fromEntries(open.map((fact) => [fact, unknown])),
})

export const isAnswered = ({ facts, unknown: open }: Answers, fact: FactId): boolean =>
  Object.hasOwn(facts, fact) || open.includes(fact)

/** An answer in words; undefined where "I do not know" was chosen or nothing was asked. */
export const answerText = ({ answers, fact }: Question, { facts }: Pick<Answers, 'facts'>): Text | undefined =>
  answers.find((a) => a.value === facts[fact])?.text
