/** One row of a list that has something in it: its cells from the left, as they are written. */
export interface ListRow {
  readonly row: number // as a spreadsheet counts: headings and empty rows count, a line end inside a cell does not
  readonly cells: readonly string[]
}

/** Which way the characters of a file are written. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'euc-jp', 'mixed'] as const
export type Encoding = (typeof encodings)[number]

/** Between cells; none where every row has one cell. */
export const delimiters = ['\t', ',', ';', 'none'] as const
export type Delimiter = (typeof delimiters)[number]

/** What a list was read as; whoever brought it is told. */
export interface ListSource {
  readonly format: 'text' | 'xlsx'
  readonly encoding?: Encoding // of text
  readonly byteOrderMark?: boolean
  readonly delimiter?: Delimiter
  readonly sheet?: string // of a workbook: the one that was read
  readonly sheets?: readonly string[] // and all that can be chosen from
  readonly notices: readonly ListNotice[]
}

/** Something about a list that does not stop the reading, but that its owner should see. A code is permanent. */
export type ListNotice =
  | { readonly code: 'list-mixed-encodings'; readonly lines: readonly number[]; readonly count: number }
  | { readonly code: 'list-characters-broken'; readonly lines: readonly number[]; readonly count: number }
  | { readonly code: 'list-quotes-odd'; readonly rows: readonly number[]; readonly count: number }
  | { readonly code: 'list-dates-for-text'; readonly rows: readonly number[]; readonly count: number }
  | { readonly code: 'list-cells-merged'; readonly count: number }
  | { readonly code: 'list-sheets-unread'; readonly sheets: readonly string[] }
  | { readonly code: 'list-rows-above-headings'; readonly count: number }
  | { readonly code: 'list-headings-rival'; readonly field: string; readonly columns: readonly number[] }

export type ListNoticeCode = ListNotice['code']

/** Collects where something was seen: all of them are counted, the first ten named. */
export function openPlaces(): { add(place: number): void; readonly first: readonly number[]; count(): number } {
  const first: number[] = []
  let count = 0
  return {
    add(place) {
      count++
      if (first.length < 10) first.push(place)
    },
    first,
    count: () => count,
  }
}
