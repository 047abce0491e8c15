import type { Evaluation } from '../determination/evaluation.ts'
import type { Finding } from '../determination/finding.ts'
import type { Verdict } from '../determination/verdict.ts'
import type { Text } from '../kernel/text.ts'
import type { CriterionId, UnitId } from '../scheme/criterion.ts'
import type { Review, ReviewOutcome } from './decision.ts'

/** Something that stands in the way of a grant: a criterion that was not shown, or one the reviewer did not find sufficient. */
export type Nonconformity =
  | {
      readonly kind: 'verdict'
      readonly criterion: CriterionId
      readonly unit?: UnitId // where it comes from; absent where no unit has the verdict
      readonly finding?: Finding
      readonly verdict: Verdict
      readonly reason: Text
      readonly next?: Text
    }
  | {
      readonly kind: 'review'
      readonly criterion: CriterionId
      readonly outcome?: ReviewOutcome
      readonly reason: Text
    }

export type Reviews = Readonly<Record<CriterionId, Review>>

const outcomeReason: Record<Exclude<ReviewOutcome, 'sufficient'>, Text> = {
  question: { ja: '審査担当者の質問が残っています。', en: 'The reviewer has an open question.' },
  waiting: { ja: '審査担当者が資料を待っています。', en: 'The reviewer is waiting for something.' },
  insufficient: { ja: '審査担当者が不十分と判断しました。', en: 'The reviewer found it insufficient.' },
}

/** Everything that stands in the way, criterion by criterion, in the order of the plan. */
export function nonconformities(evaluation: Evaluation, reviews: Reviews): readonly Nonconformity[] {
  return evaluation.criteria.flatMap((result): Nonconformity[] => {
    const found: Nonconformity[] = []
    if (result.verdict !== 'pass' && result.verdict !== 'not-applicable') {
      const unit = result.procedures.flatMap((p) => p.units).find((u) => u.verdict === result.verdict)
      // An inconclusive unit usually stems from a finding that says "pass" and lacks its ground: name that one then.
      const finding = unit?.findings.find((f) => f.verdict === result.verdict) ?? unit?.findings[0]
      found.push({
        kind: 'verdict',
        criterion: result.criterion,
        ...(unit === undefined ? {} : { unit: unit.unit }),
        ...(finding === undefined ? {} : { finding }),
        verdict: result.verdict,
        reason: result.reason,
        ...(result.next === undefined ? {} : { next: result.next }),
      })
    }
    const review = Object.hasOwn(reviews, result.criterion) ? reviews[result.criterion] : undefined
    if (review === undefined)
      found.push({
        kind: 'review',
        criterion: result.criterion,
        reason: { ja: 'まだ審査されていません。', en: 'It has not been reviewed yet.' },
      })
    else if (review.outcome !== 'sufficient')
      found.push({
        kind: 'review',
        criterion: result.criterion,
        outcome: review.outcome,
        reason: withNote(outcomeReason[review.outcome], review.note),
      })
    return found
  })
}

const withNote = (reason: Text, note: string): Text =>
  note.trim() === '' ? reason : { ja: `${reason.ja}（${note}）`, en: `${reason.en} (${note})` }
