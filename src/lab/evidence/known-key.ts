import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import { fromBase64url } from '../../core/kernel/base64.ts'
import type { KnownKey } from './verify-evidence.ts'

const point = z.string().refine((text) => fromBase64url(text)?.length === 32)
const jwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: point,
  kid: z.string().max(300).optional(),
})
const told = z.object({ algorithm: z.literal('Ed25519'), publicKey: point, kid: z.string().max(300).optional() })

/**
 * Reads a public key in the forms in which people hand it on: what `probe key` prints, the same as JSON, a JWK, or PEM.
 * Undefined when it is none of them, or no Ed25519 key.
 */
export function readKnownKey(text: string): KnownKey | undefined {
  const trimmed = text.trim()
  // What `probe key` prints to a person has words around the key, on lines of their own.
  const lines = trimmed.split('\n').map((line) => line.trim())
  const bare = lines.length <= 12 ? lines.filter((line) => point.safeParse(line).success) : []
  if (bare.length === 1) return { publicKey: bare[0]! }
  if (trimmed.startsWith('-----BEGIN PUBLIC KEY-----')) return fromPem(trimmed)
  const document = parsed(trimmed)
  const asJwk = jwk.safeParse(document)
  if (asJwk.success) return named(asJwk.data.x, asJwk.data.kid)
  const asTold = told.safeParse(document)
  return asTold.success ? named(asTold.data.publicKey, asTold.data.kid) : undefined
}

const named = (publicKey: string, kid: string | undefined): KnownKey => ({
  publicKey,
  ...(kid === undefined ? {} : { kid }),
})

function fromPem(text: string): KnownKey | undefined {
  try {
    const { crv, x } = createPublicKey(text).export({ format: 'jwk' })
    return crv === 'Ed25519' && x !== undefined ? { publicKey: x } : undefined
  } catch {
    return undefined
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
