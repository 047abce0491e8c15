import type { Instant } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { LabelId } from '../kernel/label-id.ts'
import type { Entry } from '../register/entry.ts'
import { hashOfText, hashTable } from './hash-table.ts'
import { makerKey, withoutForm } from './maker-name.ts'
import { modelKey, sameSkeleton, sameStem, skeletonHash, stemHash } from './model-key.ts'

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
  readonly entries: readonly Entry[]
  readonly byLabel: (label: LabelId) => number | undefined
  /** Everything whose model is the same but for width, case, hyphens and spaces. */
  readonly sameModel: (key: string) => SameModel | undefined
  /** The only one of its class, which most models are: looked at without sorting anything out. */
  readonly onlyModel: (key: string) => Hit | undefined
  /** What is written slightly differently, at most `nearMost`, in the order of the snapshot. */
  readonly near: (key: string) => readonly Hit[]
  /** Makes ready what is otherwise made when the first row is not found: for a server, before the first question. */
  readonly prepare: () => void
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

/** Reads the register once. Models that come to nothing but signs are found only as they are written. */
export function indexRegister({ digest, takenAt, entries }: RegisterSnapshot): RegisterIndex {
  const labels = new Map<LabelId, number>()
  const makers = indexMakers(entries)
  const hits: Hit[] = []
  for (const [i, entry] of entries.entries()) {
    labels.set(entry.label, i)
    for (const model of entry.product.models) hits.push({ entry: i, model })
  }
  const classes = hashTable(hits.length, (id) => hashOfText(classKey(hits[id]!.model)))
  /** The first place from there on whose model is of that class. */
  const ofClass = (key: string, from: number): number => {
    let id = from
    while (id !== -1 && !isOfClass(hits[id]!.model, key)) id = classes.after(id)
    return id
  }
  const ready = new Map<string, SameModel>()
  const sameModel = (key: string): SameModel | undefined => {
    const found = ready.get(key)
    if (found !== undefined) return found
    const ids: number[] = []
    for (let id = ofClass(key, classes.first(hashOfText(key))); id !== -1; id = ofClass(key, classes.after(id)))
      ids.push(id)
    if (ids.length === 0) return undefined
    if (ids.length === 1) return one(hits[ids[0]!]!, makers.of(hits[ids[0]!]!.entry))
    const made = sortOut(
      ids.map((id) => hits[id]!),
      makers.of,
    )
    ready.set(key, made)
    return made
  }
  let nearby: Nearby | undefined
  const nearIndex = () => {
    nearby ??= indexNear(hits)
    return nearby
  }
  return {
    snapshot: { digest, takenAt },
    entries,
    byLabel: (label) => labels.get(label),
    sameModel,
    onlyModel: (key) => {
      const id = ofClass(key, classes.first(hashOfText(key)))
      return id === -1 || ofClass(key, classes.after(id)) !== -1 ? undefined : hits[id]
    },
    near: (key) =>
      nearIndex()(key)
        .slice(0, nearMost)
        .map((id) => hits[id]!),
    prepare: () => void nearIndex(),
    makerOf: makers.of,
    makersNamed: makers.named,
  }
}

/** Under which key a model stands in the index; '=' before one that has no letters or digits to compare. */
export const classKey = (model: string): string => modelKey(model) || `=${model}`

/** Whether a model stands under that key; for plain models without making their key. */
export function isOfClass(model: string, key: string): boolean {
  let at = 0
  for (let i = 0; i < model.length; i++) {
    let code = model.charCodeAt(i)
    if (code < 0x20 || code > 0x7e) return classKey(model) === key
    if (code === 0x2d || code === 0x20) continue
    if (code >= 0x61 && code <= 0x7a) code -= 0x20
    if (key.charCodeAt(at++) !== code) return hasWide(model, i) && classKey(model) === key
  }
  return at === 0 ? classKey(model) === key : at === key.length
}

/** Whether anything behind that place is not plain, so that the long way has to decide. */
function hasWide(model: string, from: number): boolean {
  for (let i = from; i < model.length; i++) {
    const code = model.charCodeAt(i)
    if (code < 0x20 || code > 0x7e) return true
  }
  return false
}

/** Finds what is similar, as places in the order of the snapshot. */
type Nearby = (key: string) => readonly number[]

function indexNear(hits: readonly Hit[]): Nearby {
  const keyOf = (id: number) => modelKey(hits[id]!.model)
  const skeletons = hashTable(hits.length, (id) => skeletonHash(keyOf(id)))
  const stems = hashTable(hits.length, (id) => stemHash(keyOf(id)))
  return (key) => {
    const found = new Set<number>()
    for (const [table, hash, same] of [
      [skeletons, skeletonHash(key), sameSkeleton],
      [stems, stemHash(key), sameStem],
    ] as const) {
      if (hash === undefined) continue
      let left = nearMost
      for (let id = table.first(hash); id !== -1 && left > 0; id = table.after(id))
        if (same(key, keyOf(id))) {
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

function indexMakers(entries: readonly Entry[]) {
  const numbers = new Map<string, number>()
  const ofEntry: number[] = []
  const exactly = new Map<string, Set<number>>()
  const formless = new Map<string, Set<number>>()
  const seen = new Set<string>()
  const note = (map: Map<string, Set<number>>, key: string | undefined, maker: number) => {
    if (key === undefined || key === '') return
    const set = map.get(key)
    if (set === undefined) map.set(key, new Set([maker]))
    else set.add(maker)
  }
  for (const { maker } of entries) {
    let number = numbers.get(maker.id)
    if (number === undefined) {
      number = numbers.size
      numbers.set(maker.id, number)
    }
    ofEntry.push(number)
    // A maker may have changed its name between two labels; both names are its own.
    const names = [maker.name.ja, maker.name.en, maker.corporateNumber]
    const key = `${number}\u0001${names.join('\u0001')}`
    if (seen.has(key)) continue
    seen.add(key)
    for (const name of names) {
      if (name === undefined) continue
      note(exactly, makerKey(name), number)
      note(formless, withoutForm(name) ?? makerKey(name), number)
    }
  }
  const none: ReadonlySet<number> = new Set()
  const asked = new Map<string, NamedMakers>()
  return {
    of: (entry: number): number => ofEntry[entry]!,
    named: (written: string): NamedMakers => {
      let found = asked.get(written)
      if (found === undefined) {
        found = {
          exactly: exactly.get(makerKey(written)) ?? none,
          withoutForm: formless.get(withoutForm(written) ?? makerKey(written)) ?? none,
        }
        if (asked.size < 10_000) asked.set(written, found)
      }
      return found
    },
  }
}
