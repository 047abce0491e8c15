import type { Case } from '../../../../casework/case.ts'
import { ownLabel } from '../../../../casework/holder.ts'
import type { LabelRecord } from '../../../../casework/ports.ts'
import { caseFor } from '../../../../casework/queries.ts'
import type { OperatedLevel, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import type { Standing } from '../../../../core/surveillance/standing.ts'
import { standingAt } from '../../../../core/surveillance/standing-at.ts'
import type { DeskContext } from '../../page.tsx'

/** A label as its holder's pages have it in hand, with the case that keeps it. */
export interface Held {
  readonly record: LabelRecord
  readonly case: Case
  readonly scheme: OperatedScheme
  readonly level: OperatedLevel
  readonly standing: Standing | undefined
}

/** The label of this address; undefined where it is not one of the reader's organisation. */
export async function heldLabel(p: DeskContext<unknown>): Promise<Held | undefined> {
  const { ports } = p.house
  const record = await ownLabel(ports, p.session.viewer, p.param('label'))
  const c = record && (await caseFor(ports, p.session.viewer, record.caseId))
  const scheme = c && ports.schemes.find(c.scheme, c.edition)
  const level = scheme?.levels.find((l) => l.code === c?.level)
  if (!record || !c || !scheme || !level) return undefined
  const { validity, events } = record.entry
  return { record, case: c, scheme, level, standing: standingAt(validity, events, p.now) }
}

/** Addresses about a label, without the language. */
export const labelAt = ({ record }: Pick<Held, 'record'>, rest = ''): string =>
  `/desk/labels/${record.entry.label}${rest}`
