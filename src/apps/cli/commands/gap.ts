import { determine, strayFindings } from '../../../core/determination/determine.ts'
import type { Verdict } from '../../../core/determination/verdict.ts'
import type { IsoDate } from '../../../core/kernel/date.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { Language } from '../../../core/kernel/text.ts'
import type { EffortLedger } from '../../../core/market/effort-ledger.ts'
import type { Holding } from '../../../core/market/holding.ts'
import { marketOf } from '../../../core/market/market.ts'
import type { Evidence } from '../../../core/market/market-plan.ts'
import { planMarkets } from '../../../core/market/plan-markets.ts'
import { allTargets, chooseTargets } from '../../../core/market/target.ts'
import type { Catalogue } from '../../../core/scheme/catalogue.ts'
import { nodeOf } from '../../../core/scheme/node.ts'
import { editionKey } from '../../../core/scheme/scheme.ts'
import { select } from '../../../core/selection/select.ts'
import type { CommandOutcome, LoadedProduct } from './assess.ts'
import { gapText } from './gap-text.ts'

/** A product with what it has been granted elsewhere. */
export interface LoadedForMarkets extends LoadedProduct {
  readonly holdings: readonly Holding[]
}

export interface GapOptions {
  readonly lang: Language
  readonly asOf: IsoDate
  readonly to?: readonly string[] // 'uk-psti', 'sg-cls:1'; absent: every scheme there is
  readonly ledger?: EffortLedger
}

/** `gap`: where a product counts already, by law and technically, and the least work that is left. */
export function gap(
  catalogue: Catalogue,
  product: LoadedForMarkets,
  options: GapOptions,
): Result<CommandOutcome, Fault> {
  const evidence = evidenceOf(product, options.asOf)
  if (!evidence.ok) return evidence
  const { schemes } = catalogue
  const targets = options.to ? chooseTargets(schemes, options.to) : ok(allTargets(schemes, options.asOf))
  if (!targets.ok) return targets
  const plan = planMarkets(marketOf(catalogue), {
    facts: product.facts,
    evidence: evidence.value,
    targets: targets.value,
    asOf: options.asOf,
    ...(options.ledger === undefined ? {} : { ledger: options.ledger }),
  })
  const done = plan.targets.every(({ outcome }) => ['not-covered', 'held', 'recognised', 'covered'].includes(outcome))
  return ok({ exit: done ? 0 : 1, text: gapText(product.product.name, plan, options.lang), json: plan })
}

// What passes counts everywhere, what does not apply only where it was asked. What a rule of recognition accepts has not been shown
// here: it comes back through the holding that the rule starts from, and never as proof of anything else.
function evidenceOf(product: LoadedForMarkets, day: IsoDate): Result<Evidence, Fault> {
  const { scheme, facts, ics, findings, ixit, holdings } = product
  const plan = select(scheme, ics.level, facts, ics, day)
  if (!plan.ok) return plan
  const stray = strayFindings(plan.value, findings)[0]
  if (stray !== undefined) return refuse<Fault & { unit: string }>({ code: 'finding-unit-unknown', unit: stray.unit })
  const accepted = new Set(
    plan.value.items.flatMap(({ criterion, applicability }) =>
      applicability.applies && applicability.accepted !== undefined ? [criterion] : [],
    ),
  )
  const { criteria } = determine(plan.value, ixit, findings)
  const judged = (verdict: Verdict) =>
    criteria
      .filter((result) => result.verdict === verdict && !accepted.has(result.criterion))
      .map((result) => nodeOf(editionKey(scheme), result.criterion))
  return ok({ proven: judged('pass'), notApplicable: judged('not-applicable'), holdings })
}
