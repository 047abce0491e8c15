import { dateInJapan, type Instant } from '../core/kernel/date.ts'
import { addBusinessDays, businessDaysBetween } from './calendar.ts'
import type { Case } from './case.ts'
import { type State, turn } from './lifecycle.ts'

/** Standard processing period of an application, in business days of the body's own time. */
export const standardPeriod = 20

/** Time an applicant has to answer questions, in business days. */
export const answerPeriod = 20

/** A case entered this state at that moment. */
export interface Step {
  readonly at: Instant
  readonly state: State
}

/**
 * The body's clock: it runs only while it is the body's turn. A day that was begun is not counted against the body, so
 * that a question asked and answered within one day moves nothing.
 */
export function clockOf(steps: readonly Step[]): Case['clock'] {
  let spentMs = 0
  let spentDays = 0
  let since: Instant | undefined
  for (const { at, state } of steps) {
    const runs = turn[state] === 'body'
    if (since === undefined && runs) since = at
    else if (since !== undefined && !runs) {
      spentMs += Math.max(0, Date.parse(at) - Date.parse(since))
      spentDays += Math.max(0, businessDaysBetween(dateInJapan(since), dateInJapan(at)))
      since = undefined
    }
  }
  if (since === undefined) return { spentMs }
  const left = Math.max(0, standardPeriod - spentDays)
  return { spentMs, runningSince: since, dueOn: addBusinessDays(dateInJapan(since), left) }
}
