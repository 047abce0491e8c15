import type { Language, Text } from '../../../../../core/kernel/text.ts'
import type { Figure } from '../../../../../core/statistics/figure.ts'

/** One row as it is drawn: its words, and the values of the series; what is not shown is not drawn. */
export interface DrawnRow {
  readonly id: string
  readonly name: string
  readonly short: string
  readonly values: readonly (number | null)[]
}

/** What every form of chart is given. */
export interface Drawn {
  readonly id: string
  readonly title: string
  readonly series: readonly string[]
  readonly rows: readonly DrawnRow[]
  readonly ownScales: boolean // every row is of another unit
  readonly steps?: readonly string[] // what stands at the axis where values are places on a scale of words
  readonly empty: string | undefined
}

/** Takes of a figure what is drawn of it. */
export function drawnOf(figure: Figure, lang: Language): Drawn {
  const { columns, rows, chart } = figure
  const say = (text: Text) => text[lang]
  const at = chart.series.map((id) => columns.findIndex((column) => column.id === id))
  const steps = columns[at[0] ?? 0]?.steps
  return {
    id: figure.id,
    title: say(figure.title),
    series: at.map((i) => say(columns[i]!.name)),
    rows: rows
      .filter(({ id }) => !chart.rowsWithout?.includes(id))
      .map(({ id, name, short, cells }) => ({
        id,
        name: say(name),
        short: say(short ?? name),
        values: at.map((i) => {
          const cell = cells[i] ?? null
          return typeof cell === 'number' ? cell : null
        }),
      })),
    ownScales: chart.ownScales ?? false,
    ...(steps === undefined ? {} : { steps: steps.map(({ short }) => say(short)) }),
    empty: figure.empty && say(figure.empty),
  }
}

/** 1,284; 12.5. */
export const written = (n: number): string => n.toLocaleString('en')

/** Round steps for an axis from 0 that reaches over `most`: at most six lines. */
export function axisOf(most: number): { readonly top: number; readonly ticks: readonly number[] } {
  const rough = Math.max(most, 1) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power)
  const count = Math.max(1, Math.ceil(Math.max(most, 1) / step))
  return { top: count * step, ticks: Array.from({ length: count + 1 }, (_, i) => i * step) }
}

const widthOf = (character: string): number => (character > '\u24ff' ? 14 : 7.7) // symbols are as wide as kana
const neverFirst = /^[。、，．）」』ー・？！]/u

/** Lines of a text at 14 px that are no wider than that: Japanese breaks anywhere, other words are kept whole. */
export function wrap(text: string, width: number): readonly string[] {
  const pieces = text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*|\s+/gu) ?? []
  const lines: string[] = ['']
  let used = 0
  for (const piece of pieces) {
    const wide = [...piece].reduce((n, character) => n + widthOf(character), 0)
    if (used + wide > width && used > 0 && !neverFirst.test(piece)) {
      lines.push('')
      used = 0
    }
    lines[lines.length - 1] += piece
    used += wide
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

/** How wide a text is at 14 px, about. */
export const textWidth = (text: string): number => [...text].reduce((n, character) => n + widthOf(character), 0)

/** Places for labels that want to stand at `wanted` but need `gap` between them; the order stays. */
export function spread(wanted: readonly number[], gap: number): readonly number[] {
  const order = wanted.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at)
  for (let n = 1; n < order.length; n++) {
    const [before, one] = [order[n - 1]!, order[n]!]
    if (one.at - before.at < gap) one.at = before.at + gap
  }
  const placed: number[] = []
  for (const { at, i } of order) placed[i] = at
  return placed
}
