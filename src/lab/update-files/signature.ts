import { constants, createVerify, type KeyObject, verify as verifyOnce } from 'node:crypto'
import { type ByteSource, fed, Malformed, pieces, type Range } from './byte-source.ts'

/** How the bytes of a signature are to be read. */
export type SignatureScheme =
  | { readonly kind: 'pkcs1' | 'pss' | 'ecdsa' | 'ecdsa-raw'; readonly hash: string }
  | { readonly kind: 'ed25519' }

// Ed25519 needs the message twice, so it cannot be checked while it streams by.
const mostForEd25519 = 128 * 1024 * 1024

export const fits = (key: KeyObject, { kind }: SignatureScheme): boolean =>
  key.asymmetricKeyType === { pkcs1: 'rsa', pss: 'rsa', ecdsa: 'ec', 'ecdsa-raw': 'ec', ed25519: 'ed25519' }[kind]

/** True when this key made this signature over these stretches of the file. */
export async function signed(
  source: ByteSource,
  ranges: readonly Range[],
  {
    key,
    scheme,
    signature,
  }: { readonly key: KeyObject; readonly scheme: SignatureScheme; readonly signature: Uint8Array },
): Promise<boolean> {
  if (!fits(key, scheme)) return false
  if (scheme.kind === 'ed25519') {
    const length = ranges.reduce((sum, r) => sum + r.length, 0)
    if (length > mostForEd25519) throw new Malformed('too-large')
    const parts: Buffer[] = []
    for await (const piece of pieces(source, ranges)) parts.push(piece)
    return verifyOnce(null, parts.length === 1 ? parts[0]! : Buffer.concat(parts), key, signature)
  }
  const verifier = await fed(createVerify(scheme.hash), source, ranges)
  try {
    return verifier.verify(withPadding(key, scheme), signature)
  } catch {
    return false // a signature that cannot even be read
  }
}

const withPadding = (key: KeyObject, { kind }: SignatureScheme) => {
  if (kind === 'pss')
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  if (kind === 'ecdsa-raw') return { key, dsaEncoding: 'ieee-p1363' as const }
  return { key }
}
