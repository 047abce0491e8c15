import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Instant } from '../../core/kernel/date.ts'
import { openPacking, type PackedRegister } from '../../core/procurement/packed/packed-register.ts'
import { snapshotFormat, writeSnapshotLine } from '../../core/register/snapshot-file.ts'
import { walkRegister } from '../store/register-entries.ts'
import { sharedMemory } from './shared-memory.ts'

/**
 * The whole register as it stands now, packed into memory that threads share. Its digest is that of the file in which it would be
 * published.
 */
export async function readPackedRegisterOf(pool: pg.Pool, takenAt: Instant): Promise<PackedRegister> {
  const pack = openPacking(sharedMemory)
  const blocks: Uint8Array[] = []
  await walkRegister(pool, takenAt, (entries) => {
    const bytes = Buffer.from(entries.map((entry) => `${writeSnapshotLine(entry)}\n`).join(''))
    const block = new Uint8Array(sharedMemory(bytes.length))
    block.set(bytes)
    const broken = pack.add(block, 0, block.length)
    if (broken !== undefined) throw new Error(`entry ${broken.entry} of the register is none`)
    blocks.push(block)
  })
  const hash = createHash('sha256')
  // The head says how many there are, so it is known last.
  hash.update(`${writeSnapshotLine({ format: snapshotFormat, takenAt, entries: pack.size() })}\n`)
  for (const block of blocks) hash.update(block)
  return pack.done({ digest: `sha256:${hash.digest('hex')}`, takenAt })
}
