import { join, resolve } from 'node:path'
import pg from 'pg'
import type { Address } from './address.ts'
import { embeddedBinaries } from './binaries.ts'
import { isAlive } from './process-identity.ts'
import { type Cluster, findRunning, initialise, launch, type Running, shutDown, superuser } from './server.ts'
import { takeTurn } from './turn.ts'
import { countUsers, joinUsers } from './users.ts'

/** How to connect, as `pg` takes it. */
export interface ConnectionSettings {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string
}

export interface EmbeddedPostgres {
  /** For migrations, backup and restore. */
  readonly ownerConfig: ConnectionSettings
  /** For serving: a role that owns nothing and is bound by row-level security. */
  readonly appConfig: ConnectionSettings
  readonly ownerUrl: string
  readonly appUrl: string
  /** True where this process started the server; false where it found one running and shares it. */
  readonly owner: boolean
  /** Number of the server process. */
  pid(): number
  /** Leaves; the last process that leaves stops the server. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly folder: string
  readonly binaries?: string // folder with postgres and initdb, instead of the package's
  readonly settings?: readonly string[] // further `name=value` settings
}

const database = 'hoshirushi'
export const appRole = 'hoshirushi_app'

/** A URL that says the same as the settings. */
export function connectionUrl(settings: ConnectionSettings): string {
  const password = settings.password === undefined ? '' : `:${encodeURIComponent(settings.password)}`
  const to = `${encodeURIComponent(settings.user)}${password}@localhost:${settings.port}/${settings.database}`
  return `postgresql://${to}?host=${encodeURIComponent(settings.host)}`
}

async function createDatabase(address: Address): Promise<void> {
  const connect = async (to: string): Promise<pg.Client> => {
    const client = new pg.Client({ ...address, user: superuser, database: to })
    client.on('error', () => undefined) // a server that dies under us is reported by the query
    await client.connect()
    return client
  }
  try {
    await (await connect(database)).end()
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error // 3D000: there is no such database
    const client = await connect('postgres')
    await client.query(`create database ${database}`)
    await client.end()
  }
}

/**
 * The database server in a folder: made at the first start, found at the next, shared by every process of this machine
 * that asks for the same folder, started again when it dies, stopped when the last of them leaves. Windows listens on
 * the loopback address with a password instead of a private socket; that path has not been tried on a real machine.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = options.binaries ?? embeddedBinaries()
  if (binaries === undefined)
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
    )
  const folder = resolve(options.folder)
  const settings = ['max_connections=120', 'timezone=UTC', 'log_timezone=UTC', 'log_checkpoints=off']
  const cluster: Cluster = { folder, binaries, settings: [...settings, ...(options.settings ?? [])] }
  const turns = join(folder, 'turn')
  const users = join(folder, 'users')

  let running: Running
  let leave: () => void
  let owner = false
  const release = await takeTurn(turns)
  try {
    leave = joinUsers(users)
    try {
      initialise(cluster)
      const found = await findRunning(cluster)
      owner = found === undefined
      running = found ?? (await launch(cluster))
      await createDatabase(running.address)
    } catch (error) {
      leave()
      throw error
    }
  } finally {
    release()
  }

  let stopping = false
  let reviving: Promise<void> | undefined
  const revive = async (): Promise<void> => {
    const done = await takeTurn(turns)
    try {
      if (!stopping) running = (await findRunning(cluster)) ?? (await launch(cluster))
    } finally {
      done()
    }
  }
  // The server's own children are restarted by PostgreSQL; the server itself by us.
  const watch = setInterval(() => {
    if (stopping || reviving !== undefined || isAlive(running.pid)) return
    reviving = revive()
      .catch((error: Error) => console.error(error.message)) // said, and tried again at the next tick
      .finally(() => {
        reviving = undefined
      })
  }, 50)
  watch.unref()

  const config = (user: string): ConnectionSettings => ({ ...running.address, user, database })
  return {
    ownerConfig: config(superuser),
    appConfig: config(appRole),
    ownerUrl: connectionUrl(config(superuser)),
    appUrl: connectionUrl(config(appRole)),
    owner,
    pid: () => running.pid,
    stop: async () => {
      if (stopping) return
      stopping = true
      clearInterval(watch)
      await reviving
      const done = await takeTurn(turns)
      try {
        leave()
        const still = await findRunning(cluster)
        if (countUsers(users) === 0 && still !== undefined) await shutDown(cluster, still)
      } finally {
        done()
      }
    },
  }
}
