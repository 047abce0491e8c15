import type { Instant } from '../../kernel/date.ts'
import type { Digest } from '../../kernel/digest.ts'
import type { Entry } from '../../register/entry.ts'
import { hashOfBytes, type Memory, ownMemory, type TableArrays, tableArrays } from '../hash-table.ts'
import { makerKey, withoutForm } from '../maker-name.ts'
import { type BrokenLine, type PackedPart, packLines, type SeenMaker } from './pack-lines.ts'
import { type TextTable, textTable } from './text-table.ts'

/**
 * A register made ready for questions, as flat memory alone: threads share it, and it is handed over without a copy. Entries lie
 * there as the lines they were published as, and are made objects of when somebody asks for them.
 */
export interface PackedRegister {
  readonly digest: Digest
  readonly takenAt: Instant
  readonly size: number // entries
  readonly blocks: readonly Uint8Array[] // whole lines of JSON
  /** Of every entry: its block, its first byte there, its length. */
  readonly lines: Uint32Array
  readonly labels: Uint8Array // ten characters of each
  readonly labelTable: TableArrays
  readonly models: PackedModels
  readonly gtins: TextTable // bar code number → entry; which model it is of, the entry says
  readonly makers: Uint32Array // the number of the maker of every entry
  readonly makerNames: { readonly exactly: TextTable; readonly withoutForm: TextTable }
  readonly lives: PackedLives
}

/** All models of all labels, in the order of the entries. */
export interface PackedModels {
  readonly texts: Uint8Array // UTF-8, as makers write them
  readonly ends: Uint32Array
  readonly entries: Uint32Array
  readonly firsts: Uint32Array // the first model of every entry, and behind the last one
  readonly classes: TableArrays
  readonly skeletons: TableArrays
  readonly stems: TableArrays
}

/** The lives of labels to which nothing has happened since they were issued. */
export interface PackedLives {
  /** Labels of one number are worth the same on every day within their lives; 0: not plain, only the entry tells. */
  readonly kinds: Uint32Array
  readonly begins: Float64Array // ms since 1970, included
  readonly ends: Float64Array // not included
}

/** A register that was put together, without the tables by which models are found. */
export interface Unindexed {
  readonly register: Omit<PackedRegister, 'models'>
  readonly models: Omit<PackedModels, (typeof modelTables)[number]>
  /** What the tables are made from: a hash for every model; 0: it is not in that table. */
  readonly hashes: Readonly<Record<(typeof modelTables)[number], Uint32Array>>
}

/** The tables by which models are found. */
export const modelTables = ['classes', 'skeletons', 'stems'] as const

/** Makes one of these tables. */
export const modelTable = (hashes: Uint32Array, memory: Memory): TableArrays =>
  tableArrays(hashes.length, (i) => (hashes[i] === 0 ? undefined : hashes[i]! | 0), memory)

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
  return {
    add(block, from, to) {
      const part = packLines(block, from, to)
      if ('entry' in part) return { entry: joining.size() + part.entry }
      joining.add(block, part)
      return undefined
    },
    size: joining.size,
    done(head) {
      const { register, models, hashes } = joining.done(head, memory)
      const table = (which: (typeof modelTables)[number]) => modelTable(hashes[which], memory)
      return {
        ...register,
        models: { ...models, classes: table('classes'), skeletons: table('skeletons'), stems: table('stems') },
      }
    },
  }
}

/** Puts parts together, in the order in which their blocks lie in the register. */
export function openJoining() {
  const blocks: Uint8Array[] = []
  const parts: PackedPart[] = []
  let size = 0
  return {
    add(block: Uint8Array, part: PackedPart) {
      blocks.push(block)
      parts.push(part)
      size += part.size
    },
    size: () => size,
    done({ digest, takenAt }: { readonly digest: Digest; readonly takenAt: Instant }, memory: Memory): Unindexed {
      const labels = inOneRow(
        Uint8Array,
        parts.map((part) => part.labels),
        memory,
      )
      const { gtins, makers, ...names } = joinMakers(parts, memory)
      const register = {
        digest,
        takenAt,
        size,
        blocks,
        lines: joinLines(parts, size, memory),
        labels,
        labelTable: tableArrays(size, (i) => hashOfBytes(labels, 10 * i, 10 * i + 10), memory),
        gtins,
        makers,
        ...names,
        lives: joinLives(parts, memory),
      }
      return { register, ...joinModels(parts, size, memory) }
    },
  }
}

interface ArrayKind<T> {
  readonly BYTES_PER_ELEMENT: number
  new (memory: ArrayBufferLike): T
}

