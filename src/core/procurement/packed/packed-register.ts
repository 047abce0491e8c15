import type { Instant } from '../../kernel/date.ts'
import type { Digest } from '../../kernel/digest.ts'
import type { Entry } from '../../register/entry.ts'
import { readSnapshotEntry } from '../../register/snapshot-file.ts'
import { hashOfBytes, hashOfText, type Memory, ownMemory, type TableArrays, tableArrays } from '../hash-table.ts'
import { makerKey, withoutForm } from '../maker-name.ts'
import { alikeCodes, classKey, endOfStem, modelKey, nearLimit, skeletonHash, stemHash } from '../model-key.ts'
import { growingBytes, growingNumbers } from './growing.ts'
import { openScan, type Scan, scanEntry } from './scan-entry.ts'
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

/** A line that is no entry; the first has the number 1. */
export interface BrokenLine {
  readonly entry: number
}

/** Takes the lines of a register in, block by block. */
export interface Packing {
  /** Whole lines, each with its line end; the block is kept as it is. */
  add(block: Uint8Array, from: number, to: number): BrokenLine | undefined
  readonly size: () => number
  done(head: { readonly digest: Digest; readonly takenAt: Instant }): PackedRegister
}

const lineEnd = 0x0a
const gtinMember = /"gtin":"(\d{14})"/g

