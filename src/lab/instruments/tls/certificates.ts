import type { Bench } from '../../bench.ts'
import { DialError } from '../../wire/dial.ts'
import { readCertificate } from './certificate.ts'
import type { Findings, Way } from './enumerate.ts'
import { certificatesBehind, type Proof, proofs } from './handshake.ts'
import { Unfinished } from './question.ts'
import type { Questioner } from './questioner.ts'
import type { SeenCertificate } from './seen.ts'
import { type SuiteTraits, suiteTraits } from './suites.ts'
import type { TlsVersion } from './versions.ts'

/** A chain that was shown, or why none was. `name` tells it apart from others of the same endpoint. */
export interface ShownCertificates {
  readonly name: string
  readonly began: number
  readonly seen: { kind: 'tls-certificate'; over: TlsVersion; asOf?: string; chain: SeenCertificate[] }
  readonly trouble?: string
}

const kinds: readonly SuiteTraits['certificate'][] = ['rsa', 'ecdsa', 'dss', 'gost']

/** Every certificate of an endpoint: a server may have one for each kind of key, and others in TLS 1.3. */
export async function* certificatesOf(
  bench: Pick<Bench, 'dial' | 'signal' | 'clock' | 'today' | 'pause'>,
  port: number,
  q: Questioner,
  { ways }: Findings,
): AsyncIterable<ShownCertificates> {
  const shown = new Set<string>()
  const asOf = bench.today === undefined ? {} : { asOf: bench.today }
  const told = (name: string, over: TlsVersion, began: number, got: readonly Uint8Array[] | string) => {
    const chain = typeof got === 'string' ? [] : got.map(readCertificate)
    const trouble = typeof got === 'string' ? { trouble: got } : {}
    return { name, began, seen: { kind: 'tls-certificate' as const, over, ...asOf, chain }, ...trouble }
  }
  for (const kind of kinds) {
    const way = wayFor(ways, kind)
    if (way === undefined) continue
    const began = bench.clock()
    const got = await plainChain(q, way)
    if (typeof got !== 'string') shown.add(Buffer.from(got[0]!).toString('base64'))
    yield told(kind, way.version, began, got)
  }
  if (!ways.some(({ version }) => version === 'TLS1.3')) return
  const behind = new Map<Proof, readonly Uint8Array[] | string>()
  const began = bench.clock()
  for (const proof of Object.keys(proofs) as Proof[]) behind.set(proof, await encryptedChain(bench, port, proof))
  const refused = [...behind.values()].filter((got) => got === 'refused').length
  for (const [proof, got] of behind) {
    if (got === 'refused' && refused < behind.size) continue // no certificate of that kind, and one of the other
    if (typeof got !== 'string' && shown.has(Buffer.from(got[0]!).toString('base64'))) continue // shown in the open already
    yield told(`tls13-${proof}`, 'TLS1.3', began, got === 'refused' ? 'handshake-refused' : got)
  }
}

const wayFor = (ways: readonly Way[], kind: SuiteTraits['certificate']): Way | undefined =>
  ways
    .filter(({ version }) => version !== 'TLS1.3')
    .map((way) => ({ ...way, suites: way.suites.filter((id) => suiteTraits(id).certificate === kind) }))
    .find(({ suites }) => suites.length > 0)

async function plainChain(q: Questioner, way: Way): Promise<readonly Uint8Array[] | string> {
  try {
    const answer = await q.ask(way, 'chain')
    const chain = answer.kind === 'chosen' ? answer.flight.chain : undefined
    return chain && chain.length > 0 ? chain : 'certificate-unread'
  } catch (error) {
    if (error instanceof Unfinished) return error.trouble
    throw error
  }
}

async function encryptedChain(
  bench: Pick<Bench, 'dial' | 'signal' | 'pause'>,
  port: number,
  proof: Proof,
): Promise<readonly Uint8Array[] | string> {
  let got: readonly Uint8Array[] | 'refused' | 'no-answer' = 'no-answer'
  for (const pause of [0, 1_000]) {
    try {
      if (pause > 0) await bench.pause(pause)
      got = await certificatesBehind(bench.dial, bench.signal, { port, proof, timeoutMs: 8_000 })
    } catch (error) {
      if (!(error instanceof DialError) || error.trouble === 'stopped' || error.trouble === 'spent') throw error
    }
    if (got !== 'no-answer') break
  }
  return typeof got === 'string' || got.length > 0 ? got : 'certificate-unread'
}
