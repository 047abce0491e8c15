import { openCheckpoint } from '../src/core/log/cosign.ts'
import { grow, hashLeaves, noTree, rootOf } from '../src/core/log/merkle.ts'
import { sameBytes } from '../src/core/log/proof.ts'
import { signCheckpoint } from '../src/core/log/sign-checkpoint.ts'
import { readBundle, writeBundle } from '../src/core/log/tile.ts'
import { nodeCrypto } from '../src/core/verifier/crypto-node.ts'
import { checkSignature } from '../src/core/verifier/logged.ts'
import { isShown } from '../src/core/verifier/shown.ts'
import { readTrust } from '../src/core/verifier/trust.ts'
import { labelNumber, sampleRegister } from '../tests/support/sample-register.ts'
import { type Measurement, median } from './measured.ts'

const labels = 100_000
const signed = 500 // really signed credentials; the register repeats them, because making 100 000 is not what is measured
const rounds = 5

/** Checking a whole downloaded register against one signed checkpoint, beside checking its credentials one by one. */
export async function run(): Promise<Measurement> {
  const register = sampleRegister()
  for (let n = 0; n < signed; n++) await register.issue(labelNumber(n))
  const reading = readTrust(JSON.stringify(register.trust()))
  if (!reading.ok) throw new Error(reading.fault.code)
  const trust = reading.value
  const jws = register.leaves.map((l) => l.jws)
  const files: Uint8Array[] = []
  for (let at = 0; at < labels; at += 256)
    files.push(
      writeBundle(Array.from({ length: Math.min(256, labels - at) }, (_, i) => Buffer.from(jws[(at + i) % signed]!))),
    )
  const rebuild = (): { readonly size: number; readonly root: Uint8Array } => {
    let frontier = noTree
    for (const file of files) frontier = grow(frontier, hashLeaves(readBundle(file)!)).frontier
    return { size: frontier.size, root: rootOf(frontier) }
  }
  const note = await signCheckpoint({ origin: register.log.name, ...rebuild() }, register.log)

  const bulk = async (): Promise<number> => {
    const from = performance.now()
    const opened = await openCheckpoint(note, trust.policy, nodeCrypto.verifyEd25519)
    const { size, root } = rebuild()
    if (!opened.ok || opened.value.checkpoint.size !== size || !sameBytes(opened.value.checkpoint.root, root))
      throw new Error('the register does not match its checkpoint')
    return labels / ((performance.now() - from) / 1000)
  }
  const oneByOne = async (): Promise<number> => {
    const from = performance.now()
    for (const one of jws) if (!isShown(await checkSignature(one, 'vc+jwt', trust, nodeCrypto))) throw new Error('jws')
    return signed / ((performance.now() - from) / 1000)
  }
  await bulk()
  await oneByOne()
  const figures: { bulk: number; oneByOne: number }[] = []
  for (let i = 0; i < rounds; i++) figures.push({ bulk: await bulk(), oneByOne: await oneByOne() })
  const bytes = Math.round(files.reduce((sum, f) => sum + f.length, 0) / labels)
  return {
    name: 'bulk',
    how: `A register of ${labels} labels (${bytes} bytes each, ${signed} different ones) read from its entry bundles and held against one signed checkpoint; beside it the credentials' signatures one by one; ${rounds} interleaved rounds, one thread, medians.`,
    rows: [
      {
        what: 'whole register',
        value: median(figures.map((f) => f.bulk)),
        unit: 'labels/s',
        limit: { what: 'one by one', value: median(figures.map((f) => f.oneByOne)) },
        ratio: median(figures.map((f) => f.bulk / f.oneByOne)),
        goal: { atLeast: 15 },
      },
    ],
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
