import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { readBoundedYaml } from '../adapters/bounded-yaml.ts'
import { libraryFolders, loadCatalogue } from '../adapters/catalogue-files.ts'
import { systemClock } from '../adapters/clock.ts'
import { type CheckThreads, openCheckThreads } from '../adapters/lists/check-threads.ts'
import { checkInThreads } from '../adapters/lists/judge-in-threads.ts'
import { listFileFaultTexts, openListFile } from '../adapters/lists/list-file.ts'
import { readPackedRegister } from '../adapters/lists/packed-register-file.ts'
import { isPlainList } from '../adapters/lists/plain-list.ts'
import { readRegister } from '../adapters/lists/read-register.ts'
import { registerFileFaultTexts } from '../adapters/lists/register-file.ts'
import { packageRoot } from '../adapters/package-root.ts'
import { snapshotFaults, verifySnapshot } from '../adapters/snapshot/verify-snapshot.ts'
import { openPool } from '../adapters/store/database.ts'
import type { ExchangeFault } from '../core/exchange/faults.ts'
import { dateInJapan, type Instant } from '../core/kernel/date.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { type Chosen, chooseFaultTexts, choosePolicy } from '../core/procurement/choose-policy.ts'
import { checkFaultTexts } from '../core/procurement/faults.ts'
import type { PinnedForeignList } from '../core/procurement/foreign-list.ts'
import { listFaultTexts } from '../core/procurement/lists/faults.ts'
import { commandLimits } from '../core/procurement/lists/limits.ts'
import type { PackedRegister } from '../core/procurement/packed/packed-register.ts'
import { parsePolicy, parseProfile } from '../core/procurement/parse.ts'
import { parseForeignList } from '../core/procurement/parse-foreign-list.ts'
import { nodeCrypto } from '../core/verifier/crypto-node.ts'
import { readTrust } from '../core/verifier/trust.ts'
import { readText } from './compose-commands.ts'
import { openDatabase } from './compose-database.ts'
import { tellFaults } from './faults.ts'

// What the check of a list needs of the world: lists, registers and policies in files, the register of an installation, and a
// place to write to. Like compose.ts, allowed to name adapters.

for (const table of [
  listFaultTexts,
  listFileFaultTexts,
  registerFileFaultTexts,
  snapshotFaults,
  checkFaultTexts,
  chooseFaultTexts,
])
  tellFaults(table)

export type { CheckThreads } from '../adapters/lists/check-threads.ts'
export type { PieceForm } from '../adapters/lists/judge-pieces.ts'

/** Whether a list is read in pieces on all processors: a long one, in the form that most lists have. */
export const isLongPlainList = (file: string): Promise<boolean> => isPlainList(file, leastInPieces, commandLimits.bytes)

/** Threads to read the register and judge the list, where either is large; for small ones, starting them takes longer. */
export async function threadsFor(list: string, register: string | undefined): Promise<CheckThreads | undefined> {
  const bytesOf = async (file: string) => (await stat(file).catch(() => undefined))?.size ?? 0
  const isLarge =
    (await bytesOf(list)) >= leastInPieces ||
    (register !== undefined && (await bytesOf(await registerFile(register))) >= leastInPieces)
  return isLarge ? openCheckThreads() : undefined
}
const leastInPieces = 4_000_000 // bytes, packed or not

/** Checks such a list. */
export const checkPlainList = checkInThreads

/** Opens a list in a file. */
export const openList = openListFile

/** This moment. */
export const checkMoment = (): Instant => systemClock.now()

/** The rule books, policies and profiles: of this checkout and of the libraries of a home folder. */
export const openRules = (home: string, day: string) =>
  loadCatalogue([join(packageRoot, 'catalogue'), ...libraryFolders(home)], day)

/**
 * A register as published – its file, or the folder it lies in –, or that of the installation in a home folder. With a trust
 * anchor, the manifest beside the file must be signed by the issuer and name the file.
 */
export async function openRegister(
  asked: { readonly file: string | undefined; readonly trust: string | undefined },
  { home, now, threads }: { readonly home: string; readonly now: Instant; readonly threads?: CheckThreads | undefined },
): Promise<Result<PackedRegister, Fault>> {
  if (asked.file === undefined) return ownRegister(home, now)
  const file = await registerFile(asked.file)
  const read = await readPackedRegister(file, threads)
  if (!read.ok || asked.trust === undefined) return read
  const text = await readText(asked.trust)
  const trust = text === undefined ? undefined : readTrust(text)
  if (trust?.ok !== true) return refuse({ code: 'register-trust-unreadable' as const, file: asked.trust })
  const verified = await verifySnapshot(dirname(file), { trust: trust.value, crypto: nodeCrypto })
  if (!verified.ok) return verified
  const { manifest, verified: files } = verified.value
  if (!files.includes(basename(file)) || manifest.digest !== read.value.digest)
    return refuse({ code: 'register-not-signed' as const, file })
  return read
}

/** The file of a register; of a folder, the one that is published there. */
async function registerFile(asked: string): Promise<string> {
  const isFolder = (await stat(asked).catch(() => undefined))?.isDirectory() === true
  return isFolder ? join(asked, 'register.jsonl.zst') : asked
}

