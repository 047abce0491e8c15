import { isRecord } from './leaf.ts'

/** A leaf with the proof (C2SP tlog-proof) that it is logged. */
export interface Logged {
  readonly jws: string
  readonly proof: string
}

/** A status list as published, with the logged snapshot that names its digest. */
export interface StatusEvidence {
  readonly list: string
  readonly snapshot: Logged
}

/** That the log of `to` entries continues the log of `from` entries (RFC 6962 §2.1.2), hashes in base64. */
export interface Growth {
  readonly from: number
  readonly to: number
  readonly proof: readonly string[]
}

/**
 * All that is needed to verify a label offline. As published (`/bundle/<label>/<leafIndex>.json`) it never changes and
 * holds credential, proof, models and bar code numbers; whoever takes it along adds the current lists, later leaves and the newest checkpoint.
 */
export interface Bundle {
  readonly credential: string
  readonly proof: string
  readonly models?: readonly string[]
  readonly gtins?: readonly string[] // bar code number and model, as signed
  readonly status?: readonly StatusEvidence[]
  readonly later?: readonly Logged[] // later credentials of the label, and events that concern this one
  readonly checkpoint?: string
  readonly growth?: Growth // from the checkpoint its reader remembered to the newest one
}

export const bundleFormat = 'hoshirushi-bundle/1'

/** The bundle as the text of its file. */
export const writeBundle = (bundle: Bundle): string =>
  `${JSON.stringify({ format: bundleFormat, ...bundle }, null, 1)}\n`

export type BundleFault =
  | { readonly code: 'bundle-not-json' }
  | { readonly code: 'bundle-member-malformed'; readonly member: string }

type BundleReading = { readonly ok: true; readonly value: Bundle } | { readonly ok: false; readonly fault: BundleFault }

const isLogged = (v: unknown): v is Logged => isRecord(v) && typeof v.jws === 'string' && typeof v.proof === 'string'

const isEvidence = (v: unknown): v is StatusEvidence =>
  isRecord(v) && typeof v.list === 'string' && isLogged(v.snapshot)

const areAll = <T>(value: unknown, is: (v: unknown) => v is T): value is readonly T[] =>
  Array.isArray(value) && value.every(is)

const isSize = (v: unknown): v is number => typeof v === 'number' && Number.isSafeInteger(v) && v >= 0

const isGrowth = (v: unknown): v is Growth =>
  isRecord(v) && isSize(v.from) && isSize(v.to) && areAll(v.proof, isText) && v.proof.length <= 128

const isText = (v: unknown): v is string => typeof v === 'string'

/** Reads a bundle from the text of its file; members it does not know are ignored. */
export function readBundle(text: string): BundleReading {
  const malformed = (member: string): BundleReading => ({
    ok: false,
    fault: { code: 'bundle-member-malformed', member },
  })
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return { ok: false, fault: { code: 'bundle-not-json' } }
  }
  if (!isRecord(file) || file.format !== bundleFormat) return malformed('format')
  const { credential, proof, models, gtins, status, later, checkpoint, growth } = file
  if (!isText(credential)) return malformed('credential')
  if (!isText(proof)) return malformed('proof')
  if (models !== undefined && !areAll(models, isText)) return malformed('models')
  if (gtins !== undefined && !areAll(gtins, isText)) return malformed('gtins')
  if (status !== undefined && !areAll(status, isEvidence)) return malformed('status')
  if (later !== undefined && !areAll(later, isLogged)) return malformed('later')
  if (checkpoint !== undefined && !isText(checkpoint)) return malformed('checkpoint')
  if (growth !== undefined && !isGrowth(growth)) return malformed('growth')
  return {
    ok: true,
    value: {
      credential,
      proof,
      ...(models && { models }),
      ...(gtins && { gtins }),
      ...(status && { status }),
      ...(later && { later }),
      ...(checkpoint !== undefined && { checkpoint }),
      ...(growth && { growth }),
    },
  }
}
