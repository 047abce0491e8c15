import type { Crosswalk } from './crosswalk.ts'
import type { DeviceTests } from './device-tests.ts'
import type { EffortTable } from './effort.ts'
import type { FactDefinition } from './fact.ts'
import type { Term } from './glossary.ts'
import type { ProductType } from './product-type.ts'
import type { PublishedEdition } from './published.ts'
import type { Recognition } from './recognition.ts'
import type { LongList } from './requirement.ts'
import type { PinnedScheme } from './scheme.ts'
import type { Standard } from './standard.ts'

/** Everything the rule books say, as loaded: our own libraries and a user's alike. */
export interface Catalogue {
  readonly schemes: readonly PinnedScheme[]
  readonly standards: readonly Standard[]
  readonly longList: LongList
  readonly crosswalks: readonly Crosswalk[]
  readonly recognition: readonly Recognition[]
  readonly productTypes: readonly ProductType[]
  readonly facts: readonly FactDefinition[]
  readonly glossary: readonly Term[]
  readonly effort: EffortTable
  /** Which tests on the bench show which test units; none where no library says so. */
  readonly shows?: readonly DeviceTests[]
  /** Editions that were published, and what they were: they never change again. */
  readonly published?: readonly PublishedEdition[]
}
