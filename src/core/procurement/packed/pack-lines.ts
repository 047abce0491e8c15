import { readSnapshotEntry } from '../../register/snapshot-file.ts'
import { hashesOfKey, hashOfBytes, hashOfText, type Memory } from '../hash-table.ts'
import { alikeCodes, classKey, endOfStem, modelKey, nearLimit, skeletonHash, stemHash } from '../model-key.ts'
import { growingBytes, growingMoments, growingNumbers } from './growing.ts'
import { openKinds } from './label-kinds.ts'
import { plainKey } from './plain-key.ts'
import { type PlainLife, readPlainLife } from './plain-life.ts'
import { openScan, type Scan, scanEntry } from './scan-entry.ts'
import { textOf } from './text-of.ts'

/** What a block of lines is searched by, as flat arrays; threads make parts, and one puts them together. */
export interface PackedPart {
  readonly size: number // entries
  readonly lines: Uint32Array // of every entry: its first byte in the block, its length
  readonly labels: Uint8Array // ten characters of each
  readonly models: {
    readonly texts: Uint8Array // UTF-8
    readonly ends: Uint32Array
    readonly firsts: Uint32Array // the first model of every entry
    // Hashes; 0 where there is none.
    readonly classes: Uint32Array
    readonly skeletons: Uint32Array
    readonly stems: Uint32Array
  }
  readonly gtins: readonly (readonly [string, number])[]
  readonly makers: Uint32Array // the place of the maker of every entry among those below
  readonly makersSeen: { readonly texts: Uint8Array; readonly ends: Uint32Array } // JSON
  readonly kinds: Uint32Array // from 1, into `kindTexts`; 0: not plain
  readonly kindTexts: readonly string[]
  // Of the lives of plain labels, ms
  readonly begins: Float64Array
  readonly ends: Float64Array
  readonly stopped: Float64Array
}

/** A line that is no entry; the first has the number 1. */
export interface BrokenLine {
  readonly entry: number
}

const lineEnd = 0x0a
const gtinMember = /"gtin":"(\d{14})"/g

/** Looks at the whole lines of a block for what they are searched by. */
export type PackLines = (block: Uint8Array, from: number, to: number) => PackedPart | BrokenLine

/** Opens that; from block to block it uses the same memory, and what it gives lies in `memory`. */
export function openPackLines(memory: Memory): PackLines {
  const lines = growingNumbers(memory)
  const labels = growingBytes(memory)
  const models = packModels(memory)
  const makers = packMakers(memory)
  const gtins: [string, number][] = []
  const kinds = openKinds()
  const ofEntry = growingNumbers(memory)
  const begins = growingMoments(memory)
  const ends = growingMoments(memory)
  const stopped = growingMoments(memory)
  const scan = openScan()
  const life: PlainLife = { begin: 0, end: 0, stop: 0, stopped: 0 }
  let size = 0

  const live = (kind: number) => {
    ofEntry.add(kind)
    begins.add(kind === 0 ? 0 : life.begin)
    ends.add(kind === 0 ? 0 : life.end)
    stopped.add(kind === 0 ? 0 : life.stopped)
  }
  const takeSlowly = (block: Uint8Array, at: number, end: number): boolean => {
    const read = readSnapshotEntry(textOf(block, at, end), 0)
    if (!read.ok) return false
    const { label, product, maker } = read.value
    const bytes = utf8.encode(label)
    if (bytes.length !== 10) return false
    labels.add(bytes, 0, 10)
    models.begin()
    for (const model of product.models) models.add(model)
    for (const { gtin } of product.gtins ?? []) gtins.push([gtin, size])
    const written = utf8.encode(JSON.stringify(maker))
    makers.add(written, 0, written.length)
    live(0)
    return true
  }
  const take = (block: Uint8Array, at: number, end: number): boolean => {
    if (!scanEntry(block, at, end, scan)) return takeSlowly(block, at, end)
    makers.add(block, scan.makerFrom, scan.makerTo)
    if (scan.gtinsTo > scan.gtinsFrom)
      for (const [, gtin] of textOf(block, scan.gtinsFrom, scan.gtinsTo).matchAll(gtinMember)) gtins.push([gtin!, size])
    labels.add(block, scan.label, scan.label + 10)
    models.begin()
    models.addScanned(block, scan)
    live(readPlainLife(block, scan, life) ? kinds.of(block, scan, life.stop) : 0)
    return true
  }
  return (block, from, to) => {
    for (let at = from; at < to; ) {
      const found = block.indexOf(lineEnd, at)
      const end = found === -1 || found > to ? to : found
      if (end > at) {
        if (!take(block, at, end)) return { entry: size + 1 }
        lines.add(at)
        lines.add(end - at)
        size++
      }
      at = end + 1
    }
    const part = {
      size,
      lines: lines.done(),
      labels: labels.done(),
      models: models.done(),
      gtins: gtins.splice(0),
      ...makers.done(),
      kinds: ofEntry.done(),
      kindTexts: kinds.done(),
      begins: begins.done(),
      ends: ends.done(),
      stopped: stopped.done(),
    }
    size = 0
    return part
  }
}

