import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { guard, unguard } from '../kernel/formula-cell.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import { type Mark, marks, type Provenance } from '../scheme/provenance.ts'
import type { ExchangeFault } from './faults.ts'
import { type Lost, lost, shown } from './lost.ts'
import { defined } from './present.ts'

/** What a CSV from elsewhere may be at most. */
export const csvLimits = { characters: 20_000_000, rows: 100_000, recordCharacters: 200_000 } as const

/** One line of a table: where it begins in the file, and its cells by heading. */
export interface CsvRow {
  readonly line: number
  readonly cell: (column: string) => string // '' where it is empty or the column is not there
}

/** Writes a table with headings; with the mark by which spreadsheets recognise UTF-8, and lines as they end them. */
export const writeCsv = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([[...columns], ...rows.map((row) => row.map(guard))], { bom: true, record_delimiter: '\r\n' })

/** Reads a table whose first line has at least the `required` headings; a heading nobody knows is reported. */
export function readCsv(
  name: string,
  text: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Result<{ readonly rows: readonly CsvRow[]; readonly lost: readonly Lost[] }, ExchangeFault> {
  if (text.length > csvLimits.characters)
    return refuse({ code: 'exchange-too-large', name, limit: csvLimits.characters })
  const records = recordsOf(name, text)
  if (!records.ok) return records
  const [head, ...body] = records.value
  const headings = (head?.record ?? []).map((heading) => heading.trim())
  const missing = required.filter((column) => !headings.includes(column))
  if (missing.length > 0) return refuse({ code: 'csv-column-missing', name, columns: missing })
  const seen = new Set<string>()
  const repeated = headings.find((heading) => seen.size === seen.add(heading).size)
  if (repeated !== undefined)
    return refuse({ code: 'csv-broken', name, line: 1, reason: `the heading "${repeated}" occurs twice` })
  if (body.length > csvLimits.rows) return refuse({ code: 'exchange-too-many-values', name, limit: csvLimits.rows })
  const place = new Map(headings.map((heading, i) => [heading, i]))
  return ok({
    rows: body.map(({ record, line }) => ({ line, cell: (column) => unguard(record[place.get(column) ?? -1] ?? '') })),
    lost: headings
      .filter((heading) => !required.includes(heading) && !optional.includes(heading))
      .map((heading) => lost(heading, shown(body[0]?.record[place.get(heading)!] ?? ''), unknownColumn)),
  })
}

interface Numbered {
  readonly record: readonly string[]
  readonly line: number
}

function recordsOf(name: string, text: string): Result<readonly Numbered[], ExchangeFault> {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      max_record_size: csvLimits.recordCharacters,
      to: csvLimits.rows + 2,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]
    return ok(records.map(({ record, info }) => ({ record, line: info.lines })))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    return refuse({ code: 'csv-broken', name, line, reason: error.message })
  }
}

const unknownColumn: Text = { ja: 'この見出しの列は使いません。', en: 'A column with this heading is not used.' }

/** Several ids in one cell. */
export const listCell = (ids: readonly string[]): string => ids.join(' | ')
export const idsOf = (cell: string): readonly string[] =>
  cell
    .split('|')
    .map((id) => id.trim())
    .filter((id) => id !== '')

export const provenanceCells = ({ mark, source, note }: Provenance): readonly string[] => [
  mark,
  source ?? '',
  note ?? '',
]

/** A value of a closed list, or a fault that names line, column and what is possible. */
export function oneOf<T extends string>(
  name: string,
  row: CsvRow,
  column: string,
  possible: readonly T[],
): Result<T, ExchangeFault> {
  const found = row.cell(column).trim()
  const value = possible.find((one) => one === found)
  return value === undefined ? wrongCell(name, row, column, possible) : ok(value)
}

export const wrongCell = (name: string, row: CsvRow, column: string, possible: readonly string[]) =>
  refuse<ExchangeFault>({
    code: 'csv-value-wrong',
    name,
    line: row.line,
    column,
    found: row.cell(column).slice(0, 80),
    expected: {
      ja: `書けるのは ${possible.join('、')} です。`,
      en: `It is one of: ${possible.join(', ')}.`,
    },
  })

/** Where a row is known from; an empty mark means what was said of the whole file. */
export function provenanceIn(
  name: string,
  row: CsvRow,
  otherwise: Provenance,
  columns: readonly [string, string, string] = ['mark', 'source', 'note'],
): Result<Provenance, ExchangeFault> {
  const [markColumn, source, note] = columns
  if (row.cell(markColumn).trim() === '') return ok(otherwise)
  const mark = oneOf<Mark>(name, row, markColumn, marks)
  if (!mark.ok) return mark
  return ok(defined({ mark: mark.value, source: row.cell(source) || undefined, note: row.cell(note) || undefined }))
}

export const textIn = (row: CsvRow, column: string): Text => ({
  ja: row.cell(`${column}_ja`),
  en: row.cell(`${column}_en`),
})
