import type { IsoDate } from '../kernel/date.ts'
import type { Scheme } from './scheme.ts'

/** Whether applications may be judged by an edition on a day: it has been issued and has not ended. */
export const isOpenOn = ({ edition }: Pick<Scheme, 'edition'>, day: IsoDate): boolean =>
  edition.issued <= day && (edition.endsOn === undefined || day <= edition.endsOn)

const defaultFrom = ({ edition }: Pick<Scheme, 'edition'>): IsoDate => edition.defaultFrom ?? edition.issued

/** The edition meant where none is named: the newest open one; where all have ended, the newest that had begun. */
export function editionOn<S extends Pick<Scheme, 'id' | 'edition'>>(
  schemes: readonly S[],
  id: string,
  day: IsoDate,
): S | undefined {
  const begun = schemes
    .filter((scheme) => scheme.id === id && defaultFrom(scheme) <= day)
    .sort((a, b) => (defaultFrom(a) < defaultFrom(b) ? 1 : -1))
  return begun.find((scheme) => isOpenOn(scheme, day)) ?? begun[0]
}
