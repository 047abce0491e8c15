// A spreadsheet takes a cell that begins with one of these for a formula, which may send data away or run a program. Such a
// cell gets a quotation mark in front; reading takes it off again. The full-width signs do the same in Japanese versions.
const dangerous = /^'*[=+\-@＝＋－＠\t\r\n]/
const guarded = /^'+[=+\-@＝＋－＠\t\r\n]/

/** A cell that no spreadsheet executes. */
export const guard = (cell: string): string => (dangerous.test(cell) ? `'${cell}` : cell)

/** The cell as it was before it was guarded. */
export const unguard = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell)
