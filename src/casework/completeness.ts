import { determine } from '../core/determination/determine.ts'
import type { CriterionResult, UnitResult } from '../core/determination/evaluation.ts'
import { selfFindings } from '../core/determination/self-findings.ts'
import type { Verdict } from '../core/determination/verdict.ts'
import type { IsoDate } from '../core/kernel/date.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { fill, type Text } from '../core/kernel/text.ts'
import type { CriterionId } from '../core/scheme/criterion.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import { selectionFaultTexts } from '../core/selection/faults.ts'
import type { SelectionFault } from '../core/selection/plan.ts'
import { applicabilityOf } from '../core/selection/select.ts'
import { acceptanceFor, benchFindings, criteriaOf, levelOf } from './assessment.ts'
import type { Case } from './case.ts'
import type { Missing } from './faults.ts'

/** One criterion as the maker's own answer shows it on a day, whether or not the rest of the application is ready. */
export function shownBy(
  c: Case,
  scheme: OperatedScheme,
  id: CriterionId,
  day?: IsoDate,
): Result<CriterionResult, SelectionFault> {
  const criterion = scheme.criteria.find((k) => k.id === id)
  if (criterion === undefined) return refuse({ code: 'criterion-unknown', criterion: id })
  const answer = c.answers[id] ?? { criterion: id, claim: 'unanswered', reason: '', restsOn: [] }
  const applicability = applicabilityOf(criterion, answer, c.product.facts ?? {}, acceptanceFor(c, scheme, day))
  if (!applicability.ok) return applicability
  const plan = {
    basis: scheme.digest,
    scheme: c.scheme,
    edition: c.edition,
    level: c.level,
    items: [{ criterion: id, answer, applicability: applicability.value, procedures: criterion.procedures }],
  }
  const findings = [...selfFindings(plan, { by: c.organisation, at: c.updatedAt }), ...benchFindings(c, scheme, plan)]
  return ok(determine(plan, [], findings).criteria[0]!)
}

const isFine = ({ verdict }: { readonly verdict: Verdict }): boolean =>
  verdict === 'pass' || verdict === 'not-applicable'

// All of its tests, in one run or another: what no run looked at is told by a finding of its own.
function isTested({ findings }: UnitResult): boolean {
  const seen = findings.filter(({ means, run }) => means === 'device-test' && run?.qualification !== undefined)
  return seen.length > 0 && seen.every(({ verdict }) => verdict !== 'not-evaluated')
}

/**
 * What keeps a criterion from being declared. What a qualified evaluator found is not among it, good or bad: it is no word of
 * the maker's, and the body weighs it. The maker sees it before declaring, and may have the device tested again.
 */
export function lackingIn(
  c: Pick<Case, 'answers'>,
  { criteria }: Pick<OperatedScheme, 'criteria'>,
  shown: CriterionResult,
): Text | undefined {
  if (isFine(shown)) return undefined
  if (c.answers[shown.criterion]?.claim !== 'fulfilled') return shown.reason
  const procedures = criteria.find(({ id }) => id === shown.criterion)?.procedures ?? []
  const byEvaluator = new Set(procedures.filter((p) => p.evaluator !== undefined).map((p) => p.id))
  const lacking = shown.procedures.flatMap((p) =>
    p.units.filter((unit) => !isFine(unit) && !(byEvaluator.has(p.procedure) && isTested(unit))),
  )
  // Units may all be fine or tested and the whole be not: then the whole has the reason.
  const tested = shown.procedures.some((p) => byEvaluator.has(p.procedure) && p.units.some(isTested))
  return lacking[0]?.reason ?? (tested ? undefined : shown.reason)
}

/** Criteria that wait for a run on the bench by a qualified evaluator. */
export function untested(c: Case, scheme: OperatedScheme, day?: IsoDate): readonly CriterionId[] {
  return criteriaOf(c, scheme)
    .filter(({ procedures }) => procedures.some(({ evaluator }) => evaluator !== undefined))
    .filter(({ id, procedures }) => {
      const shown = shownBy(c, scheme, id, day)
      // One that does not apply, or is shown elsewhere, waits for nothing.
      if (!shown.ok || isFine(shown.value)) return false
      const waiting = new Set(procedures.filter((p) => p.evaluator !== undefined).map((p) => p.id))
      return shown.value.procedures.some((p) => waiting.has(p.procedure) && !p.units.every(isTested))
    })
    .map(({ id }) => id)
}

/** The parts of an application, in the order in which they are filled in, and the fields each has to have. */
export const sections = {
  organisation: ['maker.name', 'maker.role'],
  contact: ['maker.contact', 'product.vulnerability'],
  product: ['product.name', 'product.category', 'product.intendedUse'],
  models: ['product.models'],
  software: ['product.software', 'product.sbom'],
  updates: ['product.updates', 'product.use', 'product.defaultPassword'],
} as const satisfies Record<string, readonly `${'maker' | 'product'}.${string}`[]>
export type Section = keyof typeof sections

const valueAt = (c: Case, field: string): unknown => {
  const [root = '', key = ''] = field.split('.')
  const record: Readonly<Record<string, unknown>> = root === 'maker' ? c.maker : c.product
  return record[key]
}

const isThere = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0)

export const missingIn = (c: Case, section: Section): readonly string[] =>
  sections[section].filter((field) => !isThere(valueAt(c, field)))

const criterionMissing = (
  c: Case,
  scheme: OperatedScheme,
  id: CriterionId,
  day: IsoDate | undefined,
): readonly Missing[] => {
  const field = `answers.${id}`
  const shown = shownBy(c, scheme, id, day)
  if (!shown.ok) return [{ field, reason: fill(selectionFaultTexts[shown.fault.code].why, { ...shown.fault }) }]
  const reason = lackingIn(c, scheme, shown.value)
  return reason === undefined ? [] : [{ field, reason }]
}

// Another edition may offer other categories, and the one chosen under the edition before would stand in the register.
const categoryMissing = ({ product: { category } }: Case, scheme: OperatedScheme): readonly Missing[] =>
  category === undefined || scheme.categories.some(({ id }) => id === category)
    ? []
    : [
        {
          field: 'product.category',
          reason: {
            ja: 'この版には、選ばれている製品の種類がありません。選びなおしてください。',
            en: 'This edition does not have the category that was chosen. Please choose again.',
          },
        },
      ]

/** Everything an application still lacks before it can be declared on a day. */
export function missing(c: Case, scheme: OperatedScheme, day?: IsoDate): readonly Missing[] {
  const fields = (Object.keys(sections) as Section[]).flatMap((s) => missingIn(c, s)).map((field) => ({ field }))
  const criteria = levelOf(c, scheme).criteria.flatMap((id) => criterionMissing(c, scheme, id, day))
  return [...fields, ...categoryMissing(c, scheme), ...criteria]
}
