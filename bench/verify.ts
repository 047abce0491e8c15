import { createPublicKey, verify as rawVerify } from 'node:crypto'
import type { Bundle } from '../src/core/verifier/bundle.ts'
import { nodeCrypto } from '../src/core/verifier/crypto-node.ts'
import { readLeaf } from '../src/core/verifier/leaf.ts'
import { checkSignature, isShown } from '../src/core/verifier/logged.ts'
import { readTrust } from '../src/core/verifier/trust.ts'
import { verify } from '../src/core/verifier/verify.ts'
import { labelNumber, sampleRegister } from '../tests/support/sample-register.ts'
import { type Measurement, median } from './measured.ts'

const labels = 400
const rounds = 15

/** Verifying labels one by one, beside the bare signature check of node:crypto over the same bytes. */
export async function run(): Promise<Measurement> {
  const register = sampleRegister()
  for (let n = 0; n < labels; n++) await register.issue(labelNumber(n))
  await register.publishLists('2026-11-19T00:00:00Z')
  const reading = readTrust(JSON.stringify(register.trust()))
  if (!reading.ok) throw new Error(reading.fault.code)
  const trust = reading.value
  const bundles: Bundle[] = []
  for (let n = 0; n < labels; n++) bundles.push(await register.bundle(n))
  const leaves = bundles.map((b) => readLeaf(b.credential)!)
  const key = createPublicKey({ key: { ...[...trust.keys.values()][0]!.jwk }, format: 'jwk' })

  const raw = async () => {
    for (const { signed, signature } of leaves)
      if (!rawVerify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature)) throw new Error('raw')
  }
  const jws = async () => {
    for (const { credential } of bundles)
      if (!isShown(await checkSignature(credential, 'vc+jwt', trust, nodeCrypto))) throw new Error('jws')
  }
  const whole = async () => {
    for (const bundle of bundles) {
      const { verdict } = await verify(bundle, trust, { now: '2026-11-20T00:00:00Z', crypto: nodeCrypto })
      if (verdict !== 'valid') throw new Error(verdict)
    }
  }
  const perSecond = async (work: () => Promise<void>) => {
    const from = performance.now()
    await work()
    return labels / ((performance.now() - from) / 1000)
  }
  await raw()
  await jws()
  await whole()
  // Interleaved, so that a neighbour's noise hits all three; the ratio is the median of the rounds' own ratios.
  const figures: { raw: number; jws: number; whole: number }[] = []
  for (let i = 0; i < rounds; i++)
    figures.push({ raw: await perSecond(raw), jws: await perSecond(jws), whole: await perSecond(whole) })
  const limit = { what: 'crypto.verify ES256', value: median(figures.map((f) => f.raw)) }
  return {
    name: 'verify',
    how: `${labels} labels of one register, ${rounds} interleaved rounds, one thread, medians. “Whole” takes all steps for each label: signature, inclusion, models, validity, two status lists, checkpoint; lists and checkpoint are worked out once.`,
    rows: [
      {
        what: 'signed credential (parse, header, key, signature)',
        value: median(figures.map((f) => f.jws)),
        unit: 'labels/s',
        limit,
        ratio: median(figures.map((f) => f.jws / f.raw)),
        goal: { atLeast: 0.8 },
      },
      {
        what: 'whole label, every step',
        value: median(figures.map((f) => f.whole)),
        unit: 'labels/s',
        limit,
        ratio: median(figures.map((f) => f.whole / f.raw)),
      },
    ],
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
