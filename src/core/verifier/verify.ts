import { fromBase64, toBase64, toHex } from '../kernel/base64.ts'
import type { Instant } from '../kernel/date.ts'
import type { OpenedCheckpoint } from '../log/cosign.ts'
import { sameBytes } from '../log/proof.ts'
import type { Bundle } from './bundle.ts'
import { type Claims, readClaims } from './claims.ts'
import { growsFrom } from './consistency.ts'
import type { Crypto } from './crypto.ts'
import { checkCheckpoint, checkInclusion } from './inclusion.ts'
import { checkLogged, checkSignature, wasInUse } from './logged.ts'
import { conclude, type KnownCheckpoint, type Report, type Step, type StepName, stepNames, type Why } from './report.ts'
import { isShown } from './shown.ts'
import { checkStatus } from './status.ts'
import type { Trust } from './trust.ts'

export interface VerifyOptions {
  readonly now: Instant
  readonly crypto: Crypto
  /** The newest checkpoint this verifier has seen before. */
  readonly lastCheckpoint?: KnownCheckpoint
  /** Insist on the proof that the newest checkpoint continues the last one; for whoever can reach the log to fetch it. */
  readonly growth?: 'required'
  /** The label that was scanned or typed, when it is known. */
  readonly label?: string
  /** How old status lists and witnesses' times may be, in seconds; 24 hours online, at most 7 days offline. */
  readonly age?: number
}

const week = 7 * 86_400
const encoder = new TextEncoder()

/** Verifies a label from its bundle and the trust anchor alone. Never throws on what a bundle contains. */
export async function verify(bundle: Bundle, trust: Trust, options: VerifyOptions): Promise<Report> {
  const { now, crypto, age = week } = options
  const moment = Date.parse(now)
  const steps: Step[] = []
  const held = (step: StepName, why?: Why): boolean => {
    steps.push(why ? { step, ok: false, why } : { step, ok: true })
    return why === undefined
  }
  const report = (rest: Partial<Report> = {}): Report => ({
    verdict: conclude(steps),
    at: now,
    steps: stepNames.map((step) => steps.find((s) => s.step === step) ?? { step, ok: null }),
    ...rest,
  })

  // 1 The signature, by a key of the anchor. What is not signed is not read any further.
  const signed = await checkSignature(bundle.credential, 'vc+jwt', trust, crypto)
  if (!isShown(signed)) {
    held(signed.why === 'key-unknown' ? 'key' : 'signature', signed.why)
    return report()
  }
  held('signature')

  // 2 These very bytes are in the log, and the key was in use at that place.
  const placed = await checkInclusion(signed.leaf.logged, bundle.proof, trust, crypto)
  if (!isShown(placed)) {
    held('logged', placed.why)
    return report()
  }
  held('logged')
  if (!held('key', wasInUse(signed.key, placed.index) ? undefined : 'key-outside-window')) return report()

  // 3 It is a label of this issuer, the one that was asked for, with the models that were signed.
  const claims = readClaims(signed.leaf.payload)
  if (!claims) {
    held('credential', 'credential-malformed')
    return report()
  }
  held('credential', credentialFault(claims, trust, options.label))
  const models = await isSigned(bundle.models, claims.modelsSha256, crypto)
  const gtins = await isSigned(bundle.gtins, claims.gtinsSha256, crypto)
  held('models', models ? (gtins ? undefined : 'gtins-differ') : 'models-differ')
  held('validity', validityFault(claims, moment))

  // 4 Nothing newer replaced it, and its bits are clear in lists that are current and logged.
  const seen: OpenedCheckpoint[] = [placed.opened]
  const isLast = !bundle.later?.length
  held('superseded', isLast ? undefined : await supersededBy(bundle, claims, placed.index, trust, crypto, seen))
  for (const entry of claims.status) {
    const status = await checkStatus(entry, { bundle, now: moment, age }, trust, crypto)
    if (status.shown) seen.push(status.shown.opened)
    held(entry.purpose, status.why)
  }

  // 5 The newest checkpoint is not older than, and not in contradiction with, what this verifier saw before.
  const newest = bundle.checkpoint === undefined ? undefined : await checkCheckpoint(bundle.checkpoint, trust, crypto)
  if (newest && isShown(newest)) seen.push(newest)
  const top = seen.reduce((a, b) => (b.checkpoint.size > a.checkpoint.size ? b : a))
  const last = options.lastCheckpoint
  const grown = await hasGrown(bundle, last, top, crypto)
  const ungrown = grown === false || (grown === undefined && options.growth === 'required')
  const fault =
    newest && !isShown(newest)
      ? newest.why
      : (checkpointFault(seen, top, last, moment - age * 1000) ?? (ungrown ? 'growth-unproven' : undefined))
  held('checkpoint', fault)

  return report({
    label: claims.label,
    credential: {
      sha256: toHex(await crypto.sha256(signed.leaf.bytes)),
      leafIndex: placed.index,
      validFrom: claims.validFrom,
      validUntil: claims.validUntil,
      payload: signed.leaf.payload,
    },
    ...(bundle.models && models && { models: bundle.models }),
    ...(bundle.gtins && gtins && { gtins: bundle.gtins }),
    checkpoint: last && (grown !== true || fault === 'log-forked') ? last : known(top),
  })
}

