import { readLabelId } from '../../kernel/label-id.ts'
import { readImportance } from '../line.ts'
import { type Field, fieldOfHeading, mayNameModels } from './fields.ts'
import type { ListRow } from './list-row.ts'

/** How sure a guess is: a heading says so; the contents say so; it may be so. */
export const sureness = ['sure', 'likely', 'unsure'] as const
export type Sureness = (typeof sureness)[number]

/** One column as it was understood, for the person to see and put right. */
export interface GuessedColumn {
  readonly index: number // from 0
  readonly heading?: string
  readonly field?: Field // absent: it is not used
  readonly by?: 'heading' | 'content'
  readonly sure?: Sureness
  readonly examples: readonly string[] // at most three cells that are not empty
}

/** What the columns of a list are taken for. */
export interface ColumnGuess {
  readonly headingRow?: number // row of the headings; absent: there are none
  readonly rowsAbove: number // filled rows above the headings, which are not read
  readonly columns: readonly GuessedColumn[]
  /** Fields for which several columns have the same heading and hold different things: a person has to say which is meant. */
  readonly unclear: readonly { readonly field: Field; readonly columns: readonly number[] }[]
}

/** What is known to whoever guesses: whether a text is a model or a maker of the register. */
export interface Known {
  readonly model: (text: string) => boolean
  readonly maker: (text: string) => boolean
}

/** How many rows are looked at. */
export const guessedFrom = 200
const headingsWithin = 10
const knownToNobody: Known = { model: () => false, maker: () => false }

/** Guesses which column is what from the first rows of a list: by its headings, in either language, else by what it holds. */
export function guessColumns(
  rows: readonly ListRow[],
  known: Known = knownToNobody,
  headings?: number | 'none',
): ColumnGuess {
  const sample = rows.slice(0, guessedFrom + headingsWithin)
  const at = headings === undefined ? findHeadings(sample, known) : placeOf(sample, headings)
  const head = at === -1 ? undefined : sample[at]
  const body = sample.slice(at + 1, at + 1 + guessedFrom)
  const width = Math.max(0, head?.cells.length ?? 0, ...body.map(({ cells }) => cells.length))
  const drafts = Array.from({ length: width }, (_, index) => draftOf(index, head, body))
  const { columns, unclear } = head === undefined ? byContent(drafts, known) : byHeading(drafts, known)
  return {
    ...(head === undefined ? {} : { headingRow: head.row }),
    rowsAbove: Math.max(0, at),
    columns: columns.map(({ cells: _, ...column }) => column),
    unclear,
  }
}

const placeOf = (rows: readonly ListRow[], headings: number | 'none'): number =>
  headings === 'none' ? -1 : rows.findIndex(({ row }) => row === headings)

interface Draft extends GuessedColumn {
  readonly cells: readonly string[] // that are not empty
}

function draftOf(index: number, head: ListRow | undefined, body: readonly ListRow[]): Draft {
  const cells = body.map((row) => (row.cells[index] ?? '').trim()).filter((cell) => cell !== '')
  const heading = head?.cells[index]?.trim()
  const examples = [...new Set(cells)].slice(0, 3).map((cell) => cell.slice(0, 60))
  return { index, ...(heading === undefined || heading === '' ? {} : { heading }), examples, cells }
}

/** The first row whose cells are headings we know; lists of offices often have a title above it. */
function findHeadings(rows: readonly ListRow[], known: Known): number {
  for (const [at, { cells }] of rows.slice(0, headingsWithin).entries()) {
    const filled = cells.filter((cell) => cell.trim() !== '')
    const found = new Set(filled.flatMap((cell) => fieldOfHeading(cell)?.field ?? []))
    if (found.size >= 2) return at
    // One known word is enough where nothing beside it looks like a product or a number of them.
    const others = filled.filter((cell) => fieldOfHeading(cell) === undefined)
    if (
      found.size > 0 &&
      !others.some((cell) => isModel(cell) || isLabel(cell) || isQuantity(cell) || known.model(cell))
    )
      return at
    const perhaps = filled.filter(mayNameModels).length > 0
    if (perhaps && at === 0 && filled.every((cell) => !isModel(cell) && !isLabel(cell))) return at
  }
  return -1
}

type Guessed = { readonly columns: readonly Draft[]; readonly unclear: ColumnGuess['unclear'] }

function byHeading(drafts: readonly Draft[], known: Known): Guessed {
  const claims = drafts.map((draft) => fieldOfHeading(draft.heading ?? ''))
  const chosen = new Map<Field, number>()
  const unclear: { field: Field; columns: readonly number[] }[] = []
  for (const field of new Set(claims.flatMap((claim) => claim?.field ?? []))) {
    const rivals = drafts.filter(({ index }) => claims[index]?.field === field && drafts[index]!.cells.length > 0)
    const place = (draft: Draft) => claims[draft.index]!.place
    const best = Math.min(...rivals.map(place))
    const first = rivals.filter((draft) => place(draft) === best)
    const winner = first[0] ?? drafts.find(({ index }) => claims[index]?.field === field)!
    chosen.set(field, winner.index)
    if (first.some((draft) => !sameCells(draft, winner)))
      unclear.push({ field, columns: first.map(({ index }) => index) })
  }
  const columns = drafts.map((draft): Draft => {
    const field = claims[draft.index]?.field
    if (field === undefined || chosen.get(field) !== draft.index) return draft
    const doubtful = unclear.some((one) => one.field === field)
    return { ...draft, field, by: 'heading', sure: doubtful ? 'unsure' : 'sure' }
  })
  if (chosen.has('model') || chosen.has('label')) return { columns, unclear }
  return { columns: withModelByContent(columns, known), unclear }
}

