import type { StatusPurpose } from '../attestation/status-bits.ts'
import { fromBase64url, toHex } from '../kernel/base64.ts'
import type { Instant } from '../kernel/date.ts'
import type { LabelId } from '../kernel/label-id.ts'
import { isRecord } from './leaf.ts'

/** Where one bit of a credential stands. */
export interface StatusEntry {
  readonly purpose: StatusPurpose
  readonly url: string // of the list
  readonly index: number // in the list
}

/** What the verifier reads out of a credential. */
export interface Claims {
  readonly issuer: string
  readonly label: LabelId
  readonly labelUrl: string
  readonly validFrom: Instant
  readonly validUntil: Instant
  readonly from: number // validFrom, in milliseconds since 1970
  readonly until: number
  readonly status: readonly StatusEntry[]
  readonly modelsSha256: string | undefined // hex
  readonly gtinsSha256: string | undefined // hex; undefined where no bar code number is signed
}

/** Milliseconds since 1970. Unlike Date.parse alone only RFC 3339 in UTC, as we write it; NaN for all else. */
export const readInstant = (value: unknown): number =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) ? Date.parse(value) : Number.NaN

export const issuerOf = (payload: Readonly<Record<string, unknown>>): unknown =>
  isRecord(payload.issuer) ? payload.issuer.id : payload.issuer

/** Reads the claims, undefined when the credential is not one of a label. */
export function readClaims(payload: Readonly<Record<string, unknown>>): Claims | undefined {
  const subject = payload.credentialSubject
  const issuer = issuerOf(payload)
  const { validFrom, validUntil } = payload
  const [from, until] = [readInstant(validFrom), readInstant(validUntil)]
  if (!isRecord(subject) || typeof subject.id !== 'string' || typeof issuer !== 'string') return undefined
  const label = /\/L\/([2-9A-Z]{10})$/.exec(subject.id)?.[1]
  const status = readStatus(payload.credentialStatus)
  if (!label || typeof validFrom !== 'string' || typeof validUntil !== 'string' || !status) return undefined
  if (Number.isNaN(from) || Number.isNaN(until)) return undefined
  return {
    ...{ issuer, label, labelUrl: subject.id, validFrom, validUntil, from, until, status },
    modelsSha256: linkedSha256(subject, 'models'),
    gtinsSha256: linkedSha256(subject, 'gtins'),
  }
}

function readStatus(value: unknown): readonly StatusEntry[] | undefined {
  const entries: StatusEntry[] = []
  for (const entry of Array.isArray(value) ? value : [value]) {
    if (!isRecord(entry) || entry.type !== 'BitstringStatusListEntry') return undefined
    const { statusPurpose: purpose, statusListIndex: index, statusListCredential: url } = entry
    if (purpose !== 'revocation' && purpose !== 'suspension') return undefined
    if (typeof url !== 'string' || typeof index !== 'string' || !/^(0|[1-9]\d{0,8})$/.test(index)) return undefined
    entries.push({ purpose, url, index: Number(index) })
  }
  // Whoever could leave out the revocation entry could make a label that nobody can take back.
  return entries.some((e) => e.purpose === 'revocation') ? entries : undefined
}

type Linked = 'models' | 'gtins'

function linkedSha256(subject: Readonly<Record<string, unknown>>, what: Linked): string | undefined {
  const found = linkedDocument(subject, what)
  const digest = typeof found?.digestMultibase === 'string' ? fromBase64url(found.digestMultibase.slice(1)) : undefined
  if (digest?.length !== 34 || digest[0] !== 0x12 || digest[1] !== 0x20) return undefined
  return toHex(digest.subarray(2))
}

const none: readonly unknown[] = []
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : none)

const addressOf: Record<Linked, RegExp> = {
  models: /\/models\/[0-9a-f]{64}\.json$/,
  gtins: /\/gtins\/[0-9a-f]{64}\.json$/,
}

/** The document that lists them: the first one linked by the digest of its own content. */
function linkedDocument(
  subject: Readonly<Record<string, unknown>>,
  what: Linked,
): Readonly<Record<string, unknown>> | undefined {
  for (const assessment of list(subject.conformityAssessment))
    for (const assessed of isRecord(assessment) ? list(assessment.assessedProduct) : none)
      for (const d of isRecord(assessed) && isRecord(assessed.product) ? list(assessed.product.relatedDocument) : none)
        if (isRecord(d) && typeof d.linkURL === 'string' && addressOf[what].test(d.linkURL)) return d
  return undefined
}
