import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Instant } from '../../core/kernel/date.ts'
import type { PackedRegister } from '../../core/procurement/packed/packed-register.ts'
import { openPacking } from '../../core/procurement/packed/packing.ts'
import { snapshotFormat, writeSnapshotLine } from '../../core/register/snapshot-file.ts'
import {
  atOneMoment,
  partOf,
  type RegisterLine,
  type RegisterPart,
  registerLines,
  registerParts,
} from '../store/register-lines.ts'
import { publishedMoment } from './published-moment.ts'
import { sharedMemory } from './shared-memory.ts'

/** The lines of labels that begin alike, as they are published, and the stamp they were read under. */
export interface LinesOfPart {
  readonly stamp: string
  readonly lines: Uint8Array
}

/** A register that was read, and what the next reading needs of it. Everything lies in memory that threads share. */
export interface ReadRegister {
  readonly packed: PackedRegister
  readonly parts: ReadonlyMap<string, LinesOfPart>
}

const mostAtOnce = 2_000

/**
 * The register as it stands now, packed: of one that was read before only those parts are read again about which something was
 * decided, or which the log has taken in. As long as it is the same as the published one it is that of the same moment;
 * its digest is always that of the file in which it would be published.
 */
export function readRegister(pool: pg.Pool, now: Instant, before?: ReadRegister['parts']): Promise<ReadRegister> {
  return atOneMoment(pool, async (client) => {
    const takenAt = (await publishedMoment(client, now)) ?? now
    const parts = new Map<string, LinesOfPart>() // in the order of the labels
    let changed: RegisterPart[] = []
    const readChanged = async () => {
      const [first, last] = [changed.at(0)?.first, changed.at(-1)?.last]
      if (first === undefined || last === undefined) return
      const lines = await registerLines(client, { first, last }, takenAt)
      const byPart = Map.groupBy(lines, ({ label }) => partOf(label))
      for (const { key, stamp } of changed) parts.set(key, { stamp, lines: inOneBlock(byPart.get(key) ?? []) })
      changed = []
    }
    for (const part of await registerParts(client, takenAt)) {
      const kept = before?.get(part.key)
      if (kept?.stamp === part.stamp) {
        await readChanged()
        parts.set(part.key, kept)
      } else {
        changed.push(part)
        if (changed.reduce((sum, { versions }) => sum + versions, 0) >= mostAtOnce) await readChanged()
      }
    }
    await readChanged()
    return { packed: pack(takenAt, parts), parts }
  })
}

function inOneBlock(lines: readonly RegisterLine[]): Uint8Array {
  const bytes = Buffer.from(lines.map(({ line }) => `${line}\n`).join(''))
  const block = new Uint8Array(sharedMemory(bytes.length))
  block.set(bytes)
  return block
}

function pack(takenAt: Instant, parts: ReadRegister['parts']): PackedRegister {
  const packing = openPacking(sharedMemory)
  for (const { lines } of parts.values()) {
    const broken = packing.add(lines, 0, lines.length)
    if (broken !== undefined) throw new Error(`entry ${broken.entry} of the register is none`)
  }
  const hash = createHash('sha256')
  // The head says how many there are, so it is known last.
  hash.update(`${writeSnapshotLine({ format: snapshotFormat, takenAt, entries: packing.size() })}\n`)
  for (const { lines } of parts.values()) hash.update(lines)
  return packing.done({ digest: `sha256:${hash.digest('hex')}`, takenAt })
}
