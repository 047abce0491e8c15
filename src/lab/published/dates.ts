import { isDate } from '../../core/kernel/date.ts'

/** A day, or a month, that is written in a text. */
export interface WrittenDate {
  readonly value: string // '2030-12-31', or '2030-12' where no day is told
  readonly at: number // where in the text
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const year = '(20\\d{2})'

// Full-width digits become plain ones, place by place, so that what was found stays where it stands.
const plain = (text: string) => text.replace(/[０-９／．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

interface Form {
  readonly pattern: RegExp
  read(parts: readonly string[]): string | undefined
}

const day = (y: string | number, m: string | number, d: string | number): string | undefined => {
  const value = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  return isDate(value) ? value : undefined
}
const month = (y: string | number, m: string | number) =>
  Number(m) >= 1 && Number(m) <= 12 ? `${y}-${String(m).padStart(2, '0')}` : undefined
const lastDay = (y: number, m: number) =>
  m >= 1 && m <= 12 ? day(y, m, new Date(Date.UTC(y, m, 0)).getUTCDate()) : undefined
const named = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase()) + 1
/** Reiwa 1 is 2019. */
const western = (era: string) => 2018 + (era === '元' ? 1 : Number(era))

/** From the most exact form to the least: what one has taken, the next does not take again. 12/31/2030 is read, 03/04/2030 is not: nobody knows which is the month. */
const forms: readonly Form[] = [
  { pattern: /(?<!\d)(20\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g, read: ([y = '', , m = '', d = '']) => day(y, m, d) },
  {
    pattern: /(?<!\d)(20\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g,
    read: ([y = '', m = '', d = '']) => day(y, m, d),
  },
  { pattern: /(?<!\d)(20\d{2})\s*年\s*(\d{1,2})\s*月\s*末日?/g, read: ([y, m]) => lastDay(Number(y), Number(m)) },
  {
    pattern: /令和\s*(元|\d{1,2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g,
    read: ([e = '', m = '', d = '']) => day(western(e), m, d),
  },
  {
    pattern: /令和\s*(元|\d{1,2})\s*年\s*(\d{1,2})\s*月\s*末日?/g,
    read: ([e = '', m]) => lastDay(western(e), Number(m)),
  },
  {
    pattern: new RegExp(`(?<![\\d.])(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+${monthName},?\\s+${year}(?!\\d)`, 'gi'),
    read: ([d = '', m = '', y = '']) => day(y, named(m), d),
  },
  {
    pattern: new RegExp(`\\b${monthName}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+${year}(?!\\d)`, 'gi'),
    read: ([m = '', d = '', y = '']) => day(y, named(m), d),
  },
  {
    pattern: /(?<!\d)(\d{1,2})([/.])(\d{1,2})\2(20\d{2})(?!\d)/g,
    read: ([a, , b, y = '']) => unambiguous(Number(a), Number(b), y),
  },
  {
    pattern: new RegExp(`\\b(?:the\\s+)?end\\s+of\\s+${monthName},?\\s+${year}(?!\\d)`, 'gi'),
    read: ([m = '', y]) => lastDay(Number(y), named(m)),
  },
  { pattern: /(?<!\d)(20\d{2})\s*年\s*(\d{1,2})\s*月/g, read: ([y = '', m = '']) => month(y, m) },
  { pattern: /令和\s*(元|\d{1,2})\s*年\s*(\d{1,2})\s*月/g, read: ([e = '', m = '']) => month(western(e), m) },
  { pattern: new RegExp(`\\b${monthName},?\\s+${year}(?!\\d)`, 'gi'), read: ([m = '', y = '']) => month(y, named(m)) },
]

function unambiguous(a: number, b: number, y: string): string | undefined {
  if (a === b) return day(y, a, b)
  if (a > 12) return day(y, b, a)
  return b > 12 ? day(y, a, b) : undefined
}

/** Dates of this century in a text, in the forms that Japanese and English pages use, in the order in which they stand. */
export function datesIn(text: string): readonly WrittenDate[] {
  const looked = plain(text.slice(0, 100_000))
  const taken: { from: number; to: number }[] = []
  const found: WrittenDate[] = []
  for (const { pattern, read } of forms)
    for (const match of looked.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (taken.some((t) => from < t.to && t.from < to) || found.length >= 500) continue
      taken.push({ from, to })
      const value = read(match.slice(1))
      if (value !== undefined) found.push({ value, at: from })
    }
  return found.toSorted((a, b) => a.at - b.at)
}
