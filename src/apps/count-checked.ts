import type { Statistics } from '../casework/statistics.ts'
import { answers } from '../core/procurement/answer.ts'
import type { Report } from '../core/procurement/report.ts'

/** Counts that a list was checked, and how many rows got which answer; nothing of the list. */
export function countChecked(statistics: Pick<Statistics, 'count'>, { counts }: Pick<Report, 'counts'>): void {
  statistics.count('check')
  for (const answer of answers) statistics.count('row', answer, counts.answers[answer])
}
