import type pg from 'pg'
import { grow, hashLeaves, type NewNodes, rootOf } from '../../core/log/merkle.ts'
import { inTransaction } from '../store/database.ts'
import { readFrontier, toHead } from './log-rows.ts'

export const mostAtOnce = 2048

/**
 * Gives waiting leaves their places and extends the tree, in one transaction (tx B); says how many it took.
 * The row of log_head is the turnstile: a second sequencer waits at it, and takes over when the first one dies.
 * Leaves may arrive late, in another order than their `position`: only this transaction gives out indexes.
 */
export const sequence = (pool: pg.Pool): Promise<number> =>
  inTransaction(pool, {}, async (db) => {
    const { rows: heads } = await db.query<{ size: string; root: Buffer }>('select size, root from log_head for update')
    const head = toHead(heads[0]!)
    const { rows: waiting } = await db.query<{ id: string; jws: string }>(
      'select id, jws from log_outbox where leaf_index is null order by position limit $1',
      [mostAtOnce],
    )
    if (waiting.length === 0) return 0
    const before = await readFrontier(db, head.size)
    if (!head.root.equals(rootOf(before)))
      throw new Error(`the head of the log does not match its tree of ${head.size}`)
    const { frontier, nodes } = grow(before, hashLeaves(waiting.map(({ jws }) => Buffer.from(jws))))
    await placeLeaves(
      db,
      head.size,
      waiting.map(({ id }) => id),
      nodes,
    )
    await db.query('update log_head set size = $1, root = $2', [frontier.size, rootOf(frontier)])
    return waiting.length
  })

/** Gives leaves of the outbox the places from `first` on, and keeps every node of the tree that came into being. */
export async function placeLeaves(
  db: Pick<pg.ClientBase, 'query'>,
  first: number,
  ids: readonly string[],
  nodes: readonly NewNodes[],
): Promise<void> {
  const leaves = nodes.find(({ level }) => level === 0)!
  await db.query(
    `insert into log_entry (idx, outbox_id, hash)
     select $1::bigint + n - 1, id, hash from unnest($2::text[], $3::bytea[]) with ordinality as u (id, hash, n)`,
    [first, ids, cut(leaves.hashes)],
  )
  const inner = nodes.filter(({ level }) => level > 0)
  await db.query(
    'insert into log_node (level, pos, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    [
      inner.flatMap(({ level, hashes }) => Array(hashes.length / 32).fill(level)),
      inner.flatMap((n) => Array.from({ length: n.hashes.length / 32 }, (_, i) => n.first + i)),
      inner.flatMap(({ hashes }) => cut(hashes)),
    ],
  )
  await db.query(
    `update log_outbox set leaf_index = $1::bigint + u.n - 1
     from unnest($2::text[]) with ordinality as u (id, n) where log_outbox.id = u.id`,
    [first, ids],
  )
}

const cut = (hashes: Uint8Array): Uint8Array[] =>
  Array.from({ length: hashes.length / 32 }, (_, i) => hashes.subarray(i * 32, i * 32 + 32))
