import { dateInJapan } from '../../core/kernel/date.ts'
import { ok, refuse } from '../../core/kernel/result.ts'
import { type Act, idIn } from '../act.ts'
import { declarationDocument, levelOf } from '../assessment.ts'
import { addBusinessDays } from '../calendar.ts'
import { answerPeriod } from '../clock.ts'
import { obstacle } from '../guards.ts'
import { send } from '../letters.ts'
import { longDate } from '../long-date.ts'
import { lostQualification } from './runs.ts'

/** Takes the case on; the name stands on the worklist. */
export const beginReview: Act<'begin-review'> = () => ok({})

/** Says of one criterion what the reviewer found. Anything but "sufficient" needs a reason that can be read later. */
export const review: Act<'review'> = ({ input, case: c, scheme }) => {
  if (!levelOf(c, scheme).criteria.includes(input.criterion))
    return refuse({ code: 'criterion-unknown', criterion: input.criterion })
  if (input.outcome !== 'sufficient' && input.note === '')
    return refuse({ code: 'review-note-missing', criterion: input.criterion })
  return ok(input)
}

export const note: Act<'note'> = (doing) => ok({ ...doing.input, id: idIn(doing, 'note') })

/** Asks the applicant everything at once; the body's clock stands still until the reply. */
export const ask: Act<'ask'> = async (doing) => {
  const { input, case: c, scheme, tx, now } = doing
  const today = dateInJapan(now)
  const due = input.due ?? addBusinessDays(today, answerPeriod)
  if (due <= today) return refuse({ code: 'due-date-past' })
  const unknown = input.questions.find(
    (q) => q.criterion !== null && !levelOf(c, scheme).criteria.includes(q.criterion),
  )
  if (unknown !== undefined) return refuse({ code: 'criterion-unknown', criterion: unknown.criterion ?? '' })
  const questions = input.questions.map((question, i) => ({ id: idIn(doing, 'question', i + 1), ...question }))
  await send(tx, { organisation: c.organisation }, 'asked', c.id, {
    number: c.numbers.application,
    product: c.product.name?.ja,
    count: questions.length,
    due: longDate(due),
  })
  return ok({ due, questions })
}

/** Answers the questions. What changed since it was declared is declared again, whole and in scope, or not taken. */
export const reply: Act<'reply'> = async (doing) => {
  const { input, case: c, scheme, tx } = doing
  const { digest } = declarationDocument(c, scheme)
  const { redeclare } = input
  const changed = digest !== c.declaration?.digest
  // Declared again is declared today, changed or not: what was in force on the first day may be no longer.
  if (changed || redeclare !== undefined) {
    const fault = obstacle(['device-tested', 'complete', 'in-scope'], doing)
    if (fault !== undefined) return refuse(fault)
  }
  if (changed && redeclare === undefined) return refuse({ code: 'declaration-outdated' })
  if (redeclare !== undefined && redeclare.digest !== digest) return refuse({ code: 'declaration-changed' })
  await send(tx, { bodyRoles: ['reviewer'] }, 'replied', c.id, {
    number: c.numbers.application,
    product: c.product.name?.ja,
  })
  const again = redeclare && { name: redeclare.name, position: redeclare.position, digest }
  return ok({ answers: input.answers, ...(again === undefined ? {} : { redeclare: again }) })
}

/** Hands the case to someone who took no part in its review. */
export const finishReview: Act<'finish-review'> = async (doing) => {
  const { input, case: c, tx } = doing
  const lost = await lostQualification(doing)
  if (lost !== undefined) return refuse(lost)
  const values = { number: c.numbers.application, product: c.product.name?.ja }
  await send(tx, { bodyRoles: ['decider'] }, 'to-decide', c.id, values)
  return ok(input)
}

export const reopenReview: Act<'reopen-review'> = async (doing) => {
  const { input, case: c, tx } = doing
  const values = { number: c.numbers.application, product: c.product.name?.ja }
  await send(tx, { bodyRoles: ['reviewer'] }, 'review-reopened', c.id, values)
  return ok({ id: idIn(doing, 'note'), reason: input.reason })
}