function inOneRow<T extends Uint8Array | Uint32Array | Float64Array>(
  Kind: ArrayKind<T>,
  parts: readonly T[],
  memory: Memory,
): T {
  const all = new Kind(memory(Kind.BYTES_PER_ELEMENT * parts.reduce((sum, { length }) => sum + length, 0)))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function joinLines(parts: readonly PackedPart[], size: number, memory: Memory): Uint32Array {
  const all = new Uint32Array(memory(12 * size))
  let at = 0
  for (const [block, { lines }] of parts.entries())
    for (let i = 0; i < lines.length; i += 2) {
      all[at++] = block
      all[at++] = lines[i]!
      all[at++] = lines[i + 1]!
    }
  return all
}

function joinModels(parts: readonly PackedPart[], size: number, memory: Memory): Omit<Unindexed, 'register'> {
  const count = parts.reduce((sum, { models }) => sum + models.ends.length, 0)
  const ends = new Uint32Array(memory(4 * count))
  const entries = new Uint32Array(memory(4 * count))
  const firsts = new Uint32Array(memory(4 * (size + 1)))
  let [model, entry, text] = [0, 0, 0]
  for (const { models, size: own } of parts) {
    for (let i = 0; i < models.ends.length; i++) ends[model + i] = text + models.ends[i]!
    for (let i = 0; i < own; i++) {
      const next = i + 1 < own ? models.firsts[i + 1]! : models.ends.length
      firsts[entry + i] = model + models.firsts[i]!
      entries.fill(entry + i, model + models.firsts[i]!, model + next)
    }
    model += models.ends.length
    entry += own
    text += models.texts.length
  }
  firsts[size] = count
  const row = (of: (models: PackedPart['models']) => Uint32Array) =>
    inOneRow(
      Uint32Array,
      parts.map(({ models }) => of(models)),
      memory,
    )
  const texts = inOneRow(
    Uint8Array,
    parts.map(({ models }) => models.texts),
    memory,
  )
  return {
    models: { texts, ends, entries, firsts },
    hashes: { classes: row((m) => m.classes), skeletons: row((m) => m.skeletons), stems: row((m) => m.stems) },
  }
}

/** Makers have numbers in the order in which they come. */
function joinMakers(parts: readonly PackedPart[], memory: Memory) {
  const numbers = new Map<string, number>()
  const names = openNames()
  const gtins: [string, number][] = []
  const makers = new Uint32Array(memory(4 * parts.reduce((sum, { size }) => sum + size, 0)))
  let before = 0
  for (const part of parts) {
    const ofPart = part.makersSeen.map((maker) => {
      const number = numbers.get(maker.id) ?? numbers.size
      numbers.set(maker.id, number)
      names.add(maker, number)
      return number
    })
    for (let i = 0; i < part.size; i++) makers[before + i] = ofPart[part.makers[i]!]!
    for (const [gtin, entry] of part.gtins) gtins.push([gtin, before + entry])
    before += part.size
  }
  return { makers, makerNames: names.done(memory), gtins: textTable(gtins, memory) }
}

/** Gathers the names of makers; one may have changed its name between two labels, and both names are its own. */
function openNames() {
  const seen = new Set<string>()
  const exactly: [string, number][] = []
  const formless: [string, number][] = []
  return {
    add({ names }: SeenMaker, number: number) {
      const key = `${number}\u0001${names.join('\u0001')}`
      if (seen.has(key)) return
      seen.add(key)
      for (const name of names) {
        const plain = makerKey(name)
        if (plain !== '') exactly.push([plain, number])
        const without = withoutForm(name) ?? plain
        if (without !== '') formless.push([without, number])
      }
    },
    done: (memory: Memory): PackedRegister['makerNames'] => ({
      exactly: textTable(exactly, memory),
      withoutForm: textTable(formless, memory),
    }),
  }
}

function joinLives(parts: readonly PackedPart[], memory: Memory): PackedLives {
  const numbers = new Map<string, number>()
  const kinds = new Uint32Array(memory(4 * parts.reduce((sum, { size }) => sum + size, 0)))
  let before = 0
  for (const part of parts) {
    const ofPart = [0]
    for (const text of part.kindTexts) {
      const number = numbers.get(text) ?? numbers.size + 1
      numbers.set(text, number)
      ofPart.push(number)
    }
    for (let i = 0; i < part.size; i++) kinds[before + i] = ofPart[part.kinds[i]!]!
    before += part.size
  }
  const begins = inOneRow(
    Float64Array,
    parts.map((part) => part.begins),
    memory,
  )
  return {
    kinds,
    begins,
    ends: inOneRow(
      Float64Array,
      parts.map((part) => part.ends),
      memory,
    ),
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
