import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { toBase64 } from '../../core/kernel/base64.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { Checkpoint } from '../../core/log/checkpoint.ts'
import { openCheckpoint } from '../../core/log/cosign.ts'
import { grow, hashLeaves, type NewNodes, rootOf } from '../../core/log/merkle.ts'
import type { Policy } from '../../core/log/policy.ts'
import { readBundle, tilePath, tileWidth } from '../../core/log/tile.ts'
import { nodeCrypto } from '../../core/verifier/crypto-node.ts'
import { inTransaction } from '../store/database.ts'
import { type DurableFolder, openDurableFolder } from './durable-files.ts'
import { type ReimportFault, ReimportRefused } from './faults.ts'
import { newestCheckpoint, readFrontier, rootAt, toHead } from './log-rows.ts'
import { stateFolder } from './publisher.ts'
import { keepLeaves, type ReturnedLeaf } from './reimport-leaves.ts'
import { placeLeaves } from './sequencer.ts'

/** What came back, and so what is known to be missing everywhere else in the database. */
export interface Reimport {
  readonly from: number // entries the database had
  readonly to: number
  readonly leaves: readonly ReturnedLeaf[] // those that are about a label
}

/**
 * After a restore from a backup older than what was published: takes the entries the database lacks from the published
 * files, so that the log goes on where the world saw it end. They have to lead from the database's tree to the root of
 * every checkpoint published since, signed by our own log; else nothing is written. What comes back is the log alone:
 * leaves, tree, checkpoints, status lists. Cases and register rows are not in it and stay as the backup has them.
 */
export async function reimport(
  pool: pg.Pool,
  publicFolder: string,
  policy: Policy,
): Promise<Result<Reimport, ReimportFault>> {
  const folder = openDurableFolder(resolve(publicFolder))
  try {
    const done = await inTransaction(pool, {}, (db) => bringBack(db, folder, publicFolder, policy))
    await markWritten(pool, folder, publicFolder, done.to)
    return ok(done)
  } catch (error) {
    if (error instanceof ReimportRefused) return refuse(error.fault)
    throw error
  }
}

async function bringBack(
  db: pg.PoolClient,
  folder: DurableFolder,
  publicFolder: string,
  policy: Policy,
): Promise<Reimport> {
  const { rows } = await db.query<{ size: string; root: Buffer }>('select size, root from log_head for update')
  const head = toHead(rows[0]!)
  const signed = await publishedCheckpoints(folder, publicFolder, policy, (await newestCheckpoint(db))?.size ?? 0)
  const last = signed.at(-1)
  if (!last) return { from: head.size, to: head.size, leaves: [] }
  const continues = (checkpoint: Checkpoint, root: Uint8Array): void => {
    if (toBase64(root) !== toBase64(checkpoint.root))
      throw new ReimportRefused({ code: 'log-not-continued', size: checkpoint.size, database: head.size })
  }
  for (const { checkpoint } of signed)
    if (checkpoint.size <= head.size) continues(checkpoint, await rootAt(db, checkpoint.size))

  const to = Math.max(head.size, last.checkpoint.size)
  const leaves: ReturnedLeaf[] = []
  let frontier = await readFrontier(db, head.size)
  // In steps that end where a checkpoint or a bundle of entries ends, so that every signed root is met on the way.
  for (const { checkpoint } of signed)
    while (frontier.size < checkpoint.size) {
      const first = frontier.size
      const entries = await readEntries(folder, first, checkpoint.size, to)
      const growth = grow(frontier, hashLeaves(entries))
      frontier = growth.frontier
      await place(db, folder, { first, entries, nodes: growth.nodes }, leaves)
      if (frontier.size === checkpoint.size) continues(checkpoint, rootOf(frontier))
    }
  for (const { checkpoint, note } of signed)
    await db.query('insert into log_checkpoint (size, root, note) values ($1, $2, $3) on conflict do nothing', [
      checkpoint.size,
      checkpoint.root,
      note,
    ])
  if (frontier.size > head.size)
    await db.query('update log_head set size = $1, root = $2', [frontier.size, rootOf(frontier)])
  return { from: head.size, to: frontier.size, leaves }
}

async function place(
  db: pg.PoolClient,
  folder: DurableFolder,
  some: { readonly first: number; readonly entries: readonly Uint8Array[]; readonly nodes: readonly NewNodes[] },
  leaves: ReturnedLeaf[],
): Promise<void> {
  const kept = await keepLeaves(db, folder, some.first, some.entries)
  await placeLeaves(db, some.first, kept.ids, some.nodes)
  await kept.keepLists()
  leaves.push(...kept.leaves)
}

interface Signed {
  readonly checkpoint: Checkpoint
  readonly note: string
}

/** The checkpoints in the folder that the database does not know, by size: the archive, and the one in use. */
async function publishedCheckpoints(
  folder: DurableFolder,
  publicFolder: string,
  policy: Policy,
  known: number,
): Promise<readonly Signed[]> {
  const archive = await readdir(join(resolve(publicFolder), 'log/checkpoints')).catch(() => [])
  const files = archive.filter((name) => /^[1-9]\d{0,15}$/.test(name) && Number(name) > known)
  const found = new Map<number, Signed>()
  for (const file of ['log/checkpoint', ...files.map((name) => `log/checkpoints/${name}`)]) {
    const bytes = await folder.read(file)
    if (!bytes && file === 'log/checkpoint')
      throw new ReimportRefused({ code: 'log-nothing-published', folder: publicFolder })
    const note = bytes?.toString('utf8') ?? ''
    const opening = await openCheckpoint(note, policy, nodeCrypto.verifyEd25519)
    if (!opening.ok) throw new ReimportRefused({ code: 'log-checkpoint-of-others', file })
    const { checkpoint } = opening.value
    if (checkpoint.size > known) found.set(checkpoint.size, { checkpoint, note })
  }
  return [...found.values()].sort((a, b) => a.checkpoint.size - b.checkpoint.size)
}

/** The entries from `first` to the end of their bundle, or to `until`; `to` is the size up to which all is published. */
async function readEntries(
  folder: DurableFolder,
  first: number,
  until: number,
  to: number,
): Promise<readonly Uint8Array[]> {
  const n = Math.floor(first / tileWidth)
  const width = Math.min(tileWidth, to - n * tileWidth)
  const file = `log/${tilePath({ level: 'entries', n, width })}`
  const bytes = await folder.read(file)
  const entries = bytes && readBundle(bytes)
  if (entries?.length !== width) throw new ReimportRefused({ code: 'log-file-unusable', file })
  return entries.slice(first - n * tileWidth, until - n * tileWidth)
}

/**
 * Tells the publisher which label files are there already. It would write them again otherwise, and without the model
 * lists, which were in the lost rows, they would not be the ones that were published.
 */
async function markWritten(pool: pg.Pool, folder: DurableFolder, publicFolder: string, to: number): Promise<void> {
  const state = openDurableFolder(stateFolder(publicFolder))
  const from = Number((await state.read('labels-done'))?.toString('utf8') ?? 0)
  const { rows } = await pool.query<{ leaf_index: string; label: string }>(
    'select leaf_index, label from log_outbox where leaf_index >= $1 and leaf_index < $2 and label is not null order by leaf_index',
    [from, to],
  )
  let done = to
  for (const { leaf_index, label } of rows)
    if (!(await folder.read(`bundle/${label}/${leaf_index}.json`))) {
      done = Number(leaf_index)
      break
    }
  if (done > from) await state.put([{ path: 'labels-done', bytes: String(done) }])
}
