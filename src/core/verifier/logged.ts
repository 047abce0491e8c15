import { type OpenedCheckpoint, openCheckpoint } from '../log/cosign.ts'
import { rootFromInclusion, sameBytes } from '../log/proof.ts'
import { parseTlogProof } from '../log/tlog-proof.ts'
import type { Logged } from './bundle.ts'
import type { Crypto } from './crypto.ts'
import { type Leaf, readLeaf } from './leaf.ts'
import { keep, memoryOf } from './memory.ts'
import type { Why } from './report.ts'
import type { IssuerKey, Trust } from './trust.ts'

/** A leaf whose signature, key and place in the log were verified. */
export interface ShownLeaf {
  readonly leaf: Leaf
  readonly index: number
  readonly opened: OpenedCheckpoint // the checkpoint its proof leads to
}

type Shown<T> = T | { readonly why: Why }

export const isShown = <T extends object>(shown: Shown<T>): shown is T => !('why' in shown)

/** Is this a leaf of that kind, signed by a key of the anchor? */
export async function checkSignature(
  jws: string,
  typ: string,
  trust: Trust,
  crypto: Crypto,
): Promise<Shown<{ readonly leaf: Leaf; readonly key: IssuerKey }>> {
  const leaf = readLeaf(jws)
  if (!leaf || leaf.typ !== typ) return { why: 'jws-malformed' }
  const key = trust.keys.get(leaf.kid)
  if (!key) return { why: 'key-unknown' }
  const good = crypto.verifyEs256(key.jwk, leaf.signed, leaf.signature)
  return (typeof good === 'boolean' ? good : await good) ? { leaf, key } : { why: 'signature-wrong' }
}

/** Does the policy of the anchor believe this checkpoint? */
export async function checkCheckpoint(note: string, trust: Trust, crypto: Crypto): Promise<Shown<OpenedCheckpoint>> {
  const { checkpoints } = memoryOf(trust)
  const known = checkpoints.get(note)
  if (known) return known
  const opening = await openCheckpoint(note, trust.policy, crypto.verifyEd25519)
  if (opening.ok) return keep(checkpoints, note, opening.value, 4096)
  return { why: opening.fault.code === 'checkpoint-quorum' ? 'checkpoint-quorum' : 'checkpoint-untrusted' }
}

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Is the leaf in the log, at the place its proof says? */
export async function checkInclusion(
  leaf: Uint8Array,
  proof: string,
  trust: Trust,
  crypto: Crypto,
): Promise<Shown<{ readonly index: number; readonly opened: OpenedCheckpoint }>> {
  const parsed = parseTlogProof(proof)
  if (!parsed) return { why: 'proof-malformed' }
  const opened = await checkCheckpoint(parsed.checkpoint, trust, crypto)
  if (!isShown(opened)) return opened
  const { size, root } = opened.checkpoint
  const start = await crypto.sha256(joined(leafPrefix, leaf))
  const pair = (left: Uint8Array, right: Uint8Array) => crypto.sha256(joined(nodePrefix, left, right))
  const led = await rootFromInclusion(start, { index: parsed.index, size }, parsed.path, pair)
  return led && sameBytes(led, root) ? { index: parsed.index, opened } : { why: 'not-in-log' }
}

/** Signature, key, place in the log, and whether the key was in use at that place. */
export async function checkLogged(
  logged: Logged,
  typ: string,
  trust: Trust,
  crypto: Crypto,
): Promise<Shown<ShownLeaf>> {
  const signed = await checkSignature(logged.jws, typ, trust, crypto)
  if (!isShown(signed)) return signed
  const placed = await checkInclusion(signed.leaf.bytes, logged.proof, trust, crypto)
  if (!isShown(placed)) return placed
  return wasInUse(signed.key, placed.index)
    ? { leaf: signed.leaf, index: placed.index, opened: placed.opened }
    : { why: 'key-outside-window' }
}

export const wasInUse = (key: IssuerKey, index: number): boolean =>
  index >= key.from && (key.until === null || index < key.until)
