import { decide, latestValidUntil } from '../../core/decision/decide.ts'
import { dateInJapan } from '../../core/kernel/date.ts'
import { ok, refuse } from '../../core/kernel/result.ts'
import type { Act, Doing } from '../act.ts'
import { evaluate, levelOf } from '../assessment.ts'
import { send } from '../letters.ts'
import { lostQualification } from './runs.ts'

function deciding(doing: Doing<'decide-grant'> | Doing<'decide-refuse'>) {
  const { case: c, scheme, viewer, now, input } = doing
  return {
    reviews: c.reviews,
    reasons: input.reasons,
    level: levelOf(c, scheme),
    decider: viewer.person,
    participants: c.participants,
    at: now,
  }
}

/** Decides to grant: only when every criterion is shown and found sufficient, by someone who did not evaluate. */
export const decideGrant: Act<'decide-grant'> = async (doing) => {
  const { case: c, scheme, now, input } = doing
  const lost = await lostQualification(doing)
  if (lost !== undefined) return refuse(lost)
  const evaluation = evaluate(c, scheme, now)
  if (!evaluation.ok) return evaluation
  const validFrom = dateInJapan(now)
  const decision = decide({
    ...deciding(doing),
    evaluation: evaluation.value,
    outcome: 'grant',
    ...(input.conditions === undefined ? {} : { conditions: input.conditions }),
    validFrom,
    validUntil: input.validUntil ?? latestValidUntil(validFrom, levelOf(c, scheme)),
  })
  return decision.ok ? ok({ decision: decision.value }) : decision
}

/** Decides to refuse, with reasons the applicant reads. */
export const decideRefuse: Act<'decide-refuse'> = async (doing) => {
  const { case: c, scheme, now, tx } = doing
  const evaluation = evaluate(c, scheme, now)
  if (!evaluation.ok) return evaluation
  const decision = decide({ ...deciding(doing), evaluation: evaluation.value, outcome: 'refuse' })
  if (!decision.ok) return decision
  const values = { number: c.numbers.application, product: c.product.name?.ja }
  await send(tx, { organisation: c.organisation }, 'refused', c.id, values)
  return ok({ decision: decision.value })
}
