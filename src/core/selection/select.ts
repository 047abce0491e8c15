import type { IsoDate } from '../kernel/date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Criterion } from '../scheme/criterion.ts'
import type { PinnedScheme } from '../scheme/scheme.ts'
import { type Acceptance, acceptedBy } from './accepted.ts'
import { holds } from './condition.ts'
import type { Ics, IcsAnswer } from './ics.ts'
import type { Applicability, Plan, PlanItem, SelectionFault } from './plan.ts'
import type { ProductFacts } from './product.ts'
import { scopeAtLevel } from './scope.ts'

/** What has to be shown for this product: every criterion of the level, with the maker's answer and how it is evaluated. */
export function select(
  scheme: PinnedScheme,
  level: string,
  facts: ProductFacts,
  ics: Ics,
  day?: IsoDate, // on which rules of recognition are looked at; without it none is
): Result<Plan, SelectionFault> {
  const expected = `${scheme.id} ${scheme.edition.documentNumber} ${level}`
  const found = `${ics.scheme} ${ics.edition} ${ics.level}`
  if (expected !== found) return refuse({ code: 'edition-mismatch', expected, found })

  const step = scheme.levels.find((l) => l.code === level)
  if (step === undefined || step.status === 'unpublished' || step.criteria.length === 0)
    return refuse({ code: 'level-unpublished', level })

  const scope = scopeAtLevel(scheme, step, facts)
  if (scope.verdict === 'out')
    return refuse({ code: 'product-out-of-scope', reason: scope.reason, clause: scope.clause })
  if (scope.verdict === 'unclear')
    return refuse({ code: 'scope-unclear', missing: scope.missing, reason: scope.reason })

  const answers = new Map<string, IcsAnswer>()
  for (const answer of ics.answers) {
    if (!step.criteria.includes(answer.criterion))
      return refuse({ code: 'criterion-unknown', criterion: answer.criterion })
    if (answers.has(answer.criterion)) return refuse({ code: 'criterion-answered-twice', criterion: answer.criterion })
    answers.set(answer.criterion, answer)
  }

  const rules = day === undefined ? [] : (scheme.accepts ?? [])
  const acceptance = { rules, edition: scheme.edition.documentNumber, day: day ?? '' }
  const items: PlanItem[] = []
  for (const id of step.criteria) {
    const criterion = scheme.criteria.find((c) => c.id === id)
    if (criterion === undefined) throw new Error(`the scheme names the criterion ${id} but does not define it`)
    const answer = answers.get(id) ?? { criterion: id, claim: 'unanswered', reason: '', restsOn: [] }
    const applicability = applicabilityOf(criterion, answer, facts, acceptance)
    if (!applicability.ok) return applicability
    items.push({ criterion: id, answer, applicability: applicability.value, procedures: criterion.procedures })
  }
  return ok({ basis: scheme.digest, scheme: scheme.id, edition: scheme.edition.documentNumber, level, items })
}

/** "Not applicable" needs an allowed condition that the facts do not deny, and a reason; "accepted" a rule that is in force. */
export function applicabilityOf(
  criterion: Pick<Criterion, 'id' | 'notApplicable'>,
  answer: IcsAnswer,
  facts: ProductFacts,
  acceptance: Acceptance,
): Result<Applicability, SelectionFault> {
  if (answer.claim === 'accepted') {
    const rule = acceptedBy(acceptance, criterion.id, facts)
    if (rule === undefined) return refuse({ code: 'criterion-not-accepted-elsewhere', criterion: criterion.id })
    return ok({ applies: true, accepted: { rule: rule.id, title: rule.title } })
  }
  if (answer.claim !== 'not-applicable') return ok({ applies: true })
  const policy = criterion.notApplicable
  if (!policy.allowed) return refuse({ code: 'not-applicable-not-allowed', criterion: criterion.id })
  const condition = policy.conditions.find((c) => c.id === answer.condition)
  if (condition === undefined) return refuse({ code: 'not-applicable-condition-missing', criterion: criterion.id })
  if (condition.when !== undefined && holds(condition.when, facts) === false)
    return refuse({ code: 'not-applicable-condition-unmet', criterion: criterion.id, condition: condition.id })
  if (answer.reason.trim() === '') return refuse({ code: 'not-applicable-reason-missing', criterion: criterion.id })
  return ok({ applies: false, condition: condition.id, conditionText: condition.text, reason: answer.reason })
}
