import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { ListFault } from './faults.ts'
import type { ListLimits } from './limits.ts'
import { type Delimiter, type ListNotice, type ListRow, openPlaces } from './list-row.ts'

/** Takes text that comes piece by piece apart into rows of cells (RFC 4180, and what spreadsheets make of it). */
export interface CellReader {
  push(text: string): Result<readonly ListRow[], ListFault>
  end(): Result<readonly ListRow[], ListFault>
  notices(): readonly ListNotice[]
}

type Limits = Pick<ListLimits, 'columns' | 'cell' | 'rows'>

// Rows above the headings and the headings themselves are not counted against the limit by whoever counts rows exactly.
const besidesRows = 20

/**
 * Opens a reader of cells. Our own and no library's: pages read lists in the browser, a million rows are read in about the time
 * it takes to look for their line ends, and each limit has its own refusal with the row in it.
 */
export function openCells(delimiter: Delimiter, limits: Limits, rowsBefore = 0): CellReader {
  const separator = delimiter === 'none' ? undefined : delimiter
  const odd = openPlaces()
  let held = ''
  let row = rowsBefore
  let filled = 0

  const take = (cells: readonly string[], rows: ListRow[]): ListFault | undefined => {
    row++
    if (cells.length > limits.columns) return { code: 'list-too-many-columns', row, limit: limits.columns }
    let any = false
    for (const cell of cells) {
      if (cell.length > limits.cell) return { code: 'list-cell-too-long', row, limit: limits.cell }
      any ||= cell !== '' && cell.trim() !== ''
    }
    if (!any) return undefined
    if (++filled > limits.rows + besidesRows) return { code: 'list-too-many-rows', limit: limits.rows }
    rows.push({ row, cells })
    return undefined
  }

  const read = (last: boolean): Result<readonly ListRow[], ListFault> => {
    const rows: ListRow[] = []
    const text = held
    let at = 0
    let quote = separator === undefined ? -1 : text.indexOf('"')
    while (at < text.length) {
      const end = text.indexOf('\n', at)
      if (end === -1 && !last) break
      const to = end === -1 ? text.length : end
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at)
      if (quote === -1 || quote >= to) {
        // Nothing in this line is quoted, which is nearly always so.
        if (to - at > limits.cell * limits.columns) return refuse(tooLong(row + 1, limits))
        const line = text.slice(at, to)
        const fault = take(separator === undefined ? [line] : line.split(separator, limits.columns + 1), rows)
        if (fault !== undefined) return refuse(fault)
        at = to + 1
        continue
      }
      const record = quotedRecord(text, at, separator!, limits, last)
      if (record === 'open') {
        if (last) return refuse({ code: 'list-quote-open', row: row + 1, limit: limits.cell })
        break
      }
      if (record === 'too-long') return refuse({ code: 'list-quote-open', row: row + 1, limit: limits.cell })
      if (record.odd) odd.add(row + 1)
      const fault = take(record.cells, rows)
      if (fault !== undefined) return refuse(fault)
      at = record.next
    }
    held = text.slice(at)
    // A line this long has a cell that is too long, whatever comes; a quoted record was looked at above.
    if (held.length > longestLine(limits)) {
      const open = separator !== undefined && held.includes('"')
      return refuse(open ? { code: 'list-quote-open', row: row + 1, limit: limits.cell } : tooLong(row + 1, limits))
    }
    return ok(rows)
  }

  return {
    push(text) {
      // Every kind of line end is one line feed; a carriage return at the end of a piece may be half of one.
      const all = held + text
      const waits = all.endsWith('\r')
      held = (waits ? all.slice(0, -1) : all).replace(/\r\n?/g, '\n')
      const rows = read(false)
      if (waits) held += '\r'
      return rows
    },
    end() {
      held = held.replace(/\r\n?/g, '\n')
      return read(true)
    },
    notices: () => (odd.count() === 0 ? [] : [{ code: 'list-quotes-odd', rows: odd.first, count: odd.count() }]),
  }
}

const tooLong = (row: number, { cell }: Limits): ListFault => ({ code: 'list-cell-too-long', row, limit: cell })
const longestLine = ({ cell, columns }: Limits): number => Math.max(cell * 4, Math.min(cell * columns, 1 << 20))

interface QuotedRecord {
  readonly cells: readonly string[]
  readonly next: number
  readonly odd: boolean // something stands beside the quotation marks of a cell
}

/** One row with quotation marks in it, which may go on over several lines. */
function quotedRecord(
  text: string,
  from: number,
  separator: string,
  limits: Limits,
  last: boolean,
): QuotedRecord | 'open' | 'too-long' {
  const cells: string[] = []
  let odd = false
  let at = from
  for (;;) {
    let cell = ''
    if (text[at] === '"') {
      at++
      for (;;) {
        const close = text.indexOf('"', at)
        if (close === -1) return text.length - at > limits.cell ? 'too-long' : 'open'
        if (close - at > limits.cell) return 'too-long'
        cell += text.slice(at, close)
        at = close + 1
        if (text[at] !== '"') break
        cell += '"'
        at++
        if (cell.length > limits.cell) return 'too-long'
      }
      // At the end of a piece nobody knows yet whether the mark is doubled.
      if (at >= text.length && !last) return 'open'
    }
    const rest = endOfCell(text, at, separator)
    if (rest > at) {
      odd ||= cell !== '' || text[at - 1] === '"' || text.slice(at, rest).includes('"')
      cell += text.slice(at, rest)
    }
    cells.push(cell)
    if (cells.length > limits.columns) return { cells, next: rest + 1, odd }
    if (rest >= text.length) return last ? { cells, next: rest, odd } : 'open'
    at = rest + 1
    if (text[rest] === '\n') return { cells, next: at, odd }
  }
}

function endOfCell(text: string, from: number, separator: string): number {
  for (let i = from; i < text.length; i++) {
    const c = text[i]
    if (c === separator || c === '\n') return i
  }
  return text.length
}

/** Which character separates the cells of a text: the one that parts its first rows most evenly. */
export function guessDelimiter(sample: string): Delimiter {
  const limits: Limits = { columns: 256, cell: 32_767, rows: Number.POSITIVE_INFINITY } // the sample is short
  let best: { delimiter: Delimiter; score: number } = { delimiter: 'none', score: 0 }
  for (const delimiter of ['\t', ',', ';'] as const) {
    if (!sample.includes(delimiter)) continue
    const reader = openCells(delimiter, limits)
    const read = reader.push(sample)
    const rows = read.ok ? read.value : []
    // The last line may be cut off; a text of one line has no other.
    const rest = rows.length === 0 ? reader.end() : undefined
    const all = rest?.ok ? rest.value : rows
    const score = evenness(all.map(({ cells }) => cells.length))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** How many rows have the width that most rows have; nothing where most rows are not parted at all. */
function evenness(widths: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  const [width, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [1, 0])
  const parted = widths.filter((one) => one > 1).length
  if (parted * 2 < widths.length) return 0
  return width === 1 ? parted / widths.length : 1 + count / widths.length
}
