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
  const cells: { readonly bytes: Uint8Array; readonly named: Named }[] = []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  const numberOf = (place: number): number => {
    const { named } = cells[place]!
    return typeof named === 'number' ? named : place
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
      const hash = hashOfBytes(bytes, from, to)
      let at = hash & (tableSize - 1)
      for (; table[at] !== -1; at = (at + 1) & (tableSize - 1))
        if (isAt(cells[table[at]!]!.bytes, bytes, from, to)) return numberOf(table[at]!)
      if (cells.length >= mostCells) return unclear
      const own = bytes.slice(from, to)
      table[at] = cells.push({ bytes: own, named: read(own) }) - 1
      return numberOf(table[at]!)
    },
    fits(cell, maker) {
      if (cell === anybody) return true
      const { only, many } = cells[cell]!.named as Exclude<Named, number>
      return only === maker || many?.has(maker) === true
    },
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

function isAt(own: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (own.length !== to - from) return false
  for (let i = 0; i < own.length; i++) if (own[i] !== bytes[from + i]) return false
  return true
}
