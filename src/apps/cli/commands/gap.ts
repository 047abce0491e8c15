import { determine, strayFindings } from '../../../core/determination/determine.ts'
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
  const evidence = evidenceOf(product)
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

/** What the product's own assessment has shown: what passes counts everywhere, what does not apply only where it was asked. */
function evidenceOf(product: LoadedForMarkets): Result<Evidence, Fault> {
  const { scheme, facts, ics, findings, ixit, holdings } = product
  const plan = select(scheme, ics.level, facts, ics)
  if (!plan.ok) return plan
  const stray = strayFindings(plan.value, findings)[0]
  if (stray !== undefined) return refuse<Fault & { unit: string }>({ code: 'finding-unit-unknown', unit: stray.unit })
  const { criteria } = determine(plan.value, ixit, findings)
  const with_ = (verdict: string) =>
    criteria.filter((c) => c.verdict === verdict).map((c) => nodeOf(editionKey(scheme), c.criterion))
  return ok({ proven: with_('pass'), notApplicable: with_('not-applicable'), holdings })
}
