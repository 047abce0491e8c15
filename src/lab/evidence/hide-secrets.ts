import { type Observation, observationSchema } from '../observation.ts'
import type { BundleContents } from './bundle.ts'

// A device may say back what it was told: in an error page, a log line, a header. What was tried on it, and the logins that the
// person at the bench lent us, would then stand in evidence that others read (lab.md §6).

/** What must not be found in evidence. */
export interface Secrets {
  readonly logins: readonly { readonly user: string; readonly password: string }[] // lent by the person at the bench
  readonly tried: readonly { readonly user: string; readonly password: string }[] // from the list of credentials
}

// Words that stand on pages, in paths and in names of programs anywhere. By themselves they give nothing away, and hiding them would
// hide what was seen: a list of default passwords has 'snmp', 'mosquitto' and 'cisco' in it. They are hidden where they are told as
// a password.
const ordinary = new Set(
  'admin administrator root user users guest support service system supervisor default password passwd pass public private test camera login anonymous operator manager super'.split(
    ' ',
  ),
)
const isWord = (text: string): boolean => !/\d/.test(text) || !/[a-z]/i.test(text) || text.length < 6

interface Telling {
  readonly anywhere: readonly string[]
  readonly asPassword: readonly string[]
}

/** Every spelling in which a device might say a secret back, longest first. */
function spellings({ logins, tried }: Secrets): Telling {
  const common = new Set([
    ...ordinary,
    ...tried.flatMap(({ user, password }) => [user, ...(isWord(password) ? [password] : [])]),
  ])
  const isCommon = (text: string) => text.length < 4 || /^\d{1,6}$/.test(text) || common.has(text)
  const own = logins.flatMap(({ user, password }) => [user, password]).filter((text) => !isCommon(text))
  const known = tried.map(({ password }) => password).filter((text) => !isWord(text) && !isCommon(text))
  const pairs = [...logins, ...tried].map(({ user, password }) => `${user}:${password}`)
  const whole = [...own, ...known]
  return {
    anywhere: longestFirst([
      ...whole.flatMap((word) => [word, encodeURIComponent(word), htmlOf(word), JSON.stringify(word).slice(1, -1)]),
      ...[...whole, ...pairs].map((word) => Buffer.from(word).toString('base64').replace(/=+$/, '')),
      ...pairs,
    ]).filter((word) => word.length >= 4),
    asPassword: longestFirst([...logins, ...tried].map(({ password }) => password)).filter((word) => word.length >= 3),
  }
}

const longestFirst = (words: readonly string[]): readonly string[] =>
  [...new Set(words)].toSorted((a, b) => b.length - a.length)

const htmlOf = (word: string): string =>
  word.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!)

const hidden = '•••' // never longer than what it stands for

/** The observations without anything that was tried or lent. Done before they are judged, so that a replay sees the same. */
export const withoutSecrets = (observations: readonly Observation[], secrets: Secrets): readonly Observation[] =>
  observations.map(hiding(secrets))

/** The same for one observation after the other, as they are made: what a bench keeps while it works is on a disk already. */
export function hiding(secrets: Secrets): (observation: Observation) => Observation {
  const telling = patternOf(spellings(secrets))
  return (observation) => {
    const seen = telling === undefined ? observation.seen : hide(observation.seen, telling)
    if (telling === undefined || seen === observation.seen) return observation
    const without = observationSchema.safeParse({ ...observation, seen })
    // Where a secret is also a word of the schema, such as the name of a protocol, that word says nothing about it.
    return without.success
      ? without.data
      : observationSchema.parse({ ...observation, seen: hide(observation.seen, telling, 'only-within') })
  }
}

function patternOf({ anywhere, asPassword }: Telling): RegExp | undefined {
  const oneOf = (words: readonly string[]) => words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')
  // 'password: root', 'pwd="root"', 'passwd was root'
  const told = String.raw`(?<=\b(?:pass\w*|pwd|credentials?)\W{1,6}(?:(?:is|was|tried)\W{1,3})?)(?<!\w)(?:${oneOf(asPassword)})(?!\w)`
  const parts = [...(anywhere.length > 0 ? [oneOf(anywhere)] : []), ...(asPassword.length > 0 ? [told] : [])]
  return parts.length > 0 ? new RegExp(parts.join('|'), 'g') : undefined
}

function hide<T>(value: T, telling: RegExp, where?: 'only-within'): T {
  if (typeof value === 'string')
    return value.replace(telling, (word) => (where && word === value ? word : hidden)) as T & string
  if (Array.isArray(value)) {
    const all = value.map((one) => hide(one, telling, where))
    return all.every((one, i) => one === value[i]) ? value : (all as T)
  }
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, one]) => [key, hide(one, telling, where)] as const)
  return fields.every(([key, one]) => one === (value as Record<string, unknown>)[key])
    ? value
    : (Object.fromEntries(fields) as T)
}

/** The files of a bundle in which a secret stands, in any spelling; none is what there should be. */
export function filesWithSecrets(contents: BundleContents, secrets: Secrets): readonly string[] {
  const pattern = patternOf(spellings(secrets))
  return [...contents].flatMap(([name, bytes]) => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
    return pattern && text.search(pattern) >= 0 ? [name] : []
  })
}
