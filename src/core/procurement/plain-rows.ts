import { hashOfBytes, openTable } from './hash-table.ts'
import type { Line } from './line.ts'
import type { Columns } from './lists/columns.ts'
import type { Delimiter } from './lists/list-row.ts'
import { alikeCodes, endOfStem, nearLimit } from './model-key.ts'
import type { PackedModels } from './packed/packed-register.ts'
import { plainKey } from './packed/text-of.ts'
import type { NamedMakers, RegisterIndex } from './register-index.ts'
import type { PlainAnswers } from './row.ts'

/** What a plain row was found to be: nothing that can be said of it so quickly, in no register, or by its label the place learnt. */
export const readSlowly = -1
export const notThere = 0

/**
 * Answers rows that lie as bytes, as nearly all rows of nearly all long lists do: a model in plain letters that one label has and
 * nobody else writes alike, and at most a maker that fits it; or a model that is not there and that nothing is similar to. No text
 * is made of them. Whatever else a row is or says, it has to be read the long way, which alone decides what is right.
 */
export interface PlainRows {
  /** The place of what was learnt (`Lessons`), `notThere`, or `readSlowly`. Without the line end; a carriage return may stand there. */
  readonly of: (bytes: Uint8Array, from: number, to: number) => number
}

/** What plain rows are answered by. */
export interface PlainRowsInput {
  readonly register: RegisterIndex
  readonly columns: Columns
  readonly delimiter: Delimiter
  readonly answers: PlainAnswers
  /** The long way, for the cell of a maker that has not been seen before. */
  readonly lineOf: (row: { readonly row: number; readonly cells: readonly string[] }) => Line | readonly []
}

// What a cell is for.
const ignored = 0
const model = 1
const maker = 2
const quantity = 3
const other = 4 // it decides something, so it has to be empty here

const longestRow = 4_096 // bytes
const mostColumns = 256
const longestModel = 100 // bytes, well below what a cell may hold
const space = 0x20
const apostrophe = 0x27

/** Opens the answering of plain rows; undefined where a list has no column of models. */
export function openPlainRows({
  register,
  columns,
  delimiter,
  answers,
  lineOf,
}: PlainRowsInput): PlainRows | undefined {
  if (columns.model === undefined) return undefined
  const roles = new Uint8Array(mostColumns)
  for (const [field, index] of Object.entries(columns))
    roles[index] = field === 'model' ? model : field === 'maker' ? maker : field === 'quantity' ? quantity : other
  // Behind it nothing is looked at.
  const last = Math.max(...Object.values(columns))
  const separator = delimiter === 'none' ? -1 : delimiter.charCodeAt(0)
  const find = openModels(register.packed.models)
  const makers = openMakerCells(register, columns, lineOf)
  const { makers: makerOf } = register.packed

  return {
    of(bytes, from, end) {
      const to = end > from && bytes[end - 1] === 0x0d ? end - 1 : end
      if (to - from > longestRow) return readSlowly
      let [modelFrom, modelTo, makerFrom, makerTo] = [0, 0, 0, 0]
      let column = 0
      for (let at = from; column <= last; column++) {
        let stop = at
        while (stop < to && bytes[stop] !== separator) stop++
        const role = roles[column]!
        if (role === model) {
          modelFrom = at
          modelTo = stop
        } else if (role === maker) {
          makerFrom = at
          makerTo = stop
        } else if (role !== ignored && !isPlainQuantity(bytes, at, stop, role === quantity)) return readSlowly
        if (stop === to) break
        at = stop + 1
      }
      while (modelFrom < modelTo && bytes[modelFrom] === space) modelFrom++
      while (modelFrom < modelTo && bytes[modelTo - 1] === space) modelTo--
      if (modelFrom === modelTo || modelTo - modelFrom > longestModel || bytes[modelFrom] === apostrophe)
        return readSlowly
      const place = find(bytes, modelFrom, modelTo)
      if (place === unclear) return readSlowly
      const named = makerTo === makerFrom ? undefined : makers(bytes, makerFrom, makerTo)
      if (named === undefined && makerTo !== makerFrom) return readSlowly
      if (place === nowhere) return notThere
      const entry = register.packed.models.entries[place]!
      if (named !== undefined && !named.has(makerOf[entry]!)) return readSlowly
      return answers.label(entry).place
    },
  }
}

