import { dateInJapan, type Instant } from '../../core/kernel/date.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { readLabelId, writeLabelId } from '../../core/kernel/label-id.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { standingText } from '../../core/surveillance/standing.ts'
import type { Act, Doing } from '../act.ts'
import type { ActData } from '../act-data.ts'
import { evaluate } from '../assessment.ts'
import type { Proposal } from '../case.ts'
import type { CaseworkFault } from '../faults.ts'
import { changed } from '../fold.ts'
import { obstacle, proposalIn } from '../guards.ts'
import { declaredOf, followed, lastDay, logLabelEvent, reissue, shownCriteria, signCredential } from '../label.ts'
import { send } from '../letters.ts'
import { longDate } from '../long-date.ts'
import type { LabelRecord } from '../ports.ts'
import { standingNow } from '../situation.ts'

type Confirming = Doing<'confirm-proposal'> & { readonly label: LabelRecord }
type Confirmed = Result<ActData['confirm-proposal'], CaseworkFault>

/** Confirms a proposal, by a second person: what was proposed becomes true in the register and in the log. */
export const confirmProposal: Act<'confirm-proposal'> = async (doing) => {
  const proposal = proposalIn(doing)
  const { label } = doing
  if (proposal === undefined || label === undefined) throw new Error('the guards let a proposal pass that is not there')
  return proposal.kind === 'add-models' || proposal.kind === 'change'
    ? confirmContent({ ...doing, label }, proposal)
    : confirmStanding({ ...doing, label }, proposal, proposal.kind)
}

const effects = {
  suspend: { event: 'suspended', guards: ['suspension-on', 'label-valid'], typed: true },
  withdraw: { event: 'withdrawn', guards: ['label-not-over'], typed: true },
  restore: { event: 'restored', guards: ['label-suspended'], typed: false },
} as const

async function confirmStanding(doing: Confirming, proposal: Proposal, kind: keyof typeof effects): Promise<Confirmed> {
  const { case: c, input, label, now, tx } = doing
  const { event, guards, typed } = effects[kind]
  // Days may lie between proposal and confirmation: what was true then is asked again.
  const fault = obstacle(guards, doing)
  if (fault !== undefined) return refuse(fault)
  if (typed) {
    const read = readLabelId(input.label ?? '')
    if (!read.ok || read.value !== label.entry.label)
      return refuse({ code: 'label-number-mistyped', label: writeLabelId(label.entry.label) })
  }
  const effectiveFrom = latest(now, proposal.effectiveFrom)
  const { reasonCode, publicText } = proposal
  const leaf = await logLabelEvent(doing, {
    event,
    of: label.entry,
    effectiveFrom,
    ...(reasonCode === undefined ? {} : { reasonCode }),
  })
  await tx.saveLabel(
    followed(label, {
      event,
      at: now,
      effectiveFrom,
      ...(reasonCode === undefined ? {} : { reasonCode }),
      ...(publicText === undefined ? {} : { publicText }),
      actorRole: 'decider',
      credential: label.entry.credential.digest,
    }),
  )
  await send(tx, { organisation: c.organisation }, event, c.id, {
    label: writeLabelId(label.entry.label),
    product: c.product.name?.ja,
    from: longDate(dateInJapan(effectiveFrom)),
  })
  return ok({ proposal: proposal.id, effectiveFrom, leaf })
}

// Backdating would rewrite what people were told in between: nothing takes effect before it is confirmed.
const latest = (now: Instant, wanted: Instant | undefined): Instant =>
  wanted !== undefined && Date.parse(wanted) > Date.parse(now) ? wanted : now

async function confirmContent(doing: Confirming, proposal: Proposal): Promise<Confirmed> {
  const { case: c, scheme, label, now, tx } = doing
  const standing = standingNow(doing)?.code ?? 'ended'
  // A new credential would carry a clean suspension bit: a suspended label is restored first.
  if (standing === 'suspended') return refuse({ code: 'label-suspended-now' })
  if (standing !== 'valid') return refuse({ code: 'label-over', standing, here: standingText[standing] })

  const evaluation = evaluate(c, scheme, now)
  if (!evaluation.ok) return evaluation
  const { maker, product } = declaredOf({ ...c, product: changed(c.product, proposal) })
  const declaredOn = dateInJapan(proposal.at)
  const signed = await signCredential(doing, {
    label: label.entry.label,
    product,
    maker,
    criteria: shownCriteria(evaluation.value),
    declaredOn,
    validFrom: now,
    validUntil: label.entry.validity.validUntil,
  })
  if (!signed.ok) return signed
  const again = { product, maker, declaredOn, actorRole: 'decider' }
  const { leaf } = await reissue(doing, label, signed.value, again)
  await send(tx, { organisation: c.organisation }, 'changed', c.id, {
    label: writeLabelId(label.entry.label),
    product: product.name.ja,
    models: product.models.length,
    until: longDate(lastDay(label.entry.validity.validUntil)),
  })
  const credential: Digest = signed.value.digest
  return ok({ proposal: proposal.id, effectiveFrom: now, credential, leaf })
}

/** Settles a proposal without effect, with a reason. The person who made it may take it back this way. */
export const rejectProposal: Act<'reject-proposal'> = async (doing) => {
  const { case: c, input, label, tx } = doing
  const proposal = proposalIn(doing)
  if (proposal?.kind === 'add-models' || proposal?.kind === 'change')
    await send(tx, { organisation: c.organisation }, 'proposal-rejected', c.id, {
      label: label === undefined ? '' : writeLabelId(label.entry.label),
      product: c.product.name?.ja,
    })
  return ok(input)
}
