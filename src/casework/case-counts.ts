import type { IsoDate } from '../core/kernel/date.ts'
import type { CaseCount } from '../core/statistics/plain-counts.ts'
import { businessDaysBetween } from './calendar.ts'
import { type ActName, lifecycle, type State, turn } from './lifecycle.ts'

/** What was done in a case on which day; nothing of whose case it is. */
export interface CaseDays {
  readonly level: string
  readonly acts: readonly string[]
  readonly days: readonly IsoDate[]
}

const leadsTo = (act: string): State | undefined => {
  const to = lifecycle.declaration.find((row) => row.act === (act as ActName))?.to
  return to === 'same' ? undefined : to
}

const over: readonly State[] = ['issued', 'refused', 'withdrawn', 'granted']
const decisions: readonly string[] = ['decide-grant', 'decide-refuse']

/**
 * A case as the figures count it: business days on the body's own clock, which stops while it waits for somebody else, and rounds of
 * questions; until the decision, or until today where there is none.
 */
export function caseCount({ level, acts, days }: CaseDays, today: IsoDate): CaseCount | undefined {
  const [started] = days
  if (started === undefined) return undefined
  let own = 0
  let since: IsoDate | undefined
  let state: State = 'draft'
  let declared: IsoDate | undefined
  let decided: IsoDate | undefined
  for (const [i, act] of acts.entries()) {
    const day = days[i] ?? started
    state = leadsTo(act) ?? state
    if (act === 'declare') declared ??= day
    if (decided !== undefined) continue
    const runs = declared !== undefined && turn[state] === 'body' && !decisions.includes(act)
    if (since === undefined && runs) since = day
    else if (since !== undefined && !runs) {
      own += Math.max(0, businessDaysBetween(since, day))
      since = undefined
    }
    if (decisions.includes(act)) decided = day
  }
  const isOpen = declared !== undefined && state !== 'draft' && !over.includes(state)
  if (since !== undefined && isOpen) own += Math.max(0, businessDaysBetween(since, today))
  return {
    level,
    started,
    ...(declared === undefined ? {} : { declared }),
    sentBack: acts.includes('send-back'),
    ...(isOpen ? { stage: state } : {}),
    ...(decided === undefined ? {} : { decided }),
    ownDays: own,
    elapsedDays: declared === undefined ? 0 : Math.max(0, businessDaysBetween(declared, decided ?? today)),
    rounds: acts.filter((act) => act === 'ask').length,
  }
}
