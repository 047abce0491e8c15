import { normalise } from '../register/search.ts'
import { hashOfText } from './hash-table.ts'

// Nearly all models are plain ASCII; for those the long way of `normalise` comes to this.
const ascii = /^[\x20-\x7e]*$/
const ignored = /[- ]/g

/** The form in which models are compared: width, case, hyphens and spaces do not count. */
export const modelKey = (model: string): string =>
  ascii.test(model) ? model.toUpperCase().replace(ignored, '') : normalise(model)

/** Under which key a model stands in the index; '=' before one that has no letters or digits to compare. */
export const classKey = (model: string): string => modelKey(model) || `=${model}`

// Characters that people take for one another when they copy a type plate.
const alike: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' }

/** The shortest key that similar models are looked for by: nearly everything is similar to two characters. */
export const nearLimit = 4
const tailLimit = 4

/** The same as a table of bytes. */
export const alikeCodes = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  return (alike[char] ?? char).charCodeAt(0)
})

/** Hashes of the two forms in which similar models are the same; undefined where there is no such form. */
export const skeletonHash = (key: string): number | undefined =>
  key.length < nearLimit ? undefined : hashOfText(key, key.length, alikeCodes)
export function stemHash(key: string): number | undefined {
  if (key.length < nearLimit) return undefined
  const end = stemEnd(key)
  return end < nearLimit ? undefined : hashOfText(key, end)
}

/**
 * Whether a model is written slightly differently: with look-alike characters, or without or with another short ending of letters
 * (a colour, a market). What is so is similar, never the same.
 */
export const sameSkeleton = (a: string, b: string): boolean => skeletonOf(a) === skeletonOf(b)
export const sameStem = (a: string, b: string): boolean => a.slice(0, stemEnd(a)) === b.slice(0, stemEnd(b))

function skeletonOf(key: string): string {
  let skeleton = ''
  for (const char of key) skeleton += alike[char] ?? char
  return skeleton
}

const isLetter = (code: number): boolean => code >= 0x41 && code <= 0x5a
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/** `HR200WH` → `HR200`: at most four letters after a digit are an ending; a digit more is another product. */
const stemEnd = (key: string): number => endOfStem(key.length, (i) => key.charCodeAt(i))

/** The same of characters, wherever they lie. */
export function endOfStem(length: number, codeAt: (i: number) => number): number {
  let end = length
  while (end > 0 && length - end < tailLimit && isLetter(codeAt(end - 1))) end -= 1
  return end > 0 && isDigit(codeAt(end - 1)) ? end : length
}
