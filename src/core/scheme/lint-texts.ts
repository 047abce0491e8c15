import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { criterionFile, everything } from './lint-walk.ts'

/** Rules on what people read: both languages, and where a fact comes from. */
export const textRules: readonly LintRule[] = [
  { id: 'text-missing', check: missing },
  { id: 'text-untranslated', check: untranslated },
  { id: 'provenance-without-source', check: withoutSource },
  { id: 'relation-too-strong', check: tooStrong },
]

function* texts(input: LintInput): Generator<{ file: string; row: string; ja: string; en: string }> {
  for (const { file, row, value } of everything(input))
    if (typeof value.ja === 'string' && typeof value.en === 'string') yield { file, row, ja: value.ja, en: value.en }
}

const blank = (text: string): boolean => text.trim() === ''

function* missing(input: LintInput): Generator<Found> {
  for (const { file, row, ja, en } of texts(input)) {
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

// A derived crosswalk row is never shown as equivalence.
function* tooStrong({ schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes)
    for (const criterion of scheme.criteria)
      for (const { provision, relation, provenance } of criterion.related)
        if (relation === 'same' && provenance.mark !== 'verified' && provenance.mark !== 'secondary')
          yield {
            file: criterionFile(scheme, criterion.id),
            row: `related[${provision}]`,
            values: { mark: provenance.mark },
          }
}
