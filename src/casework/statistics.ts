import type { Figure } from '../core/statistics/figure.ts'
import type { Viewer } from './roles.ts'

// What the house counts, and what makers tell of their costs. Nobody's list, visit or answer is kept with a name.

/** What is counted as it happens, by day. */
export const counters = ['scan', 'notice', 'check', 'row', 'satisfaction'] as const
export type Counter = (typeof counters)[number]

export const laboratoryBands = ['none', 'under-100k', '100k-300k', '300k-1m', 'over-1m'] as const
export const makerSizes = ['up-to-20', '21-300', 'over-300'] as const

/** What an application cost its maker, as far as it wants to tell. */
export interface CostAnswer {
  readonly hours?: number // of its own people
  readonly spend?: number // yen to others, without laboratory and fee
  readonly laboratory?: (typeof laboratoryBands)[number]
  readonly size?: (typeof makerSizes)[number]
}

/** The figures, and the doors through which they grow. */
export interface Statistics {
  /** All figures as they stand; counted at most so often that counting stays a small part of the work. */
  figures(): Promise<readonly Figure[]>
  /** Counts something that happened; kept in memory and added to the database within a minute. */
  count(counter: Counter, key?: string, n?: number): void
  /** What was told for a case of the viewer's own organisation. */
  costs(viewer: Viewer, caseId: string): Promise<CostAnswer | undefined>
  tellCosts(viewer: Viewer, caseId: string, answer: CostAnswer): Promise<void>
}
