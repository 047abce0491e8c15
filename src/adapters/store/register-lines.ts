import type pg from 'pg'
import type { Instant } from '../../core/kernel/date.ts'
import { connect } from './database.ts'

type Queries = Pick<pg.ClientBase, 'query'>

const alike = 2 // first characters: some nine hundred parts of a large register

/** What the labels of a part begin with. */
export const partOf = (label: string): string => label.slice(0, alike)

/** Labels that begin alike, and a text that is another one as soon as anything was added to what the register says of them. */
export interface RegisterPart {
  readonly key: string
  readonly first: string
  readonly last: string
  readonly versions: number // of its entries
  readonly stamp: string
}

/** Lets the register be read as it stands at one moment, whatever is decided meanwhile. */
export async function atOneMoment<T>(pool: pg.Pool, read: (client: Queries) => Promise<T>): Promise<T> {
  const client = await connect(pool)
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const found = await read(client)
    await client.query('commit')
    return found
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/**
 * The parts of the register as of a moment, in the order of the labels. Versions and leaves are only ever added, a leaf gets its place
 * once, and which labels are still to come is fixed by their versions: where the numbers of all three are the same, nothing
 * has changed. Numbers or times of what was added last would not do, for who commits later may have begun earlier.
 */
export async function registerParts(client: Queries, takenAt: Instant): Promise<readonly RegisterPart[]> {
  const { rows } = await client.query<RegisterPart>(
    `with known as (
       select left(label, ${alike}) as key, min(label) as first, max(label) as last, count(*)::integer as versions
       from label_version group by 1),
     placed as (select left(label, ${alike}) as key, count(leaf_index) as leaves from log_outbox where typ = 'vc+jwt' group by 1),
     coming as (select left(label, ${alike}) as key, count(*) as labels from label where known_from > $1 group by 1)
     select key, first, last, versions, concat_ws(' ', versions, coalesce(leaves, 0), coalesce(labels, 0)) as stamp
     from known left join placed using (key) left join coming using (key) order by first`,
    [takenAt],
  )
  return rows
}

/** The same for the register as a whole, asked for often: what its parts count is looked up in the indexes. */
export async function registerStamp(client: Queries, now: Instant): Promise<string> {
  const { rows } = await client.query<{ stamp: string }>(
    `select concat_ws(' ', (select count(*) from label_version),
       (select count(*) from log_outbox where leaf_index is null and typ = 'vc+jwt'),
       coalesce((select max(leaf_index) from log_outbox where typ = 'vc+jwt'), -1),
       (select count(*) from label where known_from > $1)) as stamp`,
    [now],
  )
  return rows[0]!.stamp
}

/** What the register says of one label, as a line of the published file. */
export interface RegisterLine {
  readonly label: string
  readonly line: string
}

/**
 * The lines of the labels from the first to the last one, in the order of the labels. Entries are stored as the text that
 * `writeSnapshotLine` would write; only the place in the log was not known then.
 */
export async function registerLines(
  client: Queries,
  { first, last }: Pick<RegisterPart, 'first' | 'last'>,
  takenAt: Instant,
): Promise<readonly RegisterLine[]> {
  // The bounds are said of every table: joined without, the others are read from their beginning. A label has one credential in the
  // log, or which of several is in force their text says: to compare it for all would take as long as everything else.
  const { rows } = await client.query<{ label: string; entry: string; leaf_index: string | null }>(
    `select l.label, v.entry::text as entry, case when o.credentials = 1 then o.leaf_index else (
         select min(leaf_index) from log_outbox where label = v.label and typ = 'vc+jwt' and jws = v.jws) end as leaf_index
     from label l
     join label_version v on v.label = l.label and v.version = l.version and v.label between $1 and $2
     left join (select label, count(*) as credentials, min(leaf_index) as leaf_index from log_outbox
       where typ = 'vc+jwt' and label between $1 and $2 group by label) o on o.label = l.label
     where l.label between $1 and $2 and l.known_from <= $3 order by l.label`,
    [first, last, takenAt],
  )
  return rows.map(({ label, entry, leaf_index: leaf }) => ({
    label,
    line: leaf === null ? entry : entry.replace(/"leafIndex":(?:null|\d+)/, `"leafIndex":${leaf}`),
  }))
}
