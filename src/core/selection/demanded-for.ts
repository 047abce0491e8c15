import type { Level } from '../scheme/scheme.ts'
import { holds } from './condition.ts'
import type { ProductFacts } from './product.ts'

/** The level as it is for one product: what is demanded of other products only is left out, what may be demanded stays. */
export const demandedFor = <L extends Pick<Level, 'demands'>>(level: L, facts: ProductFacts): L =>
  level.demands === undefined
    ? level
    : { ...level, demands: level.demands.filter(({ when }) => when === undefined || holds(when, facts) !== false) }
