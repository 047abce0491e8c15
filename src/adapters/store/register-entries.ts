import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Instant } from '../../core/kernel/date.ts'
import type { RegisterSnapshot } from '../../core/procurement/register-index.ts'
import type { Entry } from '../../core/register/entry.ts'
import { snapshotFormat, writeSnapshotLine } from '../../core/register/snapshot-file.ts'
import { connect } from './database.ts'

const page = 2_000

/**
 * The whole register as it stands now, read in one transaction so that no entry is of another moment than the rest. Its digest is
 * that of the file in which it would be published.
 */
export async function readRegister(pool: pg.Pool, takenAt: Instant): Promise<RegisterSnapshot> {
  const entries: Entry[] = []
  await walkRegister(pool, takenAt, (some) => {
    for (const entry of some) entries.push(entry)
  })
  const hash = createHash('sha256')
  hash.update(`${writeSnapshotLine({ format: snapshotFormat, takenAt, entries: entries.length })}\n`)
  for (const entry of entries) hash.update(`${writeSnapshotLine(entry)}\n`)
  return { digest: `sha256:${hash.digest('hex')}`, takenAt, entries }
}

/** Reads the same page by page, in the order of the labels. */
export async function walkRegister(
  pool: pg.Pool,
  takenAt: Instant,
  visit: (entries: readonly Entry[]) => void,
): Promise<void> {
  const client = await connect(pool)
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    for (let after = ''; ; ) {
      const { rows } = await client.query<{ label: string; entry: Entry; leaf_index: string | null }>(
        `select l.label, v.entry, o.leaf_index from label l
         join label_version v on v.label = l.label and v.version = l.version
         left join log_outbox o on o.label = v.label and o.typ = 'vc+jwt' and o.jws = v.jws
         where l.label > $1 and l.known_from <= $2 order by l.label limit ${page}`,
        [after, takenAt],
      )
      visit(
        rows.map(({ entry, leaf_index: leaf }) =>
          leaf === null ? entry : { ...entry, credential: { ...entry.credential, leafIndex: Number(leaf) } },
        ),
      )
      if (rows.length < page) break
      after = rows.at(-1)!.label
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
