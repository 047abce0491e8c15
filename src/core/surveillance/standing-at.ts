import type { Instant } from '../kernel/date.ts'
import type { LabelEvent, Standing, StandingAt, StandingCode, Validity } from './standing.ts'

/**
 * What a label is worth at a moment. An event counts from its `effectiveFrom`; of events effective at the same moment the
 * one recorded later counts. Where several things are true at once the gravest is said:
 *
 *     withdrawn > ended > expired > suspended > valid
 *
 * Withdrawal and end are final: no later event brings the label back, and the passing of its last day does not hide them.
 * Expiry is said before suspension, because a suspension that is lifted would not make the label valid again.
 * Undefined before the label was issued or its validity began.
 */
export const standingAt: StandingAt = (validity, events, at) => {
  const effective = inEffect(events, at)
  const issued = events.find((e) => e.event === 'issued')
  const begin = latest(validity.validFrom, issued?.effectiveFrom ?? validity.validFrom)
  if (Date.parse(at) < Date.parse(begin)) return undefined
  const withdrawn = effective.find((e) => e.event === 'withdrawn')
  if (withdrawn) return from('withdrawn', withdrawn)
  const ended = effective.find((e) => e.event === 'ended')
  if (ended) return from('ended', ended)
  if (!isBefore(at, validity)) return { code: 'expired', since: validity.validUntil }
  const turn = effective.findLast((e) => e.event === 'suspended' || e.event === 'restored')
  if (turn?.event === 'suspended') return from('suspended', turn)
  return { code: 'valid', since: turn ? latest(begin, turn.effectiveFrom) : begin }
}

// In the order in which they take effect; sorting is stable, so what was recorded later stays later.
const inEffect = (events: readonly LabelEvent[], at: Instant): readonly LabelEvent[] =>
  events
    .filter((e) => Date.parse(e.effectiveFrom) <= Date.parse(at))
    .sort((a, b) => Date.parse(a.effectiveFrom) - Date.parse(b.effectiveFrom) || Date.parse(a.at) - Date.parse(b.at))

const isBefore = (at: Instant, { validUntil }: Validity): boolean => Date.parse(at) < Date.parse(validUntil)

const latest = (a: Instant, b: Instant): Instant => (Date.parse(a) >= Date.parse(b) ? a : b)

const from = (code: StandingCode, event: LabelEvent): Standing => ({
  code,
  since: event.effectiveFrom,
  ...(event.reasonCode === undefined ? {} : { reasonCode: event.reasonCode }),
  ...(event.publicText === undefined ? {} : { publicText: event.publicText }),
})
