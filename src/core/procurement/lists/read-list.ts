import { ok, type Result, refuse } from '../../kernel/result.ts'
import { type Line, readLine } from '../line.ts'
import { classKey } from '../model-key.ts'
import type { RegisterIndex } from '../register-index.ts'
import { type ColumnChoice, type Columns, chooseColumns, openAsked } from './columns.ts'
import type { ListFault } from './faults.ts'
import { isZip } from './file-kind.ts'
import { type ColumnGuess, guessColumns, type Known } from './guess-columns.ts'
import type { ListLimits } from './limits.ts'
import type { ListNotice, ListRow, ListSource } from './list-row.ts'
import { openTextList } from './text-list.ts'
import { readWorkbook } from './workbook.ts'

/** A list as it was read: its rows, what its columns were taken for, and what its owner should know of the reading. */
export interface ReadList {
  readonly source: ListSource
  readonly guess: ColumnGuess
  readonly rows: readonly ListRow[] // below the headings
}

/** How a list is to be read. */
export interface ListReading {
  readonly limits: ListLimits
  readonly known?: Known // what the register knows, for lists without headings
  readonly headings?: number | 'none' | undefined // which row names the columns, where somebody said so
  readonly sheet?: string | undefined // of a workbook, where somebody said so
}

/** Reads a whole list: the bytes of a file (CSV, TSV, text, XLSX), or a text that was pasted. */
export function readList(
  content: Uint8Array | string,
  { limits, known, headings, sheet }: ListReading,
): Result<ReadList, ListFault> {
  const all = readRows(content, limits, sheet)
  if (!all.ok) return all
  const guess = guessColumns(all.value.rows, known, headings)
  const rows = belowHeadings(all.value.rows, guess)
  if (rows.length === 0) return refuse({ code: 'list-nothing-there' })
  if (rows.length > limits.rows) return refuse({ code: 'list-too-many-rows', limit: limits.rows })
  return ok({ source: withGuess(all.value.source, guess), guess, rows })
}

/** What a person asks about, row by row, and how many rows say nothing in any of the columns that are used. */
export interface AskedLines {
  readonly lines: readonly Line[]
  readonly emptyRows: number // such as the numbered rows of a form that were not filled in
}

/** The rows that a person asks about. */
export function linesOf(list: ReadList, choice?: ColumnChoice['columns']): Result<AskedLines, ListFault> {
  const columns = chooseColumns(list.guess, choice)
  if (!columns.ok) return columns
  const lines = list.rows.flatMap(openLine(columns.value))
  return lines.length === 0
    ? refuse({ code: 'list-nothing-there' })
    : ok({ lines, emptyRows: list.rows.length - lines.length })
}

/** The same rows with the candidates that a person chose, by the number of the row. */
export const withChoices = (lines: readonly Line[], chosen: ReadonlyMap<number, string>): readonly Line[] =>
  chosen.size === 0
    ? lines
    : lines.map((line) => {
        const label = chosen.get(line.row)
        return label === undefined ? line : readLine({ ...line.asked, chosen: label })
      })

/** Gives the function that reads one row of a list with these columns; nothing where the row says nothing in any of them. */
export function openLine(columns: Columns): (row: ListRow) => Line | readonly [] {
  const asked = openAsked(columns)
  return (row) => {
    const said = asked(row)
    for (const field in said) if (field !== 'row') return readLine(said)
    return []
  }
}

/** What the register knows, so that columns without headings are told by their contents. */
export const knownTo = (register: RegisterIndex): Known => ({
  model: (text) => text.length <= 100 && register.sameModel(classKey(text)) !== undefined,
  maker: (text) => {
    if (text.length > 100) return false
    const { exactly, withoutForm } = register.makersNamed(text)
    return exactly.size > 0 || withoutForm.size > 0
  },
})

/** The rows below the headings. */
export const belowHeadings = (rows: readonly ListRow[], { headingRow }: ColumnGuess): readonly ListRow[] =>
  headingRow === undefined ? rows : rows.filter(({ row }) => row > headingRow)

/** A source with what the guess has to say besides. */
export function withGuess(source: ListSource, guess: ColumnGuess): ListSource {
  const notices: ListNotice[] = [...source.notices]
  if (guess.rowsAbove > 0) notices.push({ code: 'list-rows-above-headings', count: guess.rowsAbove })
  for (const { field, columns } of guess.unclear)
    notices.push({ code: 'list-headings-rival', field, columns: columns.map((index) => index + 1) })
  return { ...source, notices }
}

function readRows(
  content: Uint8Array | string,
  limits: ListLimits,
  sheet: string | undefined,
): Result<{ readonly rows: readonly ListRow[]; readonly source: ListSource }, ListFault> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  if (bytes.length > limits.bytes) return refuse({ code: 'list-too-large', limit: limits.bytes, found: bytes.length })
  if (isZip(bytes)) return readWorkbook(bytes, limits, sheet)
  const list = openTextList(limits)
  const first = list.push(bytes)
  if (!first.ok) return first
  const rest = list.end()
  if (!rest.ok) return rest
  return ok({ rows: [...first.value, ...rest.value], source: list.source() })
}
