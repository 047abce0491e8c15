import { dateInJapan } from '../../core/kernel/date.ts'
import { ok } from '../../core/kernel/result.ts'
import type { Text } from '../../core/kernel/text.ts'
import { type Act, idIn } from '../act.ts'
import { levelOf } from '../assessment.ts'
import { clockOf } from '../clock.ts'
import { feeOn } from '../fees.ts'
import { wayOf } from '../fold.ts'
import { send } from '../letters.ts'
import { longDate } from '../long-date.ts'
import { nextNumber } from '../numbers.ts'

const noFee: Text = { ja: '0円', en: 'none' }

/** Accepts the application: the acceptance number, and the fee of the day. */
export const accept: Act<'accept'> = async ({ case: c, scheme, tx, now }) => {
  const number = c.numbers.acceptance ?? (await nextNumber(tx, scheme, 'acceptance', now))
  const due = feeOn(levelOf(c, scheme), c.product.facts ?? {}, dateInJapan(now))
  const fee = due && { id: due.id, amount: due.amount, currency: due.currency }
  const amount = fee && `${fee.amount.toLocaleString('en-US')} ${fee.currency}`
  const values = { number, product: c.product.name?.ja, fee: amount ?? noFee }
  await send(tx, { organisation: c.organisation }, 'accepted', c.id, values)
  return ok({ number, ...(fee === undefined ? {} : { fee }) })
}

/** Returns the application to its maker, who reads the reason, corrects and declares again. */
export const sendBack: Act<'send-back'> = async (doing) => {
  const { input, case: c, tx } = doing
  const values = { number: c.numbers.application, product: c.product.name?.ja }
  await send(tx, { organisation: c.organisation }, 'sent-back', c.id, values)
  return ok({ id: idIn(doing, 'note'), reason: input.reason })
}

/** Confirms that the fee has arrived; the review begins, and the body's clock goes on from where it stood. */
export const confirmPayment: Act<'confirm-payment'> = async ({ input, case: c, tx, now, events }) => {
  const { dueOn } = clockOf([...wayOf(events), { at: now, state: 'in-review' }])
  const due = longDate(dueOn ?? dateInJapan(now))
  const values = { number: c.numbers.acceptance, product: c.product.name?.ja, due }
  await send(tx, { organisation: c.organisation }, 'paid', c.id, values)
  return ok(input)
}

/** Gives the provisional registration number, with which the maker may say that a label is applied for. */
export const giveProvisional: Act<'give-provisional'> = async ({ case: c, scheme, tx, now }) => {
  const number = await nextNumber(tx, scheme, 'provisional', now)
  await send(tx, { organisation: c.organisation }, 'provisional', c.id, { number, product: c.product.name?.ja })
  return ok({ number })
}
