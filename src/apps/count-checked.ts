import type { Statistics } from '../casework/statistics.ts'
import { type Answer, answers } from '../core/procurement/answer.ts'

/** How many rows got which answer. */
interface Checked {
  readonly counts: { readonly answers: Readonly<Record<Answer, number>> }
}

/** Counts that a list was checked, and how many rows got which answer; nothing of the list. */
export function countChecked(statistics: Pick<Statistics, 'count'>, { counts }: Checked): void {
  statistics.count('check')
  for (const answer of answers) statistics.count('row', answer, counts.answers[answer])
}
