import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { type Digest, digestBytes } from '../../core/kernel/digest.ts'
import { packageRoot } from '../package-root.ts'

export interface Migration {
  readonly name: string
  readonly digest: Digest
  readonly sql: string
}

const folder = join(packageRoot, 'src/adapters/store/migrations')

/** The migrations of this program, in the order of their numbers. */
export const migrations = (from: string = folder): readonly Migration[] =>
  readdirSync(from)
    .filter((name) => /^\d{3}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(from, name), 'utf8')
      return { name, digest: digestBytes(sql), sql }
    })

export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

// Concurrent programs queue at this row: a lock table works where advisory locks do not (distributed PostgreSQL).
const books = `
  create table if not exists schema_migration (name text primary key, digest text not null, applied_at timestamptz not null default now());
  create table if not exists schema_turn (one integer primary key check (one = 1));
  insert into schema_turn values (1) on conflict do nothing`

async function openBooks(client: pg.ClientBase): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await client.query(books)
      return
    } catch (error) {
      // "if not exists" looks first and creates then; two at once may collide in the catalogue.
      const collision = ['23505', '42P07', '42710', 'XX000'].includes((error as { code?: string }).code ?? '')
      if (!collision || attempt === 10) throw error
    }
}

/**
 * Brings the database to this program's schema, each migration in a transaction of its own, and says which were applied.
 * Connect as the owner. A file that was changed after it was applied, or a database newer than the program, is refused.
 */
export async function migrate(
  client: pg.ClientBase,
  all: readonly Migration[] = migrations(),
): Promise<readonly string[]> {
  await openBooks(client)
  const applied: string[] = []
  for (const migration of all) {
    await client.query('begin')
    try {
      await client.query('select one from schema_turn for update')
      const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from schema_migration')
      const unknown = rows.find((row) => !all.some((m) => m.name === row.name))
      if (unknown !== undefined)
        throw new MigrationRefused(
          `The database is newer than this program: it has ${unknown.name}. Start a newer version.`,
        )
      const done = rows.find((row) => row.name === migration.name)
      if (done !== undefined && done.digest !== migration.digest)
        throw new MigrationRefused(
          `The migration ${migration.name} was changed after it had been applied. Put the file back and add a new one instead.`,
        )
      if (done === undefined) {
        await client.query(migration.sql)
        await client.query('insert into schema_migration (name, digest) values ($1, $2)', [
          migration.name,
          migration.digest,
        ])
        applied.push(migration.name)
      }
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => undefined) // the first error is the one to tell
      throw error
    }
  }
  return applied
}
