import type { Delimiter } from './lists/list-row.ts'
import { type MakerCellsInput, openMakerCells } from './maker-cells.ts'
import { openModelKeys } from './model-keys.ts'
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
  /** Answers the next rows, at most `rowsAtOnce`; gives the place behind them. */
  next(bytes: Uint8Array, from: number): number
  readonly count: () => number // rows that were answered
  /** Of each of these: the place of what was learnt (`Lessons`), `notThere`, or `readSlowly`. */
  readonly places: Int32Array
  readonly begins: Int32Array
  readonly ends: Int32Array // the line feed, or the end of all
}

/** What plain rows are answered by. */
export interface PlainRowsInput extends MakerCellsInput {
  readonly delimiter: Delimiter
  readonly answers: PlainAnswers
}

// Many rows together, so that the memory of one is on its way while another is looked at.
const rowsAtOnce = 256

// What a cell is for.
const ignored = 0
const model = 1
const maker = 2
const quantity = 3
const other = 4 // it decides something, so it has to be empty here

const longestRow = 4_096 // bytes
const mostColumns = 256
const lineFeed = 0x0a
const carriageReturn = 0x0d
const space = 0x20
const apostrophe = 0x27

/** Opens the answering of plain rows; undefined where a list has no column of models. */
export function openPlainRows(input: PlainRowsInput): PlainRows | undefined {
  const { register, columns, delimiter, answers } = input
  if (columns.model === undefined) return undefined
  const roles = new Uint8Array(mostColumns + 1)
  for (const [field, index] of Object.entries(columns))
    roles[index] = field === 'model' ? model : field === 'maker' ? maker : field === 'quantity' ? quantity : other
  const separator = delimiter === 'none' ? lineFeed : delimiter.charCodeAt(0)
  const keys = openModelKeys(register.packed.models, rowsAtOnce)
  const makers = openMakerCells(input)
  const { makers: makerOf, models } = register.packed
  const places = new Int32Array(rowsAtOnce)
  const begins = new Int32Array(rowsAtOnce)
  const ends = new Int32Array(rowsAtOnce)
  const makerCells = new Int32Array(rowsAtOnce)
  let count = 0

  /** Takes one row apart: its model becomes a key, its maker a number. Gives the place of its line feed. */
  const take = (bytes: Uint8Array, from: number, row: number): number => {
    let modelFrom = 0
    let modelTo = 0
    let makerFrom = 0
    let makerTo = 0
    let column = 0
    let isPlain = true
    let cell = from
    let at = from
    for (; ; at++) {
      const code = at < bytes.length ? bytes[at]! : lineFeed
      if (code !== separator && code !== lineFeed) continue
      const role = roles[column]!
      if (role !== ignored) {
        const to = code === lineFeed && at > cell && bytes[at - 1] === carriageReturn ? at - 1 : at
        if (role === model) {
          modelFrom = cell
          modelTo = to
        } else if (role === maker) {
          makerFrom = cell
          makerTo = to
        } else if (!isPlainQuantity(bytes, cell, to, role === quantity)) isPlain = false
      }
      if (code === lineFeed) break
      cell = at + 1
      if (column < mostColumns) column++
    }
    begins[row] = from
    ends[row] = at
    while (modelFrom < modelTo && bytes[modelFrom] === space) modelFrom++
    while (modelFrom < modelTo && bytes[modelTo - 1] === space) modelTo--
    const named = makerFrom === makerTo ? makers.anybody : makers.of(bytes, makerFrom, makerTo)
    makerCells[row] = named
    const isKey = isPlain && named !== makers.unclear && at - from <= longestRow && column < mostColumns
    if (!isKey || modelFrom === modelTo || bytes[modelFrom] === apostrophe) keys.skip(row)
    else keys.take(bytes, modelFrom, modelTo, row)
    return at
  }

  return {
    next(bytes, from) {
      let at = from
      for (count = 0; count < rowsAtOnce && at < bytes.length; count++) at = take(bytes, at, count) + 1
      keys.find(count, places)
      // In a loop of its own: what each looks up does not wait for the one before.
      for (let row = 0; row < count; row++) if (places[row]! >= 0) places[row] = models.entries[places[row]!]!
      for (let row = 0; row < count; row++) {
        const entry = places[row]!
        if (entry === keys.nowhere) places[row] = notThere
        else if (entry === keys.unclear) places[row] = readSlowly
        else places[row] = makers.fits(makerCells[row]!, makerOf[entry]!) ? answers.label(entry).place : readSlowly
      }
      return at
    },
    count: () => count,
    places,
    begins,
    ends,
  }
}

/** Nothing, or digits where a quantity is expected. */
function isPlainQuantity(bytes: Uint8Array, begin: number, end: number, digits: boolean): boolean {
  let from = begin
  let to = end
  while (from < to && bytes[from] === space) from++
  while (from < to && bytes[to - 1] === space) to--
  if (from === to) return true
  if (!digits || to - from > 9) return false
  for (let i = from; i < to; i++) if (bytes[i]! < 0x30 || bytes[i]! > 0x39) return false
  return true
}
