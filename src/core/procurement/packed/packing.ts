import type { Instant } from '../../kernel/date.ts'
import type { Digest } from '../../kernel/digest.ts'
import type { Entry } from '../../register/entry.ts'
import { type Memory, ownMemory } from '../hash-table.ts'
import { openJoining } from './join-parts.ts'
import { type BrokenLine, openPackLines } from './pack-lines.ts'
import { modelTable, type modelTables, type PackedRegister } from './packed-register.ts'

/** Takes the lines of a register in, block by block. */
export interface Packing {
  /** Whole lines, each with its line end; the block is kept as it is. */
  add(block: Uint8Array, from: number, to: number): BrokenLine | undefined
  readonly size: () => number
  done(head: { readonly digest: Digest; readonly takenAt: Instant }): PackedRegister
}

/** Opens the packing of a register. */
export function openPacking(memory: Memory = ownMemory): Packing {
  const joining = openJoining()
  const packLines = openPackLines(ownMemory)
  return {
    add(block, from, to) {
      const part = packLines(block, from, to)
      if ('entry' in part) return { entry: joining.size() + part.entry }
      return joining.add(block, part)
    },
    size: joining.size,
    done(head) {
      const hashes = joining.hashes(memory)
      const { register, models } = joining.done(head, memory)
      const table = (which: (typeof modelTables)[number]) => modelTable(hashes[which], memory)
      return {
        ...register,
        models: { ...models, classes: table('classes'), skeletons: table('skeletons'), stems: table('stems') },
      }
    },
  }
}

/** Packs entries that are there as objects. */
export function packEntries(
  { digest, takenAt, entries }: { digest: Digest; takenAt: Instant; entries: Iterable<Entry> },
  memory: Memory = ownMemory,
): PackedRegister {
  const packing = openPacking(memory)
  let text = ''
  const flush = () => {
    const bytes = utf8.encode(text)
    const block = new Uint8Array(memory(bytes.length))
    block.set(bytes)
    text = ''
    const broken = packing.add(block, 0, block.length)
    if (broken !== undefined) throw new Error(`entry ${broken.entry} of the register is none`)
  }
  for (const entry of entries) {
    text += `${JSON.stringify(entry)}\n`
    if (text.length > 4_000_000) flush()
  }
  if (text !== '') flush()
  return packing.done({ digest, takenAt })
}

const utf8 = new TextEncoder()
