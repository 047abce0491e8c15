import { type Bench, noted } from '../../bench.ts'
import type { Instrument } from '../../instrument.ts'
import type { AddressKind, Observation } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { addressesToLookAt, aside, through } from '../../wire/through.ts'
import { asTheyCome } from '../as-they-come.ts'
import { certificatesOf } from './certificates.ts'
import { declaredTls, type TlsEndpoint, tlsEndpoints } from './endpoints.ts'
import { askAgain, enumerate, noFindings } from './enumerate.ts'
import { extras, groups, preferences } from './features.ts'
import { type Patience, questionBounds, Unfinished } from './question.ts'
import { questioner } from './questioner.ts'
import { tlsVersions } from './versions.ts'

/** Sees what an endpoint accepts in SSL and TLS, and which certificates it shows. */
export const tlsOf = (patience?: Patience): Instrument => ({
  id: 'tls',
  stage: 'passive',
  title: { ja: 'TLSの版、暗号、証明書を調べる', en: 'TLS versions, cipher suites and certificates' },
  plan: ({ declared }) => [
    ...declaredTls(declared).map(({ endpoint }) => ({ ...step, endpoint })),
    // What turns out to speak TLS without being declared is known only after the scan.
    { ...step, what: { ja: '申告にないTLSの通信口への接続要求', en: 'First messages of TLS to undeclared TLS ports' } },
  ],
  async *run(bench) {
    const endpoints = tlsEndpoints(bench)
    let done = 0
    const works = (unknown: boolean) =>
      endpoints
        .filter(({ why }) => (why === 'unknown') === unknown)
        .map(
          (at) =>
            async function* () {
              bench.progress(done++, endpoints.length, at.endpoint)
              const addresses = addressesToLookAt(bench.observed, at.endpoint, bench.target.primary)
              for (const address of addresses)
                yield* look(bench, { ...at, address, aside: aside(addresses, address) }, patience)
            },
        )
    yield* asTheyCome(works(false), 1)
    // Who says nothing is waited for; that costs the device nothing, and there may be many of them.
    yield* asTheyCome(works(true), Math.min(silentAtOnce, bench.policy.pace.connectionsAtOnce))
    bench.progress(endpoints.length, endpoints.length)
  },
})
const silentAtOnce = 6

/** As it is used at the bench. */
export const tls = tlsOf()

const step = {
  instrument: 'tls',
  what: { ja: 'TLSの最初のメッセージ（接続ごとに一つ）', en: 'First messages of TLS, one a connection' },
  packets: questionBounds.connections,
  tries: 0,
  seconds: 2,
}

type At = Pick<TlsEndpoint, 'endpoint' | 'port'> & { readonly address: AddressKind; readonly aside: string }

async function* look(whole: Bench, at: At, patience?: Patience): AsyncIterable<Observation> {
  const { endpoint, port, address } = at
  const bench = { ...whole, dial: through(whole.dial, address) }
  const about = { endpoint, address }
  const began = bench.clock()
  const q = questioner(bench, port, patience)
  const found = noFindings()
  let trouble: string | undefined
  try {
    await enumerate(q, bench.random, found)
    await preferences(q, found)
    await extras(q, found)
    await groups(q, found)
    await askAgain(q, bench.random, found)
    if (!(await q.trustworthy())) trouble = 'throttled'
  } catch (error) {
    if (!(error instanceof Unfinished || error instanceof DialError)) throw error
    trouble = error.trouble
  }
  if (trouble === 'not-tls') trouble = undefined // it said what it is, and that is all there is to see
  found.offer.versions.sort((a, b) => tlsVersions.indexOf(a.version) - tlsVersions.indexOf(b.version))
  found.offer.notOffered.sort((a, b) => tlsVersions.indexOf(a) - tlsVersions.indexOf(b))
  const offer = () =>
    noted(bench, began, {
      id: `tls/${endpoint}${at.aside}`,
      ...about,
      seen: { ...found.offer, connections: q.connections },
      ...(trouble === undefined ? {} : { completeness: found.offer.speaksTls ? 'partial' : 'none', trouble }),
    })
  if (trouble === 'stopped' || trouble === 'spent') {
    yield offer()
    throw new DialError(trouble)
  }
  // The certificates first: an endpoint whose offer is on record has been seen to the end, also in a run that was stopped.
  for await (const { name, seen, trouble, began } of certificatesOf(bench, port, q, found))
    yield noted(bench, began, {
      id: `tls-certificate/${endpoint}/${name}${at.aside}`,
      ...about,
      seen,
      ...(trouble === undefined ? {} : { completeness: 'none', trouble }),
    })
  yield offer()
}
