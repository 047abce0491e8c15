import type { IsoDate } from '../core/kernel/date.ts'
import type { Fee } from '../core/scheme/fee.ts'
import type { Level } from '../core/scheme/scheme.ts'
import { holds } from '../core/selection/condition.ts'
import type { ProductFacts } from '../core/selection/product.ts'

/** The fee to pay on a day: the first of the level's list that applies; a condition nobody answered does not. */
export const feeOn = (level: Level, facts: ProductFacts, day: IsoDate): Fee | undefined =>
  level.fees.find(
    (fee) =>
      (fee.from === undefined || fee.from <= day) &&
      (fee.until === undefined || day <= fee.until) &&
      (fee.when === undefined || holds(fee.when, facts) === true),
  )
