import type { Case, CaseSummary } from './case.ts'
import { currentRuns, openOrders } from './runs.ts'

/** The case in one line of a worklist. */
export function summaryOf(c: Case): CaseSummary {
  const questionDue = c.state === 'question' ? c.questions.findLast((q) => q.answer === undefined)?.due : undefined
  const dueOn = questionDue ?? c.clock.dueOn
  return {
    id: c.id,
    organisation: c.organisation,
    makerName: c.maker.name?.ja ?? '',
    productName: c.product.name?.ja ?? '',
    number: c.numbers.application ?? c.id.slice(0, 8),
    scheme: c.scheme,
    level: c.level,
    state: c.state,
    models: c.product.models?.length ?? 0,
    ...(c.reviewer === undefined ? {} : { reviewer: c.reviewer }),
    ...(dueOn === undefined ? {} : { dueOn }),
    openProposals: c.proposals.filter((p) => p.outcome === undefined).length,
    ...(c.runOrders.length === 0 ? {} : { tests: { open: openOrders(c).length, attached: currentRuns(c).length } }),
    ...(c.label === undefined ? {} : { label: c.label }),
    seq: c.seq,
    startedAt: c.startedAt,
    updatedAt: c.updatedAt,
    sample: c.sample,
    example: c.example ?? false,
  }
}
