import { writeLabelId } from '../../core/kernel/label-id.ts'
import { ok, refuse } from '../../core/kernel/result.ts'
import { type Act, type Doing, idIn } from '../act.ts'
import type { Case } from '../case.ts'
import { followed, logLabelEvent } from '../label.ts'
import { send } from '../letters.ts'
import type { ActName } from '../lifecycle.ts'
import type { LabelRecord } from '../ports.ts'

const labelOf = ({ label, case: c }: Pick<Doing<ActName>, 'label' | 'case'>): LabelRecord => {
  if (label === undefined) throw new Error(`case ${c.id} is issued but its label is not there`)
  return label
}

/** The holder gives the label up; nobody else has to agree, and it cannot be undone. */
export const endLabel: Act<'end-label'> = async (doing) => {
  const { input, case: c, scheme, now, tx } = doing
  const label = labelOf(doing)
  const { reasonCode, publicText } = input
  if (reasonCode !== undefined && !scheme.reasons.some((r) => r.code === reasonCode && r.for.includes('ended')))
    return refuse({ code: 'reason-not-offered', reason: reasonCode })
  const reason = reasonCode === undefined ? {} : { reasonCode }
  const leaf = await logLabelEvent(doing, { event: 'ended', of: label.entry, effectiveFrom: now, ...reason })
  await tx.saveLabel(
    followed(label, {
      event: 'ended',
      at: now,
      effectiveFrom: now,
      ...reason,
      ...(publicText === undefined ? {} : { publicText }),
      actorRole: 'applicant',
      credential: label.entry.credential.digest,
    }),
  )
  const values = { label: writeLabelId(label.entry.label), product: c.product.name?.ja }
  await send(tx, { organisation: c.organisation }, 'ended', c.id, values)
  return ok({ ...input, leaf })
}

const saveAdvisories = async (
  doing: Doing<'publish-advisory'> | Doing<'close-advisory'>,
  advisories: Case['advisories'],
) => {
  const label = labelOf(doing)
  await doing.tx.saveLabel({ ...label, entry: { ...label.entry, advisories } })
}

/** Publishes a security notice on the label's page; the label's standing does not change by it. */
export const publishAdvisory: Act<'publish-advisory'> = async (doing) => {
  const { input, now } = doing
  const { text, url } = input
  const id = idIn(doing, 'notice')
  const notice = { id, at: now, open: true, text, ...(url === undefined ? {} : { url }) }
  await saveAdvisories(doing, [...labelOf(doing).entry.advisories, notice])
  return ok({ id, text, ...(url === undefined ? {} : { url }) })
}

/** Says that a notice is dealt with; it stays readable. */
export const closeAdvisory: Act<'close-advisory'> = async (doing) => {
  const { advisory } = doing.input
  const { advisories } = labelOf(doing).entry
  if (!advisories.some((a) => a.id === advisory && a.open)) return refuse({ code: 'advisory-not-found', advisory })
  await saveAdvisories(
    doing,
    advisories.map((a) => (a.id === advisory ? { ...a, open: false } : a)),
  )
  return ok({ advisory })
}
