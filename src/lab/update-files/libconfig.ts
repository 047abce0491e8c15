import { Malformed } from './byte-source.ts'

/** A value of a libconfig file (hyperrealm.github.io/libconfig, "Configuration Files"): what SWUpdate describes updates in. */
export type Setting = string | number | boolean | readonly Setting[] | { readonly [name: string]: Setting }

const token =
  /\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|("(?:[^"\\]|\\[\s\S])*")|([A-Za-z*][-A-Za-z0-9_*.]*)|([-+]?[0-9][-+.0-9a-zA-Z]*)|([{}()[\]=:;,])|(@include[^\n]*)/y

function tokens(text: string): readonly string[] {
  const found: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (match === null || match[5] !== undefined) throw new Malformed('malformed') // an included file would not be signed
    const word = match[1] ?? match[2] ?? match[3] ?? match[4]
    if (word !== undefined) found.push(word)
    if (found.length > 100_000) throw new Malformed('too-large')
  }
  return found
}

/** Reads a libconfig file of at most a megabyte. */
export function readLibconfig(text: string): { readonly [name: string]: Setting } {
  const words = tokens(text)
  let at = 0
  const expect = (word: string) => {
    if (words[at++] !== word) throw new Malformed('malformed')
  }

  function group(end: string | undefined, depth: number): { [name: string]: Setting } {
    const settings: { [name: string]: Setting } = Object.create(null)
    while (words[at] !== end) {
      const name = words[at++]
      if (name === undefined || !/^[A-Za-z*]/.test(name) || name in settings) throw new Malformed('malformed')
      if (words[at] !== '=' && words[at] !== ':') throw new Malformed('malformed')
      at++
      settings[name] = value(depth)
      while (words[at] === ';' || words[at] === ',') at++
    }
    at++
    return settings
  }

  function list(end: string, depth: number): Setting[] {
    const values: Setting[] = []
    while (words[at] !== end) {
      values.push(value(depth))
      if (words[at] === ',') at++
      else break
    }
    expect(end)
    return values
  }

  function value(depth: number): Setting {
    if (depth > 30) throw new Malformed('malformed')
    const word = words[at++]
    if (word === undefined) throw new Malformed('cut-short')
    if (word === '{') return group('}', depth + 1)
    if (word === '(') return list(')', depth + 1)
    if (word === '[') return list(']', depth + 1)
    if (word.startsWith('"')) {
      let text = unquoted(word)
      while (words[at]?.startsWith('"')) text += unquoted(words[at++]!) // strings side by side are one
      return text
    }
    if (/^(true|false)$/i.test(word)) return /^true$/i.test(word)
    const number = Number(word.replace(/L{1,2}$/, ''))
    if (Number.isNaN(number)) throw new Malformed('malformed')
    return number
  }
  return group(undefined, 0)
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' }
const unquoted = (word: string): string =>
  word
    .slice(1, -1)
    .replace(/\\(x[0-9a-fA-F]{2}|[\s\S])/g, (_, c: string) =>
      c.length === 3 ? String.fromCharCode(Number.parseInt(c.slice(1), 16)) : (escapes[c] ?? c),
    )
