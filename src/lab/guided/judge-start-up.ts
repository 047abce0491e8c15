import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { carriedOut, judgeAnswers } from './judge-answers.ts'
import { startUpCheck as step } from './steps/hardware.ts'

export const notAltered = {
  'not-altered': {
    ja: 'ソフトウェアを書き換えることができなかったため、見つけるかどうかを試せていません',
    en: 'The software could not be altered, so whether a change is noticed was not tried',
  },
} as const satisfies Record<string, Text>

/** An answer to what happens after an alteration means something only where there was one. */
export function alteredFirst(given: Given, unit: string, question: string): readonly UnitVerdict[] {
  const judged = judgeAnswers(given, {
    unit,
    step,
    wants: { [question]: true },
    pictures: ['record'],
    table: '20-SecBoot',
  })
  const untouched = new Set(
    carriedOut(given, step).flatMap(({ observation }) =>
      observation?.seen.answers.some((a) => a.question === 'altered' && a.answer === true)
        ? []
        : (observation?.id ?? []),
    ),
  )
  return judged.map((part) =>
    part.restsOn.some((id) => untouched.has(id)) && part.reason.code !== 'step-not-possible'
      ? { ...part, verdict: 'inconclusive', reason: { code: 'not-altered' } }
      : part,
  )
}
