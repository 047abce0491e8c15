import type { Instant } from '../core/kernel/date.ts'
import { type Digest, digestOf } from '../core/kernel/digest.ts'
import type { ActName } from './lifecycle.ts'

/** One thing that happened in a case. Append-only; each carries the digest of the one before it. */
export interface CaseEvent {
  readonly caseId: string
  readonly seq: number // 1, 2, 3 …
  readonly at: Instant
  readonly act: ActName
  readonly person: string
  readonly organisation: string
  readonly data: Readonly<Record<string, unknown>> // what the act added, JSON
  readonly prev: Digest | null
  readonly digest: Digest // of all the above
}

export function chain(previous: CaseEvent | undefined, event: Omit<CaseEvent, 'seq' | 'prev' | 'digest'>): CaseEvent {
  const body = { ...event, seq: (previous?.seq ?? 0) + 1, prev: previous?.digest ?? null }
  return { ...body, digest: digestOf(body) }
}

/** The first event whose chain does not hold, or undefined: nothing was changed, removed or reordered. */
export function brokenLink(events: readonly CaseEvent[]): number | undefined {
  let previous: CaseEvent | undefined
  for (const event of events) {
    const { digest, ...body } = event
    if (
      event.seq !== (previous?.seq ?? 0) + 1 ||
      event.prev !== (previous?.digest ?? null) ||
      digestOf(body) !== digest
    )
      return event.seq
    previous = event
  }
  return undefined
}
