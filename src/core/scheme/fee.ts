import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition } from './condition.ts'
import type { Provenance } from './provenance.ts'

/** What an application costs; of several the first that applies is the one to pay. */
export interface Fee {
  readonly id: string
  readonly name: Text
  readonly amount: number // whole currency units, tax included
  readonly currency: string // ISO 4217
  readonly from?: IsoDate
  readonly until?: IsoDate // last day it applies
  readonly when?: Condition
  readonly provenance: Provenance
}
