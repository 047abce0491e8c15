import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** SHA-256 of something, written `sha256:<64 hex digits>`. */
export type Digest = `sha256:${string}`

/** RFC 8785 canonical JSON. `undefined` fields vanish; anything JSON cannot say throws. */
export function canonicalJson(value: unknown): string {
  const text = (canonicalize as unknown as (v: unknown) => string | undefined)(value)
  if (text === undefined) throw new TypeError('this value has no canonical JSON')
  return text
}

export const digestBytes = (bytes: Uint8Array | string): Digest => `sha256:${hash('sha256', bytes, 'hex')}`

/** The digest of a document: SHA-256 over its canonical JSON. */
export const digestOf = (document: unknown): Digest => digestBytes(canonicalJson(document))
