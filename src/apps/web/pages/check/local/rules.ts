import type { PinnedPolicy } from '../../../../../core/procurement/policy.ts'
import type { PinnedProfile } from '../../../../../core/procurement/profile.ts'
import type { FactDefinition } from '../../../../../core/scheme/fact.ts'
import type { Recognition } from '../../../../../core/scheme/recognition.ts'
import type { PinnedScheme } from '../../../../../core/scheme/scheme.ts'

/** All that a check goes by besides list and register: it goes with the script, so that nothing has to be asked for later. */
export interface LocalRules {
  readonly policies: readonly PinnedPolicy[]
  readonly profiles: readonly PinnedProfile[]
  readonly schemes: readonly PinnedScheme[]
  readonly recognition: readonly Recognition[]
  readonly facts: readonly FactDefinition[]
  readonly trust: string | undefined // the trust anchor of this register, as a file; undefined before the first publication
}