/** Does the newest checkpoint continue the one remembered? Undefined when nothing shows it, false when the proof is wrong. */
async function hasGrown(
  { growth }: Bundle,
  last: KnownCheckpoint | undefined,
  top: OpenedCheckpoint,
  crypto: Crypto,
): Promise<boolean | undefined> {
  const { origin, size, root } = top.checkpoint
  if (!last || last.origin !== origin) return true
  if (last.size === size) return fromBase64(last.root) && sameBytes(fromBase64(last.root)!, root)
  if (last.size > size || growth?.from !== last.size || growth.to !== size) return undefined
  const proof = growth.proof.map(fromBase64)
  return proof.every((hash) => hash !== undefined) && growsFrom(last, known(top), proof, crypto)
}

const known = ({ checkpoint }: OpenedCheckpoint): KnownCheckpoint => ({
  origin: checkpoint.origin,
  size: checkpoint.size,
  root: toBase64(checkpoint.root),
})

function credentialFault(claims: Claims, trust: Trust, label: string | undefined): Why | undefined {
  if (claims.issuer !== trust.issuer) return 'issuer-not-signer'
  if (claims.labelUrl !== `${trust.labels}/L/${claims.label}`) return 'credential-malformed'
  return label !== undefined && label !== claims.label ? 'label-differs' : undefined
}

/** A list of texts has only one canonical JSON, the one JSON.stringify writes. */
async function isSigned(
  list: readonly string[] | undefined,
  sha256: string | undefined,
  crypto: Crypto,
): Promise<boolean> {
  if (list === undefined) return true
  return toHex(await crypto.sha256(encoder.encode(JSON.stringify(list)))) === sha256
}

function validityFault({ from, until }: Claims, now: number): Why | undefined {
  if (!(now >= from)) return 'not-yet-valid'
  return now < until ? undefined : 'expired'
}

/** A later credential of the label, or a logged event, that replaced this one; leaves that do not verify say nothing. */
async function supersededBy(
  bundle: Bundle,
  claims: Claims,
  index: number,
  trust: Trust,
  crypto: Crypto,
  seen: OpenedCheckpoint[],
): Promise<Why | undefined> {
  const digest = toHex(await crypto.sha256(encoder.encode(bundle.credential)))
  let why: Why | undefined
  for (const logged of bundle.later ?? []) {
    const event = await checkLogged(logged, 'label-event+jwt', trust, crypto)
    const shown = isShown(event) ? event : await checkLogged(logged, 'vc+jwt', trust, crypto)
    if (!isShown(shown)) continue
    seen.push(shown.opened)
    const { payload } = shown.leaf
    if (isShown(event)) {
      if (payload.event === 'superseded' && payload.credentialSha256 === digest) why = 'superseded'
    } else if (shown.index > index && readClaims(payload)?.label === claims.label) why = 'superseded'
  }
  return why
}

function checkpointFault(
  seen: readonly OpenedCheckpoint[],
  top: OpenedCheckpoint,
  last: KnownCheckpoint | undefined,
  notBefore: number, // milliseconds since 1970: witnesses' times before it are too old
): Why | undefined {
  const heads = [...new Set(seen)].map(({ checkpoint }) => checkpoint)
  const before = last && { ...last, root: fromBase64(last.root) ?? new Uint8Array() }
  if (before) heads.push(before)
  // Two roots for one size: the log tells different people different things.
  for (const a of heads)
    if (heads.some((b) => a.origin === b.origin && a.size === b.size && !sameBytes(a.root, b.root))) return 'log-forked'
  if (before?.origin === top.checkpoint.origin && top.checkpoint.size < before.size)
    return 'checkpoint-older-than-known'
  if (top.witnessedAt !== undefined && top.witnessedAt * 1000 < notBefore) return 'checkpoint-too-old'
  return undefined
}
