import type { Operator } from '../../src/apps/house.ts'
import { statisticsNames } from '../../src/apps/statistics-names.ts'
import type { Statistics } from '../../src/casework/statistics.ts'
import type { Instant } from '../../src/core/kernel/date.ts'
import type { OperatedScheme } from '../../src/core/scheme/scheme.ts'
import { figureIds } from '../../src/core/statistics/figure.ts'
import { figureOf } from '../../src/core/statistics/figures.ts'
import type { PlainCounts } from '../../src/core/statistics/plain-counts.ts'

/** Nothing was counted yet. */
export const nothingCounted = {
  inForce: [],
  models: { labels: 0, models: 0, median: null },
  changes: [],
  lastChanges: [],
  expiring: [],
  supportEnds: [],
  cases: [],
  costs: [],
  laboratory: [],
  reuse: [],
  classes: [],
  counted: [],
  operatingCost: {},
} satisfies Partial<PlainCounts>

/** Figures over nothing, or over what is given; what is counted is forgotten. */
export const fakeStatistics = (
  operator: Operator,
  schemes: readonly OperatedScheme[],
  at: Instant,
  counts: Partial<PlainCounts> = {},
): Statistics => {
  const plain: PlainCounts = {
    at,
    ...statisticsNames(schemes),
    ...nothingCounted,
    operatingCost: operator.operatingCost ?? {},
    ...counts,
  }
  return {
    figures: async () => figureIds.map((id) => figureOf[id](plain)),
    count: () => undefined,
    costs: async () => undefined,
    tellCosts: async () => undefined,
  }
}
