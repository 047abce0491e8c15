import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { startEmbedded } from '../src/adapters/embedded-postgres/start-embedded.ts'
import { withRegisterAsOf } from '../src/adapters/snapshot/register-as-of.ts'
import { verifySnapshot } from '../src/adapters/snapshot/verify-snapshot.ts'
import { writeSnapshot } from '../src/adapters/snapshot/write-snapshot.ts'
import { connectOwner, openPool } from '../src/adapters/store/database.ts'
import { nodeCrypto } from '../src/core/verifier/crypto-node.ts'
import { readTrust } from '../src/core/verifier/trust.ts'
import { install } from '../tests/support/installation.ts'
import { issuer } from '../tests/support/sample-log.ts'
import { sampleRegister } from '../tests/support/sample-register.ts'
import { type Measurement, median } from './measured.ts'
import { fillRegister } from './support/big-register.ts'

const labels = Number(process.env.BENCH_LABELS ?? 50_000)
const rounds = 3

/** A snapshot of a large register: made, and verified offline; each beside what only its bytes cost. */
export async function run(): Promise<Measurement> {
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-snapshot-'))
  const server = await startEmbedded({ folder: join(home, 'database') })
  const pool = openPool({ connection: server.appConfig, statementTimeoutMs: 120_000 })
  try {
    await install(home, server.ownerUrl)
    const owner = await connectOwner(server.ownerConfig)
    await fillRegister(owner, { labels, modelsEach: 10 })
    await owner.end()
    const register = sampleRegister()
    const trust = readTrust(JSON.stringify(register.trust()))
    if (!trust.ok) throw new Error(trust.fault.code)
    const asOf = new Date().toISOString()
    const folder = (round: number) => join(home, `snapshot-${round}`)
    const lines = (round: number) => join(folder(round), 'register.jsonl.zst')
    const took: Record<'build' | 'pack' | 'verify' | 'hash' | 'read', number[]> = {
      ...{ build: [], pack: [], verify: [], hash: [], read: [] },
    }
    const timed = async (of: keyof typeof took, work: () => Promise<unknown>): Promise<void> => {
      const began = performance.now()
      await work()
      took[of].push((performance.now() - began) / 1000)
    }
    let bytes = 0
    for (let round = 0; round < rounds; round++) {
      await timed('build', async () => {
        const made = await withRegisterAsOf(pool, asOf, (found) =>
          writeSnapshot(folder(round), found, { asOf, issuer, signer: register.signer }),
        )
        if (made?.entries !== labels) throw new Error('the snapshot is not whole')
        bytes = made.files.reduce((sum, file) => sum + file.bytes, 0)
      })
      await timed('pack', () => packAnew(lines(round), join(home, `again-${round}`)))
      await timed('verify', async () => {
        const verified = await verifySnapshot(folder(round), { trust: trust.value, crypto: nodeCrypto })
        if (!verified.ok || verified.value.missing.length > 0) throw new Error('the snapshot does not verify')
      })
      await timed('hash', () => pipeline(createReadStream(lines(round)), createZstdDecompress(), digested()))
      await timed('read', () => pipeline(createReadStream(lines(round)), digested()))
      rmSync(folder(round), { recursive: true })
    }
    const perMillion = (of: keyof typeof took) => (median(took[of]) * 1_000_000) / labels
    const row = (what: string, of: keyof typeof took, beside: keyof typeof took, limit: string) => ({
      what,
      value: perMillion(of),
      unit: 's',
      limit: { what: limit, value: perMillion(beside) },
      ratio: median(took[of].map((one, i) => one / took[beside][i]!)),
    })
    return {
      name: 'snapshot',
      how:
        `${labels.toLocaleString('en')} labels with ${(labels * 10).toLocaleString('en')} models in PostgreSQL, as the signed snapshot of all its files (lines, CSV, Parquet, dictionary, manifest); figures are for a million labels. ` +
        `Beside the making, unpacking the same lines, hashing and packing them anew, and nothing else; beside the verifying, unpacking and hashing the lines, and reading the packed file alone. Medians of ${rounds} rounds.`,
      rows: [
        row('build, per million labels', 'build', 'pack', 'the lines alone: unpacked, hashed, packed'),
        row('verify, per million labels', 'verify', 'hash', 'the lines alone: unpacked and hashed'),
        row('verify, per million labels', 'verify', 'read', 'the packed lines: read and hashed'),
        { what: 'all files, per million labels', value: ((bytes / labels) * 1_000_000) / 1e6, unit: 'MB' },
      ],
    }
  } finally {
    await pool.end()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Passes on what it hashes to nowhere. */
function digested(): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform: (part: Buffer, _, done) => {
      hash.update(part)
      done()
    },
    flush: (done) => done(null, hash.digest('hex')),
  }).resume()
}

async function packAnew(from: string, to: string): Promise<void> {
  const hash = createHash('sha256')
  const look = new Transform({
    transform: (part: Buffer, _, done) => {
      hash.update(part)
      done(null, part)
    },
  })
  const pack = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 6, [constants.ZSTD_c_checksumFlag]: 1 },
  })
  await pipeline(createReadStream(from), createZstdDecompress(), look, pack, createWriteStream(to))
  rmSync(to)
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
