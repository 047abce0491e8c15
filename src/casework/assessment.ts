import type { Review, ReviewOutcome } from '../core/decision/decision.ts'
import { determine } from '../core/determination/determine.ts'
import { deviceFindings } from '../core/determination/device-findings.ts'
import type { Evaluation } from '../core/determination/evaluation.ts'
import type { Finding } from '../core/determination/finding.ts'
import { selfFindings } from '../core/determination/self-findings.ts'
import type { Verdict } from '../core/determination/verdict.ts'
import { dateInJapan, type Instant, type IsoDate } from '../core/kernel/date.ts'
import { type Digest, digestOf } from '../core/kernel/digest.ts'
import { ok, type Result } from '../core/kernel/result.ts'
import { type Criterion, unitsOf } from '../core/scheme/criterion.ts'
import type { OperatedLevel, OperatedScheme } from '../core/scheme/scheme.ts'
import type { Acceptance } from '../core/selection/accepted.ts'
import type { Plan, SelectionFault } from '../core/selection/plan.ts'
import { select } from '../core/selection/select.ts'
import type { Case } from './case.ts'
import { currentRuns, deviceRunsOf } from './runs.ts'

/** The level a case asks for. */
export function levelOf(c: Pick<Case, 'level'>, scheme: OperatedScheme): OperatedLevel {
  const level = scheme.levels.find((l) => l.code === c.level)
  if (level === undefined) throw new Error(`the scheme ${scheme.id} has no level ${c.level}`)
  return level
}

/** What that level asks for, whole. */
export const criteriaOf = (c: Pick<Case, 'level'>, scheme: OperatedScheme): readonly Criterion[] => {
  const { criteria } = levelOf(c, scheme)
  return scheme.criteria.filter(({ id }) => criteria.includes(id))
}

/** Whether some of it is shown by nobody but a qualified evaluator who tests the device. */
export const needsEvaluator = (c: Pick<Case, 'level'>, scheme: OperatedScheme): boolean =>
  unitsOf(criteriaOf(c, scheme)).some(({ procedure }) => procedure.evaluator !== undefined)

/**
 * The day whose rules of recognition count for a case: that of its declaration. A draft, also one that was sent back, is
 * still to be declared, so what was in force when it was last declared no longer counts.
 */
const dayOf = (c: Case): IsoDate => dateInJapan(c.state === 'draft' ? c.updatedAt : (c.declaration?.at ?? c.updatedAt))

/** What decides in this case whether a proof made elsewhere stands for a criterion; whoever changes it asks about today. */
export const acceptanceFor = (c: Case, scheme: OperatedScheme, day = dayOf(c)): Acceptance => ({
  rules: scheme.accepts ?? [],
  edition: c.edition,
  day,
})

/** What has to be shown in this case, from its answers as they stand. */
export const planOf = (c: Case, scheme: OperatedScheme): Result<Plan, SelectionFault> =>
  select(
    scheme,
    c.level,
    c.product.facts ?? {},
    {
      scheme: c.scheme,
      edition: c.edition,
      level: c.level,
      answers: Object.values(c.answers),
    },
    dayOf(c),
  )

// "Sufficient" confirms what the maker showed and adds nothing of its own: a reviewer at a desk cannot make good a
// missing piece of evidence or a device test. Everything else weighs against the criterion.
const weighs: Record<Exclude<ReviewOutcome, 'sufficient'>, Verdict> = {
  insufficient: 'fail',
  question: 'inconclusive',
  waiting: 'inconclusive',
}

function reviewFindings(plan: Plan, reviews: readonly Review[]): readonly Finding[] {
  return reviews.flatMap(({ criterion, outcome, note, by, at }) => {
    if (outcome === 'sufficient') return []
    const item = plan.items.find((i) => i.criterion === criterion)
    const units = item?.procedures.flatMap((p) => p.units) ?? []
    return units.map(
      (unit): Finding => ({
        unit: unit.id,
        verdict: weighs[outcome],
        means: 'document-review',
        reason: note,
        restsOn: item?.answer.restsOn ?? [],
        by,
        at,
      }),
    )
  })
}

/** What runs on the bench found for a plan, or for a part of one. */
export const benchFindings = (c: Case, scheme: OperatedScheme, plan: Plan): readonly Finding[] =>
  deviceFindings(plan, scheme.shows ?? [], deviceRunsOf(c))

/** The verdicts of a case as it stands: the maker's declaration, weighed with what benches showed and what reviewers found. */
export function evaluate(c: Case, scheme: OperatedScheme, at: Instant): Result<Evaluation, SelectionFault> {
  const plan = planOf(c, scheme)
  if (!plan.ok) return plan
  const declared = { by: c.declaration?.by ?? c.organisation, at: c.declaration?.at ?? at }
  const findings = [
    ...selfFindings(plan.value, declared),
    ...benchFindings(c, scheme, plan.value),
    ...reviewFindings(plan.value, Object.values(c.reviews)),
  ]
  return ok(determine(plan.value, [], findings))
}

/** What a maker declares: shown in full before it is declared, and named by its digest ever after. */
export interface DeclarationDocument {
  readonly scheme: string
  readonly edition: string
  readonly criteriaDigest: Digest // of the scheme as loaded
  readonly level: string
  readonly maker: Case['maker']
  readonly product: Case['product']
  readonly answers: Case['answers']
  /** The runs on the bench that are declared with it; absent where there are none. */
  readonly runs?: readonly { readonly run: string; readonly evidence: Digest; readonly verdicts: Digest }[]
}

/** Exactly what is declared, and its digest. */
export function declarationDocument(
  c: Case,
  scheme: OperatedScheme,
): { readonly document: DeclarationDocument; readonly digest: Digest } {
  const runs = currentRuns(c).map(({ run, file, verdicts }) => ({ run, evidence: file, verdicts }))
  const document: DeclarationDocument = {
    scheme: c.scheme,
    edition: c.edition,
    criteriaDigest: scheme.digest,
    level: c.level,
    maker: c.maker,
    product: c.product,
    answers: c.answers,
    ...(runs.length === 0 ? {} : { runs }),
  }
  return { document, digest: digestOf(document) }
}
