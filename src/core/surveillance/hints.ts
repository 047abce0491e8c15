import { addDays, dateInJapan, type Instant, type IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Standing, Validity } from './standing.ts'

/** How many days before its last day a label counts as soon expiring. */
export const soonDays = 90

/** Something a reader should know besides the standing. A hint never changes the standing. */
export type Hint =
  | { readonly code: 'expires-soon'; readonly lastDay: IsoDate; readonly daysLeft: number } // 0: today is the last day
  | { readonly code: 'support-ended'; readonly lastDay: IsoDate } // of security updates

export const hintText: Record<Hint['code'], Text> = {
  'expires-soon': { ja: 'まもなく期限', en: 'Expires soon' },
  'support-ended': { ja: 'サポート終了', en: 'Updates ended' },
}

/** The last day on which the label is valid, in Japan. */
export const lastDayOf = (validity: Validity): IsoDate =>
  dateInJapan(new Date(Date.parse(validity.validUntil) - 1).toISOString())

/** Whole days from one calendar day to another. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** What to point out at a moment: by calendar days in Japan, because that is what is printed. */
export function hintsAt(
  label: { readonly validity: Validity; readonly supportUntil: IsoDate | null },
  standing: Standing | undefined,
  at: Instant,
): readonly Hint[] {
  const today = dateInJapan(at)
  const lastDay = lastDayOf(label.validity)
  const hints: Hint[] = []
  const alive = standing?.code === 'valid' || standing?.code === 'suspended'
  if (alive && lastDay <= addDays(today, soonDays))
    hints.push({ code: 'expires-soon', lastDay, daysLeft: daysBetween(today, lastDay) })
  if (label.supportUntil !== null && today > label.supportUntil)
    hints.push({ code: 'support-ended', lastDay: label.supportUntil })
  return hints
}
