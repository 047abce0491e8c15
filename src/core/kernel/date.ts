/** A calendar day in Japan, `YYYY-MM-DD`. */
export type IsoDate = string
/** A moment in UTC, RFC 3339 with `Z`, whole seconds or milliseconds. */
export type Instant = string

const jst = 9 * 3600_000

/** The calendar day in Japan at that moment. */
export function dateInJapan(at: Instant): IsoDate {
  // Until three in the afternoon it is the same day as in the text; so is it for nearly every moment that is asked for.
  if (beforeThree.test(at)) return at.slice(0, 10)
  return new Date(Date.parse(at) + jst).toISOString().slice(0, 10)
}
const beforeThree = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:0\d|1[0-4]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/

/** Midnight in Japan at which that day begins. */
export const startOfDate = (date: IsoDate): Instant => new Date(Date.parse(`${date}T00:00:00+09:00`)).toISOString()

export const addDays = (date: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Adds whole months; a day that does not exist becomes the last day of its month (31 January + 1 → 28 or 29 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(y, m + months, 0)).getUTCDate()
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10)
}

/** True for a day that exists. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const t = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(t) && new Date(t).toISOString().startsWith(text)
}
