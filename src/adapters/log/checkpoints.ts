import type pg from 'pg'
import { toBase64 } from '../../core/kernel/base64.ts'
import { parseCheckpoint } from '../../core/log/checkpoint.ts'
import { parseNote } from '../../core/log/note.ts'
import { type LogKey, signCheckpoint } from '../../core/log/sign-checkpoint.ts'
import { inTransaction } from '../store/database.ts'
import type { DurableFolder } from './durable-files.ts'
import { newestCheckpoint, readHead, rootAt, type SignedHead, toHead } from './log-rows.ts'

/** What is published is ahead of the database, or contradicts it: going on would fork the log. */
export class LogRanBackwards extends Error {
  override readonly name = 'LogRanBackwards'
}

/**
 * Signs the committed head, unless it is signed: the first note for a size is the note. Only what is committed is signed;
 * a head that was rolled back after being signed would be a second history. Held under the sequencer's lock, so that
 * checkpoints come in the order of their sizes and every server proves a leaf against the same one.
 */
export const signHead = (pool: pg.Pool, log: LogKey): Promise<SignedHead | undefined> =>
  inTransaction(pool, {}, async (db) => {
    const { rows } = await db.query<{ size: string; root: Buffer }>('select size, root from log_head for update')
    const head = toHead(rows[0]!)
    const newest = await newestCheckpoint(db)
    if (head.size === 0 || newest?.size === head.size) return newest
    const note = await signCheckpoint({ origin: log.name, ...head }, log)
    await db.query('insert into log_checkpoint (size, root, note) values ($1, $2, $3) on conflict do nothing', [
      head.size,
      head.root,
      note,
    ])
    return newestCheckpoint(db)
  })

/** How far the folder is published, by the checkpoint in it; 0 for an empty one. */
export async function publishedSize(folder: DurableFolder, origin: string): Promise<number> {
  const bytes = await folder.read('log/checkpoint')
  if (!bytes) return 0
  const note = parseNote(bytes.toString('utf8'))
  const checkpoint = note && parseCheckpoint(note.text)
  if (checkpoint?.origin !== origin)
    throw new LogRanBackwards(`the published checkpoint is not one of ${origin}; publish to another folder`)
  return checkpoint.size
}

/** Refuses to run when the world has seen more than the database knows, or something else. */
export async function refuseToRunBackwards(pool: pg.Pool, folder: DurableFolder, origin: string): Promise<void> {
  const size = await publishedSize(folder, origin)
  if (size === 0) return
  const head = await readHead(pool)
  if (size > head.size)
    throw new LogRanBackwards(
      `published are ${size} entries, the database has ${head.size}: it was restored from an older backup. ` +
        'Restore a newer one, or take the missing entries from the published files (hoshirushi log reimport).',
    )
  const checkpoint = parseCheckpoint(parseNote((await folder.read('log/checkpoint'))!.toString('utf8'))!.text)!
  if (toBase64(await rootAt(pool, size)) !== toBase64(checkpoint.root))
    throw new LogRanBackwards(`the database tells another history than the one published up to ${size} entries`)
}
