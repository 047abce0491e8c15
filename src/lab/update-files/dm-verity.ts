import { createHash } from 'node:crypto'
import { type ByteSource, Malformed, pieces, type Range } from './byte-source.ts'

const block = 4096
const perBlock = block / 32

/**
 * The hash tree of dm-verity (Linux kernel documentation, version 1, SHA-256, blocks of 4096): every block is hashed after the
 * salt, the hashes fill blocks that are hashed again, until one is left. Levels are stored from the top down.
 */
export async function verityTree(
  source: ByteSource,
  data: Range,
  salt: Uint8Array,
): Promise<{ readonly root: Buffer; readonly levels: readonly Buffer[] }> {
  if (data.length === 0 || data.length % block !== 0) throw new Malformed('length-impossible')
  const hashOf = (bytes: Uint8Array) => createHash('sha256').update(salt).update(bytes).digest()
  let hashes: Buffer[] = []
  for await (const piece of pieces(source, [data]))
    for (let at = 0; at < piece.length; at += block) hashes.push(hashOf(piece.subarray(at, at + block)))
  const levels: Buffer[] = []
  while (hashes.length > 1) {
    const level = Buffer.alloc(Math.ceil(hashes.length / perBlock) * block)
    for (const [i, hash] of hashes.entries()) hash.copy(level, i * 32)
    levels.unshift(level)
    hashes = Array.from({ length: level.length / block }, (_, i) => hashOf(level.subarray(i * block, (i + 1) * block)))
  }
  return { root: hashes[0]!, levels }
}
