import type { Text } from '../kernel/text.ts'
import type { Cell } from './figure.ts'

/** Fewer answers than this are never shown: they would say what somebody in particular paid. */
export const fewest = 5

export const suppressedText: Text = {
  ja: '5件未満のため表示しません',
  en: 'Not shown: fewer than 5',
}

/** A number of answers, or nothing where they are too few; 0 counts as too few, so that nobody learns who answered nothing. */
export const enough = (n: number): Cell => (n >= fewest ? n : 'suppressed')

/**
 * Counts of classes that add up to a number people may know: the small ones are left out, and where only one would be, the next
 * smallest as well, because it could be had by subtraction. A class with nobody in it is small, too.
 */
export function suppressCounts(counts: readonly number[]): readonly Cell[] {
  if (counts.reduce((a, b) => a + b, 0) < fewest) return counts.map(() => 'suppressed')
  const hidden = new Set(counts.flatMap((n, i) => (n < fewest ? [i] : [])))
  if (hidden.size === 1) {
    const [next] = counts
      .map((n, i) => ({ n, i }))
      .filter(({ i }) => !hidden.has(i))
      .sort((a, b) => a.n - b.n)
    if (next !== undefined) hidden.add(next.i)
  }
  return counts.map((n, i) => (hidden.has(i) ? 'suppressed' : n))
}
