import { hashOfBytes } from './hash-table.ts'
import type { Line } from './line.ts'
import type { Columns } from './lists/columns.ts'
import type { RegisterIndex } from './register-index.ts'

/** Whom the cells of makers mean: each is read once, the long way, and is a number from then on. */
export interface MakerCells {
  of(bytes: Uint8Array, from: number, to: number): number
  /** Whether whoever a cell names may be that maker of the register. */
  fits(cell: number, maker: number): boolean
  readonly anybody: number // nobody is named
  readonly unclear: number // something is wrong with it, or there are too many
}

const anybody = -1
const unclear = -2
const mostCells = 20_000
const longestCell = 400 // bytes
const tableSize = 1 << 16 // more than twice as many
const textsSize = 1 << 20

/** What cells of makers are read by. */
export interface MakerCellsInput {
  readonly register: RegisterIndex
  readonly columns: Columns
  /** The long way, for a cell that has not been seen before. */
  readonly lineOf: (row: { readonly row: number; readonly cells: readonly string[] }) => Line | readonly []
}

/** Opens the cells of makers of a list. */
export function openMakerCells({ register, columns, lineOf }: MakerCellsInput): MakerCells {
  const table = new Int32Array(tableSize).fill(-1)
  const texts = new Uint8Array(textsSize)
  let textsEnd = 0
  const ends = new Int32Array(mostCells + 1) // from 1 on
  const numbers = new Int32Array(mostCells) // its own, or that it is anybody or unclear
  const only = new Int32Array(mostCells)
  const many = new Map<number, ReadonlySet<number>>()
  let count = 0
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  const isAt = (place: number, bytes: Uint8Array, from: number, to: number): boolean => {
    const own = ends[place]!
    if (ends[place + 1]! - own !== to - from) return false
    for (let i = 0; i < to - from; i++) if (texts[own + i] !== bytes[from + i]) return false
    return true
  }
  const read = (bytes: Uint8Array): Named => {
    const row = Array<string>(Math.max(columns.maker!, columns.model ?? 0) + 1).fill('')
    row[columns.model!] = 'M-1'
    row[columns.maker!] = decoder.decode(bytes)
    return namedBy(lineOf({ row: 1, cells: row }), register)
  }
  return {
    anybody,
    unclear,
    of(bytes, from, to) {
      if (to - from > longestCell) return unclear
      let at = hashOfBytes(bytes, from, to) & (tableSize - 1)
      for (; table[at] !== -1; at = (at + 1) & (tableSize - 1))
        if (isAt(table[at]!, bytes, from, to)) return numbers[table[at]!]!
      if (count >= mostCells || textsEnd + to - from > texts.length) return unclear
      table[at] = count
      texts.set(bytes.subarray(from, to), textsEnd)
      textsEnd += to - from
      ends[count + 1] = textsEnd
      const named = read(bytes.subarray(from, to))
      numbers[count] = typeof named === 'number' ? named : count
      if (typeof named === 'object') {
        only[count] = named.only
        if (named.many !== undefined) many.set(count, named.many)
      }
      return numbers[count++]!
    },
    fits: (cell, maker) => cell === anybody || only[cell] === maker || many.get(cell)?.has(maker) === true,
  }
}

/** The one maker that is meant, or several; or that it is anybody, or unclear. */
type Named = number | { readonly only: number; readonly many?: ReadonlySet<number> }

function namedBy(line: Line | readonly [], { makersNamed }: RegisterIndex): Named {
  if ('length' in line || line.problem !== undefined) return unclear
  if (line.asked.maker === undefined) return anybody // a cell of spaces
  const { exactly, withoutForm } = makersNamed(line.asked.maker)
  const all = new Set([...exactly, ...withoutForm])
  const [first = -1] = all
  return all.size > 1 ? { only: first, many: all } : { only: first }
}