const sameCells = (a: Draft, b: Draft): boolean =>
  a.cells.length === b.cells.length && a.cells.every((cell, i) => cell === b.cells[i])

/** No heading says model or label: the column that holds them, or one whose name allows it. */
function withModelByContent(columns: readonly Draft[], known: Known): readonly Draft[] {
  const free = columns.filter(({ field }) => field === undefined)
  const labels = best(free, isLabel, 0.8)
  if (labels !== undefined)
    return columns.map((one) => (one === labels ? { ...one, field: 'label', by: 'content', sure: 'likely' } : one))
  const models = best(free, (cell) => known.model(cell), 0.3) ?? best(free, isModel, 0.6)
  const named = free.find(({ heading }) => mayNameModels(heading ?? ''))
  const chosen = models ?? named
  if (chosen === undefined) return columns
  const sure: Sureness = models === undefined ? 'unsure' : 'likely'
  return columns.map((one) => (one === chosen ? { ...one, field: 'model', by: 'content', sure } : one))
}

/** A list without headings: what the cells of each column look like. */
function byContent(drafts: readonly Draft[], known: Known): Guessed {
  const taken = new Map<number, { field: Field; sure: Sureness }>()
  const take = (field: Field, test: (cell: string) => boolean, least: number, sure: Sureness = 'likely') => {
    if ([...taken.values()].some((one) => one.field === field)) return
    const found = best(
      drafts.filter(({ index }) => !taken.has(index)),
      test,
      least,
    )
    if (found !== undefined) taken.set(found.index, { field, sure })
  }
  take('label', isLabel, 0.8)
  take('gtin', isGtin, 0.8)
  take('importance', (cell) => readImportance(cell) !== undefined, 0.8)
  take('model', known.model, 0.3)
  take('maker', known.maker, 0.3)
  take('model', isModel, 0.6)
  take('maker', isCompany, 0.5)
  const [only, ...others] = drafts.filter(({ cells }) => cells.length > 0)
  // One column and nothing above it: one model a line, as the page says.
  if (only !== undefined && others.length === 0 && taken.size === 0)
    taken.set(only.index, { field: 'model', sure: 'likely' })
  take('quantity', isQuantity, 0.9)
  if (![...taken.values()].some(({ field }) => field === 'model' || field === 'label'))
    take('model', (cell) => /[\p{L}\p{N}]/u.test(cell) && !isQuantity(cell), 0.5, 'unsure')
  return {
    columns: drafts.map((draft) => ({
      ...draft,
      ...(taken.has(draft.index) ? { ...taken.get(draft.index)!, by: 'content' as const } : {}),
    })),
    unclear: [],
  }
}

/** The column with the greatest share of cells that fit, where that share is at least so much. */
function best(drafts: readonly Draft[], test: (cell: string) => boolean, least: number): Draft | undefined {
  let found: { draft: Draft; share: number } | undefined
  for (const draft of drafts) {
    if (draft.cells.length === 0) continue
    const share = draft.cells.filter(test).length / draft.cells.length
    if (share >= least && share > (found?.share ?? 0)) found = { draft, share }
  }
  return found?.draft
}

const short = (cell: string, most: number): string | undefined =>
  cell.length > most ? undefined : cell.normalize('NFKC').trim()

const isLabel = (cell: string): boolean => cell.length <= 20 && readLabelId(cell).ok

/** Letters and digits together, as type plates have them; no version, no date. */
function isModel(cell: string): boolean {
  const text = short(cell, 40)
  if (text === undefined || !/^[A-Za-z0-9][A-Za-z0-9 ._/()+-]*$/.test(text)) return false
  return /[A-Za-z]/.test(text) && /\d/.test(text) && !/^v(er)?\.? ?\d+(\.\d+)+$/i.test(text)
}

function isGtin(cell: string): boolean {
  const digits = short(cell, 20)?.replace(/[ -]/g, '') ?? ''
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return false
  const weighed = [...digits].reverse().map((digit, i) => Number(digit) * (i % 2 === 1 ? 3 : 1))
  return weighed.reduce((sum, one) => sum + one, 0) % 10 === 0
}

const isQuantity = (cell: string): boolean => /^\d{1,5}( ?[台個本式])?$/u.test(short(cell, 12) ?? '')

const isCompany = (cell: string): boolean =>
  cell.length <= 100 &&
  /株式会社|有限会社|合同会社|\(株\)|（株）|㈱|\b(inc|corp|corporation|ltd|llc|gmbh|co)\b\.?/iu.test(cell)
