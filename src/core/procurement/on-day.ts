import { addDays, dateInJapan, type Instant, type IsoDate, startOfDate } from '../kernel/date.ts'

/**
 * The moment that stands for a day: its last one in Japan. What happened during the day counts for that day; what happens at
 * the midnight after it does not.
 */
export const endOfDay = (day: IsoDate): Instant => new Date(Date.parse(startOfDate(addDays(day, 1))) - 1).toISOString()

/** The last day on which something that ends at a moment still holds. */
export const lastDayBefore = (end: Instant): IsoDate => dateInJapan(new Date(Date.parse(end) - 1).toISOString())
