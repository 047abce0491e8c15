import type { Instant } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { Gtin } from '../kernel/gtin.ts'
import type { LabelId } from '../kernel/label-id.ts'
import type { Entry } from '../register/entry.ts'
import { readSnapshotEntry } from '../register/snapshot-file.ts'
import { hashOfText, openTable } from './hash-table.ts'
import { makerKey, withoutForm } from './maker-name.ts'
import { classKey, modelKey, sameSkeleton, sameStem, skeletonHash, stemHash } from './model-key.ts'
import type { PackedModels, PackedRegister } from './packed/packed-register.ts'
import { packEntries } from './packed/packing.ts'
import { hasWide, keyCode } from './packed/plain-key.ts'
import { textOf } from './packed/text-of.ts'
import { openTextTable } from './packed/text-table.ts'

/** The register as it stood at a moment, whole. */
export interface RegisterSnapshot {
  readonly digest: Digest
  readonly takenAt: Instant
  readonly entries: readonly Entry[]
}

/** One model of one label. */
export interface Hit {
  readonly entry: number // index in the snapshot
  readonly model: string // as the maker writes it
}

/** The register made ready for many questions; built once, read by any number of checks. */
export interface RegisterIndex {
  readonly snapshot: Pick<RegisterSnapshot, 'digest' | 'takenAt'>
  /** What it was opened from; another thread opens the same. */
  readonly packed: PackedRegister
  readonly size: number
  readonly entry: (place: number) => Entry
  readonly byLabel: (label: LabelId) => number | undefined
  /** Everything whose model is the same but for width, case, hyphens and spaces. */
  readonly sameModel: (key: string) => SameModel | undefined
  /** The only one of its class, which most models are: looked at without sorting anything out. */
  readonly onlyModel: (key: string) => Hit | undefined
  /** What is written slightly differently, at most `nearMost`, in the order of the snapshot. */
  readonly near: (key: string) => readonly Hit[]
  /** The models that have that bar code number: of one product, or of several makers who claim it. */
  readonly withGtin: (gtin: Gtin) => readonly Hit[]
  readonly makerOf: (entry: number) => number
  /** The makers somebody may mean by a name: by the name itself, else by the name without its legal form. */
  readonly makersNamed: (written: string) => NamedMakers
}

export interface NamedMakers {
  readonly exactly: ReadonlySet<number>
  readonly withoutForm: ReadonlySet<number>
}

/** How many similar models are looked at for one row: enough to choose from, bounded whatever the register holds. */
export const nearMost = 60

/** One class of models that are written alike, however many there are in it: each question is one look. */
export interface SameModel {
  readonly all: Postings
  readonly written: (model: string) => Postings | undefined
  readonly of: (maker: number) => Postings | undefined
  readonly writtenOf: (model: string, maker: number) => Postings | undefined
}

/** Some models of some labels. */
export interface Postings {
  readonly hits: readonly Hit[]
  readonly makers: ReadonlySet<number>
  readonly models: ReadonlySet<string>
}

/** Makes a register of objects ready for questions. */
export const indexRegister = (snapshot: RegisterSnapshot): RegisterIndex => openIndex(packEntries(snapshot))

