import type { Instant } from '../core/kernel/date.ts'
import type { Case } from './case.ts'
import type { CaseEvent } from './events.ts'
import type { CaseworkFault } from './faults.ts'
import type { Row } from './lifecycle.ts'
import type { CaseTransaction, Ports } from './ports.ts'
import type { Viewer } from './roles.ts'
import type { Situation } from './situation.ts'

const later = (a: Instant, b: Instant): Instant => (Date.parse(a) >= Date.parse(b) ? a : b)

/** Everything a guard looks at. The time never runs backwards within a case, whatever the machine's clock does. */
export async function situationOf(ports: Ports, viewer: Viewer, c: Case, tx: CaseTransaction): Promise<Situation> {
  const scheme = ports.schemes.find(c.scheme, c.edition)
  if (scheme === undefined)
    throw new Error(`the edition ${c.scheme} ${c.edition} that case ${c.id} is pinned to is gone`)
  const label = c.label === undefined ? undefined : await tx.readLabel(c.label)
  const now = later(ports.clock.now(), c.updatedAt)
  return { case: c, scheme, viewer, now, ...(label === undefined ? {} : { label }) }
}

/** After a renewal the label is kept by the renewing case: acts on the label from the old one are refused. */
export function movedFault(
  row: Row,
  { case: c, label }: Situation,
  events: readonly CaseEvent[],
): CaseworkFault | undefined {
  if (c.state !== 'issued' || row.act === 'note' || label === undefined) return undefined
  const made = events.some((event) => event.data.credential === label.entry.credential.digest)
  return made ? undefined : { code: 'label-moved', case: label.caseId }
}
