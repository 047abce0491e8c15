import type pg from 'pg'
import { type Frontier, nodeHash, peakPlaces, rootOf } from '../../core/log/merkle.ts'
import { inclusionPlan, makeProof, type Place } from '../../core/log/proof.ts'

type Queries = Pick<pg.ClientBase, 'query'>

/** The committed end of the log. */
export interface Head {
  readonly size: number
  readonly root: Buffer
}

/** A checkpoint as it was first signed. */
export interface SignedHead extends Head {
  readonly note: string
}

export const toHead = (row: { readonly size: string; readonly root: Buffer }): Head => ({
  size: Number(row.size),
  root: row.root,
})

export async function readHead(db: Queries): Promise<Head> {
  const { rows } = await db.query<{ size: string; root: Buffer }>('select size, root from log_head')
  return toHead(rows[0]!)
}

/** The newest signed checkpoint, undefined before the first leaf. */
export async function newestCheckpoint(db: Queries): Promise<SignedHead | undefined> {
  const { rows } = await db.query<{ size: string; root: Buffer; note: string }>(
    'select size, root, note from log_checkpoint order by size desc limit 1',
  )
  return rows[0] && { ...toHead(rows[0]), note: rows[0].note }
}

const key = (level: number, pos: number): string => `${level}/${pos}`

/** Reads complete nodes; level 0 are the leaves. */
export async function readNodes(
  db: Queries,
  places: readonly Place[],
): Promise<(level: number, pos: number) => Uint8Array> {
  const wanted = [...new Map(places.map((p) => [key(p.level, p.pos), p])).values()]
  const found = new Map<string, Buffer>()
  const [leaves, nodes] = [wanted.filter((p) => p.level === 0), wanted.filter((p) => p.level > 0)]
  if (leaves.length > 0) {
    const { rows } = await db.query<{ idx: string; hash: Buffer }>(
      'select idx, hash from log_entry where idx = any ($1::bigint[])',
      [leaves.map((p) => p.pos)],
    )
    for (const row of rows) found.set(key(0, Number(row.idx)), row.hash)
  }
  if (nodes.length > 0) {
    const { rows } = await db.query<{ level: number; pos: string; hash: Buffer }>(
      `select n.level, n.pos, n.hash from unnest($1::smallint[], $2::bigint[]) as w (level, pos)
       join log_node n on n.level = w.level and n.pos = w.pos`,
      [nodes.map((p) => p.level), nodes.map((p) => p.pos)],
    )
    for (const row of rows) found.set(key(row.level, Number(row.pos)), row.hash)
  }
  return (level, pos) => {
    const hash = found.get(key(level, pos))
    if (!hash) throw new Error(`the database has no node ${level}/${pos} of the log`)
    return hash
  }
}

/** What is needed to grow the tree of that size. */
export async function readFrontier(db: Queries, size: number): Promise<Frontier> {
  const places = peakPlaces(size)
  const node = await readNodes(db, places)
  const peaks: (Uint8Array | undefined)[] = []
  for (const { level, pos } of places) peaks[level] = node(level, pos)
  return { size, peaks }
}

/** The root the tree had at that size. */
export const rootAt = async (db: Queries, size: number): Promise<Uint8Array> => rootOf(await readFrontier(db, size))

/** The inclusion proofs of some leaves, each in the tree of the size given beside it. */
export async function readProofs(
  db: Queries,
  wanted: readonly { readonly index: number; readonly size: number }[],
): Promise<readonly (readonly Uint8Array[])[]> {
  const plans = wanted.map(({ index, size }) => inclusionPlan(index, size))
  const node = await readNodes(db, plans.flat(2))
  return plans.map((plan) => makeProof(plan, node, nodeHash))
}

/** A leaf with its place. */
export interface PlacedLeaf {
  readonly index: number
  readonly typ: string
  readonly label: string | null
  readonly jws: string
}

/** The leaves [from, to) in order. */
export async function readLeaves(db: Queries, from: number, to: number): Promise<readonly PlacedLeaf[]> {
  const { rows } = await db.query<{ leaf_index: string; typ: string; label: string | null; jws: string }>(
    'select leaf_index, typ, label, jws from log_outbox where leaf_index >= $1 and leaf_index < $2 order by leaf_index',
    [from, to],
  )
  if (rows.length !== to - from)
    throw new Error(`the database has ${rows.length} of the ${to - from} leaves from ${from}`)
  return rows.map(({ leaf_index, ...row }) => ({ ...row, index: Number(leaf_index) }))
}

/** For each leaf in [from, to) the first checkpoint that covers it: its proof is made once, against that one. */
export async function coveringCheckpoints(
  db: Queries,
  from: number,
  to: number,
): Promise<(index: number) => SignedHead> {
  const { rows } = await db.query<{ size: string; root: Buffer; note: string }>(
    `select size, root, note from log_checkpoint where size > $1
       and size <= (select min(size) from log_checkpoint where size >= $2) order by size`,
    [from, to],
  )
  const heads = rows.map((row) => ({ ...toHead(row), note: row.note }))
  return (index) => {
    const head = heads.find((h) => h.size > index)
    if (!head) throw new Error(`no checkpoint covers leaf ${index}`)
    return head
  }
}
