import type { CaseEvent } from '../../../../casework/events.ts'
import { fold } from '../../../../casework/fold.ts'
import { canonicalJson } from '../../../../core/kernel/canonical-json.ts'
import type { Instant } from '../../../../core/kernel/date.ts'
import type { IcsAnswer } from '../../../../core/selection/ics.ts'

/** An answer as it was declared before. */
export interface EarlierAnswer {
  readonly answer: IcsAnswer | undefined // undefined: it was not answered then
  readonly at: Instant
}

/**
 * The latest declared version of an answer that differs from the one in force. Only what was declared counts: what a maker
 * tried out in a draft is no business of the body.
 */
export function earlierAnswer(events: readonly CaseEvent[], criterion: string): EarlierAnswer | undefined {
  if (events.length === 0) return undefined
  const now = canonicalJson(fold(events).answers[criterion] ?? null)
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]!
    if (event.act !== 'declare' && event.act !== 'reply') continue
    const answer = fold(events.slice(0, i + 1)).answers[criterion]
    if (canonicalJson(answer ?? null) !== now) return { answer, at: event.at }
  }
  return undefined
}
