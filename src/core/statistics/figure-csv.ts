import type { Text } from '../kernel/text.ts'
import { byteOrderMark, csvLine, lineEnd } from '../procurement/record/csv-line.ts'
import type { Cell, Figure, FigureColumn } from './figure.ts'
import { suppressedText } from './suppress.ts'

/** How a value that is no number is said, on pages and in files alike. */
export const cellText: Readonly<Record<'suppressed' | 'no-criteria' | 'none', Text>> = {
  suppressed: suppressedText,
  'no-criteria': { ja: '基準なし', en: 'No criteria' },
  none: { ja: '—', en: '—' },
}

/** What a value is called where its column counts in steps; undefined where the number is the word. */
export const stepText = ({ steps }: Pick<FigureColumn, 'steps'>, value: number): Text | undefined =>
  steps?.[value]?.name

const cell = (value: Cell, column: FigureColumn): string =>
  value === null ? '' : typeof value === 'number' ? (stepText(column, value)?.ja ?? String(value)) : cellText[value].ja

/**
 * The values of a figure as a file: one line of heads, one datum a cell, numbers without signs for thousands, names in both languages
 * (the Japanese rules for machine-readable statistics). Nothing in it is run by a spreadsheet.
 */
export function figureCsv({ columns, rows }: Figure): string {
  const head = ['id', 'name_ja', 'name_en', ...columns.map(({ id }) => id)]
  const lines = rows.map(({ id, name, cells }) => [
    id,
    name.ja,
    name.en,
    ...cells.map((value, i) => cell(value, columns[i]!)),
  ])
  return byteOrderMark + [head, ...lines].map((line) => csvLine(line) + lineEnd).join('')
}
