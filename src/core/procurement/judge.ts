import { addMonths, type IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { StandingCode } from '../surveillance/standing.ts'
import type { Answer } from './answer.ts'
import type { Attested } from './attested.ts'
import { type Demand, methodText, type Shortfall, type Terms } from './demand.ts'
import { type Finding, inOrder, type ReasonCode } from './reason.ts'
import { placeOfVersion } from './version.ts'
import { type WayContext, wayTo } from './way.ts'

/** The days a check asks about. */
export interface Days {
  readonly asOf: IsoDate
  readonly delivery?: IsoDate | undefined
  readonly contractEnd?: IsoDate | undefined
}

/** What one label is worth for one row. */
export interface Judgement {
  readonly answer: Answer
  readonly code: ReasonCode // the finding that is said first
  readonly findings: readonly Finding[]
}

export type JudgeContext = Omit<WayContext, 'days'> & { readonly days: Days }

/** Everything that a policy finds in a label, whichever device of it is bought. */
export function findingsOn(label: Attested, terms: Terms, context: JudgeContext): readonly Finding[] {
  const { asOf, delivery } = context.days
  if (terms.demands.length === 0) return [{ code: 'NOT_DEMANDED', weight: 'meets', facts: {} }]
  const standing = standingFindings(label, context.days)
  const valid = standing.length === 0
  const changed = label.changedAfter(asOf)
  return [
    ...standing,
    ...terms.demands.flatMap((demand) => levelFindings(label, demand, terms, context, valid)),
    ...validityFindings(label, terms, delivery ?? asOf, valid),
    ...supportFindings(label, terms, context.days),
    ...(changed === undefined ? [] : [asks('CHANGED_SINCE', { changedOn: changed })]),
    ...(label.openAdvisory(asOf) ? [warns('ADVISORY_OPEN', {})] : []),
  ]
}

/** What the version that is delivered adds to that. */
export function versionFindings(label: Attested, firmware: string | undefined): readonly Finding[] {
  const { minimumVersion: minimum } = label
  if (firmware === undefined || minimum === undefined) return []
  const place = placeOfVersion(firmware, minimum)
  return place === 'same' || place === 'newer' ? [] : [asks('VERSION_OUT_OF_SCOPE', { firmware, minimum })]
}

/** What findings come to. Whatever fails decides, then whatever a person has to look at. */
export function conclude(findings: readonly Finding[]): Judgement {
  const hindered = findings.some(({ weight }) => weight === 'fails' || weight === 'asks')
  const met = hindered ? undefined : inOrder(findings).find(({ weight }) => weight === 'meets')
  const said = inOrder(findings.filter((one) => one.weight !== 'meets' || one === met))
  const [first] = said
  if (hindered)
    return { answer: first!.weight === 'fails' ? 'does-not-meet' : 'needs-checking', code: first!.code, findings: said }
  return { answer: 'meets', code: met?.code ?? 'OK', findings: said }
}

const stopped: Partial<Record<StandingCode, ReasonCode>> = {
  suspended: 'SUSPENDED',
  withdrawn: 'REVOKED',
  ended: 'ENDED',
}

function standingFindings(label: Attested, { asOf, delivery }: Days): readonly Finding[] {
  const standing = label.standingOn(asOf)
  if (standing === undefined) {
    // Nobody can say today that it will be valid then; a later look may.
    const later = delivery !== undefined && label.standingOn(delivery)?.code === 'valid'
    return [finding('NOT_YET_VALID', later ? 'asks' : 'fails', { asOf, from: label.firstDay })]
  }
  const now = stopped[standing.code]
  if (now !== undefined) return [fails(now, { since: standing.since })]
  if (standing.code === 'expired') return [fails('EXPIRED', { lastDay: label.lastDay ?? standing.since })]
  if (delivery === undefined) return []
  if (label.lastDay !== undefined && label.lastDay < delivery)
    return [fails('EXPIRES_BEFORE_DELIVERY', { delivery, lastDay: label.lastDay })]
  // What has been announced and takes effect before delivery counts as well.
  const then = label.standingOn(delivery)
  const code = then && stopped[then.code]
  return code === undefined ? [] : [fails(code, { since: then!.since })]
}

function levelFindings(
  label: Attested,
  demand: Demand,
  { conditions }: Terms,
  context: JudgeContext,
  valid: boolean,
): readonly Finding[] {
  const { ladder, days } = context
  const on = valid && days.delivery !== undefined ? [days.asOf, days.delivery] : [days.asOf]
  const way = wayTo(label, demand, conditions.recognition, { ...context, days: on })
  const needed = ladder.namesOf(demand)
  const held = ladder.nameOf(label)
  switch (way.kind) {
    case 'direct':
      return [...methodFindings(label, conditions.methods, context), meets('OK', {})]
    case 'recognised': {
      const adds = join(way.adds)
      return [
        ...methodFindings(label, conditions.methods, context),
        meets('OK_RECOGNISED', { held, rule: way.title, adds }),
      ]
    }
    case 'unclear':
      return [asks('RECOGNITION_UNCLEAR', { held, needed, why: way.why })]
    case 'too-low': {
      const { category } = label
      if (category !== undefined && !demand.anyOf.some((one) => ladder.hasCriteria(one, category)))
        return [asks('NO_CRITERIA_YET', { needed, highest: ladder.highest(demand, category) ?? none })]
      return [fails('LEVEL_TOO_LOW', { needed, held })]
    }
    case 'not-recognised':
      // A rule refuses a label that is not valid; that it is not valid has been said.
      return valid ? [fails('NOT_RECOGNISED', { held, needed, why: way.why })] : []
  }
}

function methodFindings(
  label: Attested,
  methods: readonly ('self' | 'third-party')[] | undefined,
  { ladder }: JudgeContext,
): readonly Finding[] {
  const method = label.assessor ?? ladder.levelOf(label)?.level.assessor
  if (methods === undefined || method === undefined || methods.includes(method)) return []
  const allowed = methods.map((one) => methodText[one])
  return [
    fails('METHOD_NOT_ALLOWED', {
      method: methodText[method],
      allowed: { ja: allowed.map(({ ja }) => ja).join('・'), en: allowed.map(({ en }) => en).join(' or ') },
    }),
  ]
}

function validityFindings(label: Attested, { conditions }: Terms, from: IsoDate, valid: boolean): readonly Finding[] {
  const { validityMonths } = conditions
  if (!valid || validityMonths === undefined || label.lastDay === undefined) return []
  const neededUntil = addMonths(from, validityMonths)
  return label.lastDay >= neededUntil ? [] : [fails('VALIDITY_TOO_SHORT', { lastDay: label.lastDay, neededUntil })]
}

function supportFindings(label: Attested, { conditions }: Terms, days: Days): readonly Finding[] {
  const neededUntil = supportNeeded(conditions.support, days)
  if (neededUntil === undefined) return []
  const { supportUntil } = label
  if (typeof supportUntil === 'string' && supportUntil >= neededUntil) return []
  // Without a rule in the policy, a contract that outlasts the updates is pointed out and no more.
  const otherwise = conditions.support?.otherwise ?? 'warns'
  const weight: Shortfall = supportUntil === undefined && otherwise === 'fails' ? 'asks' : otherwise
  const until: Text | string =
    supportUntil === undefined ? notKnown : supportUntil === null ? notPromised : supportUntil
  return [finding('SUPPORT_ENDS_EARLY', weight, { supportUntil: until, neededUntil })]
}

/** Until when updates are needed; undefined where neither policy nor contract says. */
export function supportNeeded(support: Terms['conditions']['support'], days: Days): IsoDate | undefined {
  const until = support === undefined || support.untilContractEnd ? days.contractEnd : undefined
  const months = support?.months
  const after = months === undefined ? undefined : addMonths(days.delivery ?? days.asOf, months)
  if (until === undefined || after === undefined) return until ?? after
  return until > after ? until : after
}

const finding = (code: ReasonCode, weight: Finding['weight'], facts: Finding['facts']): Finding => ({
  code,
  weight,
  facts,
})
const fails = (code: ReasonCode, facts: Finding['facts']): Finding => finding(code, 'fails', facts)
const asks = (code: ReasonCode, facts: Finding['facts']): Finding => finding(code, 'asks', facts)
const warns = (code: ReasonCode, facts: Finding['facts']): Finding => finding(code, 'warns', facts)
const meets = (code: ReasonCode, facts: Finding['facts']): Finding => finding(code, 'meets', facts)

const join = (all: readonly Text[]): Text =>
  all.length === 0 ? none : { ja: all.map(({ ja }) => ja).join('、'), en: all.map(({ en }) => en).join('; ') }

const none: Text = { ja: 'なし', en: 'none' }
const notKnown: Text = { ja: 'いつまでか不明', en: 'not known until when' }
const notPromised: Text = { ja: '約束なし', en: 'none promised' }
