import { languages } from '../kernel/text.ts'
import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { everything, provisionsFolder } from './lint-walk.ts'

/** Rules on what people read: both languages, and where a fact comes from. */
export const textRules: readonly LintRule[] = [
  { id: 'text-missing', check: missing },
  { id: 'text-untranslated', check: untranslated },
  { id: 'provenance-without-source', check: withoutSource },
  { id: 'text-too-long-for-protected', check: tooLong },
]

function* texts(input: LintInput): Generator<{ file: string; row: string; ja: string; en: string }> {
  for (const { file, row, value } of everything(input))
    if (typeof value.ja === 'string' && typeof value.en === 'string') yield { file, row, ja: value.ja, en: value.en }
}

const blank = (text: string): boolean => text.trim() === ''

function* missing(input: LintInput): Generator<Found> {
  for (const { file, row, ja, en } of texts(input)) {
    if (/^rows\[\d+\]\.reason$/.test(row) && blank(ja) && blank(en)) continue // a crosswalk row without a reason has its own rule
    if (blank(ja)) yield { file, row: `${row}.ja` }
    if (blank(en)) yield { file, row: `${row}.en` }
  }
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
// A name such as "ETSI EN 303 645" is the same in both languages; three words in a row are English prose.
const englishProse = /(?:\b[a-z]+\b[ ,]*){3}/

function* untranslated(input: LintInput): Generator<Found> {
  for (const { file, row, ja, en } of texts(input)) {
    if (!japanese.test(ja) && englishProse.test(ja)) yield { file, row: `${row}.ja` }
    if (japanese.test(en)) yield { file, row: `${row}.en` }
  }
}

function* withoutSource(input: LintInput): Generator<Found> {
  for (const { file, row, value } of everything(input)) {
    const { mark, source } = value
    if ((mark === 'verified' || mark === 'secondary') && (typeof source !== 'string' || blank(source)))
      yield { file, row, values: { mark } }
  }
}

// Characters. Our own words come to about half of this; the sentences of a standard seldom stay below it.
const limits = { ja: 120, en: 260 } as const

function* tooLong({ standards }: LintInput): Generator<Found> {
  for (const standard of standards) {
    if (!standard.textIsProtected) continue
    const file = provisionsFolder(standard)
    for (const { id, subject, cases = [] } of standard.provisions)
      for (const [row, text] of [
        [`provisions[${id}].subject`, subject] as const,
        ...cases.map((test) => [`provisions[${id}].cases[${test.id}].subject`, test.subject] as const),
      ])
        for (const language of languages) {
          const { length } = text[language]
          const limit = limits[language]
          if (length > limit) yield { file, row: `${row}.${language}`, values: { length, limit } }
        }
  }
}