async function ownRegister(home: string, now: Instant): Promise<Result<PackedRegister, Fault>> {
  // To open a database where there is none would make one.
  const there = process.env.DATABASE_URL ? true : await stat(join(home, 'database')).catch(() => undefined)
  if (!there) return refuse({ code: 'register-not-here' as const, home })
  const database = await openDatabase(home)
  try {
    const pool = openPool(database.serving)
    const register = await readRegister(pool, now)
    await pool.end()
    return ok(register.packed)
  } finally {
    await database.stop()
  }
}

tellFaults({
  'register-not-here': {
    what: { ja: '照合する登録簿がありません。', en: 'There is no register to check against.' },
    why: {
      ja: '--register がなく、「{home}」にデータベースもありません。',
      en: 'There is no --register, and no database in {home}.',
    },
    next: {
      ja: '公開されている登録簿のファイルを --register で指定するか、HOSHIRUSHI_HOME を確かめてください。',
      en: 'Name the published register file with --register, or check HOSHIRUSHI_HOME.',
    },
  },
  'register-trust-unreadable': {
    what: { ja: '信頼の起点「{file}」を読めません。', en: 'The trust anchor {file} cannot be read.' },
    why: {
      ja: 'ファイルがないか、信頼の起点（hoshirushi-trust/1）ではありません。',
      en: 'It does not exist, or is no trust anchor (hoshirushi-trust/1).',
    },
    next: {
      ja: '登録簿を公開している機関の trust/root.json を指定してください。',
      en: 'Give the trust/root.json of whoever publishes the register.',
    },
  },
  'register-not-signed': {
    what: { ja: '「{file}」は、署名された目録にありません。', en: '{file} is not named by the signed manifest.' },
    why: {
      ja: '同じフォルダーの manifest.jws は、別のファイルのものです。',
      en: 'The manifest.jws beside it is that of other files.',
    },
    next: {
      ja: 'register.jsonl.zst と manifest.jws を、同じ時点のものにそろえてください。',
      en: 'Take register.jsonl.zst and manifest.jws of the same moment.',
    },
  },
})

/** What was asked for: a preset, a policy or a profile of the catalogue, or a file with one. */
export async function openPolicy(
  catalogue: Parameters<typeof choosePolicy>[0],
  asked: string,
  day: string,
): Promise<Result<Chosen, Fault>> {
  const isFile = /\.ya?ml$/i.test(asked)
  if (!isFile) return choosePolicy(catalogue, asked, day)
  const data = await yamlFile(asked)
  if (!data.ok) return data
  const document = { file: asked, data: data.value }
  const holdsRoles = typeof data.value === 'object' && data.value !== null && 'roles' in data.value
  const read = holdsRoles ? parseProfile(document) : parsePolicy(document)
  return read.ok ? ok({ against: read.value }) : read
}

/** Lists of labels that were issued elsewhere, which whoever checks vouches for. */
export async function openForeignLists(files: readonly string[]): Promise<Result<readonly PinnedForeignList[], Fault>> {
  const lists: PinnedForeignList[] = []
  for (const file of files) {
    const data = await yamlFile(file)
    if (!data.ok) return data
    const list = parseForeignList({ file, data: data.value })
    if (!list.ok) return list
    lists.push(list.value)
  }
  return ok(lists)
}

async function yamlFile(file: string): Promise<Result<unknown, Fault>> {
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile()) return refuse({ code: 'exchange-file-missing', file } as Fault)
  return readBoundedYaml(file, file)
}

/** A place to write a record to, piece by piece; waits where the reader is slower. */
export interface Output {
  write(text: string | Uint8Array): Promise<void>
  /** Keeps what was written; a file appears whole or not at all. */
  keep(): Promise<Result<null, Fault>>
  discard(): Promise<void>
}

/** Opens a file to write to, or standard output. */
export async function openOutput(file: string | undefined): Promise<Result<Output, Fault>> {
  if (file === undefined)
    return ok({ write: (text) => given(process.stdout, text), keep: async () => ok(null), discard: async () => {} })
  const draft = `${file}.tmp`
  const stream = createWriteStream(draft)
  let failed: NodeJS.ErrnoException | undefined
  stream.on('error', (error) => {
    failed = error
  })
  const refused = (error: NodeJS.ErrnoException) =>
    refuse<Fault>({ code: 'exchange-not-written', file, reason: error.code ?? 'error' } as ExchangeFault)
  const opened = await new Promise<boolean>((done) => {
    stream.once('open', () => done(true))
    stream.once('error', () => done(false))
  })
  if (!opened) return refused(failed!)
  return ok({
    write: (text) => (failed === undefined ? given(stream, text) : Promise.resolve()),
    async keep() {
      await new Promise<void>((done) => {
        stream.once('close', () => done())
        stream.end()
      })
      if (failed !== undefined) {
        await rm(draft, { force: true })
        return refused(failed)
      }
      await rename(draft, file)
      return ok(null)
    },
    async discard() {
      stream.destroy()
      await rm(draft, { force: true })
    },
  })
}

const given = (stream: Writable, text: string | Uint8Array): Promise<void> =>
  new Promise((done) => {
    if (stream.write(text)) return done()
    const on = () => {
      stream.off('drain', on)
      stream.off('close', on)
      stream.off('error', on)
      done()
    }
    stream.on('drain', on)
    stream.on('close', on)
    stream.on('error', on)
  })

/** The day of a moment in Japan. */
export const dayOf = dateInJapan
