import type { RegisterHit } from '../../../../casework/ports.ts'
import { addDays, dateInJapan, type IsoDate } from '../../../../core/kernel/date.ts'
import { lastDayOf } from '../../../../core/surveillance/hints.ts'
import type { DeskContext } from '../../page.tsx'

/** How long before its last day a maker is told that a label can be renewed. */
export const renewDays = 180

/** Why a label needs its holder. */
export type LabelNeed = 'suspended' | 'expires-soon' | 'support-ended'

/** The labels of the reader's organisation as the register has them, the first to expire first. */
export async function ownLabels(p: DeskContext<unknown>): Promise<readonly RegisterHit[]> {
  const { hits } = await p.house.register.search({
    maker: p.session.viewer.organisation,
    asOf: p.now,
    offset: 0,
    limit: 500,
  })
  return hits.toSorted((a, b) => a.entry.validity.validUntil.localeCompare(b.entry.validity.validUntil))
}

/** What a label asks of its holder, and by when. */
export function needOf(p: DeskContext<unknown>, hit: RegisterHit): { need: LabelNeed; by?: IsoDate } | undefined {
  const today = dateInJapan(p.now)
  const { entry, standing } = hit
  if (standing === 'suspended') return { need: 'suspended' }
  if (standing !== 'valid') return undefined
  const lastDay = lastDayOf(entry.validity)
  if (lastDay <= addDays(today, renewDays)) return { need: 'expires-soon', by: lastDay }
  const until = entry.product.updates.supportUntil
  return until !== null && until < today ? { need: 'support-ended' } : undefined
}
