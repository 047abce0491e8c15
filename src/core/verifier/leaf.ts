import { fromAscii, fromBase64url, textFromBase64url } from '../kernel/base64.ts'

/** A leaf of the log taken apart: a compact JWS whose bytes are what is logged. Nothing is verified yet. */
export interface Leaf {
  readonly typ: string
  readonly kid: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly signed: Uint8Array // what the signature is over
  readonly signature: Uint8Array
  readonly bytes: Uint8Array // the leaf itself
  readonly logged: Uint8Array // 0x00 ‖ leaf: what the log hashes (RFC 6962 §2.1)
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function record(part: string): Readonly<Record<string, unknown>> | undefined {
  const text = textFromBase64url(part)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined // not JSON
  }
}

const members = new Set(['alg', 'cty', 'kid', 'typ'])

interface Header {
  readonly typ: string
  readonly kid: string
}

// An issuer writes few different headers and a million leaves.
const headers = new Map<string, Header>()

function readHeader(part: string): Header | undefined {
  const known = headers.get(part)
  if (known) return known
  const header = record(part)
  if (header?.alg !== 'ES256' || typeof header.typ !== 'string' || typeof header.kid !== 'string') return undefined
  if (Object.keys(header).some((name) => !members.has(name))) return undefined
  if (headers.size >= 64) headers.clear()
  const read = { typ: header.typ, kid: header.kid }
  headers.set(part, read)
  return read
}

/**
 * Takes a leaf apart, strictly: three canonical parts, ES256, and no header member that could steer a verifier
 * (`crit`, `jwk`, `jku`, `x5u`). Undefined when it is anything else.
 */
export function readLeaf(jws: string): Leaf | undefined {
  const first = jws.indexOf('.')
  const second = jws.indexOf('.', first + 1)
  if (first < 1 || second < 0 || jws.indexOf('.', second + 1) >= 0) return undefined
  const header = readHeader(jws.slice(0, first))
  const payload = record(jws.slice(first + 1, second))
  const signature = fromBase64url(jws.slice(second + 1))
  if (!header || !payload || signature?.length !== 64) return undefined
  // All three parts are base64url, so a character is a byte.
  const logged = fromAscii(jws, 1)
  const { typ, kid } = header
  const [signed, bytes] = [logged.subarray(1, 1 + second), logged.subarray(1)]
  return { typ, kid, payload, signature, bytes, signed, logged }
}
