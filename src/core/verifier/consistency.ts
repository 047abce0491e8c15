import { fromBase64 } from '../kernel/base64.ts'
import { isConsistent } from '../log/proof.ts'
import type { Crypto } from './crypto.ts'
import type { KnownCheckpoint } from './report.ts'

/** True when the newer checkpoint is shown to grow out of the one remembered: whoever can reach the log asks for the proof. */
export async function growsFrom(
  last: KnownCheckpoint,
  next: KnownCheckpoint,
  proof: readonly Uint8Array[],
  crypto: Crypto,
): Promise<boolean> {
  const [was, is] = [fromBase64(last.root), fromBase64(next.root)]
  if (!was || !is || last.origin !== next.origin) return false
  const pair = (left: Uint8Array, right: Uint8Array) => crypto.sha256(Uint8Array.of(1, ...left, ...right))
  return isConsistent({ size: last.size, root: was }, { size: next.size, root: is }, proof, pair)
}
