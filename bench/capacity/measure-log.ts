import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sequence } from '../../src/adapters/log/sequencer.ts'
import { headerOf, signJws } from '../../src/core/attestation/jws.ts'
import { emptyBits, setBit } from '../../src/core/attestation/status-bits.ts'
import { listCredential } from '../../src/core/attestation/status-list.ts'
import { toBase64 } from '../../src/core/kernel/base64.ts'
import { commitLeaves, newLogSigner, startSampleLog } from '../../tests/support/sample-log.ts'
import { did, labelNumber, labelsUrl, sampleRegister } from '../../tests/support/sample-register.ts'
import { shareInstallation } from '../../tests/support/shared-installation.ts'
import type { Measured } from './model.ts'

const labels = 3_000
const listShare = 0.01

type Found = Pick<
  Measured,
  | 'leafBytes'
  | 'entryBytesPerLeaf'
  | 'labelFileBytes'
  | 'labelFiles'
  | 'bundleBytes'
  | 'checkpointBytes'
  | 'listBytes'
  | 'listShare'
  | 'commitsPerSecond'
  | 'sequencedPerSecond'
  | 'publishedPerSecond'
>

/** Really signed labels on their whole way: committed one by one, sequenced, published and synced. */
export async function measureLog(home: string): Promise<Found> {
  mkdirSync(home, { recursive: true })
  const shared = await shareInstallation(home)
  try {
    const register = sampleRegister()
    for (let n = 0; n < labels; n++) await register.issue(labelNumber(n))
    const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
      const began = performance.now()
      await work()
      return (labels / (performance.now() - began)) * 1000
    }
    const commitsPerSecond = await perSecond(() => commitLeaves(shared.pool, register))
    const sequencedPerSecond = await perSecond(async () => {
      while ((await sequence(shared.pool)) > 0);
    })
    const folder = join(home, 'published')
    const log = await startSampleLog(shared.pool, register, newLogSigner(), folder)
    const publishedPerSecond = await perSecond(() => log.flush())
    await log.stop()
    const own = filesIn(folder, /^(credentials|bundle|models)\//)
    const entries = filesIn(folder, /^log\/tile\/entries\//)
    const [bundle] = filesIn(folder, /^bundle\/\w+\/\d+\.json$/)
    const [checkpoint] = filesIn(folder, /^log\/checkpoint$/)
    return {
      leafBytes: Buffer.byteLength(register.leaves[0]!.jws),
      entryBytesPerLeaf: sum(entries) / labels,
      labelFileBytes: sum(own) / labels,
      labelFiles: own.length / labels,
      bundleBytes: bundle!,
      checkpointBytes: checkpoint!,
      listBytes: await listBytes(register.signer),
      listShare,
      commitsPerSecond,
      sequencedPerSecond,
      publishedPerSecond,
    }
  } finally {
    await shared.stop()
  }
}

const sum = (sizes: readonly number[]): number => sizes.reduce((all, one) => all + one, 0)

const filesIn = (folder: string, pattern: RegExp): number[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => statSync(join(folder, path)))
    .filter((one) => one.isFile())
    .map(({ size }) => size)

/** A list with one label in a hundred suspended, at random: nothing compresses worse. */
async function listBytes(signer: Parameters<typeof signJws>[2]): Promise<number> {
  const bits = emptyBits()
  for (let n = 0; n < bits.length * 8; n++) if (Math.random() < listShare) setBit(bits, n, true)
  const facts = { issuer: did, labelsUrl, purpose: 'suspension', k: 0, logTreeSize: 13_000_000 } as const
  const dates = { validFrom: '2026-11-24T00:00:00Z', validUntil: '2026-12-01T00:00:00Z' }
  const list = listCredential(bits, { ...facts, ...dates, logRoot: toBase64(new Uint8Array(32)) })
  return (await signJws(headerOf('vc+jwt', signer.kid), list, signer)).length
}
