import type { IsoDate } from '../kernel/date.ts'

/** A label, certificate or declaration that a product has: what recognition starts from. It proves no demand by itself. */
export interface Holding {
  readonly scheme: string // id of a scheme or law
  readonly level: string // code; '1' where the scheme has no levels
  /** The document it was judged by; absent where it is not known. */
  readonly documentNumber?: string
  readonly validFrom: IsoDate
  readonly validUntil?: IsoDate // last day; absent where it does not end
  readonly labelId?: string // as its issuer writes it
  /** Conditions of recognition rules that have been seen to, e.g. 'english-information'; no fact of the product says so. */
  readonly confirmed?: readonly string[]
}
