import type pg from 'pg'
import { readCosts, writeCosts } from '../adapters/store/case-costs.ts'
import { readCounts } from '../adapters/store/statistics-reader.ts'
import { openTally } from '../adapters/store/tally.ts'
import type { Clock, Schemes } from '../casework/ports.ts'
import type { Statistics } from '../casework/statistics.ts'
import { dateInJapan } from '../core/kernel/date.ts'
import { figureIds } from '../core/statistics/figure.ts'
import { figureOf } from '../core/statistics/figures.ts'
import { calmly } from './calmly.ts'
import type { Operator } from './house.ts'
import { repeat } from './repeat.ts'
import { statisticsNames } from './statistics-names.ts'

const writeEveryMs = 10_000 // a crash loses at most what was counted since

/** The figures over the database, and what counts into them. */
export function openStatistics({
  pool,
  clock,
  schemes,
  operator,
  log,
}: {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly schemes: Schemes
  readonly operator: Operator
  readonly log: (line: string) => void
}): Statistics & { stop(): Promise<void> } {
  const tally = openTally(pool, () => clock.now())
  const turns = repeat(writeEveryMs, () => tally.flush(), log)
  return {
    figures: calmly(
      async () => {
        const at = clock.now()
        const counted = await readCounts(pool, at)
        const plain = { at, ...statisticsNames(schemes.all), ...counted, operatingCost: operator.operatingCost ?? {} }
        return figureIds.map((id) => figureOf[id](plain))
      },
      () => performance.now(),
    ),
    count: (counter, key, n) => tally.count(counter, key, n),
    costs: (viewer, caseId) => readCosts(pool, viewer, caseId),
    tellCosts: (viewer, caseId, answer) => writeCosts(pool, viewer, { caseId, answer, on: dateInJapan(clock.now()) }),
    stop: async () => {
      await turns.stop()
      await tally.flush()
    },
  }
}
