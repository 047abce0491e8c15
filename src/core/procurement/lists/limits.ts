/** How much of a list is read; whoever reads it says so, and what is more is refused in words. */
export interface ListLimits {
  readonly bytes: number
  readonly unpacked: number // bytes that one part of a workbook may come to; XML packs to a twentieth
  readonly rows: number // with something in them, the headings not counted
  readonly columns: number
  readonly cell: number // characters
}

// What a spreadsheet itself can hold in a cell; a longer one is a quotation mark that was never closed, or no list at all.
const cell = 32_767
const columns = 256

/** On the page, answered at once. */
export const pageLimits: ListLimits = { bytes: 1_000_000, unpacked: 30_000_000, rows: 1_000, columns, cell }

/** In a job that is waited for. */
export const jobLimits: ListLimits = { bytes: 50_000_000, unpacked: 250_000_000, rows: 100_000, columns, cell }

/** In the command, on the reader's own machine. */
export const commandLimits: ListLimits = {
  bytes: 1_000_000_000,
  unpacked: 2_000_000_000,
  rows: 1_000_000,
  columns,
  cell,
}
