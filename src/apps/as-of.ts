import { type Instant, isDate, startOfDate } from '../core/kernel/date.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'

export type AsOfFault = { readonly code: 'as-of-malformed'; readonly found: string }

// No register is older, and years before the first are no dates to a database.
const earliest = Date.parse('1900-01-01T00:00:00Z')

/** Reads a question's date: a day in Japan means its last moment; a time without a zone is Japan's; absent means now. */
export function readAsOf(text: string | undefined, now: Instant): Result<Instant, AsOfFault> {
  if (text === undefined || text === '') return ok(now)
  if (isDate(text) && Date.parse(text) >= earliest)
    return ok(new Date(Date.parse(startOfDate(text)) + 86_400_000 - 1).toISOString())
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}+09:00`
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(zoned) : Number.NaN
  return Number.isNaN(at) || at < earliest
    ? refuse({ code: 'as-of-malformed', found: text.slice(0, 40) })
    : ok(new Date(at).toISOString())
}
