import type { IsoDate } from '../kernel/date.ts'
import type { Scheme } from './scheme.ts'

/** Whether applications may be judged by an edition on a day: it has been issued and has not ended. */
export const isOpenOn = ({ edition }: Pick<Scheme, 'edition'>, day: IsoDate): boolean =>
  edition.issued <= day && (edition.endsOn === undefined || day <= edition.endsOn)

const defaultFrom = ({ edition }: Pick<Scheme, 'edition'>): IsoDate => edition.defaultFrom ?? edition.issued

/**
 * The edition meant where none is named: the newest open one; where all have ended, the newest that had begun. Of two that
 * begin on one day it is the one issued later, then the one that replaces the other, whatever order they are read in.
 */
export function editionOn<S extends Pick<Scheme, 'id' | 'edition'>>(
  schemes: readonly S[],
  id: string,
  day: IsoDate,
): S | undefined {
  const begun = schemes.filter((scheme) => scheme.id === id && defaultFrom(scheme) <= day).sort(newestFirst)
  return begun.find((scheme) => isOpenOn(scheme, day)) ?? begun[0]
}

/** Every two editions of one scheme, the earlier issued first. */
export const earlierAndLater = <S extends Pick<Scheme, 'id' | 'edition'>>(
  schemes: readonly S[],
): readonly { readonly before: S; readonly after: S }[] =>
  schemes.flatMap((before) =>
    schemes
      .filter((after) => after.id === before.id && after.edition.issued > before.edition.issued)
      .map((after) => ({ before, after })),
  )

function newestFirst(a: Pick<Scheme, 'edition'>, b: Pick<Scheme, 'edition'>): number {
  const [began, issued] = [later(defaultFrom(a), defaultFrom(b)), later(a.edition.issued, b.edition.issued)]
  const replaces =
    Number(b.edition.replaces === a.edition.documentNumber) - Number(a.edition.replaces === b.edition.documentNumber)
  return began || issued || replaces || later(a.edition.documentNumber, b.edition.documentNumber)
}

const later = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0)
