import type { Silence } from './exchange.ts'
import { type Question, Unfinished } from './question.ts'
import type { Questioner } from './questioner.ts'
import type { TlsOffer } from './seen.ts'
import { newSuites, oldSuites, type SuiteId, suiteName } from './suites.ts'

/** What a version is spoken with, as it was found out. */
export interface Way extends Pick<Question, 'version' | 'extensions' | 'key'> {
  readonly suites: readonly SuiteId[] // in the order in which the server took them
}

/** Filled as it is found, so that what was seen stays when the device ends the conversation. */
export interface Findings {
  readonly offer: { -readonly [K in keyof TlsOffer]: TlsOffer[K] }
  readonly ways: Way[]
}

/** Nothing was found yet, and every version may still be there. */
export const noFindings = (): Findings => ({
  offer: { kind: 'tls-offer', speaksTls: false, versions: [], notOffered: [], groups: [], connections: 0 },
  ways: [],
})

// TLS 1.2 first: nearly every server answers it, and the answer is the control for every silence that follows.
const order: readonly Way['version'][] = ['TLS1.2', 'TLS1.3', 'TLS1.0', 'SSLv3', 'TLS1.1']

/**
 * Finds all versions and suites that a server takes: by offering everything, taking away what it chose, and offering the rest, until
 * it chooses nothing. Throws Unfinished when it could not come to the end.
 */
export async function enumerate(
  q: Questioner,
  random: (bytes: number) => Uint8Array,
  { offer, ways }: Findings,
): Promise<void> {
  const silent: Way['version'][] = []
  let silence: Silence | undefined
  for (const version of order) {
    const said = await waysOf(q, version, random, ways)
    if (said.kind === 'silent') {
      silence ??= said.how
      silent.push(version)
      if (!q.answered && silent.length === (silence === 'timed-out' || silence === 'closed' ? 3 : 2)) break
    } else note(version, said)
  }
  if (!q.answered && !offer.speaksTls) {
    const ssl2 = await q.askSsl2()
    if (ssl2) noteSsl2(ssl2.ciphers)
    throw new Unfinished(ssl2 ? 'throttled' : silence === 'not-tls' || silence === 'refused' ? silence : 'no-answer')
  }
  if (!q.answered) throw new Unfinished('nothing-accepted')
  // There is a control now: what was silence is a yes or a no.
  for (const version of silent) note(version, await waysOf(q, version, random, ways))
  const ssl2 = await q.askSsl2()
  if (ssl2) noteSsl2(ssl2.ciphers)
  else offer.notOffered.push('SSLv2')

  function note(version: Way['version'], said: Said) {
    if (said.kind === 'silent') throw new Unfinished('throttled')
    offer.speaksTls = true
    if (said.kind === 'no') {
      offer.notOffered.push(version)
      return
    }
    ways.push(said.way)
    offer.versions.push({ version, suites: said.way.suites.map(suiteName).toSorted(), preference: 'unknown' })
  }
  function noteSsl2(ciphers: readonly string[]) {
    offer.speaksTls = true
    offer.versions.push({ version: 'SSLv2', suites: [...ciphers].toSorted(), preference: 'unknown' })
  }
}

/** Asks once more for what was refused: a server may show other visitors, or later ones, more than the first. */
export async function askAgain(
  q: Questioner,
  random: (bytes: number) => Uint8Array,
  { offer, ways }: Findings,
): Promise<void> {
  for (const version of order.filter((version) => offer.notOffered.includes(version))) {
    const said = await waysOf(q, version, random, ways)
    if (said.kind !== 'yes') continue
    ways.push(said.way)
    offer.notOffered = offer.notOffered.filter((refused) => refused !== version)
    offer.versions.push({ version, suites: said.way.suites.map(suiteName).toSorted(), preference: 'unknown' })
  }
}

type Said = { kind: 'yes'; way: Way } | { kind: 'no' } | { kind: 'silent'; how: Silence }

/** Asks for one version, and where that fails in a form that servers can take who know less. */
async function waysOf(
  q: Questioner,
  version: Way['version'],
  random: (bytes: number) => Uint8Array,
  known: readonly Way[],
): Promise<Said> {
  const forms: readonly Pick<Way, 'extensions' | 'key'>[] =
    version === 'TLS1.3'
      ? [{ extensions: true }, { extensions: true, key: random(32) }]
      : version === 'SSLv3'
        ? [{ extensions: false }]
        : [{ extensions: true }, ...(known.some((way) => way.extensions) ? [] : [{ extensions: false }])]
  let how: Silence | undefined
  for (const [i, form] of forms.entries()) {
    const found = await suitesOf(q, { version, ...form }, i > 0)
    if (typeof found === 'string') how = found
    else if (found.taken.length > 0) return { kind: 'yes', way: { version, ...form, suites: found.taken } }
    else if (found.settled) return { kind: 'no' }
    if (how !== undefined && !q.answered && how !== 'closed') break // only who closes may do so because of the form
  }
  return how === undefined ? { kind: 'no' } : { kind: 'silent', how }
}

/** All suites a server takes in one version, or why it said nothing. `settled`: it refused the version itself. */
async function suitesOf(
  q: Questioner,
  way: Omit<Way, 'suites'>,
  lastTry: boolean,
): Promise<{ readonly taken: readonly SuiteId[]; readonly settled: boolean } | Silence> {
  const taken: SuiteId[] = []
  for (const [i, portion] of (way.version === 'TLS1.3' ? [newSuites] : oldSuites).entries()) {
    if (lastTry && i > 0 && taken.length === 0) break
    let left = [...portion]
    while (left.length > 0) {
      const answer = await q.ask({ ...way, suites: left })
      if (answer.kind === 'silent') return answer.how
      if (answer.kind === 'refused') {
        if (answer.alert === 'protocol_version') return { taken, settled: true } // no other suite will change that
        break
      }
      if (answer.hello.version !== way.version) return { taken, settled: true } // a lower one is asked for by itself
      if (!left.includes(answer.hello.suite)) throw new Unfinished('misbehaving')
      taken.push(answer.hello.suite)
      left = left.filter((id) => id !== answer.hello.suite)
    }
  }
  return { taken, settled: false }
}
