import { join } from 'node:path'
import { startEmbedded } from '../adapters/embedded-postgres/start-embedded.ts'
import type { DatabaseOptions } from '../adapters/store/database.ts'

/** The database an installation stands on: how to serve from it, and how its owner connects. */
export interface Database {
  readonly serving: DatabaseOptions
  readonly owner: DatabaseOptions['connection']
  stop(): Promise<void>
}

/** The database: the URL the environment names, else the real server from npm in the home folder. */
export async function openDatabase(home: string): Promise<Database> {
  const url = process.env.DATABASE_URL
  if (url) {
    const owner = process.env.DATABASE_OWNER_URL
    return { serving: { connection: url, becomeApp: owner === undefined }, owner: owner ?? url, stop: async () => {} }
  }
  const embedded = await startEmbedded({ folder: join(home, 'database') })
  return { serving: { connection: embedded.appConfig }, owner: embedded.ownerConfig, stop: () => embedded.stop() }
}