/** A line of a register that looked like an entry and is none: the file is damaged. */
export class BrokenEntry extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line} of the register is no entry`)
    this.line = line
  }
}

/** Opens a packed register to questions; costs nothing. Models that come to nothing but signs are found only as they are written. */
export function openIndex(packed: PackedRegister): RegisterIndex {
  const { digest, takenAt, models, makers } = packed
  const classes = openTable(models.classes)
  const hit = (id: number): Hit => ({ entry: models.entries[id]!, model: modelAt(models, id) })
  const makerOf = (entry: number): number => makers[entry]!
  /** The first place from there on whose model is of that class. */
  const ofClass = (key: string, from: number): number => {
    let id = from
    while (id !== -1 && !isOfClass(models.texts, startOf(models, id), models.ends[id]!, key)) id = classes.after(id)
    return id
  }
  const ready = new Map<string, SameModel>()
  const sameModel = (key: string): SameModel | undefined => {
    const found = ready.get(key)
    if (found !== undefined) return found
    const hits: Hit[] = []
    for (let id = ofClass(key, classes.first(hashOfClass(key))); id !== -1; id = ofClass(key, classes.after(id)))
      hits.push(hit(id))
    if (hits.length === 0) return undefined
    if (hits.length === 1) return one(hits[0]!, makerOf(hits[0]!.entry))
    const made = sortOut(hits, makerOf)
    if (ready.size < mostReady) ready.set(key, made)
    return made
  }
  const near = openNear(models)
  const gtins = openTextTable(packed.gtins)
  return {
    snapshot: { digest, takenAt },
    packed,
    size: packed.size,
    entry: (place) => entryAt(packed, place),
    byLabel: openLabels(packed),
    sameModel,
    onlyModel: (key) => {
      const id = ofClass(key, classes.first(hashOfClass(key)))
      return id === -1 || ofClass(key, classes.after(id)) !== -1 ? undefined : hit(id)
    },
    near: (key) => near(key).slice(0, nearMost).map(hit),
    withGtin: (gtin) =>
      [...new Set(gtins(gtin))].flatMap((entry) => {
        const { gtins: own = [], models: covered } = entryAt(packed, entry).product
        const named = own.filter((one) => one.gtin === gtin && covered.includes(one.model))
        return named.map(({ model }) => ({ entry, model }))
      }),
    makerOf,
    makersNamed: openMakers(packed),
  }
}

const mostReady = 20_000

function entryAt({ blocks, lines }: PackedRegister, place: number): Entry {
  const from = lines[3 * place + 1]!
  const read = readSnapshotEntry(textOf(blocks[lines[3 * place]!]!, from, from + lines[3 * place + 2]!), place + 2)
  if (!read.ok) throw new BrokenEntry(place + 2)
  return read.value
}

function openLabels({ labels, labelTable }: PackedRegister): RegisterIndex['byLabel'] {
  const table = openTable(labelTable)
  return (label) => {
    let found: number | undefined
    for (let i = table.first(hashOfText(label)); i !== -1; i = table.after(i))
      if (textOf(labels, 10 * i, 10 * i + 10) === label) found = i
    return found
  }
}

// As in the tables: no text has no hash.
const hashOfClass = (key: string): number => hashOfText(key) || 1

const startOf = ({ ends }: PackedModels, id: number): number => (id === 0 ? 0 : ends[id - 1]!)
const modelAt = (models: PackedModels, id: number): string =>
  textOf(models.texts, startOf(models, id), models.ends[id]!)

/** Whether a model that lies as bytes stands under that key; for plain models without making a text of it. */
export function isOfClass(texts: Uint8Array, from: number, end: number, key: string): boolean {
  const slowly = () => classKey(textOf(texts, from, end)) === key
  let at = 0
  for (let i = from; i < end; i++) {
    const code = keyCode(texts[i]!)
    if (code === -1) return slowly()
    if (code !== 0 && key.charCodeAt(at++) !== code) return hasWide(texts, i, end) && slowly()
  }
  return at === 0 ? slowly() : at === key.length
}

/** Finds what is similar, as places in the order of the snapshot. */
function openNear(models: PackedModels): (key: string) => readonly number[] {
  const skeletons = openTable(models.skeletons)
  const stems = openTable(models.stems)
  return (key) => {
    const found = new Set<number>()
    for (const [table, hash, same] of [
      [skeletons, skeletonHash(key), sameSkeleton],
      [stems, stemHash(key), sameStem],
    ] as const) {
      if (hash === undefined) continue
      let left = nearMost
      for (let id = table.first(hash || 1); id !== -1 && left > 0; id = table.after(id))
        if (same(key, modelKey(modelAt(models, id)))) {
          found.add(id)
          left--
        }
    }
    return [...found].sort((a, b) => a - b)
  }
}

interface Growing {
  readonly hits: Hit[]
  readonly makers: Set<number>
  readonly models: Set<string>
}

function one(hit: Hit, maker: number): SameModel {
  const all: Postings = { hits: [hit], makers: new Set([maker]), models: new Set([hit.model]) }
  const where = (is: boolean) => (is ? all : undefined)
  return {
    all,
    written: (model) => where(model === hit.model),
    of: (asked) => where(asked === maker),
    writtenOf: (model, asked) => where(model === hit.model && asked === maker),
  }
}

function sortOut(hits: readonly Hit[], makerOf: (entry: number) => number): SameModel {
  const all: Growing = { hits: [], makers: new Set(), models: new Set() }
  const groups = new Map<string, Growing>()
  const add = (group: Growing, hit: Hit, maker: number) => {
    group.hits.push(hit)
    group.makers.add(maker)
    group.models.add(hit.model)
  }
  for (const hit of hits) {
    const maker = makerOf(hit.entry)
    add(all, hit, maker)
    for (const key of [`w${hit.model}`, `m${maker}`, `b${maker} ${hit.model}`]) {
      let group = groups.get(key)
      if (group === undefined) {
        group = { hits: [], makers: new Set(), models: new Set() }
        groups.set(key, group)
      }
      add(group, hit, maker)
    }
  }
  return {
    all,
    written: (model) => groups.get(`w${model}`),
    of: (maker) => groups.get(`m${maker}`),
    writtenOf: (model, maker) => groups.get(`b${maker} ${model}`),
  }
}

function openMakers({ makerNames }: PackedRegister): RegisterIndex['makersNamed'] {
  const exactly = openTextTable(makerNames.exactly)
  const formless = openTextTable(makerNames.withoutForm)
  const asked = new Map<string, NamedMakers>()
  return (written) => {
    let found = asked.get(written)
    if (found === undefined) {
      found = {
        exactly: new Set(exactly(makerKey(written))),
        withoutForm: new Set(formless(withoutForm(written) ?? makerKey(written))),
      }
      if (asked.size < 10_000) asked.set(written, found)
    }
    return found
  }
}
