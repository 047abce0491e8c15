import { type State, stateText, turn } from '../casework/lifecycle.ts'
import type { Text } from '../core/kernel/text.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import type { PlainCounts } from '../core/statistics/plain-counts.ts'

const open: readonly State[] = ['submitted', 'intake', 'payment-due', 'in-review', 'question', 'awaiting-decision']

/** How levels, categories, stages and reasons are called in the figures: by the schemes that are run here. */
export function statisticsNames(
  schemes: readonly OperatedScheme[],
): Pick<PlainCounts, 'levels' | 'categories' | 'stages' | 'reasons'> {
  // A symbol that several levels share tells nobody which is meant: their names do.
  const idsWith = (symbol: string): number =>
    new Set(
      schemes.flatMap(({ id, levels }) => levels.filter((l) => l.symbol === symbol).map((l) => `${id} ${l.code}`)),
    ).size
  const levels = schemes.flatMap((scheme) =>
    scheme.levels.map((level) => ({
      id: `${scheme.id} ${level.code}`,
      name: idsWith(level.symbol) === 1 ? same(level.symbol) : level.name,
      categories:
        level.criteria.length === 0 && (level.demands ?? []).length === 0 ? [] : (level.categories ?? ('all' as const)),
    })),
  )
  return {
    levels: newest(levels),
    categories: newest(schemes.flatMap((scheme) => scheme.categories)),
    stages: open.filter((state) => turn[state] !== 'nobody').map((id) => ({ id, name: stateText[id] })),
    reasons: Object.fromEntries(schemes.flatMap((scheme) => scheme.reasons.map(({ code, text }) => [code, text]))),
  }
}

const same = (word: string): Text => ({ ja: word, en: word })

/** One of each id, in the place of the first, as the newest edition has it. */
const newest = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
]
