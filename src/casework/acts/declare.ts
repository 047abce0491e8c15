import { dateInJapan } from '../../core/kernel/date.ts'
import { ok, refuse } from '../../core/kernel/result.ts'
import type { Act } from '../act.ts'
import { declarationDocument } from '../assessment.ts'
import { addBusinessDays } from '../calendar.ts'
import { standardPeriod } from '../clock.ts'
import { send } from '../letters.ts'
import { longDate } from '../long-date.ts'
import { nextNumber } from '../numbers.ts'

/** Declares the application: exactly the document the person was shown, named by its digest. */
export const declare: Act<'declare'> = async (doing) => {
  const { input, case: c, scheme, tx, now } = doing
  const { digest } = declarationDocument(c, scheme)
  if (digest !== input.digest) return refuse({ code: 'declaration-changed' })
  // An application that was sent back keeps its number.
  const number = c.numbers.application ?? (await nextNumber(tx, scheme, 'application', now))
  const product = c.product.name?.ja
  const due = longDate(addBusinessDays(dateInJapan(now), standardPeriod))
  await send(tx, { organisation: c.organisation }, 'submitted', c.id, { number, product, days: standardPeriod, due })
  await send(tx, { bodyRoles: ['intake'] }, 'to-accept', c.id, { number, product })
  return ok({ name: input.name, position: input.position, digest, number })
}

/** Takes the application back; what was said stays on record. */
export const withdrawApplication: Act<'withdraw-application'> = ({ input }) => ok(input)
