import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import {
  appRole,
  type ConnectionSettings,
  type EmbeddedPostgres,
  startEmbedded,
} from '../../src/adapters/embedded-postgres/start-embedded.ts'
import { takeTurn } from '../../src/adapters/embedded-postgres/turn.ts'
import { connectOwner, openPool } from '../../src/adapters/store/database.ts'
import { migrate } from '../../src/adapters/store/migrate.ts'

// One server of each engine for the whole run of the tests: the first file that asks starts it, the others find it, and
// cluster-setup.ts stops it at the end. A database of its own for each test is a copy of a migrated template.

/** A PostgreSQL the tests run on. */
export interface Engine {
  readonly name: string
  readonly folder: string // below the folder of the run
  readonly binaries?: string
}

export const embedded: Engine = { name: 'embedded PostgreSQL', folder: 'embedded' }

const debian15 = '/usr/lib/postgresql/15/bin'
const binaries15 = process.env.HOSHIRUSHI_TEST_PG15 ?? (existsSync(debian15) ? debian15 : undefined)

/** The embedded server and, where its programs are (HOSHIRUSHI_TEST_PG15 names their folder), the oldest version we support. */
export const engines: readonly Engine[] = [
  embedded,
  ...(binaries15 === undefined ? [] : [{ name: 'PostgreSQL 15', folder: 'pg15', binaries: binaries15 }]),
]
if (binaries15 === undefined)
  console.warn('⚠ PostgreSQL 15 NOT TESTED: set HOSHIRUSHI_TEST_PG15 to the folder of its programs (initdb, postgres).')

const run = process.env.HOSHIRUSHI_TEST_RUN ?? mkdtempSync(join(tmpdir(), 'hoshirushi-test-'))
const template = 'migrated'
const servers = new Map<string, Promise<EmbeddedPostgres>>()

/** The run's server of that engine. fsync is off: these tests ask what SQL does; tests/faults asks what a crash does. */
export function server(engine: Engine): Promise<EmbeddedPostgres> {
  const known = servers.get(engine.folder)
  if (known !== undefined) return known
  const starting = (async () => {
    const folder = join(run, engine.folder)
    const started = await startEmbedded({
      folder,
      settings: ['fsync=off', 'max_connections=200'],
      binaries: engine.binaries,
    })
    const done = await takeTurn(join(run, `${engine.folder}-template`))
    try {
      const client = await connectOwner({ ...started.ownerConfig, database: 'postgres' })
      const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
      if (rowCount === 0) {
        await client.query('create database unfinished')
        const inside = await connectOwner({ ...started.ownerConfig, database: 'unfinished' })
        await migrate(inside)
        await inside.end()
        await client.query(`alter database unfinished rename to ${template}`)
      }
      await client.end()
    } finally {
      done()
    }
    return started
  })()
  servers.set(engine.folder, starting)
  return starting
}

export interface TestDatabase {
  /** Serves as the application does: role hoshirushi_app, bound by row-level security. */
  readonly pool: pg.Pool
  readonly ownerConfig: ConnectionSettings
  readonly appConfig: ConnectionSettings
  close(): Promise<void>
}

let count = 0

/** A new database with the schema in it (or an empty one), for one test or one file. */
export async function freshDatabase(
  engine: Engine = embedded,
  from: 'migrated' | 'empty' = 'migrated',
): Promise<TestDatabase> {
  const { ownerConfig } = await server(engine)
  const database = `t${process.pid}_${++count}`
  const client = await connectOwner({ ...ownerConfig, database: 'postgres' })
  await client.query(`create database ${database} template ${from === 'migrated' ? template : 'template0'}`)
  await client.end()
  const appConfig = { ...ownerConfig, database, user: appRole }
  const pool = openPool({ connection: appConfig })
  return { pool, ownerConfig: { ...ownerConfig, database }, appConfig, close: () => pool.end() }
}
