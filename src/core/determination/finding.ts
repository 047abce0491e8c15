import type { Instant } from '../kernel/date.ts'
import type { UnitId } from '../scheme/criterion.ts'
import type { EvidenceRef } from '../selection/ics.ts'
import type { Verdict } from './verdict.ts'

export const means = ['self-declaration', 'document-review', 'device-test', 'automatic'] as const
export type Means = (typeof means)[number]

/** The signed run on the bench that a finding comes from. Nobody writes it into a file: casework sets it from evidence it has verified. */
export interface BenchRun {
  readonly id: string
  readonly qualification?: string // id of the registered qualification that covered the day of the run
}

/** What was seen for one test unit, by whom and how. */
export interface Finding {
  readonly unit: UnitId
  readonly verdict: Verdict
  readonly means: Means
  readonly reason: string // what was seen and why it leads to this verdict
  readonly restsOn: readonly EvidenceRef[]
  readonly by: string // person id; in a file, a name
  readonly at: Instant
  readonly run?: BenchRun
}
