import { addDays, dateInJapan, type Instant, type IsoDate, startOfDate } from '../kernel/date.ts'

/**
 * The moment that stands for a day: its last one in Japan. What happened during the day counts for that day; what happens at
 * the midnight after it does not.
 */
export function endOfDay(day: IsoDate): Instant {
  // A check asks for one or two days, of every label.
  if (last?.day !== day) last = { day, end: new Date(Date.parse(startOfDate(addDays(day, 1))) - 1).toISOString() }
  return last.end
}
let last: { readonly day: IsoDate; readonly end: Instant } | undefined

/** The last day on which something that ends at a moment still holds. */
export function lastDayBefore(end: Instant): IsoDate {
  // Labels end on some thousand days, whatever their number.
  let day = lastDays.get(end)
  if (day === undefined) {
    day = dateInJapan(new Date(Date.parse(end) - 1).toISOString())
    if (lastDays.size < 5_000) lastDays.set(end, day)
  }
  return day
}
const lastDays = new Map<Instant, IsoDate>()
