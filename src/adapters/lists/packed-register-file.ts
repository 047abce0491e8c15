import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { openPacking, type PackedRegister } from '../../core/procurement/packed/packed-register.ts'
import { readSnapshotHead, type SnapshotHead } from '../../core/register/snapshot-file.ts'
import { mostBytes, packing, type RegisterFileFault, unpacked } from './register-file.ts'
import { sharedMemory } from './shared-memory.ts'

// A line is never longer than half of it.
const blockSize = 1 << 25
const lineEnd = 0x0a

/**
 * Reads a register as it was published, to be asked many questions: its lines stay as they are, in memory that threads share, and
 * only what is searched by is looked at. Damage elsewhere in a line is found when the line is asked for (`BrokenEntry`).
 */
export async function readPackedRegister(file: string): Promise<Result<PackedRegister, RegisterFileFault>> {
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile()) return refuse({ code: 'register-file-missing', file })
  const hash = createHash('sha256')
  const pack = openPacking(sharedMemory)
  let head: SnapshotHead | undefined
  let block = new Uint8Array(sharedMemory(blockSize))
  let filled = 0
  let size = 0

  /** Takes in what is whole lines of the block; what is left begins the next. */
  const take = (end: number): RegisterFileFault | undefined => {
    let from = 0
    if (head === undefined) {
      const found = block.indexOf(lineEnd)
      from = found === -1 || found > end ? end : found + 1
      const read = readSnapshotHead(Buffer.from(block.subarray(0, from)).toString('utf8').trimEnd())
      if (!read.ok) return read.fault
      head = read.value
    }
    const broken = pack.add(block, from, end)
    return broken && { code: 'register-line-broken', line: broken.entry + 1 }
  }
  try {
    for await (const piece of unpacked(file, await packing(file))) {
      hash.update(piece)
      size += piece.length
      if (size > mostBytes) return refuse({ code: 'register-file-too-large', file, limit: mostBytes })
      if (filled + piece.length > blockSize) {
        const end = block.subarray(0, filled).lastIndexOf(lineEnd) + 1
        if (end < blockSize / 2) return refuse({ code: 'register-line-broken', line: pack.size() + 2 })
        const fault = take(end)
        if (fault !== undefined) return refuse(fault)
        const rest = block.subarray(end, filled)
        block = new Uint8Array(sharedMemory(blockSize))
        block.set(rest)
        filled = rest.length
      }
      block.set(piece, filled)
      filled += piece.length
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return refuse({ code: 'register-file-broken', file })
  }
  const fault = take(filled)
  if (fault !== undefined) return refuse(fault)
  if (head!.entries !== pack.size())
    return refuse({ code: 'register-file-short', file, said: head!.entries, found: pack.size() })
  return ok(pack.done({ digest: `sha256:${hash.digest('hex')}`, takenAt: head!.takenAt }))
}
