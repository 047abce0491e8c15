import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import type { Digest } from '../../core/kernel/digest.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { openJoining } from '../../core/procurement/packed/join-parts.ts'
import type { BrokenLine, PackedPart } from '../../core/procurement/packed/pack-lines.ts'
import { modelTables, type PackedRegister } from '../../core/procurement/packed/packed-register.ts'
import { openPacking } from '../../core/procurement/packed/packing.ts'
import { readSnapshotHead, type SnapshotHead } from '../../core/register/snapshot-file.ts'
import type { CheckThreads } from './check-threads.ts'
import { mostBytes, packing, type RegisterFileFault, unpacked } from './register-file.ts'
import { sharedMemory } from './shared-memory.ts'

// A line is never longer than half of it.
const blockSize = 1 << 23
const lineEnd = 0x0a

/** Takes blocks of whole lines, and makes a register of them. */
interface Packer {
  add(block: Uint8Array, from: number, to: number): void
  done(head: { readonly digest: Digest; readonly takenAt: SnapshotHead['takenAt'] }): Promise<Packed>
}

type Packed = { readonly register: PackedRegister } | BrokenLine

/**
 * Reads a register as it was published, to be asked many questions: its lines stay as they are, in memory that threads share, and
 * only what is searched by is looked at. Damage elsewhere in a line is found when the line is asked for (`BrokenEntry`). With
 * threads, they look while the file is read on.
 */
export async function readPackedRegister(
  file: string,
  threads?: CheckThreads,
): Promise<Result<PackedRegister, RegisterFileFault>> {
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile()) return refuse({ code: 'register-file-missing', file })
  const hash = createHash('sha256')
  const packer = threads === undefined ? here() : inThreads(threads)
  let head: SnapshotHead | undefined
  let size = 0
  try {
    for await (const { block, filled } of blocksOf(file)) {
      let from = 0
      hash.update(block.subarray(0, filled))
      size += filled
      if (size > mostBytes) return refuse({ code: 'register-file-too-large', file, limit: mostBytes })
      if (head === undefined) {
        const found = block.indexOf(lineEnd)
        from = found === -1 || found > filled ? filled : found + 1
        const read = readSnapshotHead(Buffer.from(block.subarray(0, from)).toString('utf8').trimEnd())
        if (!read.ok) return read
        head = read.value
      }
      packer.add(block, from, filled)
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return refuse({ code: 'register-file-broken', file })
  }
  if (head === undefined) return refuse({ code: 'register-head-missing' })
  const packed = await packer.done({ digest: `sha256:${hash.digest('hex')}`, takenAt: head.takenAt })
  if ('entry' in packed) return refuse({ code: 'register-line-broken', line: packed.entry + 1 })
  const { register } = packed
  if (head.entries !== register.size)
    return refuse({ code: 'register-file-short', file, said: head.entries, found: register.size })
  return ok(register)
}

interface Block {
  readonly block: Uint8Array // in shared memory
  readonly filled: number
}

/** The bytes of a register as blocks of whole lines; only a line that is longer than a block ends within it. */
async function* blocksOf(file: string): AsyncGenerator<Block> {
  const how = await packing(file)
  let block = new Uint8Array(sharedMemory(blockSize))
  let filled = 0
  /** What is whole lines of the block; what is left begins the next. */
  const cut = (): Block => {
    const found = block.subarray(0, filled).lastIndexOf(lineEnd) + 1
    const end = found === 0 ? filled : found
    const full = { block, filled: end }
    const rest = block.subarray(end, filled)
    block = new Uint8Array(sharedMemory(blockSize))
    block.set(rest)
    filled = rest.length
    return full
  }
  if (how === 'none') {
    const handle = await open(file, 'r')
    try {
      for (;;) {
        const { bytesRead } = await handle.read(block, filled, blockSize - filled)
        if (bytesRead === 0) break
        filled += bytesRead
        if (filled === blockSize) yield cut()
      }
    } finally {
      await handle.close()
    }
  } else
    for await (const piece of unpacked(file, how))
      for (let at = 0; at < piece.length; ) {
        const more = Math.min(piece.length - at, blockSize - filled)
        block.set(piece.subarray(at, at + more), filled)
        filled += more
        at += more
        if (filled === blockSize) yield cut()
      }
  if (filled > 0) yield { block, filled }
}

/** In this thread. */
function here(): Packer {
  const pack = openPacking(sharedMemory)
  let broken: BrokenLine | undefined
  return {
    add(block, from, to) {
      broken ??= pack.add(block, from, to)
    },
    done: async (head) => broken ?? { register: pack.done(head) },
  }
}

/** In threads that look at one block each, and then at one table each. */
function inThreads(threads: CheckThreads): Packer {
  const blocks: Uint8Array[] = []
  const parts: Promise<PackedPart | BrokenLine>[] = []
  return {
    add(block, from, to) {
      const part = threads.ask(blocks.length % threads.count, { kind: 'pack', block, from, to })
      part.catch(() => undefined) // told at the end
      blocks.push(block)
      parts.push(part)
    },
    async done(head) {
      const joining = openJoining()
      for (const [i, part] of (await Promise.all(parts)).entries()) {
        if ('entry' in part) return { entry: joining.size() + part.entry }
        const broken = joining.add(blocks[i]!, part)
        if (broken !== undefined) return broken
      }
      const hashes = joining.hashes(sharedMemory)
      const tables = Promise.all(
        modelTables.map((which, i) => threads.ask(i % threads.count, { kind: 'table', hashes: hashes[which] })),
      )
      tables.catch(() => undefined) // told below
      const { register, models } = joining.done(head, sharedMemory)
      const [classes, skeletons, stems] = await tables
      return {
        register: { ...register, models: { ...models, classes: classes!, skeletons: skeletons!, stems: stems! } },
      }
    },
  }
}
