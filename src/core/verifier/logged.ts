import type { OpenedCheckpoint } from '../log/cosign.ts'
import type { Logged } from './bundle.ts'
import type { Crypto } from './crypto.ts'
import { checkInclusion } from './inclusion.ts'
import { type Leaf, readLeaf } from './leaf.ts'
import { isShown, type Shown } from './shown.ts'
import type { IssuerKey, Trust } from './trust.ts'

/** A leaf whose signature, key and place in the log were verified. */
export interface ShownLeaf {
  readonly leaf: Leaf
  readonly index: number
  readonly opened: OpenedCheckpoint // the checkpoint its proof leads to
}

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

/** Signature, key, place in the log, and whether the key was in use at that place. */
export async function checkLogged(
  logged: Logged,
  typ: string,
  trust: Trust,
  crypto: Crypto,
): Promise<Shown<ShownLeaf>> {
  const signed = await checkSignature(logged.jws, typ, trust, crypto)
  if (!isShown(signed)) return signed
  const placed = await checkInclusion(signed.leaf.logged, logged.proof, trust, crypto)
  if (!isShown(placed)) return placed
  return wasInUse(signed.key, placed.index)
    ? { leaf: signed.leaf, index: placed.index, opened: placed.opened }
    : { why: 'key-outside-window' }
}

export const wasInUse = (key: IssuerKey, index: number): boolean =>
  index >= key.from && (key.until === null || index < key.until)
