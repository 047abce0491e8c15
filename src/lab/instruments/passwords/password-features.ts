import type { CredentialPair } from '../../bench.ts'
import type { DeclaredAuthentication } from '../../declared/declared.ts'
import type { derivations } from './seen.ts'

type Derivation = (typeof derivations)[number]

/** The password on the label of one unit, with what else stands there. It lives as long as the computation. */
export interface PasswordSample {
  readonly unit: number
  readonly password: string
}

export interface PasswordFeatures {
  readonly samples: readonly {
    readonly unit: number
    readonly length: number
    readonly lower: number
    readonly upper: number
    readonly digits: number
    readonly others: number
    readonly outside: number
    readonly derivedFrom: readonly Derivation[]
  }[]
  readonly distances: readonly { readonly units: readonly [number, number]; readonly distance: number }[]
}

/** What can be told of passwords without telling them: length, kinds of characters, distance, and where they come from. */
export function passwordFeatures(
  samples: readonly PasswordSample[],
  known: {
    readonly macs: readonly string[]
    readonly serials: readonly string[]
    readonly format?: DeclaredAuthentication['passwordFormat']
    readonly common?: readonly CredentialPair[]
  },
): PasswordFeatures {
  const kept = samples.filter((s) => s.password !== '').slice(0, 9)
  const count = (text: string, what: RegExp) => [...text].filter((c) => what.test(c)).length
  return {
    samples: kept.map(({ unit, password }) => ({
      unit,
      length: [...password].length,
      lower: count(password, /\p{Ll}/u),
      upper: count(password, /\p{Lu}/u),
      digits: count(password, /\d/),
      others: count(password, /[^\p{Ll}\p{Lu}\d]/u),
      outside: outsideOf(password, known.format?.characters),
      derivedFrom: derivedFrom(password, kept, known),
    })),
    distances: kept.flatMap((a, i) =>
      kept.slice(i + 1).map((b) => ({
        units: [a.unit, b.unit] as const,
        distance: Math.min(200, distanceBetween(a.password, b.password)),
      })),
    ),
  }
}

function outsideOf(password: string, characters: string | undefined): number {
  const allowed = characterClass(characters)
  return allowed ? [...password].filter((c) => !allowed.test(c)).length : 0
}

/** The characters of a declared format, written as inside the brackets of a regular expression. */
export function characterClass(characters: string | undefined): RegExp | undefined {
  if (characters === undefined || characters === '') return undefined
  try {
    return new RegExp(`^[${characters.replace(/^\[|\]$/g, '').replace(/[\\\]^[]/g, '\\$&')}]$`, 'u')
  } catch {
    return undefined
  }
}

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

function derivedFrom(
  password: string,
  all: readonly PasswordSample[],
  { macs, serials, common = [] }: Parameters<typeof passwordFeatures>[1],
): readonly Derivation[] {
  const word = bare(password)
  const plain = (value: string) => {
    const v = bare(value)
    const back = [...v].reverse().join('')
    // The value, a piece of it, or the same backwards; pieces shorter than four characters meet by chance.
    return (
      word.length >= 4 &&
      v.length >= 4 &&
      [v, back].some(
        (w) =>
          w.includes(word) || word.includes(w) || longestShared(w, word) >= Math.min(6, Math.max(5, word.length * 0.6)),
      )
    )
  }
  const found: Derivation[] = []
  if (macs.some(plain)) found.push('mac')
  if (serials.some(plain)) found.push('serial')
  if (common.some((pair) => pair.password !== '' && bare(pair.password) === word)) found.push('common')
  if (runs(word) || all.some((other) => other.password !== password && near(word, bare(other.password))))
    found.push('sequence')
  return found
}

/** '12345678', 'aaaaaaaa', 'abcdefgh'. */
const runs = (word: string): boolean => {
  const steps = [...word].slice(1).map((c, i) => c.codePointAt(0)! - word.codePointAt(i)!)
  return steps.length >= 3 && [-1, 0, 1].some((step) => steps.every((s) => s === step))
}

/** Passwords of two units that only count on: the figures differ by less than a thousand, and nothing else does. */
function near(a: string, b: string): boolean {
  const [x, y] = [/^(.*?)(\d+)$/.exec(a), /^(.*?)(\d+)$/.exec(b)]
  if (!x || !y || x[1] !== y[1]) return false
  const gap = Number(BigInt(x[2]!) - BigInt(y[2]!))
  return Math.abs(gap) < 1_000
}

function longestShared(a: string, b: string): number {
  let best = 0
  for (let i = 0; i < b.length; i++) while (i + best < b.length && a.includes(b.slice(i, i + best + 1))) best++
  return best
}

/** Levenshtein's distance. */
function distanceBetween(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
