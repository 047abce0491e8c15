import { fromBase64url, toBase64url } from '../kernel/base64.ts'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Signer } from './signer.ts'

/** What a signed text is, said by the protected `typ`: a leaf of the log, the manifest of a snapshot, or the seal of a record sheet. */
export const jwsTypes = [
  'vc+jwt',
  'label-event+jwt',
  'key-event+jwt',
  'status-snapshot+jwt',
  'register-manifest+jwt',
  'record-sheet+jwt',
] as const
export type JwsType = (typeof jwsTypes)[number]

/** The protected header: these members and no others. `cty` stands on credentials only. */
export interface JwsHeader {
  readonly alg: 'ES256'
  readonly cty?: 'vc'
  readonly kid: string // DID URL of the key
  readonly typ: JwsType
}

/** A compact JWS taken apart; nothing is verified yet. */
export interface Jws {
  readonly header: JwsHeader
  readonly payload: Readonly<Record<string, unknown>>
  readonly signingInput: Uint8Array // what the signature is over: the ASCII bytes of `header.payload`
  readonly signature: Uint8Array // r‖s, 64 bytes
}

export type JwsFault =
  | { readonly code: 'jws-malformed'; readonly part: 'form' | 'header' | 'payload' | 'signature' }
  | { readonly code: 'jws-header-refused'; readonly member: string }

const encoder = new TextEncoder()

/** The header that belongs to a kind of leaf and a key. */
export const headerOf = (typ: JwsType, kid: string): JwsHeader =>
  typ === 'vc+jwt' ? { alg: 'ES256', cty: 'vc', kid, typ } : { alg: 'ES256', kid, typ }

/** `header.payload`, both as base64url of their RFC 8785 bytes: the text that is signed. */
export const signingInput = (header: JwsHeader, payload: object): string =>
  `${toBase64url(encoder.encode(canonicalJson(header)))}.${toBase64url(encoder.encode(canonicalJson(payload)))}`

/** Signs a payload as a compact JWS. ES256 draws chance: keep the text, signing again makes another leaf. */
export async function signJws(header: JwsHeader, payload: object, signer: Signer): Promise<string> {
  if (signer.algorithm !== header.alg || signer.kid !== header.kid)
    throw new Error(`the key ${signer.kid} (${signer.algorithm}) cannot sign for ${header.kid} (${header.alg})`)
  const input = signingInput(header, payload)
  const signature = await signer.sign(encoder.encode(input))
  if (signature.length !== 64) throw new Error(`an ES256 signature has 64 bytes, the key gave ${signature.length}`)
  return `${input}.${toBase64url(signature)}`
}

/**
 * Takes a compact JWS apart, strictly: three canonical base64url parts, UTF-8 JSON objects, only the members we know.
 * So `crit`, `jwk`, `jku`, `x5u` or `b64` can never steer a verifier.
 */
export function readJws(jws: string): Result<Jws, JwsFault> {
  const parts = jws.split('.')
  const [head = '', body = '', tail = ''] = parts
  if (parts.length !== 3) return refuse({ code: 'jws-malformed', part: 'form' })
  const header = objectOf(head)
  if (!header) return refuse({ code: 'jws-malformed', part: 'header' })
  const strange = refusedMember(header)
  if (strange) return refuse({ code: 'jws-header-refused', member: strange })
  const payload = objectOf(body)
  if (!payload) return refuse({ code: 'jws-malformed', part: 'payload' })
  const signature = fromBase64url(tail)
  if (signature?.length !== 64) return refuse({ code: 'jws-malformed', part: 'signature' })
  const input = encoder.encode(`${head}.${body}`)
  return ok({ header: header as unknown as JwsHeader, payload, signingInput: input, signature })
}

function objectOf(part: string): Record<string, unknown> | undefined {
  const bytes = fromBase64url(part)
  if (!bytes) return undefined
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined // not UTF-8 or not JSON
  }
}

function refusedMember(header: Record<string, unknown>): string | undefined {
  if (header.alg !== 'ES256') return 'alg'
  if (!jwsTypes.some((typ) => typ === header.typ)) return 'typ'
  if (typeof header.kid !== 'string' || header.kid === '') return 'kid'
  if (header.cty !== (header.typ === 'vc+jwt' ? 'vc' : undefined)) return 'cty'
  return Object.keys(header).find((name) => !['alg', 'cty', 'kid', 'typ'].includes(name))
}
