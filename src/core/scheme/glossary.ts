import type { Text } from '../kernel/text.ts'

/** One word for one thing, in both languages, and the words that must not stand for it. */
export interface Term {
  readonly id: string
  readonly ja: string
  readonly reading: string // hiragana
  readonly en: string
  readonly doNotUse: { readonly ja: readonly string[]; readonly en: readonly string[] }
  readonly note?: Text
}
