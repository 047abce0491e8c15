import type { Language } from '../../../core/kernel/text.ts'
import { factsInWords } from '../../fact-words.ts'
import type { SeenKind, SeenOf } from '../../observation.ts'

// What was seen, told to people. An observation keeps the words of the machine, so that no digest hangs on how a sentence is put.

/** By what a sentence is made in one language. */
export interface Telling {
  readonly language: Language
  readonly say: (ja: string, en: string) => string
  readonly list: (words: readonly string[], most?: number) => string
  /** A word of the bench in the reader's language; the name says what it is a word of, as in the facts of a reason. */
  readonly word: (name: string, value: string) => string
  /** Sentences that are there, one after the other. */
  readonly sentences: (...parts: readonly (string | false | undefined)[]) => string
  /** What a verdict about a port is about: 'tcp/443'. */
  readonly about: string
}

/** How each kind of observation is told. */
export type Tellings<K extends SeenKind> = { readonly [Kind in K]: (seen: SeenOf<Kind>, telling: Telling) => string }

/** Everything a sentence is made by. */
export function tellingIn(language: Language, about = ''): Telling {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en)
  const list = (words: readonly string[], most = 6) => {
    const shown = words.slice(0, most).join(say('、', ', '))
    const more = words.length - most
    return more > 0 ? say(`${shown} ほか${more}件`, `${shown} and ${more} more`) : shown
  }
  return {
    language,
    say,
    list,
    word: (name, value) => String(factsInWords({ [name]: value }, language)[name]),
    sentences: (...parts) =>
      parts.filter((part) => part !== undefined && part !== false && part !== '').join(say('。', '; ')),
    about,
  }
}

/** Seconds, of milliseconds: as short as it can be said. */
export const seconds = (ms: number, { say }: Pick<Telling, 'say'>): string => {
  const text = ms < 100 ? (ms / 1000).toFixed(2) : ms < 60_000 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000))
  return say(`${text}秒`, `${text} s`)
}
