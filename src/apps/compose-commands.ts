import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { catalogueFileFaultTexts } from '../adapters/catalogue-faults.ts'
import { type LoadedCatalogue, libraryFolders, loadCatalogue, schemesOf } from '../adapters/catalogue-files.ts'
import { systemClock } from '../adapters/clock.ts'
import { crosswalkFileFaultTexts, readCrosswalkFile } from '../adapters/crosswalk-file.ts'
import { loadProductFolder, productFolderFaultTexts } from '../adapters/example-files.ts'
import { fileSigner, keyFaults } from '../adapters/keys.ts'
import { reimportFaults } from '../adapters/log/faults.ts'
import { type Follower, type MonitorState, openFollower } from '../adapters/log/follow.ts'
import { fsck } from '../adapters/log/fsck.ts'
import { monitorStateFile } from '../adapters/log/monitor-state.ts'
import { policyText } from '../adapters/log/publish-trust.ts'
import { fromFolder, fromUrl } from '../adapters/log/read-published.ts'
import { type Reimport, reimport } from '../adapters/log/reimport.ts'
import { logKeyOf } from '../adapters/log/start-log.ts'
import { packageRoot } from '../adapters/package-root.ts'
import { writePublished } from '../adapters/published-file.ts'
import { backup } from '../adapters/store/backup.ts'
import { createCaseStore } from '../adapters/store/case-store.ts'
import { connectOwner, openPool } from '../adapters/store/database.ts'
import { backupFaults } from '../adapters/store/faults.ts'
import { migrate } from '../adapters/store/migrate.ts'
import { restore } from '../adapters/store/restore.ts'
import { effortRows } from '../casework/effort.ts'
import type { Issuer } from '../casework/ports.ts'
import { exchangeFaultTexts } from '../core/exchange/faults.ts'
import { dateInJapan } from '../core/kernel/date.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { parsePolicy } from '../core/log/policy.ts'
import type { Catalogue } from '../core/scheme/catalogue.ts'
import type { Crosswalk, CrosswalkSide } from '../core/scheme/crosswalk.ts'
import { documentsOf } from '../core/scheme/lint-nodes.ts'
import type { PublishedEdition } from '../core/scheme/published.ts'
import { nodeCrypto } from '../core/verifier/crypto-node.ts'
import type { ReadPublished } from '../core/verifier/gather.ts'
import type { Trust } from '../core/verifier/trust.ts'
import type { LoadedProduct } from './cli/commands/assess.ts'
import type { DbWork } from './cli/commands/db.ts'
import type { LoadedForMarkets } from './cli/commands/gap.ts'
import type { ImportIxitJob } from './cli/commands/import-ixit.ts'
import { openDatabase } from './compose-database.ts'
import { tellFaults } from './faults.ts'

// The adapters that commands need without the whole house; like compose.ts, allowed to name them.

for (const table of [
  catalogueFileFaultTexts,
  crosswalkFileFaultTexts,
  exchangeFaultTexts,
  productFolderFaultTexts,
  keyFaults,
  reimportFaults,
])
  tellFaults(table)

/** The catalogue of this checkout with the libraries of a home folder, or the catalogue in another folder; as of today. */
export const openCatalogue = ({
  folder,
  home,
}: {
  folder?: string
  home?: string
} = {}): Result<LoadedCatalogue, Fault> =>
  loadCatalogue(
    folder === undefined
      ? [join(packageRoot, 'catalogue'), ...(home === undefined ? [] : libraryFolders(home))]
      : folder,
    dateInJapan(systemClock.now()),
  )

/** The catalogue of this checkout. */
export const ownCatalogue = join(packageRoot, 'catalogue')

/** A catalogue folder in which an edition is to be published: read and linted, and the door to write the list. */
export function publishIn(folder: string) {
  const now = systemClock.now()
  const read = loadCatalogue(folder, dateInJapan(now))
  if (!read.ok) return read
  const write = (editions: readonly PublishedEdition[]) => writePublished(folder, editions)
  return ok({ catalogue: read.value, now, write })
}

