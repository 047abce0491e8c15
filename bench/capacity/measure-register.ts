import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ReadRegister, readRegister } from '../../src/adapters/lists/read-register.ts'
import { withRegisterAsOf } from '../../src/adapters/snapshot/register-as-of.ts'
import { writeSnapshot } from '../../src/adapters/snapshot/write-snapshot.ts'
import { openIndex } from '../../src/core/procurement/register-index.ts'
import { issuer } from '../../tests/support/sample-log.ts'
import { newSigner } from '../../tests/support/sample-register.ts'
import { type SharedInstallation, shareInstallation } from '../../tests/support/shared-installation.ts'
import { type BigRegister, fillRegister } from '../support/big-register.ts'
import type { Measured } from './model.ts'

const labels = Number(process.env.BENCH_LABELS ?? 40_000)
const decisions = 100

type Found = Pick<
  Measured,
  | 'databaseBytesPerLabel'
  | 'indexBytesPerLabel'
  | 'indexReadPerSecond'
  | 'indexRenewedPerSecond'
  | 'snapshotBytesPerLabel'
  | 'snapshotPerSecond'
>

/** A large register in the database: its size, a snapshot of it, and what a server holds for checks; then what else `use` measures on it. */
export async function measureRegister<T>(
  home: string,
  use: (shared: SharedInstallation, register: BigRegister) => Promise<T>,
): Promise<Found & T> {
  mkdirSync(home, { recursive: true })
  let register: BigRegister = { labels: [], models: [] }
  let bytes = 0
  const shared = await shareInstallation(home, async (owner) => {
    const size = async () =>
      Number((await owner.query('select pg_database_size(current_database()) as bytes')).rows[0].bytes)
    const before = await size()
    register = await fillRegister(owner, { labels, modelsEach: 10 })
    bytes = (await size()) - before
  })
  try {
    const now = new Date().toISOString()
    const began = performance.now()
    const manifest = await withRegisterAsOf(shared.pool, now, (asOf) =>
      writeSnapshot(join(home, 'snapshot'), asOf, { asOf: now, issuer, signer: newSigner() }),
    )
    const snapshotSeconds = (performance.now() - began) / 1000
    if (manifest?.entries !== labels) throw new Error('the snapshot is not whole')
    const found = {
      databaseBytesPerLabel: bytes / labels,
      snapshotBytesPerLabel: manifest.files.reduce((sum, file) => sum + file.bytes, 0) / labels,
      snapshotPerSecond: labels / snapshotSeconds,
      ...(await held(shared, now)),
    }
    return { ...found, ...(await use(shared, register)) }
  } finally {
    await shared.stop()
  }
}

/** As a server reads it for checks, there in a thread. */
async function held({ pool }: SharedInstallation, now: string) {
  const timed = async (before?: ReadRegister['parts']) => {
    const began = performance.now()
    const read = await readRegister(pool, now, before)
    if (openIndex(read.packed).size !== labels) throw new Error('the register is not whole')
    return { ...read, perSecond: (1000 * labels) / (performance.now() - began) }
  }
  const whole = await timed()
  // As if each of a hundred decisions were about a label of another part.
  const changed = await timed(
    new Map([...whole.parts].filter((_, n) => n % Math.floor(whole.parts.size / decisions) > 0)),
  )
  return {
    indexBytesPerLabel: bytesIn(whole.packed) / labels,
    indexReadPerSecond: whole.perSecond,
    indexRenewedPerSecond: changed.perSecond,
  }
}

/** All the memory that lies flat within something. */
function bytesIn(what: unknown): number {
  if (ArrayBuffer.isView(what)) return what.byteLength
  if (typeof what !== 'object' || what === null) return 0
  return Object.values(what).reduce((sum: number, one) => sum + bytesIn(one), 0)
}
