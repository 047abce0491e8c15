import type { Evaluation } from '../determination/evaluation.ts'
import { addDays, addMonths, dateInJapan, type Instant, type IsoDate } from '../kernel/date.ts'
import { digestOf } from '../kernel/digest.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { OperatedLevel } from '../scheme/scheme.ts'
import type { Decision, DecisionFault } from './decision.ts'
import { nonconformities, type Reviews } from './nonconformity.ts'
import { type Participant, tookPart } from './segregation.ts'

interface Deciding {
  readonly evaluation: Evaluation
  readonly reviews: Reviews
  readonly reasons: { readonly ja: string; readonly en?: string }
  readonly conditions?: string
  readonly level: Pick<OperatedLevel, 'validityMonths'>
  readonly decider: string // person id
  readonly participants: readonly Participant[]
  readonly at: Instant
}

export type DecisionRequest =
  | (Deciding & { readonly outcome: 'grant'; readonly validFrom: IsoDate; readonly validUntil: IsoDate })
  | (Deciding & { readonly outcome: 'refuse'; readonly validFrom?: undefined; readonly validUntil?: undefined })

/** The last day a label may be valid: two years from 24 November end on 23 November. */
export const latestValidUntil = (validFrom: IsoDate, level: Pick<OperatedLevel, 'validityMonths'>): IsoDate =>
  addDays(addMonths(validFrom, level.validityMonths), -1)

/** Decides a case, or says what forbids the decision: the decider's own part in it, or what was not shown. */
export function decide(request: DecisionRequest): Result<Decision, DecisionFault> {
  const act = tookPart(request.decider, request.participants)
  if (act !== undefined) return refuse({ code: 'decider-took-part', act })

  const decision = {
    basis: digestOf(request.evaluation),
    reasons: request.reasons,
    ...(request.conditions === undefined ? {} : { conditions: request.conditions }),
    by: request.decider,
    at: request.at,
  }
  if (request.outcome === 'refuse') {
    if (request.reasons.ja.trim() === '') return refuse({ code: 'refusal-reason-missing' })
    return ok({ ...decision, outcome: 'refuse' })
  }
  const obstacle = obstacleTo(request)
  if (obstacle !== undefined) return refuse(obstacle)
  const { validFrom, validUntil } = request
  return ok({ ...decision, outcome: 'grant', validFrom, validUntil })
}

function obstacleTo(request: Deciding & { validFrom: IsoDate; validUntil: IsoDate }): DecisionFault | undefined {
  const found = nonconformities(request.evaluation, request.reviews)
  // What was not shown comes first: reviewing it again would not help.
  const blocking = found.find((n) => n.kind === 'verdict')
  if (blocking?.kind === 'verdict')
    return {
      code: 'criterion-blocks',
      criterion: blocking.criterion,
      ...(blocking.unit === undefined ? {} : { unit: blocking.unit }),
      verdict: blocking.verdict,
      reason: blocking.reason,
    }
  const unreviewed = found[0]
  if (unreviewed !== undefined) return { code: 'criterion-not-reviewed', criterion: unreviewed.criterion }
  if (!request.evaluation.fulfilled)
    return {
      code: 'criterion-blocks',
      criterion: request.evaluation.level,
      verdict: request.evaluation.verdict,
      reason: { ja: '評価された適合要件がありません。', en: 'No criterion was evaluated.' },
    }

  const { validFrom, validUntil, level } = request
  if (validFrom < dateInJapan(request.at) || validUntil < validFrom) return { code: 'validity-in-the-past' }
  if (validUntil > latestValidUntil(validFrom, level))
    return { code: 'validity-too-long', months: level.validityMonths }
  return undefined
}
