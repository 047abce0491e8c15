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
 * Counts of classes that add up to a number people may know: the small ones are left out, and the next smallest as well for as long as
 * all that is left out comes to fewer than five. What is left could be had by subtraction: five or more in classes nobody can tell
 * apart say nothing of any of them, one or none would. A class with nobody in it is small, too.
 */
export function suppressCounts(counts: readonly number[]): readonly Cell[] {
  const hidden = new Set<number>()
  let left = 0
  for (const { n, i } of counts.map((n, i) => ({ n, i })).sort((a, b) => a.n - b.n)) {
    if (n >= fewest && (hidden.size === 0 || left >= fewest)) break
    hidden.add(i)
    left += n
  }
  return counts.map((n, i) => (hidden.has(i) ? 'suppressed' : n))
}

/** Whether the sum of these counts may be told as well: not where what is hidden among them would come to fewer than five. */
export function sumTellsNothing(counts: readonly number[], cells: readonly Cell[]): boolean {
  const hidden = counts.filter((_, i) => cells[i] === 'suppressed')
  return hidden.length === 0 || hidden.reduce((a, b) => a + b, 0) >= fewest
}
