import { addDays, type IsoDate } from '../core/kernel/date.ts'

// Days on which the body does not work: Saturdays, Sundays, national holidays (国民の祝日に関する法律) and the year-end days
// 29 December to 3 January, which administrations keep closed.
// Marks: 2026 and 2027 recalled from the official calendar; 2028 derived from the rules of the Act, because the two equinox
// days are only fixed in the February of the year before. Outside these years only weekends and year-end days are known.
const holidays: Readonly<Record<string, readonly string[]>> = {
  // biome-ignore format: a table is read by the line
  '2026': ['01-01', '01-12', '02-11', '02-23', '03-20', '04-29', '05-03', '05-04', '05-05', '05-06', '07-20', '08-11', '09-21', '09-22', '09-23', '10-12', '11-03', '11-23'],
  // biome-ignore format: a table is read by the line
  '2027': ['01-01', '01-11', '02-11', '02-23', '03-21', '03-22', '04-29', '05-03', '05-04', '05-05', '07-19', '08-11', '09-20', '09-23', '10-11', '11-03', '11-23'],
  // biome-ignore format: a table is read by the line
  '2028': ['01-01', '01-10', '02-11', '02-23', '03-20', '04-29', '05-03', '05-04', '05-05', '07-17', '08-11', '09-18', '09-22', '10-09', '11-03', '11-23'],
}

/** Years whose holidays are known; outside them a due date may be a day or two early. */
export const yearsKnown: readonly string[] = Object.keys(holidays)

const yearEnd: readonly string[] = ['12-29', '12-30', '12-31', '01-01', '01-02', '01-03']

/** Whether the body works on that day. */
export function isBusinessDay(date: IsoDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  const day = date.slice(5)
  return weekday !== 0 && weekday !== 6 && !yearEnd.includes(day) && !holidays[date.slice(0, 4)]?.includes(day)
}

/** The day after `date` on which `days` business days have passed; 0 gives the day itself or the next business day. */
export function addBusinessDays(date: IsoDate, days: number): IsoDate {
  let day = date
  while (!isBusinessDay(day)) day = addDays(day, 1)
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isBusinessDay(day)) left--
  }
  return day
}

/** Business days after `from` up to and including `to`; negative where `to` is earlier. */
export function businessDaysBetween(from: IsoDate, to: IsoDate): number {
  if (to < from) return -businessDaysBetween(to, from)
  let days = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isBusinessDay(day)) days++
  return days
}
