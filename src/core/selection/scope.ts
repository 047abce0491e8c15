import type { FactDefinition } from '../scheme/fact.ts'
import type { Level, Scheme } from '../scheme/scheme.ts'
import { holds, missingFacts } from './condition.ts'
import { knownFacts } from './known-facts.ts'
import { openUntilKnown } from './open-reason.ts'
import type { ScopeAnswer } from './plan.ts'
import type { ProductFacts } from './product.ts'

type ScopeOf = Pick<Scheme, 'scope' | 'questions'>

/**
 * Whether a scheme covers a product: the first rule that holds decides, and an open rule before it leaves the answer open.
 * What is missing is asked in the scheme's words, else in those of the vocabulary.
 */
export function scopeOf(scheme: ScopeOf, given: ProductFacts, vocabulary: readonly FactDefinition[] = []): ScopeAnswer {
  const facts = knownFacts(given, vocabulary)
  for (const rule of scheme.scope) {
    const answer = holds(rule.when, facts)
    if (answer === true) {
      const by = { rule: rule.id, reason: rule.reason, clause: rule.clause }
      return rule.verdict === 'unclear' ? { verdict: 'unclear', missing: [], ...by } : { verdict: rule.verdict, ...by }
    }
    // Going on past an open rule would be a guess: it might be the one that excludes the product.
    if (answer === undefined) {
      const missing = missingFacts(rule.when, facts)
      const reason = openUntilKnown(
        { ja: '対象かどうかは決まりません', en: 'Whether the product is covered stays open' },
        missing,
        [...scheme.questions.map(({ fact, question }) => ({ id: fact, question })), ...vocabulary],
      )
      return { verdict: 'unclear', missing, reason }
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

/** Whether one level of a scheme is for a product: the scheme covers it, and it is of the products the level is limited to. */
export function scopeAtLevel(
  scheme: ScopeOf,
  level: Pick<Level, 'products' | 'name'>,
  given: ProductFacts,
  vocabulary: readonly FactDefinition[] = [],
): ScopeAnswer {
  const covered = scopeOf(scheme, given, vocabulary)
  if (covered.verdict !== 'in' || level.products === undefined) return covered
  const facts = knownFacts(given, vocabulary)
  const answer = holds(level.products, facts)
  if (answer === true) return covered
  if (answer === false)
    return {
      verdict: 'out',
      rule: 'level-products',
      reason: {
        ja: `選んだレベル（${level.name.ja}）は、ほかの種類の製品のためのものです。`,
        en: `The level that was chosen (${level.name.en}) is for products of another kind.`,
      },
      clause: covered.clause,
    }
  const missing = missingFacts(level.products, facts)
  const reason = openUntilKnown(
    { ja: 'このレベルの対象かどうかは決まりません', en: 'Whether this level is for the product stays open' },
    missing,
    [...scheme.questions.map(({ fact, question }) => ({ id: fact, question })), ...vocabulary],
  )
  return { verdict: 'unclear', missing, reason }
}