/** Nothing, or digits where a quantity is expected. */
function isPlainQuantity(bytes: Uint8Array, begin: number, end: number, digits: boolean): boolean {
  let [from, to] = [begin, end]
  while (from < to && bytes[from] === space) from++
  while (from < to && bytes[to - 1] === space) to--
  if (from === to) return true
  if (!digits || to - from > 9) return false
  for (let i = from; i < to; i++) if (bytes[i]! < 0x30 || bytes[i]! > 0x39) return false
  return true
}

const nowhere = -1
const unclear = -2

/** Finds the only model of its class; `nowhere` where nothing is like it, `unclear` where more has to be looked at. */
function openModels(models: PackedModels): (bytes: Uint8Array, from: number, to: number) => number {
  const { texts, ends } = models
  const classes = openTable(models.classes)
  const skeletons = openTable(models.skeletons)
  const stems = openTable(models.stems)
  const key = new Uint8Array(longestModel)
  const known = new Uint8Array(1_024)
  /** Whether a model of the register has that key; undefined where only the long way can tell. */
  const isSame = (place: number, length: number): boolean | undefined => {
    const from = place === 0 ? 0 : ends[place - 1]!
    const to = ends[place]!
    if (to - from > known.length) return undefined
    const own = plainKey(texts, from, to, known)
    if (own === -1) return undefined
    if (own !== length) return false
    for (let i = 0; i < length; i++) if (known[i] !== key[i]) return false
    return true
  }
  const isNear = (length: number, whole: number): boolean => {
    if (length < nearLimit) return false
    if (skeletons.first(hashOfBytes(key, 0, length, alikeCodes) || 1) !== -1) return true
    const stem = endOfStem(length, (i) => key[i]!)
    if (stem < nearLimit) return false
    return stems.first(stem === length ? whole : hashOfBytes(key, 0, stem) || 1) !== -1
  }
  return (bytes, from, to) => {
    const length = plainKey(bytes, from, to, key)
    if (length === -1) return unclear
    const hash = hashOfBytes(key, 0, length) || 1
    let found = nowhere
    for (let place = classes.first(hash); place !== -1; place = classes.after(place)) {
      const same = isSame(place, length)
      if (same === undefined || (same && found !== nowhere)) return unclear
      if (same) found = place
    }
    return found === nowhere && isNear(length, hash) ? unclear : found
  }
}

const mostMakers = 20_000
const longestMaker = 400 // bytes

/** Whom the cells of makers mean: each is read once, the long way. Undefined: something is wrong with it. */
function openMakerCells(
  register: RegisterIndex,
  columns: Columns,
  lineOf: PlainRowsInput['lineOf'],
): (bytes: Uint8Array, from: number, to: number) => { readonly has: (maker: number) => boolean } | undefined {
  const known = new Map<number, { readonly bytes: Uint8Array; readonly named: Named }[]>()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let count = 0
  return (bytes, from, to) => {
    if (to - from > longestMaker) return undefined
    const hash = hashOfBytes(bytes, from, to)
    const alike = known.get(hash)
    if (alike !== undefined) for (const one of alike) if (isAt(one.bytes, bytes, from, to)) return one.named
    if (count >= mostMakers || columns.maker === undefined) return undefined
    count++
    const cells = Array<string>(Math.max(columns.maker, columns.model ?? 0) + 1).fill('')
    cells[columns.model!] = 'M-1'
    cells[columns.maker] = decoder.decode(bytes.subarray(from, to))
    const named = namedBy(lineOf({ row: 1, cells }), register)
    const one = { bytes: bytes.slice(from, to), named }
    if (alike === undefined) known.set(hash, [one])
    else alike.push(one)
    return named
  }
}

type Named = { readonly has: (maker: number) => boolean } | undefined

function namedBy(line: Line | readonly [], { makersNamed }: RegisterIndex): Named {
  if ('length' in line || line.problem !== undefined) return undefined
  if (line.asked.maker === undefined) return anybody
  const { exactly, withoutForm }: NamedMakers = makersNamed(line.asked.maker)
  return { has: (one) => exactly.has(one) || withoutForm.has(one) }
}

// A cell of spaces names nobody.
const anybody = { has: () => true }

function isAt(own: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (own.length !== to - from) return false
  for (let i = 0; i < own.length; i++) if (own[i] !== bytes[from + i]) return false
  return true
}
