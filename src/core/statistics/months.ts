import { dateInJapan, type Instant, startOfDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'

/** A month in Japan, `YYYY-MM`. */
export type Month = string

/** The month in Japan of a moment. */
export const monthOf = (at: Instant): Month => dateInJapan(at).slice(0, 7)

/** So many months later, or earlier where it is negative. */
export function monthsLater(month: Month, n: number): Month {
  const [y = 0, m = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(y, m - 1 + n, 1)).toISOString().slice(0, 7)
}

/** Months in a row, the last one included. */
export const monthsUntil = (last: Month, n: number): readonly Month[] =>
  Array.from({ length: n }, (_, i) => monthsLater(last, i - n + 1))

/** The last moment of a month in Japan; of the month that is still going on, the moment it is asked at. */
export function monthEnd(month: Month, now: Instant): Instant {
  const end = new Date(Date.parse(startOfDate(`${monthsLater(month, 1)}-01`)) - 1).toISOString()
  return Date.parse(end) < Date.parse(now) ? end : new Date(now).toISOString()
}

/** The fiscal year in Japan of a month: it begins in April. */
export const fiscalYearOf = (month: Month): number =>
  Number(month.slice(0, 4)) - (Number(month.slice(5, 7)) < 4 ? 1 : 0)

const english = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** 2026年11月, Nov 2026. */
export const monthName = (month: Month): Text => ({
  ja: `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`,
  en: `${english[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`,
})

/** 11月, Nov. */
export const monthShort = (month: Month): Text => ({
  ja: `${Number(month.slice(5, 7))}月`,
  en: english[Number(month.slice(5, 7)) - 1] ?? month,
})