const utf8 = new TextEncoder()
// No hash: a text that has none is not in the table.
const none = 0
const some = (hash: number | undefined): number => (hash === undefined ? none : hash || 1)

function packModels(memory: Memory) {
  const texts = growingBytes(memory)
  const ends = growingNumbers(memory)
  const firsts = growingNumbers(memory)
  const [classes, skeletons, stems] = [growingNumbers(memory), growingNumbers(memory), growingNumbers(memory)]
  const key = new Uint8Array(1024)
  const hashes = new Int32Array(3)
  const keyAt = (i: number): number => key[i]!
  const note = (inClass: number, skeleton: number, stem: number) => {
    ends.add(texts.length())
    classes.add(inClass)
    skeletons.add(skeleton)
    stems.add(stem)
  }
  const add = (model: string) => {
    const bytes = utf8.encode(model)
    texts.add(bytes, 0, bytes.length)
    const plain = modelKey(model)
    note(some(hashOfText(classKey(model))), some(skeletonHash(plain)), some(stemHash(plain)))
  }
  const addBytes = (block: Uint8Array, from: number, to: number) => {
    const length = plainKey(block, from, to, key)
    if (length === -1) return add(textOf(block, from, to))
    texts.add(block, from, to)
    const isNear = length >= nearLimit
    const stem = isNear ? endOfStem(length, keyAt) : 0
    hashesOfKey(key, length, stem, alikeCodes, hashes)
    note(some(hashes[0]), isNear ? some(hashes[1]) : none, stem < nearLimit ? none : some(hashes[2]))
  }
  return {
    begin: () => firsts.add(ends.length()),
    add,
    addScanned(block: Uint8Array, { models, places, escaped }: Scan) {
      for (let i = 0; i < models; i++) {
        const from = places[2 * i]!
        const to = places[2 * i + 1]!
        if (escaped) add(JSON.parse(`"${textOf(block, from, to)}"`) as string)
        else addBytes(block, from, to)
      }
    },
    done: (): PackedPart['models'] => ({
      texts: texts.done(),
      ends: ends.done(),
      firsts: firsts.done(),
      classes: classes.done(),
      skeletons: skeletons.done(),
      stems: stems.done(),
    }),
  }
}

/** The same bytes are the same maker, which is nearly always so. */
function packMakers(memory: Memory) {
  const ofEntry = growingNumbers(memory)
  const texts = growingBytes(memory)
  const ends = growingNumbers(memory)
  const places = new Map<number, { readonly bytes: Uint8Array; readonly place: number }[]>()
  return {
    add(block: Uint8Array, from: number, to: number) {
      // The id stands first; what has the same beginning is compared whole.
      const hash = hashOfBytes(block, from, Math.min(to, from + 48))
      const alike = places.get(hash)
      if (alike !== undefined)
        for (const { bytes, place } of alike) if (sameBytes(bytes, block, from, to)) return ofEntry.add(place)
      const one = { bytes: block.slice(from, to), place: ends.length() }
      ofEntry.add(one.place)
      texts.add(block, from, to)
      ends.add(texts.length())
      if (alike === undefined) places.set(hash, [one])
      else if (alike.length < 16) alike.push(one)
    },
    done(): Pick<PackedPart, 'makers' | 'makersSeen'> {
      places.clear()
      return { makers: ofEntry.done(), makersSeen: { texts: texts.done(), ends: ends.done() } }
    },
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array, from: number, to: number): boolean {
  if (a.length !== to - from) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[from + i]) return false
  return true
}
