import { type Observation, observationSchema } from '../observation.ts'
import type { BundleContents } from './bundle.ts'

// A device may say back what it was told: in an error page, a log line, a header. What was tried on it, and the logins that the
// person at the bench lent us, would then stand in evidence that others read (lab.md §6).

/** What must not be found in evidence. */
export interface Secrets {
  readonly logins: readonly { readonly user: string; readonly password: string }[] // lent by the person at the bench
  readonly tried: readonly { readonly user: string; readonly password: string }[] // from the list of credentials
}

// Words that stand on pages and in paths of any device. They give nothing away, and hiding them would hide what was seen.
const ordinary = new Set(
  'admin administrator root user users guest support service system supervisor default password passwd pass public private test camera login anonymous operator manager super'.split(
    ' ',
  ),
)
const isOrdinary = (word: string, users: ReadonlySet<string>): boolean =>
  word.length < 4 || /^\d{1,6}$/.test(word) || ordinary.has(word.toLowerCase()) || users.has(word)

/** Every spelling in which a device might say a secret back, longest first. */
function spellings({ logins, tried }: Secrets): readonly string[] {
  const users = new Set(tried.map(({ user }) => user))
  const words = [...logins.flatMap(({ user, password }) => [user, password]), ...tried.map(({ password }) => password)]
  const pairs = [...logins, ...tried].map(({ user, password }) => `${user}:${password}`)
  const telling = words.filter((word) => !isOrdinary(word, users))
  // A password that the person at the bench typed is a secret however plain it is, where it stands beside its user.
  return [
    ...new Set([
      ...telling.flatMap((word) => [word, encodeURIComponent(word), htmlOf(word), JSON.stringify(word).slice(1, -1)]),
      ...[...telling, ...pairs].map((word) => Buffer.from(word).toString('base64').replace(/=+$/, '')),
      ...pairs,
    ]),
  ]
    .filter((word) => word.length >= 4)
    .toSorted((a, b) => b.length - a.length)
}

const htmlOf = (word: string): string =>
  word.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!)

const hidden = '•••' // never longer than what it stands for

/** The observations without anything that was tried or lent. Done before they are judged, so that a replay sees the same. */
export function withoutSecrets(observations: readonly Observation[], secrets: Secrets): readonly Observation[] {
  const words = spellings(secrets)
  if (words.length === 0) return observations
  const telling = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g')
  return observations.map((observation) => {
    const seen = hide(observation.seen, telling)
    if (seen === observation.seen) return observation
    const without = observationSchema.safeParse({ ...observation, seen })
    // Where a secret is also a word of the schema, such as the name of a protocol, that word says nothing about it.
    return without.success
      ? without.data
      : observationSchema.parse({ ...observation, seen: hide(observation.seen, telling, 'only-within') })
  })
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
  const words = spellings(secrets)
  return [...contents].flatMap(([name, bytes]) => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return words.some((word) => text.includes(word)) ? [name] : []
  })
}
