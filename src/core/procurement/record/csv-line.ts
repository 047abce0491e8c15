import { guard } from '../../kernel/formula-cell.ts'

// Nearly every cell is made of these characters, does not begin with a hyphen, and needs nothing.
const plain = /^[\w./:()\u3001-\u30ff\u4e00-\u9fff☆][\w./:()\-\u3001-\u30ff\u4e00-\u9fff☆]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a cell must not hold.
const controls = /[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g

/**
 * One cell as it stands in a file: one datum, on one line, that no spreadsheet executes. Line ends and control characters become
 * a space.
 */
export function csvCell(text: string): string {
  if (text === '' || plain.test(text)) return text
  const safe = guard(text.replace(controls, ' ').trim())
  return safe.includes('"') || safe.includes(',') ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Cells as one line. */
export const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',')

/** How a file for spreadsheets begins, and how its lines end: UTF-8 with its mark, CRLF. */
export const byteOrderMark = '\uFEFF'
export const lineEnd = '\r\n'
