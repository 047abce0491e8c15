import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { inTransaction } from '../store/database.ts'
import type { DurableFolder } from './durable-files.ts'

const idFile = 'folder-id'
const beatMs = 20_000 // the database ends a connection that is silent within a transaction for a minute
const patience = '2s'
const lockNotAvailable = '55P03'

/** Runs `work` while nobody else publishes into the folder. */
export type PublishingTurn = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Gives servers that share a public folder their turns, so that a slow one never puts an older checkpoint, list or index over
 * a newer one. The folder is known by a name in its state folder, wherever it is mounted; servers with folders of their own
 * do not wait for each other. A row that is held: works where advisory locks do not (distributed PostgreSQL), and is
 * free again as soon as its holder is dead, or has stood still for a minute.
 */
export function publishingTurn(pool: pg.Pool, state: DurableFolder): PublishingTurn {
  /** Read each time: of two servers that begin a folder at once one may have written over the other's name. */
  async function nameOfFolder(): Promise<string> {
    const there = await state.read(idFile)
    if (there !== undefined) return there.toString('utf8')
    await state.put([{ path: idFile, bytes: randomUUID() }])
    return nameOfFolder()
  }

  const once = async <T>(work: () => Promise<T>): Promise<T> => {
    const name = await nameOfFolder()
    await pool.query('insert into publishing_turn (folder) values ($1) on conflict do nothing', [name])
    return inTransaction(pool, { lock_timeout: patience }, async (db) => {
      await db.query('select folder from publishing_turn where folder = $1 for update', [name])
      const beat = setInterval(() => void db.query('select 1').catch(() => undefined), beatMs)
      try {
        return await work()
      } finally {
        clearInterval(beat)
      }
    })
  }

  return async (work) => {
    for (;;)
      try {
        return await once(work)
      } catch (error) {
        // Another server is publishing: it may be filling the folder anew, which takes its time.
        if ((error as { code?: string }).code !== lockNotAvailable) throw error
        await sleep(50)
      }
  }
}
