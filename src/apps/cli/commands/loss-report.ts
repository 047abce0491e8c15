import type { Lost } from '../../../core/exchange/lost.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'

const words = {
  none: { ja: '失われた項目はありません。', en: 'Nothing was lost.' },
  some: { ja: '持ち運べなかった項目（{count}件）：', en: 'What could not be carried ({count}):' },
} as const satisfies Record<string, Text>

/** The loss report as people read it: where it stood, what it was, and why it did not come along. */
export const lossReport = (lost: readonly Lost[], language: Language): string =>
  lost.length === 0
    ? words.none[language]
    : [
        fill(words.some, { count: lost.length })[language],
        ...lost.map(({ where, what, why }) => `  ${where}: ${what[language]}\n    ${why[language]}`),
      ].join('\n')
