import type pg from 'pg'
import type { Instant } from '../../core/kernel/date.ts'
import type { Entry } from '../../core/register/entry.ts'
import { connect } from '../store/database.ts'

const page = 250 // entries; writing them keeps the server from answering for some milliseconds

/** The whole register as it stood at a moment, in the order of the labels' numbers. */
export interface RegisterAsOf {
  readonly count: number
  pages(): AsyncIterable<readonly Entry[]>
}

interface Row {
  readonly label: string
  readonly entry: Entry
  readonly leaf_index: string | null
}

// `label` holds what is in force now; what was in force at a moment is the last version recorded by then.
const stood = (columns: string): string => `
  select ${columns} from label l
  cross join lateral (
    select v.entry, v.jws from label_version v where v.label = l.label and v.recorded_at <= $1
    order by v.version desc limit 1) v`

/** Hands over the register as of a moment, all of it read in one transaction; undefined while the log has not taken all of it in. */
export async function withRegisterAsOf<T>(
  pool: pg.Pool,
  asOf: Instant,
  use: (register: RegisterAsOf) => Promise<T>,
): Promise<T | undefined> {
  const client = await connect(pool)
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    // Only credentials of that moment count: while many labels are being issued, something always waits.
    const { rows: waiting } = await client.query(
      `select from log_outbox o where o.leaf_index is null and o.typ = 'vc+jwt' and exists (
         select from label_version v where v.label = o.label and v.jws = o.jws and v.recorded_at <= $1) limit 1`,
      [asOf],
    )
    if (waiting.length > 0) {
      await client.query('rollback')
      return undefined
    }
    const { rows } = await client.query<{ count: number }>(
      `${stood('count(*)::integer as count')} where l.known_from <= $1`,
      [asOf],
    )
    const done = await use({ count: rows[0]?.count ?? 0, pages: () => pagesOf(client, asOf) })
    await client.query('commit')
    return done
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function* pagesOf(client: pg.PoolClient, asOf: Instant): AsyncIterable<readonly Entry[]> {
  for (let after = ''; ; ) {
    const { rows } = await client.query<Row>(
      `select s.label, s.entry, o.leaf_index from (
         ${stood('l.label, v.entry, v.jws')} where l.known_from <= $1 and l.label > $2 order by l.label limit ${page}) s
       left join log_outbox o on o.label = s.label and o.typ = 'vc+jwt' and o.jws = s.jws
       order by s.label`,
      [asOf, after],
    )
    if (rows.length > 0) yield rows.map(entryOf)
    if (rows.length < page) return
    after = rows.at(-1)!.label
  }
}

const entryOf = ({ entry, leaf_index: leaf }: Row): Entry =>
  leaf === null ? entry : { ...entry, credential: { ...entry.credential, leafIndex: Number(leaf) } }

/** When the register last changed, up to a moment; undefined before its first label. */
export async function lastChange(pool: pg.Pool, until: Instant): Promise<Instant | undefined> {
  const { rows } = await pool.query<{ at: Date | null }>(
    'select max(recorded_at) as at from label_version where recorded_at <= $1',
    [until],
  )
  return rows[0]?.at?.toISOString()
}
