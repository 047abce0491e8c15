import { fateOf } from '../../core/determination/carry-over.ts'
import { dateInJapan } from '../../core/kernel/date.ts'
import { ok, refuse } from '../../core/kernel/result.ts'
import { isOpenOn } from '../../core/scheme/edition.ts'
import type { Act } from '../act.ts'

/** Moves an application to another edition; what the maker answered stays, and waits to be answered again where it has to. */
export const moveEdition: Act<'move-edition'> = ({ input, case: c, scheme, ports, now }) => {
  const target = ports.schemes.find(c.scheme, input.edition)
  if (target === undefined || target.edition.documentNumber === c.edition)
    return refuse({ code: 'edition-not-offered', edition: input.edition })
  if (!isOpenOn(target, dateInJapan(now))) return refuse({ code: 'edition-not-offered', edition: input.edition })
  const level = target.levels.find(({ code }) => code === c.level)
  if (level === undefined || level.status !== 'in-operation' || level.criteria.length === 0)
    return refuse({ code: 'level-unpublished', level: c.level })
  if (level.path !== c.path) return refuse({ code: 'path-not-offered', level: c.level })
  // An answer that comes back was given under an edition before this one, which may have asked for something else.
  const lookAgain = fateOf(scheme, target, c.level).filter(
    ({ criterion, fate }) => fate === 'look-again' || (fate === 'new' && c.laidAside[criterion] !== undefined),
  )
  return ok({
    edition: target.edition.documentNumber,
    asked: level.criteria,
    lookAgain: lookAgain.map(({ criterion }) => criterion),
  })
}

/** Undoes the last move, as long as the earlier edition is still open. */
export const moveBack: Act<'move-back'> = ({ case: c, ports, now }) => {
  const from = c.moved?.from ?? ''
  const target = ports.schemes.find(c.scheme, from)
  if (target === undefined || !isOpenOn(target, dateInJapan(now)))
    return refuse({ code: 'edition-not-offered', edition: from })
  const asked = target.levels.find(({ code }) => code === c.level)?.criteria ?? []
  return ok({ edition: from, asked })
}
