import type { Text } from '../kernel/text.ts'
import type { FactId } from '../scheme/condition.ts'

/** A fact and how a person is asked for it; the first that names the fact is used. */
export interface Asked {
  readonly id: FactId
  readonly question: Text
}

/** Why an answer stays open: the questions that would decide it. `what` is the beginning of the sentence in English, its end in Japanese. */
export function openUntilKnown(what: Text, missing: readonly FactId[], questions: readonly Asked[]): Text {
  const asked = missing.map((fact) => questions.find(({ id }) => id === fact)?.question ?? { ja: fact, en: fact })
  return {
    ja: `次の点が分かるまで、${what.ja}：${asked.map(({ ja }) => `「${ja}」`).join('')}`,
    en: `${what.en} until this is known: ${asked.map(({ en }) => `“${en}”`).join(', ')}`,
  }
}
