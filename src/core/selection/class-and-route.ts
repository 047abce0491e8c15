import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { FactDefinition } from '../scheme/fact.ts'
import type { Route, Scheme } from '../scheme/scheme.ts'
import { holds, missingFacts } from './condition.ts'
import { knownFacts } from './known-facts.ts'
import { openUntilKnown } from './open-reason.ts'
import type { ClassAnswer, RouteAnswer } from './plan.ts'
import type { ProductFacts } from './product.ts'

type ClassOf = Pick<Scheme, 'classes' | 'defaultTier'>

/** Which class of a scheme a product belongs to; undefined where the scheme makes no classes. */
export function classOf(
  scheme: ClassOf,
  given: ProductFacts,
  vocabulary: readonly FactDefinition[] = [],
): ClassAnswer | undefined {
  if (scheme.classes === undefined || scheme.defaultTier === undefined) return undefined
  const facts = knownFacts(given, vocabulary)
  // A class that may hold is passed over with care: the answer is then open, but the tiers it can come to are known.
  const open: { readonly tier: string; readonly missing: readonly string[] }[] = []
  let ends: ClassAnswer = { verdict: 'default', tier: scheme.defaultTier, reason: inNoClass }
  for (const candidate of scheme.classes) {
    const answer = holds(candidate.when, facts)
    if (answer === undefined) open.push({ tier: candidate.tier, missing: missingFacts(candidate.when, facts) })
    if (answer !== true) continue
    const { id, tier, name, clause } = candidate
    ends = { verdict: 'class', class: id, tier, reason: name, clause }
    break
  }
  if (open.length === 0) return ends
  const missing = [...new Set(open.flatMap((candidate) => candidate.missing))]
  const what = { ja: '製品の区分は決まりません', en: 'The class of the product stays open' }
  return {
    verdict: 'unclear',
    tiers: [...new Set([...open.map(({ tier }) => tier), ends.tier])],
    missing,
    reason: openUntilKnown(what, missing, vocabulary),
  }
}

const inNoClass: Text = {
  ja: '特別な扱いを受けるどの区分にも当てはまりません。',
  en: 'The product belongs to none of the classes that are treated differently.',
}

/** The ways to show conformity that a tier has on a day, open and closed, each with its reason; one answer a module. */
export function routesOf(
  scheme: Pick<Scheme, 'routes'>,
  tier: string,
  given: ProductFacts,
  asOf: IsoDate,
  vocabulary: readonly FactDefinition[] = [],
): readonly RouteAnswer[] {
  const facts = knownFacts(given, vocabulary)
  const rows = (scheme.routes ?? []).filter((row) => row.tiers.includes(tier) && isTrueOn(row, asOf))
  // Rows of one module are tried in order, as fees are: the first that applies is the answer.
  return [...Map.groupBy(rows, ({ module }) => module).values()].flatMap((candidates) => {
    const first = candidates.find(({ when }) => when === undefined || holds(when, facts) !== false)
    return first ? [answerOf(first, facts, vocabulary)] : []
  })
}

const isTrueOn = ({ from, until }: Route, day: IsoDate): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until)

function answerOf(route: Route, facts: ProductFacts, vocabulary: readonly FactDefinition[]): RouteAnswer {
  const { id, module, assessor, clause } = route
  const missing = route.when === undefined ? [] : missingFacts(route.when, facts)
  const head = { route: id, module, assessor, clause, missing }
  if (missing.length === 0) return { ...head, state: route.open ? 'open' : 'closed', reason: route.reason }
  const what = { ja: 'この方法を使えるかどうかは決まりません', en: 'Whether this route is open stays undecided' }
  return { ...head, state: 'unclear', reason: openUntilKnown(what, missing, vocabulary) }
}
