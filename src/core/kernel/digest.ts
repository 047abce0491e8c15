import { hash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

export { canonicalJson }

/** SHA-256 of something, written `sha256:<64 hex digits>`. */
export type Digest = `sha256:${string}`

export const digestBytes = (bytes: Uint8Array | string): Digest => `sha256:${hash('sha256', bytes, 'hex')}`

/** The digest of a document: SHA-256 over its canonical JSON. */
export const digestOf = (document: unknown): Digest => digestBytes(canonicalJson(document))
