import type { ByteSource, Range } from './byte-source.ts'
import type { Edit } from './edit.ts'
import type { MakerKey } from './maker-key.ts'

/** Kinds of update files that are told apart. */
export const updateFormats = [
  'rauc',
  'swupdate',
  'fit',
  'uimage',
  'mcuboot',
  'fwtool',
  'android-payload',
  'android-zip',
  'suit',
] as const
export type UpdateFormatName = (typeof updateFormats)[number]

/** What a signature is made over. */
export const covers = ['file', 'payload', 'manifest', 'image', 'configuration', 'metadata'] as const

export interface UpdateSignature {
  readonly algorithm: string // 'RSA-2048 PKCS#1 SHA-256', as far as the file tells
  readonly over: (typeof covers)[number]
}

/** What the file says of itself. Nothing here is shown to be true: a signature that is present may be worth nothing. */
export interface UpdateFacts {
  readonly edition?: string // of the format: 'verity', 'plain', 'v2'
  readonly version?: string // of the software in it
  readonly signatures: readonly UpdateSignature[]
  readonly encrypted?: boolean
  /** Where a copy is changed to see whether that is noticed. */
  readonly payload?: Range
  readonly signature?: Range
  readonly older?: Edit // the version in it made lower, in place
}

export const outcomes = ['verified', 'wrong', 'no-signature', 'cannot-tell'] as const
export type VerificationOutcome = (typeof outcomes)[number]

/** Why; permanent codes. */
export const verificationReasons = [
  'signature-and-content', // verified: the signature is the maker's, and all of the content hangs on it
  'unsigned', // no-signature
  'signature-wrong', // wrong: …
  'digest-wrong', // the signature stands, but the content is not what was signed
  'key-differs', // signed, but by somebody else
  'content-not-covered', // signed, but content can be changed without anybody noticing
  'malformed', // broken off, or contradicts itself
  'not-recognised', // no format that is known here
  'no-key', // cannot-tell: the maker's public key was not given
  'key-unfit', // the key given is of a kind that this signature is never made with
  'encrypted',
  'algorithm-unknown',
  'member-not-described', // holds files that the signed description does not name
  'too-large',
] as const
export type VerificationReason = (typeof verificationReasons)[number]

export interface Verification {
  readonly outcome: VerificationOutcome
  readonly reason: VerificationReason
}

/** One format of update files. Both verbs may throw Malformed; `inspect` turns that into an answer. */
export interface UpdateFormat {
  readonly name: UpdateFormatName
  /** Looks at a few bytes alone. */
  detect(source: ByteSource): Promise<boolean>
  facts(source: ByteSource): Promise<UpdateFacts>
  verify(source: ByteSource, key: MakerKey | undefined): Promise<Verification>
  /**
   * What else has to be changed so that every sum that needs no key agrees with the content again, as whoever forges an update would
   * do it. Without this a refused copy may have been refused for a checksum alone.
   */
  repair?(source: ByteSource): Promise<readonly Edit[]>
}

export const verified: Verification = { outcome: 'verified', reason: 'signature-and-content' }
export const unsigned: Verification = { outcome: 'no-signature', reason: 'unsigned' }
export const wrong = (reason: VerificationReason): Verification => ({ outcome: 'wrong', reason })
export const cannotTell = (reason: VerificationReason): Verification => ({ outcome: 'cannot-tell', reason })
