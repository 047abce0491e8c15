import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import { normalise } from '../register/search.ts'
import type { Provenance } from '../scheme/provenance.ts'
import type { Demand, Terms } from './demand.ts'
import type { Pinned, Policy, Versioned } from './policy.ts'

/** A part that devices play in a system, the least level it needs, and why. */
export interface Role extends Demand {
  readonly name: Text
  readonly also?: readonly string[] // other words for it in lists
  readonly presence: 'required' | 'optional' // required: a system without it is not complete
  readonly from?: IsoDate // demanded from that day on; absent: from the profile's first day
  readonly categories?: readonly string[] // where a buyer looks for candidates; other products may serve all the same
  readonly provenance: Provenance
}

/** What a kind of system needs, role by role: a smart home, a battery plant. */
export interface Profile extends Versioned {
  readonly roles: readonly Role[]
}

export type PinnedProfile = Pinned<Profile>

export const isProfile = (document: Policy | Profile): document is Profile => 'roles' in document

/** The role that somebody wrote, by id, name or another word for it. */
export function roleNamed(profile: Profile, written: string): Role | undefined {
  const asked = normalise(written)
  return profile.roles.find((role) =>
    [role.id, role.name.ja, role.name.en, ...(role.also ?? [])].some((name) => normalise(name) === asked),
  )
}

/** What a profile asks of a device in a role. */
export const termsOfRole = (profile: Profile, role: Role): Terms => ({
  demands: [role],
  conditions: profile.conditions,
  ...(role.from === undefined ? {} : { notBefore: role.from }),
})

/** The same profile with one role at another level: a draft, to see what breaks. */
export const withLevel = (profile: Profile, role: string, anyOf: Role['anyOf']): Profile => ({
  ...profile,
  version: `${profile.version}+draft`,
  roles: profile.roles.map((one) => (one.id === role ? { ...one, anyOf } : one)),
})
