import type { Case } from '../../../../casework/case.ts'
import type { Review } from '../../../../core/decision/decision.ts'

/** Questions a reviewer noted down at criteria and has not sent yet, in the order of the criteria. */
export const pendingQuestions = (c: Case, criteria: readonly string[]): readonly Review[] =>
  criteria.flatMap((criterion) => {
    const review = c.reviews[criterion]
    if (review?.outcome !== 'question') return []
    const asked = c.questions.some((q) => q.criterion === criterion && Date.parse(q.askedAt) >= Date.parse(review.at))
    return asked ? [] : [review]
  })
