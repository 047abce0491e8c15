import type { KeyObject } from 'node:crypto'
import { type ByteSource, Malformed, type Range } from './byte-source.ts'
import { signed } from './signature.ts'

/** The signature in a usign (signify) file: a comment line, then base64 of 'Ed', eight bytes of key number and the signature. */
export function usignSignature(text: string): Uint8Array {
  const [comment, line = ''] = text.slice(0, 2_000).split('\n')
  const bytes = Buffer.from(line.replaceAll('\0', '').trim(), 'base64')
  if (!comment?.startsWith('untrusted comment:') || bytes.length !== 74 || bytes.toString('latin1', 0, 2) !== 'Ed')
    throw new Malformed('malformed')
  return bytes.subarray(10)
}

/** True when one of the keys signed these stretches. The key number is a hint for finding the key, and not believed. */
export async function usignHolds(
  source: ByteSource,
  ranges: readonly Range[],
  { signature, keys }: { readonly signature: Uint8Array; readonly keys: readonly KeyObject[] },
): Promise<boolean> {
  for (const key of keys) if (await signed(source, ranges, { key, scheme: { kind: 'ed25519' }, signature })) return true
  return false
}
