import { createPublicKey, verify as rawVerify } from 'node:crypto'
import { type Bundle, readBundle, writeBundle } from '../src/core/verifier/bundle.ts'
import { nodeCrypto } from '../src/core/verifier/crypto-node.ts'
import { readLeaf } from '../src/core/verifier/leaf.ts'
import { checkSignature } from '../src/core/verifier/logged.ts'
import { isShown } from '../src/core/verifier/shown.ts'
import { readTrust, type Trust } from '../src/core/verifier/trust.ts'
import { verify } from '../src/core/verifier/verify.ts'
import { labelNumber, sampleRegister } from '../tests/support/sample-register.ts'
import { type Measured, type Measurement, median } from './measured.ts'

const labels = 1000
const some = 25
const rounds = 15

/** The same signature as DER, made beforehand, for the quickest way there is to ask node:crypto. */
function derOf(signature: Uint8Array): Buffer {
  const integer = (half: Uint8Array): number[] => {
    const bytes = [...half]
    while (bytes.length > 1 && bytes[0] === 0) bytes.shift()
    if (bytes[0]! > 127) bytes.unshift(0)
    return [2, bytes.length, ...bytes]
  }
  const both = [...integer(signature.subarray(0, 32)), ...integer(signature.subarray(32))]
  return Buffer.from([0x30, both.length, ...both])
}

/** Verifying labels one by one, beside the bare signature check of node:crypto over the same bytes. */
export async function run(): Promise<Measurement> {
  const register = sampleRegister()
  for (let n = 0; n < labels; n++) await register.issue(labelNumber(n))
  await register.publishLists('2026-11-19T00:00:00Z')
  const anchor = (): Trust => {
    const reading = readTrust(JSON.stringify(register.trust()))
    if (!reading.ok) throw new Error(reading.fault.code)
    return reading.value
  }
  const bundles: Bundle[] = []
  for (let n = 0; n < labels; n++) {
    // Each from a text of its own, as files are: no two bundles share a string.
    const reading = readBundle(writeBundle(await register.bundle(n)))
    if (!reading.ok) throw new Error(reading.fault.code)
    bundles.push(reading.value)
  }
  const leaves = bundles.map((b) => ({ ...readLeaf(b.credential)!, der: derOf(readLeaf(b.credential)!.signature) }))
  const key = createPublicKey({ key: { ...[...anchor().keys.values()][0]!.jwk }, format: 'jwk' })

  // Each work takes the labels [at, at + some). A new anchor each round: checkpoint, lists and paths have to be worked out
  // again, nothing is left from the last round.
  const works = {
    raw: async (at: number) => {
      for (const { signed, signature } of leaves.slice(at, at + some))
        if (!rawVerify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature)) throw new Error('raw')
    },
    bare: async (at: number) => {
      for (const { signed, der } of leaves.slice(at, at + some))
        if (!rawVerify('sha256', signed, key, der)) throw new Error('bare')
    },
    jws: async (at: number, trust: Trust) => {
      for (const { credential } of bundles.slice(at, at + some))
        if (!isShown(await checkSignature(credential, 'vc+jwt', trust, nodeCrypto))) throw new Error('jws')
    },
    whole: async (at: number, trust: Trust) => {
      for (const bundle of bundles.slice(at, at + some)) {
        const { verdict } = await verify(bundle, trust, { now: '2026-11-20T00:00:00Z', crypto: nodeCrypto })
        if (verdict !== 'valid') throw new Error(verdict)
      }
    },
  }
  type Work = keyof typeof works
  const names = Object.keys(works) as Work[]
  /** One round over all labels, a few labels of each work in turn, so that a neighbour's noise hits all of them. */
  const round = async (): Promise<Record<Work, number>> => {
    const took = { raw: 0, bare: 0, jws: 0, whole: 0 }
    const trust = { raw: anchor(), bare: anchor(), jws: anchor(), whole: anchor() }
    for (let at = 0; at < labels; at += some)
      for (const name of names) {
        const from = performance.now()
        await works[name](at, trust[name])
        took[name] += (performance.now() - from) / 1000
      }
    return { raw: labels / took.raw, bare: labels / took.bare, jws: labels / took.jws, whole: labels / took.whole }
  }
  await round()
  const figures: Record<Work, number>[] = []
  for (let i = 0; i < rounds; i++) figures.push(await round())
  const row = (what: string, of: 'jws' | 'whole', beside: 'raw' | 'bare', name: string): Measured => ({
    what,
    value: median(figures.map((f) => f[of])),
    unit: 'labels/s',
    limit: { what: name, value: median(figures.map((f) => f[beside])) },
    ratio: median(figures.map((f) => f[of] / f[beside])),
  })
  const credential = 'signed credential (parse, header, key, signature)'
  const label = 'whole label, every step'
  return {
    name: 'verify',
    how: `${labels} labels of one register, each bundle from its own text, ${rounds} rounds in which ${some} labels of each work take turns, one thread, medians of the rounds’ ratios. “Whole” takes all steps for each label: signature, inclusion, models, validity, two status lists, checkpoint; every round begins with a new anchor that remembers nothing. The limit is \`crypto.verify\` as it is called for a JWS (r‖s, an options object); “at its quickest” is the same check handed a bare key and a DER signature made beforehand, which spares Node two exceptions a call.`,
    rows: [
      { ...row(credential, 'jws', 'raw', 'crypto.verify ES256'), goal: { atLeast: 0.8 } },
      { ...row(label, 'whole', 'raw', 'crypto.verify ES256'), goal: { atLeast: 0.8 } },
      row(credential, 'jws', 'bare', 'crypto.verify at its quickest'),
      row(label, 'whole', 'bare', 'crypto.verify at its quickest'),
    ],
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
