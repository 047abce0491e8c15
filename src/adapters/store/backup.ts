import { mkdir, open, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { z } from 'zod'
import type { Instant } from '../../core/kernel/date.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { digestBytes } from '../../core/kernel/digest.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { type BackupFile, filesBelow, writeChunks } from './backup-files.ts'
import type { BackupFault } from './faults.ts'
import { selectLines, type Table, tablesInOrder } from './tables.ts'

// A backup is a folder: one compressed file of JSON lines a table (readable by any version of PostgreSQL and by people),
// the evidence and the published files as they are, and a list of all with their digests, written last. Keys are not in it.

const digest = z.custom<Digest>((v) => typeof v === 'string' && /^sha256:[0-9a-f]{64}$/.test(v))
const file = z.object({ name: z.string().regex(/^(?!\/)(?!.*\.\.)/), size: z.number().int().min(0), sha256: digest })

/** The list of a backup. */
export const Manifest = z.object({
  format: z.literal('hoshirushi-backup-1'),
  at: z.string(),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int().min(0), file })),
  evidence: z.array(file),
  published: z.array(file),
})
export type Manifest = z.infer<typeof Manifest>

/** The folders that belong to a database. */
export interface Folders {
  readonly evidence: string
  readonly published: string
}

export interface Progress {
  readonly part: 'published' | 'tables' | 'evidence' | 'check'
  readonly done: number
  readonly total: number
}

export interface BackupOptions {
  readonly client: pg.ClientBase // of the owner
  readonly folders: Folders
  readonly target: string
  readonly at: Instant
  readonly onProgress?: (progress: Progress) => void
}

/** What was written; the fingerprint is the SHA-256 of the list and so of everything. */
export interface BackupDone {
  readonly fingerprint: Digest
  readonly rows: number
  readonly files: number
}

export const asMaintenance = `set local timezone = 'UTC'; set local hoshirushi.kind = 'maintenance'`

/** Backs up database, evidence and published files while the house is open. */
export async function backup(options: BackupOptions): Promise<Result<BackupDone, BackupFault>> {
  const { client, folders, target, at, onProgress = () => undefined } = options
  await mkdir(target, { recursive: true, mode: 0o700 })
  if ((await readdir(target)).length > 0) return refuse({ code: 'backup-target-not-empty', folder: target })
  const copy = async (part: 'published' | 'evidence'): Promise<BackupFile[]> => {
    const names = await filesBelow(folders[part])
    const copied: BackupFile[] = []
    for (const [done, name] of names.entries()) {
      onProgress({ part, done, total: names.length })
      const source = await open(join(folders[part], name)).catch((error: NodeJS.ErrnoException) => {
        // Only what nothing speaks of is ever swept, so what is gone by now is not in the snapshot either. Of the register's
        // own snapshots old ones go, whole; the database still answers for their days.
        if ((part === 'evidence' || name.startsWith('bulk/')) && error.code === 'ENOENT') return undefined
        throw error
      })
      if (source === undefined) continue
      const path = join(target, part, name)
      copied.push(await writeChunks(source.createReadStream(), { path, name, reader: 'owner' }))
    }
    return copied
  }
  // Published files first: what the world has seen must not be ahead of the database, or the log would refuse to go on.
  // Evidence last: it is stored before the database speaks of it, so whatever the snapshot names is there.
  const published = await copy('published')
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query(asMaintenance)
    const { rows: migrations } = await client.query<{ name: string; digest: string }>(
      'select name, digest from schema_migration order by name',
    )
    const all = await tablesInOrder(client)
    const tables: Manifest['tables'] = []
    for (const [done, table] of all.entries()) {
      onProgress({ part: 'tables', done, total: all.length })
      tables.push(await dump(client, table, target))
    }
    await client.query('commit')
    const evidence = await copy('evidence')
    const manifest: Manifest = { format: 'hoshirushi-backup-1', at, migrations, tables, evidence, published }
    const text = `${JSON.stringify(manifest, null, 1)}\n`
    await writeFile(join(target, 'manifest.tmp'), text, { mode: 0o600, flush: true })
    await rename(join(target, 'manifest.tmp'), join(target, 'manifest.json'))
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return ok({ fingerprint: digestBytes(text), rows, files: evidence.length + published.length })
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // the first error is the one to tell
    throw error
  }
}

const batch = 1000

async function dump(client: pg.ClientBase, table: Table, target: string): Promise<Manifest['tables'][number]> {
  let rows = 0
  async function* lines(): AsyncGenerator<string> {
    await client.query(`declare backup_rows no scroll cursor for ${selectLines(table)}`)
    for (;;) {
      const fetched = await client.query<{ line: string }>(`fetch ${batch} from backup_rows`)
      rows += fetched.rows.length
      if (fetched.rows.length > 0) yield fetched.rows.map(({ line }) => `${line.replaceAll('\n', ' ')}\n`).join('')
      if (fetched.rows.length < batch) break
    }
    await client.query('close backup_rows')
  }
  const name = `tables/${table.name}.jsonl.gz`
  const packed = Readable.from(lines(), { objectMode: true }).compose(createGzip({ level: 6 }))
  const written = await writeChunks(packed, { path: join(target, name), name, reader: 'owner' })
  return { name: table.name, rows, file: written }
}
