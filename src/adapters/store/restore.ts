import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { digestBytes } from '../../core/kernel/digest.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { asMaintenance, type BackupDone, type Folders, Manifest, type Progress } from './backup.ts'
import { filesBelow, isIntact, writeChunks } from './backup-files.ts'
import type { BackupFault } from './faults.ts'
import { type Migration, migrate, migrations } from './migrate.ts'
import { insertLines, type Table, tablesInOrder } from './tables.ts'

export interface RestoreOptions {
  readonly client: pg.ClientBase // of the owner
  readonly folders: Folders
  readonly source: string
  readonly onProgress?: (progress: Progress) => void
}

/**
 * Puts a backup back into an empty database and empty folders. Everything is checked against the list before anything is
 * written; the rows come in one transaction; a schema older than the program is brought up to date afterwards. Sessions,
 * sign-in codes and sign-ins under way do not come back.
 */
export async function restore(options: RestoreOptions): Promise<Result<BackupDone, BackupFault>> {
  const { client, folders, source, onProgress = () => undefined } = options
  const read = await readManifest(source)
  if (!read.ok) return read
  const { manifest, fingerprint } = read.value
  const known = migrations()
  const foreign = manifest.migrations.find((m) => !known.some((k) => k.name === m.name && k.digest === m.digest))
  if (foreign !== undefined) return refuse({ code: 'backup-newer-than-program', migration: foreign.name })

  const listed = [
    ...manifest.tables.map((table) => ({ path: join(source, table.file.name), file: table.file })),
    ...(['evidence', 'published'] as const).flatMap((part) =>
      manifest[part].map((file) => ({ path: join(source, part, file.name), file })),
    ),
  ]
  for (const [done, { path, file }] of listed.entries()) {
    onProgress({ part: 'check', done, total: listed.length })
    if (!(await isIntact(path, file))) return refuse({ code: 'backup-damaged', file: file.name })
  }
  const found = await whatIsThere(client, folders, manifest)
  if (found !== undefined) return refuse({ code: 'restore-target-not-empty', found })

  const at = (m: Migration): boolean => manifest.migrations.some((row) => row.name === m.name)
  await migrate(client, known.filter(at))
  const loaded = await load(client, manifest, source, onProgress)
  if (!loaded.ok) return loaded
  for (const part of ['evidence', 'published'] as const)
    for (const [done, { name }] of manifest[part].entries()) {
      onProgress({ part, done, total: manifest[part].length })
      const path = join(folders[part], name)
      const reader = part === 'published' ? 'everyone' : 'owner'
      await writeChunks(createReadStream(join(source, part, name)), { path, name, reader })
    }
  await migrate(client, known)
  const rows = comingBack(manifest).reduce((sum, table) => sum + table.rows, 0)
  return ok({ fingerprint, rows, files: manifest.evidence.length + manifest.published.length })
}

const comingBack = ({ tables }: Manifest): Manifest['tables'] => tables.filter(({ name }) => !ended.has(name))

async function readManifest(source: string) {
  try {
    const text = await readFile(join(source, 'manifest.json'), 'utf8')
    return ok({ manifest: Manifest.parse(JSON.parse(text)), fingerprint: digestBytes(text) })
  } catch {
    return refuse({ code: 'backup-incomplete' as const, folder: source })
  }
}

// Whoever was signed in at the time of the backup may have signed out, or been shut out, since: everyone begins anew.
const ended = new Set(['accounts.session', 'accounts.login_code', 'accounts.webauthn_flow', 'accounts.oidc_flow'])

const seeded = new Set(['public.log_head']) // has one row in a new database

/** What is in the way at the place to restore to; undefined where it is empty. */
async function whatIsThere(client: pg.ClientBase, folders: Folders, manifest: Manifest): Promise<string | undefined> {
  for (const folder of [folders.evidence, folders.published]) if ((await filesBelow(folder)).length > 0) return folder
  const { rows } = await client.query<{ there: string | null }>(
    `select to_regclass('public.schema_migration')::text as there`,
  )
  if (rows[0]?.there === null) return undefined
  const applied = await client.query<{ name: string }>('select name from schema_migration')
  const newer = applied.rows.find((row) => !manifest.migrations.some((m) => m.name === row.name))
  if (newer !== undefined) return newer.name
  await client.query('begin')
  try {
    await client.query(asMaintenance)
    for (const { name } of await tablesInOrder(client))
      if (!seeded.has(name) && (await client.query(`select from ${name} limit 1`)).rowCount !== 0) return name
    return undefined
  } finally {
    await client.query('rollback')
  }
}

const batch = 500

async function load(
  client: pg.ClientBase,
  manifest: Manifest,
  source: string,
  onProgress: (progress: Progress) => void,
): Promise<Result<null, BackupFault>> {
  await client.query('begin')
  try {
    await client.query(asMaintenance)
    const tables = await tablesInOrder(client)
    await client.query(`truncate ${tables.map((table) => table.name).join(', ')}`)
    for (const [done, table] of tables.entries()) {
      onProgress({ part: 'tables', done, total: tables.length })
      const listed = comingBack(manifest).find((row) => row.name === table.name)
      const rows = listed === undefined ? 0 : await fill(client, table, join(source, listed.file.name))
      if (rows !== (listed?.rows ?? 0)) {
        await client.query('rollback')
        return refuse({ code: 'backup-damaged', file: table.name })
      }
      for (const { name, sequence } of table.columns)
        if (sequence !== null)
          await client.query(`select setval($1, coalesce(max(${name}), 0) + 1, false) from ${table.name}`, [sequence])
    }
    await client.query('commit')
    return ok(null)
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // the first error is the one to tell
    throw error
  }
}

async function fill(client: pg.ClientBase, table: Table, path: string): Promise<number> {
  const insert = insertLines(table)
  let rows = 0
  let waiting: string[] = []
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) rows += (await client.query(insert, [`[${waiting.join(',')}]`])).rowCount ?? 0
    waiting = []
  }
  for await (const line of createInterface({
    input: createReadStream(path).pipe(createGunzip()),
    crlfDelay: Infinity,
  })) {
    waiting.push(line)
    if (waiting.length === batch) await flush()
  }
  await flush()
  return rows
}
