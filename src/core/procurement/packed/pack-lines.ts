import type { Entry } from '../../register/entry.ts'
import { readSnapshotEntry } from '../../register/snapshot-file.ts'
import { hashOfBytes, hashOfText, ownMemory } from '../hash-table.ts'
import { alikeCodes, classKey, endOfStem, modelKey, nearLimit, skeletonHash, stemHash } from '../model-key.ts'
import { growingBytes, growingMoments, growingNumbers } from './growing.ts'
import { openKinds } from './label-kinds.ts'
import { type PlainLife, readPlainLife } from './plain-life.ts'
import { openScan, type Scan, scanEntry } from './scan-entry.ts'
import { plainKey, textOf } from './text-of.ts'

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
  readonly makers: Uint32Array // the place of the maker of every entry in `makersSeen`
  readonly makersSeen: readonly SeenMaker[]
  readonly kinds: Uint32Array // from 1, into `kindTexts`; 0: not plain
  readonly kindTexts: readonly string[]
  readonly begins: Float64Array // of the lives of plain labels, ms
  readonly ends: Float64Array
}

/** A maker by its id and the names that people know it by. */
export interface SeenMaker {
  readonly id: string
  readonly names: readonly string[]
}

/** A line that is no entry; the first has the number 1. */
export interface BrokenLine {
  readonly entry: number
}

const lineEnd = 0x0a
const gtinMember = /"gtin":"(\d{14})"/g

/** Looks at the whole lines of a block for what they are searched by. */
export function packLines(block: Uint8Array, from: number, to: number): PackedPart | BrokenLine {
  const lines = growingNumbers(ownMemory)
  const labels = growingBytes(ownMemory)
  const models = packModels()
  const makers = packMakers()
  const gtins: [string, number][] = []
  const kinds = openKinds()
  const ofEntry = growingNumbers(ownMemory)
  const begins = growingMoments(ownMemory)
  const ends = growingMoments(ownMemory)
  const scan = openScan()
  const life: PlainLife = { begin: 0, end: 0 }
  let size = 0

  const live = (kind: number) => {
    ofEntry.add(kind)
    begins.add(kind === 0 ? 0 : life.begin)
    ends.add(kind === 0 ? 0 : life.end)
  }
  const takeSlowly = (at: number, end: number): boolean => {
    const read = readSnapshotEntry(textOf(block, at, end), 0)
    if (!read.ok) return false
    const { label, product, maker } = read.value
    const bytes = utf8.encode(label)
    if (bytes.length !== 10) return false
    labels.add(bytes, 0, 10)
    models.begin()
    for (const model of product.models) models.add(model)
    for (const { gtin } of product.gtins ?? []) gtins.push([gtin, size])
    makers.add(maker)
    live(0)
    return true
  }
  const take = (at: number, end: number): boolean => {
    if (!scanEntry(block, at, end, scan) || !makers.addBytes(block, scan.makerFrom, scan.makerTo))
      return takeSlowly(at, end)
    for (const [, gtin] of textOf(block, scan.gtinsFrom, scan.gtinsTo).matchAll(gtinMember)) gtins.push([gtin!, size])
    labels.add(block, scan.label, scan.label + 10)
    models.begin()
    models.addScanned(block, scan)
    live(readPlainLife(block, scan, life) ? kinds.of(block, scan) : 0)
    return true
  }
  for (let at = from; at < to; ) {
    const found = block.indexOf(lineEnd, at)
    const end = found === -1 || found > to ? to : found
    if (end > at) {
      if (!take(at, end)) return { entry: size + 1 }
      lines.add(at)
      lines.add(end - at)
      size++
    }
    at = end + 1
  }
  return {
    size,
    lines: lines.done(),
    labels: labels.done(),
    models: models.done(),
    gtins,
    ...makers.done(),
    kinds: ofEntry.done(),
    kindTexts: kinds.texts(),
    begins: begins.done(),
    ends: ends.done(),
  }
}

const utf8 = new TextEncoder()
// No hash: a text that has none is not in the table.
const none = 0
const some = (hash: number | undefined): number => (hash === undefined ? none : hash || 1)

function packModels() {
  const texts = growingBytes(ownMemory)
  const ends = growingNumbers(ownMemory)
  const firsts = growingNumbers(ownMemory)
  const [classes, skeletons, stems] = [growingNumbers(ownMemory), growingNumbers(ownMemory), growingNumbers(ownMemory)]
  const key = new Uint8Array(1024)
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
    const stem = isNear ? endOfStem(length, (i) => key[i]!) : 0
    const whole = some(hashOfBytes(key, 0, length))
    note(
      whole,
      isNear ? some(hashOfBytes(key, 0, length, alikeCodes)) : none,
      stem < nearLimit ? none : stem === length ? whole : some(hashOfBytes(key, 0, stem)),
    )
  }
  return {
    begin: () => firsts.add(ends.length()),
    add,
    addScanned(block: Uint8Array, { models, places, escaped }: Scan) {
      for (let i = 0; i < models; i++) {
        const [from, to] = [places[2 * i]!, places[2 * i + 1]!]
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
function packMakers() {
  const ofEntry = growingNumbers(ownMemory)
  const seen: SeenMaker[] = []
  const places = new Map<number, { readonly bytes: Uint8Array; readonly place: number }[]>()

  const add = ({ id, name, corporateNumber }: Entry['maker']): number => {
    const names = [name.ja, name.en, corporateNumber].filter((one) => one !== undefined)
    const place = seen.push({ id, names }) - 1
    ofEntry.add(place)
    return place
  }
  return {
    add,
    addBytes(block: Uint8Array, from: number, to: number): boolean {
      const hash = hashOfBytes(block, from, to)
      const alike = places.get(hash)
      const known = alike?.find(({ bytes }) => sameBytes(bytes, block, from, to))
      if (known !== undefined) {
        ofEntry.add(known.place)
        return true
      }
      const maker = makerIn(textOf(block, from, to))
      if (maker === undefined) return false
      const one = { bytes: block.slice(from, to), place: add(maker) }
      if (alike === undefined) places.set(hash, [one])
      else if (alike.length < 16) alike.push(one)
      return true
    },
    done: (): Pick<PackedPart, 'makers' | 'makersSeen'> => ({ makers: ofEntry.done(), makersSeen: seen }),
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
