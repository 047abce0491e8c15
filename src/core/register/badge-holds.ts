import type { Instant } from '../kernel/date.ts'
import type { Entry } from './entry.ts'

/** The longest a badge says it may be believed: whoever kept a copy is seen to have an old one the day after. */
const longest = 24 * 3600_000

/**
 * Until when a badge drawn now may be believed: a day, but not past what is known to change the label by then – its end, or a
 * suspension that was announced. A suspension that is decided later cannot be known: the picture itself is asked for every minute.
 */
export function badgeHolds({ validity, events }: Pick<Entry, 'validity' | 'events'>, at: Instant): Instant {
  const now = Date.parse(at)
  const turns = [validity.validFrom, validity.validUntil, ...events.map((e) => e.effectiveFrom)]
  const next = turns.map((turn) => Date.parse(turn)).filter((turn) => turn > now)
  return new Date(Math.min(now + longest, ...next)).toISOString()
}

/** A moment in Japan as a badge writes it, in whole minutes begun: 2026-11-24 10:00. */
export const badgeMoment = (at: Instant): string =>
  new Date(Date.parse(at) + 9 * 3600_000).toISOString().slice(0, 16).replace('T', ' ')