/** A crosswalk that somebody brings; a table that does not say which documents it compares is told by their names. */
export function openCrosswalk(
  file: string,
  catalogue: LoadedCatalogue,
  names: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<Result<Crosswalk, Fault>> {
  const documents = documentsOf(catalogue)
  const side = (document: string | undefined): CrosswalkSide | undefined =>
    document === undefined ? undefined : { document, documentNumber: documents.get(document)?.numbers[0] ?? '-' }
  const [from, to] = [side(names.from), side(names.to)]
  return readCrosswalkFile(file, { ...(from && { from }), ...(to && { to }) })
}

/** A product folder with the scheme and edition it is to be assessed under. */
export async function openProduct(
  folder: string,
  schemeId: string,
  level: string,
): Promise<Result<LoadedProduct, Fault>> {
  const catalogue = openCatalogue()
  if (!catalogue.ok) return catalogue
  const scheme = schemesOf(catalogue.value, {}, () => dateInJapan(systemClock.now())).find(schemeId) // its edition in force
  if (!scheme) return refuse({ code: 'scheme-not-found', scheme: schemeId })
  const product = await loadProductFolder(folder, { scheme: scheme.id, edition: scheme.edition.documentNumber })
  if (!product.ok) return product
  if (product.value.ics.level !== level)
    return refuse({ code: 'level-mismatch', expected: level, found: product.value.ics.level })
  return ok({ scheme, ...product.value })
}

/** A product folder with the scheme, edition and level its own checklist was written for, and the catalogue around it. */
export async function openProductForMarkets(
  folder: string,
): Promise<Result<{ readonly catalogue: Catalogue; readonly product: LoadedForMarkets }, Fault>> {
  const catalogue = openCatalogue()
  if (!catalogue.ok) return catalogue
  const product = await loadProductFolder(folder)
  if (!product.ok) return product
  const { ics } = product.value
  const schemes = schemesOf(catalogue.value, {}, () => dateInJapan(systemClock.now()))
  const scheme = schemes.find(ics.scheme, ics.edition)
  if (!scheme) return refuse({ code: 'scheme-not-found', scheme: ics.scheme })
  return ok({ catalogue: catalogue.value, product: { scheme, ...product.value } })
}

const sizeLimit = 1024 * 1024

/** The Markdown files of a folder, and where their tables are written: each file whole or not at all. */
export async function openIxitJob(source: string, target: string): Promise<Result<ImportIxitJob, Fault>> {
  const names = await readdir(source).catch(() => undefined)
  if (!names) return refuse({ code: 'folder-not-found', folder: source })
  const sources: { name: string; text: string }[] = []
  for (const name of names.filter((n) => n.endsWith('.md')).sort()) {
    const path = join(source, name)
    if ((await stat(path)).size > sizeLimit)
      return refuse({ code: 'product-file-too-large', file: name, limit: sizeLimit })
    sources.push({ name, text: await readFile(path, 'utf8') })
  }
  const folder = join(target, 'ixit')
  return ok({
    sources,
    existing: await readdir(folder).catch(() => []),
    write: async (name, content) => {
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${name}.tmp`), content)
      await rename(join(folder, `${name}.tmp`), join(folder, name))
    },
  })
}

/** Reads published files from a folder that mirrors them, or over HTTP from the address of a register. */
export const openPublished = (from: string): ReadPublished =>
  /^https?:\/\//.test(from)
    ? fromUrl({ labels: from.replace(/\/log\/?$/, ''), log: `${from.replace(/\/$/, '').replace(/\/log$/, '')}/log` })
    : fromFolder(from)

/** A file's text, bounded; undefined where there is none. */
export async function readText(path: string, limit = 64 * 1024 * 1024): Promise<string | undefined> {
  const info = await stat(path).catch(() => undefined)
  return info?.isFile() && info.size <= limit ? readFile(path, 'utf8') : undefined
}

/** Checks a published folder from its own trust anchor, or from the one handed in. */
export const checkLog = (read: ReadPublished, trust?: Trust) => fsck(read, nodeCrypto, trust)

/** A follower of a log that remembers the newest checkpoint in a file. */
export function openLogFollower(read: ReadPublished, trust: Trust, stateFile: string): Follower {
  return openFollower({
    read,
    trust,
    crypto: nodeCrypto,
    state: openState(stateFile),
  })
}

/** The newest checkpoint believed, kept in a file; one that cannot be read is thrown, never taken for a first run. */
export const openState = (file: string): MonitorState => monitorStateFile(resolve(file))

/** Schema, backup and restore of the installation in a home folder. */
export async function openDbWork(home: string): Promise<DbWork & { close(): Promise<void> }> {
  const database = await openDatabase(home)
  const client = await connectOwner(database.owner)
  const folders = { evidence: join(home, 'evidence'), published: join(home, 'public') }
  return {
    faults: backupFaults,
    migrate: () => migrate(client),
    backup: (target, onProgress) => backup({ client, folders, target, onProgress, at: new Date().toISOString() }),
    restore: (source, onProgress) => restore({ client, folders, source, onProgress }),
    close: async () => {
      await client.end()
      await database.stop()
    },
  }
}

/** The effort ledger of an installation: what the runs attached to its cases really took, as means over at least so many. */
export async function readEffort(home: string, atLeast: number): Promise<Result<ReturnType<typeof effortRows>, Fault>> {
  // To open a database where there is none would make one.
  const there = process.env.DATABASE_URL ? true : await stat(join(home, 'database')).catch(() => undefined)
  if (!there) return refuse({ code: 'not-initialised' as const, home })
  const read = loadCatalogue([ownCatalogue, ...libraryFolders(home)])
  if (!read.ok) return read
  const database = await openDatabase(home)
  try {
    const pool = openPool(database.serving)
    const schemes = schemesOf(read.value, {}, () => dateInJapan(systemClock.now())).all
    const body = { person: 'effort-export', name: '', organisation: '', kind: 'body', roles: [] } as const
    const runs = await createCaseStore(pool).transact(body, (tx) => tx.runMinutes())
    await pool.end()
    return ok(effortRows(runs, schemes, atLeast))
  } finally {
    await database.stop()
  }
}

/** Takes back into the database of a home folder what its public folder is ahead; the service must not be running. */
export async function reimportLog(home: string, issuer: Issuer): Promise<Result<Reimport, Fault>> {
  const { logOrigin: origin, labelsUrl } = issuer
  const signer = await fileSigner(join(home, 'keys', 'log.json'), origin, 'Ed25519')
  if (!signer.ok) return signer
  const policy = parsePolicy(policyText(logKeyOf(signer.value, origin), `${labelsUrl}/log`))
  if (!policy.ok) throw new Error(policy.fault.code)
  const database = await openDatabase(home)
  try {
    const pool = openPool(database.serving)
    const done = await reimport(pool, join(home, 'public'), policy.value)
    await pool.end()
    return done
  } finally {
    await database.stop()
  }
}
