import type { Evaluation } from '../../core/determination/evaluation.ts'
import { dateInJapan } from '../../core/kernel/date.ts'
import { digestOf } from '../../core/kernel/digest.ts'
import { type LabelId, writeLabelId } from '../../core/kernel/label-id.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { publish } from '../../core/register/publish.ts'
import { standingAt } from '../../core/surveillance/standing-at.ts'
import type { Act, Doing } from '../act.ts'
import type { ActData } from '../act-data.ts'
import { evaluate, levelOf } from '../assessment.ts'
import type { CaseworkFault } from '../faults.ts'
import { fold } from '../fold.ts'
import {
  declaredOf,
  drawLabelId,
  endOfDay,
  lastDay,
  logCredential,
  reissue,
  shownCriteria,
  signCredential,
  testedIn,
} from '../label.ts'
import { send } from '../letters.ts'
import { longDate } from '../long-date.ts'
import { nextNumber } from '../numbers.ts'
import type { LabelRecord } from '../ports.ts'

/** Issues what was decided: the number, the signed credential, the public entry and the leaf of the log, all or nothing. */
export const issue: Act<'issue'> = async (doing) => {
  const decided = decidedEvaluation(doing)
  if (!decided.ok) return decided
  const renewed = await labelToRenew(doing)
  if (!renewed.ok) return renewed
  const label = renewed.value?.entry.label ?? (await drawLabelId(doing))
  if (label === undefined) return refuse({ code: 'number-taken' })

  const { case: c, scheme, now, tx, ports } = doing
  const { maker, product } = declaredOf(c)
  const declaredOn = dateInJapan(c.declaration?.at ?? now)
  const validUntil = endOfDay(c.decision?.validUntil ?? '')
  const criteria = shownCriteria(decided.value)
  const tested = testedIn(c, scheme)
  const facts = { label, product, maker, criteria, declaredOn, validFrom: now, validUntil }
  const signed = await signCredential(doing, facts)
  if (!signed.ok) return signed
  const statement = signed.value

  let leaf = statement.digest
  if (renewed.value === undefined) {
    const level = levelOf(c, scheme)
    const body = ports.issuer.name
    const entry = publish({
      statement,
      scheme,
      level,
      product,
      maker,
      body,
      declaredOn,
      ...tested,
      issuedAt: now,
      sample: c.sample,
    })
    await logCredential(doing, statement)
    await tx.saveLabel({ entry, caseId: c.id, organisation: c.organisation, jws: statement.jws })
  } else {
    const again = { product, maker, declaredOn, ...tested, actorRole: 'decider' }
    leaf = (await reissue(doing, renewed.value, statement, again)).leaf
  }
  const number = await registrationNumber(doing, label, renewed.value)
  const until = longDate(lastDay(validUntil))
  const letter = renewed.value === undefined ? 'issued' : 'renewed'
  const values = { label: writeLabelId(label), product: product.name.ja, until }
  await send(tx, { organisation: c.organisation }, letter, c.id, values)
  const data: ActData['issue'] = { label, number, credential: statement.digest, leaf, validFrom: now, validUntil }
  return ok(data)
}

/** A renewed label keeps its registration number; where the label's own number serves, there is no other. */
async function registrationNumber(doing: Doing<'issue'>, label: LabelId, renewed?: LabelRecord): Promise<string> {
  const { scheme, tx, now } = doing
  if (scheme.numbers.registration === 'label-id') return writeLabelId(label)
  const before = renewed === undefined ? [] : await tx.readEvents(renewed.caseId)
  const kept = before.length === 0 ? undefined : fold(before).numbers.registration
  return kept ?? nextNumber(tx, scheme, 'registration', now)
}

// The decision named the evaluation it rests on by its digest. Nothing can change a case once it is decided; should it have
// happened all the same, a label would say more than was shown, so it is looked at once more.
function decidedEvaluation({ case: c, scheme, now }: Doing<'issue'>): Result<Evaluation, CaseworkFault> {
  const evaluation = evaluate(c, scheme, now)
  if (!evaluation.ok) return evaluation
  const { decision } = c
  if (decision?.outcome !== 'grant' || decision.validUntil === undefined)
    throw new Error(`case ${c.id} was not granted`)
  if (decision.basis !== digestOf(evaluation.value) || !evaluation.value.fulfilled)
    throw new Error(`case ${c.id} is no longer what was decided on`)
  return evaluation
}

/** The label this case renews, if it is valid still. One that is over stays over, and a new label takes its place. */
async function labelToRenew({
  case: c,
  tx,
  now,
}: Doing<'issue'>): Promise<Result<LabelRecord | undefined, CaseworkFault>> {
  if (c.renews === undefined) return ok(undefined)
  const record = await tx.readLabel(c.renews)
  if (record === undefined || record.organisation !== c.organisation) throw new Error(`label ${c.renews} has gone`)
  const standing = standingAt(record.entry.validity, record.entry.events, now)?.code
  if (standing === 'suspended') return refuse({ code: 'label-suspended-now' })
  return ok(standing === 'valid' ? record : undefined)
}
