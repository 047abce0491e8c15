import type { UnitId } from './criterion.ts'
import type { Provenance } from './provenance.ts'

/** A test unit of a scheme that tests on the bench show: all of them pass, or rightly do not apply. */
export interface ShownUnit {
  readonly unit: UnitId
  readonly tests: readonly string[] // test units of ETSI TS 103 701, e.g. '5.6-1-2a'
  readonly provenance: Provenance
}

/** What tests on the bench show of one scheme edition. */
export interface DeviceTests {
  readonly scheme: string // key of the edition
  readonly rows: readonly ShownUnit[]
}
