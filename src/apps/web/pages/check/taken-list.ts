import { z } from 'zod'
import { ok, type Result, refuse } from '../../../../core/kernel/result.ts'
import type { Text } from '../../../../core/kernel/text.ts'
import type { ListFault } from '../../../../core/procurement/lists/faults.ts'
import { type ColumnGuess, guessColumns, type Known } from '../../../../core/procurement/lists/guess-columns.ts'
import { pageLimits } from '../../../../core/procurement/lists/limits.ts'
import { delimiters, encodings, type ListRow } from '../../../../core/procurement/lists/list-row.ts'
import { tellNotice } from '../../../../core/procurement/lists/notices.ts'
import { belowHeadings, readList } from '../../../../core/procurement/lists/read-list.ts'

/** A list that was read once and goes along in the form from then on: nothing of it is kept here. */
export interface TakenList {
  readonly source: Source
  readonly notices: readonly Text[]
  readonly headings: number | 'none' // row of the headings
  readonly rows: readonly ListRow[] // with the row of the headings
}

/** The same with what its columns are taken for. */
export interface OpenedList extends TakenList {
  readonly guess: ColumnGuess
}

const text = z.object({ ja: z.string().max(2_000), en: z.string().max(2_000) })
const source = z.object({
  format: z.enum(['text', 'xlsx']),
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  sheet: z.string().max(200).optional(),
})
type Source = z.infer<typeof source>

// A cell that is longer than a cell of a row may be is told so, whatever follows: more of it need not go along.
const longestCell = 240
// Everything may be written wider here than where it came from: Shift_JIS, or a packed workbook.
const mostCarried = 4_000_000

const carried = z.object({
  source,
  notices: z.array(text).max(20),
  headings: z.union([z.int().min(1).max(2_000_000), z.literal('none')]),
  rows: z
    .array(z.tuple([z.int().min(1).max(2_000_000), z.array(z.string().max(longestCell)).max(pageLimits.columns)]))
    .max(pageLimits.rows + 1),
})

/** Reads a list that was pasted or sent as a file; of a workbook the sheet that was named, else the one with the list. */
export function takeList(content: Uint8Array | string, known: Known, sheetNamed = ''): Result<OpenedList, ListFault> {
  const read = readList(content, { limits: pageLimits, known, sheet: sheetNamed === '' ? undefined : sheetNamed })
  if (!read.ok) return read
  const { guess, rows } = read.value
  const { format, encoding, delimiter, sheet, notices } = read.value.source
  const list = {
    source: {
      format,
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(sheet === undefined ? {} : { sheet: sheet.slice(0, 200) }),
    },
    notices: notices.map(tellNotice),
    headings: guess.headingRow ?? ('none' as const),
    rows: [...headingRow(guess), ...rows].map(({ row, cells }) => ({
      row,
      cells: cells.map((cell) => cell.slice(0, longestCell)),
    })),
    guess,
  }
  const found = new TextEncoder().encode(writeCarried(list)).length
  return found > mostCarried ? refuse({ code: 'list-too-large', limit: pageLimits.bytes, found }) : ok(list)
}

const headingRow = ({ headingRow: row, columns }: ColumnGuess): readonly ListRow[] =>
  row === undefined ? [] : [{ row, cells: columns.map(({ heading = '' }) => heading) }]

/** Writes a list so that it can go along in a form. */
export const writeCarried = ({ source: from, notices, headings, rows }: TakenList): string =>
  JSON.stringify({ source: from, notices, headings, rows: rows.map(({ row, cells }) => [row, cells]) })

/** Reads a list that went along in a form; undefined where that is not what was sent. */
export function readCarried(
  written: string,
  known: Known,
  headings?: number | 'none',
): Result<OpenedList, ListFault> | undefined {
  if (written.length > mostCarried * 2) return undefined
  let data: unknown
  try {
    data = JSON.parse(written)
  } catch {
    return undefined
  }
  const read = carried.safeParse(data)
  if (!read.success) return undefined
  const list = {
    ...read.data,
    headings: headings ?? read.data.headings,
    rows: read.data.rows.map(([row, cells]) => ({ row, cells })),
  }
  const guess = guessColumns(list.rows, known, list.headings)
  return belowHeadings(list.rows, guess).length === 0 ? refuse({ code: 'list-nothing-there' }) : ok({ ...list, guess })
}

/** The list as a text that can be put right by hand and pasted again. */
export const writeText = ({ rows }: TakenList): string =>
  rows.map(({ cells }) => cells.map(textCell).join('\t').trimEnd()).join('\n')

const textCell = (cell: string): string => (/["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
