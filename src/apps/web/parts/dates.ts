import { dateInJapan, type Instant, type IsoDate } from '../../../core/kernel/date.ts'
import type { Language } from '../../../core/kernel/text.ts'
import { daysBetween } from '../../../core/surveillance/hints.ts'

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const
const months = 'January February March April May June July August September October November December'.split(' ')

/** A day as people read it: 2026年11月22日, or 22 November 2026; with the weekday where someone has to act by then. */
export function writeDate(date: IsoDate, lang: Language, options: { readonly weekday?: boolean } = {}): string {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number)
  const weekday = weekdays[lang][new Date(`${date}T00:00:00Z`).getUTCDay()]
  if (lang === 'ja') return `${y}年${m}月${d}日${options.weekday ? `（${weekday}）` : ''}`
  return `${options.weekday ? `${weekday} ` : ''}${d} ${months[m - 1]} ${y}`
}

/** A moment in Japan's time: 2026年11月22日 23:04, or 22 November 2026, 23:04 JST. */
export function writeMoment(at: Instant, lang: Language): string {
  const time = new Date(Date.parse(at) + 9 * 3600_000).toISOString().slice(11, 16)
  const day = writeDate(dateInJapan(at), lang)
  return lang === 'ja' ? `${day} ${time}` : `${day}, ${time} JST`
}

/** The day in Japan on which a moment falls, written out. */
export const writeDay = (at: Instant, lang: Language, options: { readonly weekday?: boolean } = {}): string =>
  writeDate(dateInJapan(at), lang, options)

const many = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`

/** How long it still lasts, rounded down so that it never promises too much; undefined when the day has passed. */
export function writeRemaining(from: IsoDate, to: IsoDate, lang: Language): string | undefined {
  const days = daysBetween(from, to)
  if (days < 0) return undefined
  if (days < 60) return lang === 'ja' ? `あと${days}日` : `${many(days, 'day')} left`
  const [fy = 0, fm = 0, fd = 0] = from.split('-').map(Number)
  const [ty = 0, tm = 0, td = 0] = to.split('-').map(Number)
  const whole = (ty - fy) * 12 + (tm - fm) - (td < fd ? 1 : 0)
  const [y, m] = [Math.floor(whole / 12), whole % 12]
  if (lang === 'ja') return `あと${y ? `${y}年` : ''}${m ? `${m}か月` : ''}`
  return `${[y ? many(y, 'year') : '', m ? many(m, 'month') : ''].filter(Boolean).join(' ')} left`
}

/** 1,284 in both languages. */
export const writeNumber = (n: number): string => n.toLocaleString('en')
