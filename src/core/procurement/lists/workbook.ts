import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { ListFault } from './faults.ts'
import { guessColumns } from './guess-columns.ts'
import type { ListLimits } from './limits.ts'
import { type ListNotice, type ListRow, type ListSource, openPlaces } from './list-row.ts'
import { openParts, type Parts, readDateStyles, readSharedStrings, readSheets } from './sheet-parts.ts'
import { zipParts } from './zip-parts.ts'

/**
 * Reads one sheet of an Excel workbook (ECMA-376): the one that was asked for, else the first with headings we know, else the
 * first with something in it. Our own and no library's: those there are unpack all of it and build it as objects first, so that a
 * small file takes a machine's memory.
 */
export function readWorkbook(
  bytes: Uint8Array,
  limits: ListLimits,
  asked?: string,
): Result<{ readonly rows: readonly ListRow[]; readonly source: ListSource }, ListFault> {
  const directory = zipParts(bytes)
  if (directory === undefined) return refuse({ code: 'list-workbook-broken', part: 'zip' })
  if (!directory.has('xl/workbook.xml')) return refuse({ code: 'list-not-a-workbook' })
  const limit = limits.unpacked
  const parts = openParts(bytes, directory, limit)
  const book = readSheets(parts)
  const visible = book?.sheets.filter(({ hidden }) => !hidden) ?? []
  if (book === undefined || visible.length === 0) return refuse({ code: 'list-workbook-broken', part: 'workbook.xml' })
  const strings = readSharedStrings(parts, limits.cell + 1)
  if (strings === 'too-large') return refuse({ code: 'list-workbook-bomb', part: 'sharedStrings.xml', limit })
  if (strings === 'broken') return refuse({ code: 'list-workbook-broken', part: 'sharedStrings.xml' })
  const context = { strings, dates: readDateStyles(parts), from1904: book.from1904, limits, limit }
  const names = visible.map(({ name }) => name).slice(0, mostSheets)
  const among = asked === undefined ? visible.slice(0, mostSheets) : visible.filter(({ name }) => name === asked)
  if (among.length === 0)
    return refuse({ code: 'list-sheet-unknown', asked: (asked ?? '').slice(0, 60), known: names.join(' | ') })
  let otherwise: { readonly name: string; readonly read: ReturnType<typeof readSheet> } | undefined
  const give = ({ name, read }: NonNullable<typeof otherwise>) => {
    if (!read.ok) return read
    const others = names.filter((one) => one !== name)
    const notices: ListNotice[] = [...read.value.notices]
    if (others.length > 0) notices.push({ code: 'list-sheets-unread', sheets: others.slice(0, 10) })
    const source: ListSource = { format: 'xlsx', sheet: name, sheets: names, notices }
    return ok({ rows: read.value.rows, source })
  }
  for (const { name, part } of among) {
    const read = readSheet(parts, part, context)
    if (read.ok && holdsProducts(read.value.rows)) return give({ name, read })
    // A cover has words on it, too; it is read only where no sheet has a list.
    if (otherwise === undefined && !(read.ok && read.value.rows.length === 0)) otherwise = { name, read }
  }
  return otherwise === undefined ? refuse({ code: 'list-nothing-there' }) : give(otherwise)
}

const mostSheets = 20

function holdsProducts(rows: readonly ListRow[]): boolean {
  const { headingRow, columns } = guessColumns(rows)
  const products = columns.some(({ field, by }) => by === 'heading' && (field === 'model' || field === 'label'))
  return headingRow !== undefined && products
}

interface SheetContext {
  readonly strings: readonly string[]
  readonly dates: ReadonlySet<number>
  readonly from1904: boolean
  readonly limits: ListLimits
  readonly limit: number
}

const besidesRows = 20

