import type { Text } from '../kernel/text.ts'
import type { Cell, FigureColumn, FigureRow } from './figure.ts'
import type { PlainCounts } from './plain-counts.ts'
import { enough, fewest } from './suppress.ts'

// What figures of costs have in common: a median, the range of the middle half, and how many answers that is.

/** Levels somebody applied for; before anybody did, the first that can be applied for. */
export function judged({ levels, cases }: PlainCounts): PlainCounts['levels'] {
  const open = levels.filter(({ categories }) => categories === 'all' || categories.length > 0)
  const used = open.filter(({ id }) => cases.some((c) => c.level === id && c.declared !== undefined))
  return (used.length > 0 ? used : open.slice(0, 1)).slice(0, 4)
}

/** One digit after the point. */
export const tenth = (n: number): number => Math.round(n * 10) / 10

/** A median over five answers or more; the number of answers is itself hidden where it is smaller. */
export function quartileCells(
  found:
    | { readonly n: number; readonly q1: number | null; readonly median: number | null; readonly q3: number | null }
    | undefined,
  scale = 1,
): readonly Cell[] {
  if (found === undefined || found.n < fewest || found.median === null)
    return ['suppressed', 'suppressed', 'suppressed', 'suppressed']
  const value = (x: number | null): Cell => (x === null ? 'suppressed' : tenth(x / scale))
  return [value(found.q1), value(found.median), value(found.q3), enough(found.n)]
}

/** The columns of these cells; `of` says what the values are counted in. */
export const quartileColumns = (of: Pick<FigureColumn, 'unit' | 'steps'> = { unit: 'count' }) =>
  [
    { id: 'q1', name: { ja: '第1四分位', en: '1st quartile' }, ...of },
    { id: 'median', name: { ja: '中央値', en: 'Median' }, ...of },
    { id: 'q3', name: { ja: '第3四分位', en: '3rd quartile' }, ...of },
    { id: 'n', name: { ja: '件数', en: 'n' }, unit: 'count' },
  ] as const satisfies readonly FigureColumn[]

/** Said instead of a drawing where nothing may be shown. */
export const tooFew: Text = {
  ja: '答えが5件に満たないため、値は表示しません。',
  en: 'There are fewer than five answers, so no value is shown.',
}

/** Said instead where there are five answers or more, but showing any would give others away. */
export const heldBack: Text = {
  ja: '少ない答えが引き算で分からないよう、値は表示しません。',
  en: 'No value is shown, so that small numbers cannot be had by subtraction.',
}

export const allHidden = (rows: readonly FigureRow[]): boolean =>
  rows.every(({ cells }) => cells.every((c) => typeof c !== 'number'))
