import type { Fault } from '../core/kernel/fault.ts'
import type { Result } from '../core/kernel/result.ts'
import type { Case } from './case.ts'
import type { ActName } from './lifecycle.ts'
import type { Ports } from './ports.ts'
import type { Viewer } from './roles.ts'

/** A request to do one act of the lifecycle table. */
export interface ActRequest {
  readonly act: ActName
  readonly caseId?: string // absent for `start`
  /** The sequence number the person saw; another one means someone else was faster: fault `stale-case` with both values kept. */
  readonly seenSeq?: number
  readonly data: unknown // checked by the act's own zod schema
}

/** Does one act: checks role, state and guards by the table, folds, appends, and lets the act's effects happen in one transaction. */
export type Perform = (ports: Ports, viewer: Viewer, request: ActRequest) => Promise<Result<Case, Fault>>
