import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { everything } from './lint-walk.ts'

/** Rules on how names are written: what looks the same is the same, and a file is called by its id. */
export const idRules: readonly LintRule[] = [
  { id: 'file-name-differs', check: misplaced },
  { id: 'id-characters', check: strange },
]

function* misplaced({ places }: LintInput): Generator<Found> {
  for (const { file, expected } of places ?? []) if (file !== expected) yield { file, row: '.', values: { expected } }
}

// Wherever one of these stands, it names something; texts for people stand elsewhere and may say anything.
const naming = [
  'id',
  'code',
  'key',
  'theme',
  'fact',
  'scheme',
  'standard',
  'document',
  'provision',
  'provisions',
  'node',
  'from',
  'to',
  'criteria',
  'conditions',
  'looksAt',
  'levels',
  'sources',
  'documentNumber',
  'documents',
] as const

function* strange(input: LintInput): Generator<Found> {
  for (const { file, row, value } of everything(input))
    for (const key of naming) {
      const said = value[key]
      for (const id of Array.isArray(said) ? said : [said]) {
        const found = typeof id === 'string' ? strangeIn(id, key) : undefined
        if (found !== undefined) yield { file, row: row === '.' ? key : `${row}.${key}`, values: { id, found } }
      }
    }
}

const plain =
  /^[\x21-\x7e\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー§]+( [\x21-\x7e\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー§]+)*$/u

/** The characters that make an identifier look like another one, or like nothing; undefined where there is none. */
function strangeIn(id: string, key: (typeof naming)[number]): string | undefined {
  // The number of a document may be its title, as its publisher writes it.
  if (key.startsWith('document') && key !== 'document' && !/\p{C}/u.test(id)) return undefined
  if (plain.test(id) && id.normalize('NFKC') === id) return undefined
  const odd = [...new Set(id)].filter((char) => !plain.test(char) || char.normalize('NFKC') !== char)
  const named = odd.map((char) => `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
  return named.length > 0 ? named.join(' ') : 'U+0020'
}

/** Marks of direction and control characters written out: they would turn the message itself around. */
export const visible = (id: string): string =>
  id.replace(/[\p{C}\p{Z}]/gu, (char) =>
    char === ' ' ? char : `\\u${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  )
