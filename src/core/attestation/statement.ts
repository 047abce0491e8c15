import type { Instant } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { LabelId } from '../kernel/label-id.ts'

/** Where a label's bits are in the status lists. */
export interface StatusPlace {
  readonly index: number // running number of the credential; list = ⌊index / 131072⌋
}

/** The signed attestation, kept byte for byte. */
export interface Statement {
  readonly label: LabelId
  readonly jws: string // compact JWS, typ vc+jwt: the leaf of the log
  readonly digest: Digest // SHA-256 of the JWS bytes
  readonly modelsDigest: Digest // of the canonical JSON of the sorted model list
  readonly statusIndex: number
  readonly validFrom: Instant
  readonly validUntil: Instant
}

export const listLength = 131_072 // W3C Bitstring Status List: at least this many, and a good cache unit
