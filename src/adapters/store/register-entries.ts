import type pg from 'pg'
import type { Instant } from '../../core/kernel/date.ts'
import type { Entry } from '../../core/register/entry.ts'
import { connect } from './database.ts'

const page = 2_000

/**
 * Reads the whole register as it stands now, page by page in the order of the labels, in one transaction so that no entry is of
 * another moment than the rest.
 */
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
