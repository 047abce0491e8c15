import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** How to reach the database: settings of the embedded server, or a URL. */
export interface DatabaseOptions {
  readonly connection: string | Readonly<pg.ClientConfig>
  /**
   * Become the application's role on every connection. Needed where the connection belongs to an owner (DATABASE_URL):
   * nobody should serve with the right to change the schema. It guards against mistakes, not against someone who can
   * send SQL of his own: `reset role` undoes it. Where that matters let DATABASE_URL log in as hoshirushi_app and give
   * the owner in DATABASE_OWNER_URL.
   */
  readonly becomeApp?: boolean
  readonly connections?: number
  readonly statementTimeoutMs?: number
  /** Only for data that can be made again, like the demonstration's: a power cut may lose what was just written. */
  readonly hurried?: boolean
  readonly onError?: (error: Error) => void
}

const config = ({ connection }: DatabaseOptions): pg.ClientConfig =>
  typeof connection === 'string' ? { connectionString: connection } : { ...connection }

/** Connections for serving: bound by row-level security, every commit on disk before it is acknowledged. */
export function openPool(options: DatabaseOptions): pg.Pool {
  const settings = [
    `-c synchronous_commit=${options.hurried ? 'off' : 'on'}`,
    `-c statement_timeout=${options.statementTimeoutMs ?? 30_000}`,
    '-c idle_in_transaction_session_timeout=60000',
    '-c timezone=UTC',
    '-c work_mem=16MB', // a search that finds every label sorts in memory
    ...(options.becomeApp ? ['-c role=hoshirushi_app'] : []),
  ]
  const pool = new pg.Pool({
    ...config(options),
    max: options.connections ?? 10,
    options: settings.join(' '),
    application_name: 'hoshirushi',
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  })
  // Without a listener, a server that goes away while connections are idle would end the whole program.
  pool.on('error', options.onError ?? (() => undefined))
  pool.on('connect', (client) => client.on('error', () => undefined)) // in use: the running query tells
  return pool
}

/** One connection of the owner, for migrations, backup and restore. */
export async function connectOwner(connection: DatabaseOptions['connection']): Promise<pg.Client> {
  const client = new pg.Client({ ...config({ connection }), application_name: 'hoshirushi-owner' })
  client.on('error', () => undefined) // the running query tells
  await client.connect()
  return client
}

// No connection yet, so nothing was sent: trying again is safe. 57P03: starting up; 57P01, 57P02: going down; 53300: full.
const notYet = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P03', '57P01', '57P02', '53300'])
const notYetWords = /Connection terminated|the database system is/

/** A connection of the pool, waited for while the server starts again. */
export async function connect(pool: pg.Pool, patienceMs = 10_000): Promise<pg.PoolClient> {
  const end = performance.now() + patienceMs
  for (;;)
    try {
      return await pool.connect()
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      const passing = (code !== undefined && notYet.has(code)) || notYetWords.test(message)
      if (!passing || performance.now() > end) throw error
      await sleep(50)
    }
}

// The database undid the transaction itself and says so: doing it again is safe. A broken connection is not such a case:
// the commit may have happened.
const undone = new Set(['40001', '40P01'])
const mostAttempts = 5

/** Runs `body` in one transaction. `body` may run again from the start after a deadlock or a serialisation failure. */
export async function inTransaction<T>(
  pool: pg.Pool,
  settings: Readonly<Record<string, string>>,
  body: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await connect(pool)
    let broken: Error | undefined
    try {
      await client.query('begin')
      const names = Object.keys(settings)
      if (names.length > 0)
        await client.query(
          `select ${names.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`,
          names.flatMap((name) => [name, settings[name]]),
        )
      const value = await body(client)
      // After an error that `body` swallowed, the server answers COMMIT with a rollback and no error.
      const { command } = await client.query('commit')
      if (command !== 'COMMIT')
        throw new Error('The transaction was rolled back: an error inside it was not passed on.')
      return value
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => {
        broken = lost
      })
      if (!undone.has((error as { code?: string }).code ?? '') || attempt === mostAttempts) throw error
      await sleep(Math.random() * 20 * attempt)
    } finally {
      client.release(broken)
    }
  }
}
