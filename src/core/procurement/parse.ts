import type { IsoDate } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import { ok, type Result } from '../kernel/result.ts'
import type { SchemeFault } from '../scheme/faults.ts'
import { type CatalogueDocument, readDocument } from '../scheme/parse.ts'
import { type PinnedPolicy, pin } from './policy.ts'
import type { PinnedProfile } from './profile.ts'
import { policySchema, profileSchema, publishedPoliciesSchema } from './schemas.ts'

/** That a version was published, and what it was: records are checked against it for years, so it never changes again. */
export interface PublishedVersion {
  readonly kind: 'policy' | 'profile'
  readonly id: string
  readonly version: string
  readonly digest: Digest
  readonly publishedOn: IsoDate
}

/** Reads one version of a policy and pins it by its digest. */
export function parsePolicy(document: CatalogueDocument): Result<PinnedPolicy, SchemeFault> {
  const read = readDocument(policySchema, document)
  return read.ok ? ok(pin(read.value)) : read
}

/** Reads one version of a profile and pins it by its digest. */
export function parseProfile(document: CatalogueDocument): Result<PinnedProfile, SchemeFault> {
  const read = readDocument(profileSchema, document)
  return read.ok ? ok(pin(read.value)) : read
}

/** Reads which versions were published, and what they were. */
export function parsePublishedPolicies(document: CatalogueDocument): Result<readonly PublishedVersion[], SchemeFault> {
  const read = readDocument(publishedPoliciesSchema, document)
  return read.ok ? ok(read.value.versions) : read
}