function readSheet(
  parts: Parts,
  part: string,
  context: SheetContext,
): Result<{ readonly rows: readonly ListRow[]; readonly notices: readonly ListNotice[] }, ListFault> {
  const { limits } = context
  const rows: ListRow[] = []
  const dated = openPlaces()
  let merged = 0
  let fault: ListFault | undefined
  let row = 0
  let column = 0
  let cells: string[] = []
  let cell: { type: string; style: number; text: string; column: number } | undefined
  let collects = false
  let beside = 0

  const endCell = (): void => {
    if (cell === undefined) return
    const { text, isDate } = textOf(cell, context)
    if (text !== '') {
      if (cell.column >= limits.columns) fault ??= { code: 'list-too-many-columns', row, limit: limits.columns }
      else if (text.length > limits.cell) fault ??= { code: 'list-cell-too-long', row, limit: limits.cell }
      else {
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = text
        if (isDate) dated.add(row)
      }
    }
    cell = undefined
  }
  const end = parts.scan(
    part,
    {
      open(name, attribute) {
        if (name === 'row') {
          const told = Number(attribute('r'))
          row = Number.isSafeInteger(told) && told > row ? told : row + 1
          column = 0
          cells = []
        } else if (name === 'c') {
          const told = columnOf(attribute('r') ?? '')
          column = told === undefined || told < column ? column : told
          cell = { type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0), text: '', column }
          column++
        } else if (name === 'rPh') beside++
        else if (name === 'v' || name === 't') collects = cell !== undefined && beside === 0
        else if (name === 'mergeCell' && overRows(attribute('ref') ?? '')) merged++
      },
      close(name) {
        if (name === 'v' || name === 't') collects = false
        else if (name === 'rPh') beside--
        else if (name === 'c') endCell()
        else if (name === 'row') {
          if (cells.some((one) => one.trim() !== '')) rows.push({ row, cells })
          if (rows.length > limits.rows + besidesRows) fault ??= { code: 'list-too-many-rows', limit: limits.rows }
        }
      },
      text(piece) {
        if (collects && cell !== undefined && cell.text.length <= limits.cell) cell.text += piece
      },
    },
    () => fault !== undefined,
  )
  if (fault !== undefined) return refuse(fault)
  if (end === 'too-large') return refuse({ code: 'list-workbook-bomb', part, limit: context.limit })
  if (end !== 'whole') return refuse({ code: 'list-workbook-broken', part })
  const notices: ListNotice[] = []
  if (dated.count() > 0) notices.push({ code: 'list-dates-for-text', rows: dated.first, count: dated.count() })
  if (merged > 0) notices.push({ code: 'list-cells-merged', count: merged })
  return ok({ rows, notices })
}

function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** Whether merged cells reach over several rows, so that the lower ones say nothing. */
function overRows(reference: string): boolean {
  const [, from, to] = /^[A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(reference) ?? []
  return from !== to
}

function textOf(
  { type, style, text }: { readonly type: string; readonly style: number; readonly text: string },
  { strings, dates, from1904 }: SheetContext,
): { readonly text: string; readonly isDate?: boolean } {
  if (text === '') return { text }
  if (type === 's') return { text: strings[Number(text)] ?? '' }
  if (type === 'b') return { text: text === '1' ? 'TRUE' : 'FALSE' }
  if (type !== 'n') return { text }
  const number = Number(text)
  if (!Number.isFinite(number)) return { text }
  if (dates.has(style)) return { text: dayOf(number, from1904), isDate: true }
  // As a spreadsheet shows it: neither 4.9E+12 nor 1.1000000000000001.
  return { text: Number.isInteger(number) && Math.abs(number) < 1e15 ? number.toFixed(0) : String(number) }
}

/** The day of a serial number; 1900 counts from 30 December 1899, because of a leap day that never was. */
function dayOf(serial: number, from1904: boolean): string {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const at = new Date(start + Math.round(serial * 86_400) * 1000)
  if (Number.isNaN(at.getTime())) return String(serial)
  return Number.isInteger(serial) ? at.toISOString().slice(0, 10) : at.toISOString().slice(0, 19)
}
