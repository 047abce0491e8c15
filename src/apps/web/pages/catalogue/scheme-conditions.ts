import type { Language } from '../../../../core/kernel/text.ts'
import type { Condition, FactValue } from '../../../../core/scheme/condition.ts'
import type { FactDefinition } from '../../../../core/scheme/fact.ts'
import { words } from './scheme-words.tsx'

/** A condition over product facts, in the words of the vocabulary. A fact the vocabulary lacks keeps its id. */
export function conditionText(condition: Condition, facts: readonly FactDefinition[], lang: Language): string {
  const t = words(lang)
  const inner = (part: Condition): string => {
    const text = conditionText(part, facts, lang)
    return 'fact' in part || 'not' in part ? text : t.group(text)
  }
  if ('not' in condition) {
    const { not } = condition
    if ('fact' in not && typeof not.is === 'boolean' && !facts.some(({ id, values }) => id === not.fact && values))
      return conditionText({ fact: not.fact, is: !not.is }, facts, lang)
    return t.not(conditionText(not, facts, lang))
  }
  if ('all' in condition) return condition.all.map(inner).join(t.and)
  if ('any' in condition) return condition.any.map(inner).join(t.or)
  const fact = facts.find(({ id }) => id === condition.fact)
  const value = (one: FactValue): string =>
    fact?.values?.find((answer) => answer.value === one)?.text[lang] ??
    (typeof one === 'boolean' ? (one ? t.yes : t.no) : one)
  const values = typeof condition.is === 'object' ? condition.is.map(value) : [value(condition.is)]
  const listed =
    values.length > 2 ? [...values.slice(0, -1)].join(t.comma) + t.valueOr + values.at(-1) : values.join(t.valueOr)
  return t.is(fact?.name[lang] ?? condition.fact, listed)
}
