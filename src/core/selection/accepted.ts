import type { IsoDate } from '../kernel/date.ts'
import type { CriterionId } from '../scheme/criterion.ts'
import type { Recognition } from '../scheme/recognition.ts'
import { holds } from './condition.ts'
import type { ProductFacts } from './product.ts'

/** What decides whether a proof made elsewhere stands for a criterion: the rules into the scheme, and the day. */
export interface Acceptance {
  readonly rules: readonly Recognition[]
  readonly edition: string // document number of the scheme
  readonly day: IsoDate
}

/** The rule by which a criterion need not be shown again; undefined where there is none for this product on this day. */
export function acceptedBy(
  { rules, edition, day }: Acceptance,
  criterion: CriterionId,
  facts: ProductFacts,
): Recognition | undefined {
  return rules.find(
    (rule) =>
      rule.effects.some((effect) => effect.kind === 'criteria-accepted' && effect.criteria.includes(criterion)) &&
      // That two parties accept each other is no answer to the question what for.
      rule.effects.every(({ kind }) => kind !== 'terms-unknown') &&
      (rule.to.documents === undefined || rule.to.documents.includes(edition)) &&
      rule.inForce <= day &&
      (rule.until === undefined || day <= rule.until) &&
      (rule.products === undefined || holds(rule.products, facts) === true) &&
      // What only a look at the papers can tell is told by the papers: the answer has to rest on them.
      rule.conditions.every(({ when }) => when === undefined || holds(when, facts) === true),
  )
}
