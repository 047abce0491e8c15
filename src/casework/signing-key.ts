import { fromBase64, fromBase64url, toBase64url } from '../core/kernel/base64.ts'
import { type Digest, digestBytes } from '../core/kernel/digest.ts'

// SubjectPublicKeyInfo of Ed25519 (RFC 8410 §4): always these twelve bytes, then the key.
const spki = Uint8Array.from([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00])

/**
 * An Ed25519 public key as people hand it over – PEM, a JWK, what the bench prints, the bare bytes in base64url or base64 – as
 * base64url; undefined for anything else, a private key above all.
 */
export function readSigningKey(text: string): string | undefined {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return fromJson(trimmed)
  const pem = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/.exec(trimmed)?.[1]
  if (pem !== undefined) {
    const der = fromBase64(pem.replace(/\s+/g, ''))
    if (der?.length !== spki.length + 32 || spki.some((byte, i) => der[i] !== byte)) return undefined
    return toBase64url(der.subarray(spki.length))
  }
  const bytes = fromBase64url(trimmed) ?? fromBase64(trimmed)
  return bytes?.length === 32 ? toBase64url(bytes) : undefined
}

function fromJson(text: string): string | undefined {
  try {
    const { x, publicKey, crv, algorithm, d } = JSON.parse(text) as Readonly<Record<string, unknown>>
    const key = publicKey ?? x
    if (typeof key !== 'string' || d !== undefined || (crv ?? algorithm) !== 'Ed25519') return undefined
    return fromBase64url(key)?.length === 32 ? key : undefined
  } catch {
    return undefined
  }
}

/** The fingerprint by which people compare keys aloud: SHA-256 over the 32 bytes. */
export const fingerprintOf = (key: string): Digest => digestBytes(fromBase64url(key) ?? new Uint8Array())
