import type { IsoDate } from '../../../../core/kernel/date.ts'
import type { Language } from '../../../../core/kernel/text.ts'
import type { Milestone, RoughDate } from '../../../../core/scheme/scheme.ts'
import { writeDate } from '../../parts/dates.ts'

const months = 'January February March April May June July August September October November December'.split(' ')

/** A day, a month or a year, written as exactly as it is known. */
export function writeRough(date: RoughDate, lang: Language): string {
  const [year, month, day] = date.split('-')
  if (day !== undefined) return writeDate(date, lang)
  if (month === undefined) return lang === 'ja' ? `${year}年` : `${year}`
  return lang === 'ja' ? `${year}年${Number(month)}月` : `${months[Number(month) - 1]} ${year}`
}

/** The last day a rough date can mean; for comparing only, so that the 31st of a short month does no harm. */
const latest = (date: RoughDate): IsoDate => `${date}${'-12-31'.slice(date.length - 4)}`

/** Whether a rough date has certainly passed on a day. */
export const isOver = (date: RoughDate, day: IsoDate): boolean => latest(date) < day

/** What comes next in the life of a scheme, seen from a day; undefined where nothing more is announced. */
export const nextMilestone = (timeline: readonly Milestone[], day: IsoDate): Milestone | undefined =>
  timeline.filter(({ date }) => !isOver(date, day)).sort((a, b) => (latest(a.date) < latest(b.date) ? -1 : 1))[0]

/** Where a rough date lies, in years: 2026-07-01 is 2026.5; the middle of what it can mean. */
export function inYears(date: RoughDate): number {
  const [year = 0, month, day] = date.split('-').map(Number)
  if (month === undefined) return year + 0.5
  return year + (month - 1 + (day === undefined ? 0.5 : (day - 0.5) / 31)) / 12
}
