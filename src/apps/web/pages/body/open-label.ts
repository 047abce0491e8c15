import type { Case, Proposal, ProposalKind } from '../../../../casework/case.ts'
import type { LabelRecord } from '../../../../casework/ports.ts'
import { readLabelId } from '../../../../core/kernel/label-id.ts'
import type { Standing } from '../../../../core/surveillance/standing.ts'
import { standingAt } from '../../../../core/surveillance/standing-at.ts'
import type { DeskContext } from '../../page.tsx'
import { type Opened, openCase } from './open-case.ts'

/** A label as the body has it open: the record, what it is worth now, and the case that keeps it. */
export interface OpenedLabel {
  readonly record: LabelRecord
  readonly standing: Standing
  readonly opened: Opened
}

/** Opens the label of the address; undefined where there is none. */
export async function openLabel(p: DeskContext<unknown>): Promise<OpenedLabel | undefined> {
  const read = readLabelId(p.param('id'))
  if (!read.ok) return undefined
  const record = await p.house.ports.store.transact(p.session.viewer, (tx) => tx.readLabel(read.value))
  const opened = record && (await openCase(p, record.caseId))
  if (record === undefined || opened === undefined) return undefined
  const { validity, events } = record.entry
  const standing = standingAt(validity, events, p.now) ?? { code: 'valid', since: validity.validFrom }
  return { record, standing, opened }
}

/** What a page answers where there is no such label. */
export const noLabel = (p: DeskContext<unknown>): Response =>
  p.refuse({ code: 'label-not-found', label: p.param('id').slice(0, 40) } as { code: string })

/** The proposal of a kind that waits to be confirmed: until it is settled, another of its kind is refused. */
export const waiting = (c: Case, kind: ProposalKind): Proposal | undefined =>
  c.proposals.find((proposal) => proposal.kind === kind && proposal.outcome === undefined)