/** Opens the packing of a register. */
export function openPacking(memory: Memory = ownMemory): Packing {
  const blocks: Uint8Array[] = []
  const lines = growingNumbers(ownMemory)
  const labels = growingBytes(memory)
  const models = packModels(memory)
  const makers = packMakers(memory)
  const gtins: [string, number][] = []
  const scan = openScan()
  let size = 0

  const takeSlowly = (block: Uint8Array, from: number, to: number): boolean => {
    const read = readSnapshotEntry(textOf(block, from, to), 0)
    if (!read.ok) return false
    const { label, product, maker } = read.value
    const bytes = utf8.encode(label)
    if (bytes.length !== 10) return false
    labels.add(bytes, 0, 10)
    models.begin()
    for (const model of product.models) models.add(size, model)
    for (const { gtin } of product.gtins ?? []) gtins.push([gtin, size])
    makers.add(maker)
    return true
  }
  const take = (block: Uint8Array, from: number, to: number): boolean => {
    if (!scanEntry(block, from, to, scan) || !makers.addBytes(block, scan.makerFrom, scan.makerTo))
      return takeSlowly(block, from, to)
    for (const [, gtin] of textOf(block, scan.gtinsFrom, scan.gtinsTo).matchAll(gtinMember)) gtins.push([gtin!, size])
    labels.add(block, scan.label, scan.label + 10)
    models.begin()
    models.addScanned(size, block, scan)
    return true
  }
  return {
    add(block, from, to) {
      for (let at = from; at < to; ) {
        const found = block.indexOf(lineEnd, at)
        const end = found === -1 || found > to ? to : found
        if (end > at) {
          if (!take(block, at, end)) return { entry: size + 1 }
          lines.add(blocks.length)
          lines.add(at)
          lines.add(end - at)
          size++
        }
        at = end + 1
      }
      blocks.push(block)
      return undefined
    },
    size: () => size,
    done({ digest, takenAt }) {
      const all = labels.done()
      const where = new Uint32Array(memory(12 * size))
      where.set(lines.done())
      return {
        digest,
        takenAt,
        size,
        blocks,
        lines: where,
        labels: all,
        labelTable: tableArrays(size, (i) => hashOfBytes(all, 10 * i, 10 * i + 10), memory),
        models: models.done(),
        gtins: textTable(gtins, memory),
        ...makers.done(),
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
const decoder = new TextDecoder()

/** Text that lies as bytes; short plain ones are put together by hand, which is quicker. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > 24) return decoder.decode(bytes.subarray(from, to))
  let text = ''
  for (let i = from; i < to; i++) {
    const code = bytes[i]!
    if (code > 0x7e) return decoder.decode(bytes.subarray(from, to))
    text += String.fromCharCode(code)
  }
  return text
}

const hyphen = 0x2d
const space = 0x20

/** The plain form of a model into `key`; its length, or -1 where the long way has to decide. */
export function plainKey(bytes: Uint8Array, from: number, to: number, key: Uint8Array): number {
  let length = 0
  for (let i = from; i < to; i++) {
    let code = bytes[i]!
    if (code < space || code > 0x7e) return -1
    if (code === hyphen || code === space) continue
    if (code >= 0x61 && code <= 0x7a) code -= 0x20
    key[length++] = code
  }
  return length === 0 ? -1 : length
}

// No hash: a text that has none is not in the table.
const none = 0
const some = (hash: number | undefined): number => (hash === undefined ? none : hash || 1)

function packModels(memory: Memory) {
  const texts = growingBytes(memory)
  const ends = growingNumbers(memory)
  const entries = growingNumbers(memory)
  const firsts = growingNumbers(memory)
  const [classes, skeletons, stems] = [growingNumbers(ownMemory), growingNumbers(ownMemory), growingNumbers(ownMemory)]
  const key = new Uint8Array(1024)
  const note = (entry: number, inClass: number, skeleton: number, stem: number) => {
    ends.add(texts.length())
    entries.add(entry)
    classes.add(inClass)
    skeletons.add(skeleton)
    stems.add(stem)
  }
  const add = (entry: number, model: string) => {
    const bytes = utf8.encode(model)
    texts.add(bytes, 0, bytes.length)
    const plain = modelKey(model)
    note(entry, some(hashOfText(classKey(model))), some(skeletonHash(plain)), some(stemHash(plain)))
  }
  const addBytes = (entry: number, block: Uint8Array, from: number, to: number) => {
    const length = plainKey(block, from, to, key)
    if (length === -1) return add(entry, textOf(block, from, to))
    texts.add(block, from, to)
    const isNear = length >= nearLimit
    const stem = isNear ? endOfStem(length, (i) => key[i]!) : 0
    const whole = some(hashOfBytes(key, 0, length))
    note(
      entry,
      whole,
      isNear ? some(hashOfBytes(key, 0, length, alikeCodes)) : none,
      stem < nearLimit ? none : stem === length ? whole : some(hashOfBytes(key, 0, stem)),
    )
  }
  const table = (hashes: Uint32Array) =>
    tableArrays(hashes.length, (i) => (hashes[i] === none ? undefined : hashes[i]! | 0), memory)
  return {
    begin: () => firsts.add(ends.length()),
    add,
    addScanned(entry: number, block: Uint8Array, { models, places, escaped }: Scan) {
      for (let i = 0; i < models; i++) {
        const [from, to] = [places[2 * i]!, places[2 * i + 1]!]
        if (escaped) add(entry, JSON.parse(`"${textOf(block, from, to)}"`) as string)
        else addBytes(entry, block, from, to)
      }
    },
    done(): PackedModels {
      firsts.add(ends.length())
      return {
        texts: texts.done(),
        ends: ends.done(),
        entries: entries.done(),
        firsts: firsts.done(),
        classes: table(classes.done()),
        skeletons: table(skeletons.done()),
        stems: table(stems.done()),
      }
    },
  }
}

/** Makers have numbers in the order in which they come. The same bytes are the same maker, which is nearly always so. */
function packMakers(memory: Memory) {
  const numbers = new Map<string, number>()
  const ofEntry = growingNumbers(memory)
  const seen = new Set<string>()
  const exactly: [string, number][] = []
  const formless: [string, number][] = []
  const places = new Map<number, { readonly bytes: Uint8Array; readonly number: number }[]>()

  const add = (maker: Entry['maker']): number => {
    let number = numbers.get(maker.id)
    if (number === undefined) {
      number = numbers.size
      numbers.set(maker.id, number)
    }
    ofEntry.add(number)
    // A maker may have changed its name between two labels; both names are its own.
    const names = [maker.name.ja, maker.name.en, maker.corporateNumber]
    const key = `${number}\u0001${names.join('\u0001')}`
    if (seen.has(key)) return number
    seen.add(key)
    for (const name of names) {
      if (name === undefined) continue
      const plain = makerKey(name)
      if (plain !== '') exactly.push([plain, number])
      const without = withoutForm(name) ?? plain
      if (without !== '') formless.push([without, number])
    }
    return number
  }
  return {
    add,
    addBytes(block: Uint8Array, from: number, to: number): boolean {
      const hash = hashOfBytes(block, from, to)
      const alike = places.get(hash)
      const known = alike?.find(({ bytes }) => sameBytes(bytes, block, from, to))
      if (known !== undefined) {
        ofEntry.add(known.number)
        return true
      }
      const maker = makerIn(textOf(block, from, to))
      if (maker === undefined) return false
      const one = { bytes: block.slice(from, to), number: add(maker) }
      if (alike === undefined) places.set(hash, [one])
      else if (alike.length < 16) alike.push(one)
      return true
    },
    done: (): Pick<PackedRegister, 'makers' | 'makerNames'> => ({
      makers: ofEntry.done(),
      makerNames: { exactly: textTable(exactly, memory), withoutForm: textTable(formless, memory) },
    }),
  }
}

function makerIn(text: string): Entry['maker'] | undefined {
  try {
    const maker = JSON.parse(text)
    if (typeof maker?.id !== 'string' || typeof maker.name?.ja !== 'string') return undefined
    const { en } = maker.name
    if ((en !== undefined && typeof en !== 'string') || !isTextOrNothing(maker.corporateNumber)) return undefined
    return maker
  } catch {
    return undefined
  }
}

const isTextOrNothing = (value: unknown): boolean => value === undefined || typeof value === 'string'

function sameBytes(a: Uint8Array, b: Uint8Array, from: number, to: number): boolean {
  if (a.length !== to - from) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[from + i]) return false
  return true
}
