import { createHash } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import type pg from 'pg'
import type { Instant } from '../../core/kernel/date.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { snapshotFormat, writeSnapshotLine } from '../../core/register/snapshot-file.ts'
import { openMeasuredFile } from './measured-file.ts'
import { withRegisterAsOf } from './register-as-of.ts'

/** A register that was written once more, and the digest by which records name it. */
export interface WrittenRegister {
  readonly entries: number
  readonly digest: Digest
}

/** Writes the register as it stood at a moment, as it was published then; undefined while the log has not taken all of it in. */
export async function writeRegisterAsOf(
  pool: pg.Pool,
  file: string,
  asOf: Instant,
): Promise<WrittenRegister | undefined> {
  const draft = `${file}.tmp`
  await rm(draft, { force: true })
  const written = await withRegisterAsOf(pool, asOf, async (register) => {
    const lines = openMeasuredFile(draft, 'zstd')
    const hash = createHash('sha256')
    try {
      const put = (text: string) => {
        hash.update(text)
        return lines.write(text)
      }
      await put(`${writeSnapshotLine({ format: snapshotFormat, takenAt: asOf, entries: register.count })}\n`)
      for await (const page of register.pages())
        await put(page.map((entry) => `${writeSnapshotLine(entry)}\n`).join(''))
      await lines.end()
    } catch (error) {
      await lines.abandon()
      await rm(draft, { force: true })
      throw error
    }
    return { entries: register.count, digest: `sha256:${hash.digest('hex')}` as const }
  })
  if (written !== undefined) await rename(draft, file)
  return written
}
