import type { Text } from '../kernel/text.ts'

/** What the check says of a row: 適, 不適 or 要確認. */
export const answers = ['meets', 'does-not-meet', 'needs-checking'] as const
export type Answer = (typeof answers)[number]

export const answerText: Record<Answer, Text> = {
  meets: { ja: '適', en: 'Meets' },
  'does-not-meet': { ja: '不適', en: 'Does not meet' },
  'needs-checking': { ja: '要確認', en: 'Needs checking' },
}

/** The same of a whole system. */
export const systemAnswerText: Record<Answer, Text> = {
  meets: { ja: '満たす', en: 'Satisfied' },
  'does-not-meet': { ja: '満たさない', en: 'Not satisfied' },
  'needs-checking': { ja: '要確認', en: 'Needs checking' },
}

const gravity: Record<Answer, number> = { meets: 0, 'needs-checking': 1, 'does-not-meet': 2 }

/** What holds of all of them together: the gravest. */
export const gravest = (all: readonly Answer[]): Answer =>
  all.reduce((so, one) => (gravity[one] > gravity[so] ? one : so), 'meets')

/** Below zero where the first is the better answer. */
export const compareAnswers = (a: Answer, b: Answer): number => gravity[a] - gravity[b]
