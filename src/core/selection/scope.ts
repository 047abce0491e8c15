import type { Text } from '../kernel/text.ts'
import type { FactId } from '../scheme/condition.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { holds, missingFacts } from './condition.ts'
import type { ScopeAnswer } from './plan.ts'
import type { ProductFacts } from './product.ts'

type ScopeOf = Pick<Scheme, 'scope' | 'questions'>

/** Whether a scheme covers a product: the first rule that holds decides, and an open rule before it leaves the answer open. */
export function scopeOf(scheme: ScopeOf, facts: ProductFacts): ScopeAnswer {
  for (const rule of scheme.scope) {
    const answer = holds(rule.when, facts)
    if (answer === true) {
      const by = { rule: rule.id, reason: rule.reason, clause: rule.clause }
      return rule.verdict === 'unclear' ? { verdict: 'unclear', missing: [], ...by } : { verdict: rule.verdict, ...by }
    }
    // Going on past an open rule would be a guess: it might be the one that excludes the product.
    if (answer === undefined) {
      const missing = missingFacts(rule.when, facts)
      return { verdict: 'unclear', missing, reason: openReason(scheme, missing) }
    }
  }
  return {
    verdict: 'unclear',
    missing: [],
    reason: {
      ja: '対象になるとも、ならないとも定める規則がありません。制度の運営者に確認してください。',
      en: 'No rule says whether this product is covered. Please ask the operator of the scheme.',
    },
  }
}

function openReason(scheme: ScopeOf, missing: readonly FactId[]): Text {
  const asked = missing.map((fact) => scheme.questions.find((q) => q.fact === fact)?.question ?? { ja: fact, en: fact })
  return {
    ja: `次の点が分かるまで、対象かどうかは決まりません：${asked.map((q) => `「${q.ja}」`).join('')}`,
    en: `Whether the product is covered stays open until this is known: ${asked.map((q) => `“${q.en}”`).join(', ')}`,
  }
}
