import { digestOf } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { Procedure } from '../scheme/criterion.ts'
import type { Ixit } from '../selection/ixit.ts'
import type { Plan, PlanItem } from '../selection/plan.ts'
import type { CriterionResult, Evaluation, ProcedureResult, UnitResult } from './evaluation.ts'
import { inBoth } from './evidence.ts'
import type { Finding } from './finding.ts'
import { type JudgedUnit, judgeUnit } from './unit.ts'
import { combine, type Verdict } from './verdict.ts'

/** A verdict per criterion with its decisive reason, from the plan, what the maker declares and what was found. */
export function determine(plan: Plan, ixit: Ixit, findings: readonly Finding[]): Evaluation {
  const criteria = plan.items.map((item) => judgeCriterion(item, ixit, findings))
  return {
    basis: digestOf(plan),
    scheme: plan.scheme,
    edition: plan.edition,
    level: plan.level,
    verdict: combine(criteria.map((c) => c.verdict)),
    // Asked of every criterion, not of the combined verdict: a plan without criteria fulfils nothing.
    fulfilled: criteria.length > 0 && criteria.every((c) => c.verdict === 'pass' || c.verdict === 'not-applicable'),
    criteria,
  }
}

/** Findings about units that are not in the plan: a typing mistake that would otherwise vanish unseen. */
export const strayFindings = (plan: Plan, findings: readonly Finding[]): readonly Finding[] => {
  const units = new Set(plan.items.flatMap((i) => i.procedures.flatMap((p) => p.units.map((u) => u.id))))
  return findings.filter((f) => !units.has(f.unit))
}

interface JudgedProcedure {
  readonly result: ProcedureResult
  readonly units: readonly JudgedUnit[]
}

function judgeCriterion(item: PlanItem, ixit: Ixit, findings: readonly Finding[]): CriterionResult {
  const judged = item.procedures.map((procedure) => judgeProcedure(item, procedure, ixit, findings))
  const procedures = judged.map((j) => j.result)
  if (!item.applicability.applies) {
    const failed = judged.flatMap((p) => p.units).find(({ verdict }) => verdict === 'fail')
    return { ...(failed === undefined ? leftOut(item) : ofUnit(item, failed)), procedures }
  }

  const { accepted } = item.applicability
  if (accepted !== undefined) return { ...shownElsewhere(item, accepted.title, judged), procedures }
  const verdict = combine(procedures.map((p) => p.verdict))
  return { criterion: item.criterion, verdict, ...decisive(verdict, judged), procedures }
}

const ofUnit = ({ criterion }: PlanItem, { verdict, reason, next }: JudgedUnit) => ({
  criterion,
  verdict,
  reason,
  ...(next === undefined ? {} : { next }),
})

function leftOut(item: PlanItem): { criterion: string; verdict: Verdict; reason: Text } {
  const { applicability } = item
  const reason = inBoth(applicability.applies ? '' : applicability.reason)
  const condition: Text = applicability.applies ? { ja: '', en: '' } : applicability.conditionText
  return {
    criterion: item.criterion,
    verdict: 'not-applicable',
    reason: { ja: `${condition.ja}：${reason.ja}`, en: `${condition.en}: ${reason.en}` },
  }
}

// A rule of recognition stands in for the procedures, as long as the papers it rests on are there and nobody found otherwise.
// A paper is a file: the maker's own table says nothing of what was shown to somebody else.
function shownElsewhere(item: PlanItem, title: Text, judged: readonly JudgedProcedure[]) {
  const { criterion } = item
  const found = judged.flatMap((p) => p.units)
  for (const verdict of ['fail', 'inconclusive'] as const) {
    const against = found.find((unit) => unit.verdict === verdict && unit.findings.some((f) => f.verdict === verdict))
    if (against !== undefined) return { criterion, verdict, reason: against.reason }
  }
  if (item.answer.restsOn.some(({ kind }) => kind === 'file'))
    return { criterion, verdict: 'pass' as const, reason: title }
  return {
    criterion,
    verdict: 'inconclusive' as const,
    reason: {
      ja: 'ほかの制度への適合を示す書類がありません。',
      en: 'The paper that shows conformity with the other scheme is missing.',
    },
    next: {
      ja: '適合声明書など、その制度への適合を示す書類を添付してください。',
      en: 'Attach the statement of compliance, or whatever shows that conformity.',
    },
  }
}

function judgeProcedure(
  item: PlanItem,
  procedure: Procedure,
  ixit: Ixit,
  findings: readonly Finding[],
): JudgedProcedure {
  const units = procedure.units.map((unit) => judgeUnit(item, procedure, unit, findings, ixit))
  const combined = combine(units.map((u) => u.verdict))
  // Findings may set single units aside, but not a whole procedure: that takes the maker's answer, under the policy.
  const verdict = combined === 'not-applicable' && item.applicability.applies ? 'inconclusive' : combined
  const results = units.map(({ unit, verdict, reason, findings }): UnitResult => ({ unit, verdict, reason, findings }))
  return { units, result: { procedure: procedure.id, method: procedure.method, verdict, units: results } }
}

function decisive(verdict: Verdict, procedures: readonly JudgedProcedure[]): { reason: Text; next?: Text } {
  const units = procedures.flatMap((p) => p.units)
  if (units.length === 0)
    return {
      reason: { ja: '評価の手順が定められていません。', en: 'No evaluation procedure is defined.' },
      next: { ja: '制度の運営者に確認してください。', en: 'Please ask the operator of the scheme.' },
    }
  if (verdict === 'pass')
    return {
      reason: {
        ja: `試験項目 ${units.length} 件のすべてについて、適合の根拠を確認しました。`,
        en: `All ${units.length} test units are shown to be fulfilled.`,
      },
    }
  const unit = units.find((u) => u.verdict === verdict)
  if (unit !== undefined) return { reason: unit.reason, ...(unit.next === undefined ? {} : { next: unit.next }) }
  return {
    reason: {
      ja: '「適合」との回答ですが、評価手順の試験項目がすべて「対象外」と記録されています。',
      en: 'It is answered as fulfilled, but every test unit of a procedure was recorded as not applicable.',
    },
    next: {
      ja: '制度が定めた条件に当てはまる場合は「対象外」と回答し、理由を記入してください。',
      en: 'Answer “not applicable”, with a reason, if a condition of the scheme allows it.',
    },
  }
}
