import type { Result } from '../core/kernel/result.ts'
import type { ActData, Input } from './act-data.ts'
import type { CaseEvent } from './events.ts'
import type { CaseworkFault } from './faults.ts'
import type { ActName } from './lifecycle.ts'
import type { CaseTransaction, Ports } from './ports.ts'
import type { Situation } from './situation.ts'

/** What an act has in its hands: the situation its guards have passed, the doors, and what the person sent. */
export interface Doing<A extends ActName> extends Situation {
  readonly input: Input<A>
  readonly events: readonly CaseEvent[]
  readonly seq: number // the number its event will have
  readonly ports: Ports
  readonly tx: CaseTransaction
}

/**
 * One act: answers what its event keeps, and lets its effects happen in the transaction the event is appended in. Refused
 * means nothing happened, whatever it had already written. May be run again after a deadlock.
 */
export type Act<A extends ActName> = (
  doing: Doing<A>,
) => Result<ActData[A], CaseworkFault> | Promise<Result<ActData[A], CaseworkFault>>

/** An id for something inside a case: readable, stable, and never given twice. */
export const idIn = ({ seq }: { readonly seq: number }, what: string, n = 1): string =>
  n === 1 ? `${what}-${seq}` : `${what}-${seq}-${n}`
