import { type Policy, parsePolicy } from '../log/policy.ts'
import type { EcKey } from './crypto.ts'
import { isRecord } from './leaf.ts'
import { isOnP256 } from './p256.ts'

/** A key of the issuer, and which leaves of the log it may have signed: from ≤ index < until. */
export interface IssuerKey {
  readonly kid: string
  readonly jwk: EcKey
  readonly from: number
  readonly until: number | null // null: still in use
}

/** The trust anchor: everything a verifier has to know beforehand, in one small file. */
export interface Trust {
  readonly version: number
  readonly issuer: string // DID
  readonly labels: string // prefix of everything published about labels
  readonly log: string // prefix of the log
  readonly policy: Policy
  readonly keys: ReadonlyMap<string, IssuerKey>
}

/** The anchor as a file. */
export interface TrustFile {
  readonly format: 'hoshirushi-trust/1'
  readonly version: number
  readonly issuer: string
  readonly labels: string
  readonly log: string
  readonly policy: string // C2SP tlog-policy
  readonly keys: readonly (EcKey & { readonly kid: string; readonly from: number; readonly until: number | null })[]
}

export type TrustFault =
  | { readonly code: 'trust-not-json' }
  | { readonly code: 'trust-member-malformed'; readonly member: string }
  | { readonly code: 'trust-policy-malformed'; readonly fault: string }

type TrustReading = { readonly ok: true; readonly value: Trust } | { readonly ok: false; readonly fault: TrustFault }

const isIndex = (n: unknown): n is number => typeof n === 'number' && Number.isSafeInteger(n) && n >= 0

function readKey(value: unknown, issuer: string): IssuerKey | undefined {
  if (!isRecord(value)) return undefined
  const { kid, kty, crv, x, y, from, until } = value
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return undefined
  if (!isOnP256(x, y)) return undefined
  if (typeof kid !== 'string' || !kid.startsWith(`${issuer}#`)) return undefined
  if (!isIndex(from) || !(until === null || isIndex(until))) return undefined
  return { kid, jwk: { kty, crv, x, y }, from, until }
}

/** Reads a trust anchor from the text of its file. */
export function readTrust(text: string): TrustReading {
  const malformed = (member: string): TrustReading => ({ ok: false, fault: { code: 'trust-member-malformed', member } })
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return { ok: false, fault: { code: 'trust-not-json' } }
  }
  if (!isRecord(file) || file.format !== 'hoshirushi-trust/1') return malformed('format')
  const { version, issuer, labels, log } = file
  if (!isIndex(version)) return malformed('version')
  if (typeof issuer !== 'string' || !issuer.startsWith('did:')) return malformed('issuer')
  if (typeof labels !== 'string' || typeof log !== 'string')
    return malformed(typeof log === 'string' ? 'labels' : 'log')
  if (typeof file.policy !== 'string') return malformed('policy')
  const policy = parsePolicy(file.policy)
  if (!policy.ok) return { ok: false, fault: { code: 'trust-policy-malformed', fault: policy.fault.code } }
  const keys = new Map<string, IssuerKey>()
  for (const entry of Array.isArray(file.keys) ? file.keys : []) {
    const key = readKey(entry, issuer)
    if (!key || keys.has(key.kid)) return malformed('keys')
    keys.set(key.kid, key)
  }
  if (keys.size === 0) return malformed('keys')
  return { ok: true, value: { version, issuer, labels, log, policy: policy.value, keys } }
}
