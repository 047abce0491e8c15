import { unguard } from '../../kernel/formula-cell.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { AskedLine } from '../line.ts'
import type { ListFault } from './faults.ts'
import { type Field, fields, headingKey } from './fields.ts'
import type { ColumnGuess } from './guess-columns.ts'
import type { ListRow } from './list-row.ts'

/** Which column, counted from 0, holds which field. */
export type Columns = Readonly<Partial<Record<Field, number>>>

/** What somebody said of the columns: for a field its heading, its number from 1 or its letter; 'none': no column is. */
export interface ColumnChoice {
  readonly columns: Readonly<Partial<Record<Field, string>>>
  readonly headings?: number | 'none' // row of the headings
}

/** The columns as they were guessed. */
export const guessedColumns = ({ columns }: Pick<ColumnGuess, 'columns'>): Columns =>
  Object.fromEntries(columns.flatMap(({ field, index }) => (field === undefined ? [] : [[field, index]])))

/** Reads a choice written in one line: `model=型番,maker=2,quantity=D`; `headings=3` or `headings=none` says which row names them. */
export function readColumnChoice(written: string): Result<ColumnChoice, ListFault> {
  const columns: Partial<Record<Field, string>> = {}
  let headings: number | 'none' | undefined
  for (const part of written.split(',')) {
    const [name = '', ...rest] = part.split('=')
    const key = name.trim()
    const value = rest.join('=').trim()
    const bad = refuse<ListFault>({ code: 'list-column-twice', asked: part.trim().slice(0, 60) })
    if (value === '') return bad
    if (key === 'headings') {
      if (value !== 'none' && !/^[1-9]\d{0,6}$/.test(value)) return bad
      headings = value === 'none' ? 'none' : Number(value)
      continue
    }
    const field = fields.find((one) => one === key)
    if (field === undefined || columns[field] !== undefined) return bad
    columns[field] = value
  }
  return ok({ columns, ...(headings === undefined ? {} : { headings }) })
}

/** The guessed columns with what somebody said put in their place; a column that was said for one field is no other's. */
export function chooseColumns(guess: ColumnGuess, choice: ColumnChoice['columns'] = {}): Result<Columns, ListFault> {
  const said = new Map<Field, number | undefined>()
  for (const field of fields) {
    const asked = choice[field]
    if (asked === undefined) continue
    const index = asked === 'none' ? undefined : indexOf(guess, asked)
    if (asked !== 'none' && index === undefined)
      return refuse({ code: 'list-column-unknown', asked: asked.slice(0, 60), known: namesOf(guess) })
    if (index !== undefined && [...said.values()].includes(index))
      return refuse({ code: 'list-column-twice', asked: `${field}=${asked.slice(0, 60)}` })
    said.set(field, index)
  }
  for (const { field, columns } of guess.unclear)
    if (!said.has(field))
      return refuse({
        code: 'list-columns-unclear',
        field,
        columns: columns.map((index) => nameOf(guess, index)),
      })
  const taken = new Set(said.values())
  const columns: Partial<Record<Field, number>> = {}
  for (const [field, index] of Object.entries(guessedColumns(guess)) as readonly [Field, number][])
    if (!said.has(field) && !taken.has(index)) columns[field] = index
  for (const [field, index] of said) if (index !== undefined) columns[field] = index
  if (columns.model === undefined && columns.label === undefined && columns.gtin === undefined)
    return refuse({ code: 'list-no-model-column' })
  return ok(columns)
}

function indexOf(guess: ColumnGuess, asked: string): number | undefined {
  const { columns } = guess
  const exact = columns.find(({ heading }) => heading === asked)
  if (exact) return exact.index
  const key = headingKey(asked)
  const alike = columns.filter(({ heading }) => heading !== undefined && headingKey(heading) === key)
  if (key !== '' && alike.length === 1) return alike[0]!.index
  const index = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) - 1 : letterIndex(asked)
  return index === undefined || index >= columns.length ? undefined : index
}

function letterIndex(asked: string): number | undefined {
  if (!/^[A-Za-z]{1,2}$/.test(asked)) return undefined
  return [...asked.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** How a column is called to a person: its heading with its number. */
export const nameOf = ({ columns }: Pick<ColumnGuess, 'columns'>, index: number): string => {
  const heading = columns[index]?.heading
  return heading === undefined ? `${index + 1}` : `${index + 1}: ${heading.slice(0, 40)}`
}

const namesOf = (guess: ColumnGuess): string =>
  guess.columns
    .slice(0, 30)
    .map(({ index }) => nameOf(guess, index))
    .join(' | ')

/** Gives the function that makes of a row what is asked about; our own guard against formulas is taken off again. */
export function openAsked(columns: Columns): (row: ListRow) => AskedLine {
  const places = fields.flatMap((field) => (columns[field] === undefined ? [] : [[field, columns[field]] as const]))
  return ({ row, cells }) => {
    const asked: { -readonly [K in keyof AskedLine]: AskedLine[K] } = { row }
    for (const [field, index] of places) {
      const cell = cells[index]
      if (cell !== undefined && cell !== '' && cell.trim() !== '') asked[field] = unguard(cell)
    }
    return asked
  }
}
