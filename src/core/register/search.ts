import type { Text } from '../kernel/text.ts'

// Hyphens, dashes, minus and the long vowel mark: makers, shops and keyboards use them for one another.
const strokes = /[-‐‑‒–—―−ー]/gu
const ignored = /[-‐‑‒–—―−ー\s・]/gu

const katakana = (text: string): string =>
  text.replace(/[ぁ-ゖゝゞ]/gu, (c) => String.fromCodePoint(c.codePointAt(0)! + 0x60))

/** The form in which texts are compared: width, case, hyphens, spaces, middle dots and the kind of kana do not count. */
export const normalise = (text: string): string =>
  // Twice NFKC: taking a hyphen away can leave a letter beside an accent that belongs to it.
  katakana(text.normalize('NFKC').toUpperCase()).replace(ignored, '').normalize('NFKC')

/** Pairs of neighbouring characters of the normalised text, each once; a single character stands for itself. */
export function bigrams(text: string): string[] {
  const characters = [...normalise(text)]
  if (characters.length < 2) return characters
  return [...new Set(characters.slice(1).map((c, i) => characters[i]! + c))]
}

/** What the index holds for a row: pairs, and single characters so that a search for one character finds it too. */
export const indexGrams = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...bigrams(text), ...normalise(text)])),
]

/** How a person would have written it: 「HR－200」→「HR-200」. A long vowel mark after kana stays one. */
export const tidy = (typed: string): string =>
  katakana(typed.normalize('NFKC').toUpperCase())
    .replace(strokes, (stroke, at: number, whole: string) =>
      stroke === 'ー' && /[\p{Script=Katakana}]/u.test(whole[at - 1] ?? '') ? stroke : '-',
    )
    .replace(/\s+/gu, ' ')
    .trim()

/** Says that something else was searched for than was typed; undefined where there is nothing to say. */
export function describeNormalised(typed: string): Text | undefined {
  const searched = tidy(typed)
  if (searched === '' || searched === typed.trim()) return undefined
  return {
    ja: `「${typed.trim()}」を「${searched}」としてさがしました`,
    en: `Searched for “${searched}” instead of “${typed.trim()}”`,
  }
}
