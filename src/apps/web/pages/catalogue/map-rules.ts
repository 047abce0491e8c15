import type { IsoDate } from '../../../../core/kernel/date.ts'
import type { Catalogue } from '../../../../core/scheme/catalogue.ts'
import type { Recognition, RecognitionEffect } from '../../../../core/scheme/recognition.ts'
import type { PinnedScheme } from '../../../../core/scheme/scheme.ts'

/** Whether a rule of recognition is there on a day. */
export const ruleStates = ['in-force', 'terms-unknown', 'not-yet', 'scheme-closed', 'ended'] as const
export type RuleState = (typeof ruleStates)[number]

/**
 * The state of a rule on a day. A rule whose effect nobody could read is no recognition one may rely on; nor is one between
 * schemes of which one has closed.
 */
export function ruleState(rule: Recognition, schemes: readonly PinnedScheme[], day: IsoDate): RuleState {
  if (day < rule.inForce) return 'not-yet'
  if (rule.until !== undefined && day > rule.until) return 'ended'
  const ends = new Set([rule.from.scheme, rule.to.scheme])
  if (schemes.some(({ id, state }) => ends.has(id) && state.is === 'closed')) return 'scheme-closed'
  return rule.effects.some(({ kind }) => kind === 'terms-unknown') ? 'terms-unknown' : 'in-force'
}

/** A rule as it stands on a day. */
export interface RuleOnDay {
  readonly rule: Recognition
  readonly state: RuleState
}

type Rules = Pick<Catalogue, 'recognition' | 'schemes'>

const onDay = (
  { recognition, schemes }: Rules,
  day: IsoDate,
  wanted: (rule: Recognition) => boolean,
): readonly RuleOnDay[] =>
  recognition
    .filter(wanted)
    .map((rule) => ({ rule, state: ruleState(rule, schemes, day) }))
    .toSorted((a, b) => ruleStates.indexOf(a.state) - ruleStates.indexOf(b.state))

const startsFrom = ({ from }: Recognition, scheme: string, level: string): boolean =>
  from.scheme === scheme && (from.levels.length === 0 || from.levels.includes(level))

/** The rules by which others accept a level, those that hold first. */
export const rulesFrom = (rules: Rules, scheme: string, level: string, day: IsoDate): readonly RuleOnDay[] =>
  onDay(rules, day, (rule) => startsFrom(rule, scheme, level))

/** The rules by which a scheme accepts others, those that hold first. */
export const rulesInto = (rules: Rules, scheme: string, day: IsoDate): readonly RuleOnDay[] =>
  onDay(rules, day, ({ to }) => to.scheme === scheme)

/** How much a rule gives: the whole of the target, something of it, or nobody knows. */
export function weightOf(effects: readonly RecognitionEffect[]): 'whole' | 'some' | 'unknown' {
  if (effects.some(({ kind }) => kind === 'deemed-compliant' || kind === 'equals-level')) return 'whole'
  return effects.some(({ kind }) => kind !== 'terms-unknown') ? 'some' : 'unknown'
}

/** One party that accepts another: all rules between them in that direction. */
export interface Acceptance {
  readonly from: string
  readonly to: string
  readonly rules: readonly RuleOnDay[]
  readonly holds: boolean // drawn through: a rule is in force, its terms are known, and both schemes are open
}

/** Who accepts whom, on a day. */
export function acceptances(rules: Rules, day: IsoDate): readonly Acceptance[] {
  const pairs = Map.groupBy(
    onDay(rules, day, () => true),
    ({ rule: { from, to } }) => `${from.scheme} ${to.scheme}`,
  )
  return [...pairs.values()]
    .map((list) => {
      const { from, to } = list[0]!.rule
      const holds = list.some(({ state }) => state === 'in-force')
      return { from: from.scheme, to: to.scheme, rules: list, holds }
    })
    .toSorted((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))
}
