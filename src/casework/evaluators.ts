import { dateInJapan, type Instant, type IsoDate } from '../core/kernel/date.ts'
import type { Text } from '../core/kernel/text.ts'

// The register of evaluators: who may carry out tests on the device that count without anybody's further word, by which
// qualification, from when until when. It is told by events that are never changed, so that every question takes a day, and a
// moment as of which it was known.

/** A qualification of one person, as entered in the register. */
export interface Qualification {
  readonly name: string
  readonly organisation: string
  readonly title: string // '登録検証士（見本）'
  readonly issuedBy: string
  readonly validFrom: IsoDate
  readonly validUntil: IsoDate // last day
  readonly key: string // Ed25519 public key that the person signs evidence with, base64url
  readonly person?: string // account in this installation, if there is one: such a person neither reviews nor decides what they tested
}

/** Something that happened to a qualification in the register. */
export type EvaluatorEvent = {
  readonly id: string // of the qualification
  readonly at: Instant
  readonly by: string // person id
} & (
  | ({ readonly kind: 'registered' } & Qualification)
  | { readonly kind: 'ended'; readonly on: IsoDate; readonly reason: string } // first day on which it no longer counts
)

/** A qualification as it stands. */
export interface Evaluator extends Qualification {
  readonly id: string
  readonly registered: { readonly at: Instant; readonly by: string }
  readonly ended?: { readonly at: Instant; readonly by: string; readonly on: IsoDate; readonly reason: string }
}

/** The register as its events tell it, oldest first; with a moment, as it was known then. */
export function evaluatorsFrom(events: readonly EvaluatorEvent[], asOf?: Instant): readonly Evaluator[] {
  const all = new Map<string, Evaluator>()
  for (const event of events) {
    if (asOf !== undefined && Date.parse(event.at) > Date.parse(asOf)) continue
    const { id, at, by } = event
    if (event.kind === 'registered') {
      const { kind: _, ...qualification } = event
      all.set(id, { ...qualificationOf(qualification), id, registered: { at, by } })
    } else {
      const before = all.get(id)
      // It ends once. An end entered later may only lie earlier: what somebody was told has ended does not come back to life.
      if (before !== undefined && (before.ended === undefined || event.on < before.ended.on))
        all.set(id, { ...before, ended: { at, by, on: event.on, reason: event.reason } })
    }
  }
  return [...all.values()]
}

const qualificationOf = ({
  name,
  organisation,
  title,
  issuedBy,
  validFrom,
  validUntil,
  key,
  person,
}: Qualification): Qualification => ({
  name,
  organisation,
  title,
  issuedBy,
  validFrom,
  validUntil,
  key,
  ...(person === undefined ? {} : { person }),
})

export const evaluatorStates = ['valid', 'not-yet', 'expired', 'ended'] as const
export type EvaluatorState = (typeof evaluatorStates)[number]

export const evaluatorStateText: Record<EvaluatorState, Text> = {
  valid: { ja: '有効', en: 'Valid' },
  'not-yet': { ja: 'まだ始まっていない', en: 'Not yet valid' },
  expired: { ja: '期限切れ', en: 'Expired' },
  ended: { ja: '終了', en: 'Ended' },
}

/** What a qualification is worth on a day. */
export function evaluatorStateOn({ validFrom, validUntil, ended }: Evaluator, day: IsoDate): EvaluatorState {
  if (ended !== undefined && ended.on <= day) return 'ended'
  if (day < validFrom) return 'not-yet'
  return day <= validUntil ? 'valid' : 'expired'
}

/** The qualification under which the holder of a key tested on that day; undefined where there is none. */
export const qualifiedOn = (evaluators: readonly Evaluator[], key: string, day: IsoDate): Evaluator | undefined =>
  evaluators.find((one) => one.key === key && evaluatorStateOn(one, day) === 'valid')

/** The same for a moment. */
export const qualifiedAt = (evaluators: readonly Evaluator[], key: string, at: Instant): Evaluator | undefined =>
  qualifiedOn(evaluators, key, dateInJapan(at))
