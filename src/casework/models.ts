/** What becomes of a pasted list of model numbers, shown before it is kept. */
export interface ModelReading {
  readonly models: readonly string[]
  readonly changed: readonly { readonly typed: string; readonly kept: string }[]
  readonly duplicates: readonly string[]
}

export const mostModels = 5_000
export const longestModel = 80

// Cells of a spreadsheet, lines of a list, or an enumeration: none of these characters is part of a model number.
const separators = /[\r\n\t,;、，；]+/u
const hyphens = /[‐‑‒–—―−﹣⁻]/gu
// The long vowel mark is a hyphen only between letters and digits: 「HRー200」, but not 「ルーター」.
const vowelMark = /(?<=[A-Za-z0-9])ー(?=[A-Za-z0-9])/gu

/** One model number in the form in which it is kept: half-width, one kind of hyphen, single spaces. Letters keep their case. */
export const tidyModel = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(hyphens, '-')
    .replace(vowelMark, '-')
    .replace(/ +/g, ' ')
    .trim()

/** The form in which two model numbers are compared. */
export const modelKey = (model: string): string => tidyModel(model).toUpperCase()

/** Reads what was typed or pasted; what changed and what was there twice is told, never silently done. */
export function readModels(text: string): ModelReading {
  const models = new Map<string, string>()
  const changed: { typed: string; kept: string }[] = []
  const duplicates: string[] = []
  for (const cell of text.split(separators)) {
    const typed = cell.trim()
    const kept = tidyModel(typed)
    if (kept === '') continue
    const key = modelKey(kept)
    if (models.has(key)) {
      duplicates.push(typed)
      continue
    }
    models.set(key, kept)
    if (kept !== typed) changed.push({ typed, kept })
  }
  return { models: [...models.values()], changed, duplicates }
}
