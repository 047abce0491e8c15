import type { Instant } from '../core/kernel/date.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import type { Standing } from '../core/surveillance/standing.ts'
import { standingAt } from '../core/surveillance/standing-at.ts'
import type { Case } from './case.ts'
import type { LabelRecord } from './ports.ts'
import type { Viewer } from './roles.ts'

/** What a guard looks at: the case as it stands, who wants to act, and when. */
export interface Situation {
  readonly case: Case
  readonly scheme: OperatedScheme
  readonly viewer: Viewer
  readonly now: Instant
  readonly label?: LabelRecord // once issued
  readonly input?: unknown // what the person sent, checked; absent when a page only asks who may
}

/** What the case's label is worth now. */
export function standingNow({ label, now }: Pick<Situation, 'label' | 'now'>): Standing | undefined {
  return label && standingAt(label.entry.validity, label.entry.events, now)
}
