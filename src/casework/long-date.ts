import type { IsoDate } from '../core/kernel/date.ts'
import type { Text } from '../core/kernel/text.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** A day written out with its weekday, as letters print it: 「2026年12月4日（金）」. */
export function longDate(date: IsoDate): Text {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return {
    ja: `${year}年${month}月${day}日（${'日月火水木金土'[weekday]}）`,
    en: `${weekdays[weekday]}, ${day} ${months[month - 1]} ${year}`,
  }
}
