import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { loadCheckRules } from '../adapters/check-rules.ts'
import { systemClock } from '../adapters/clock.ts'
import { type CheckThreads, openCheckThreads } from '../adapters/lists/check-threads.ts'
import { checkInThreads } from '../adapters/lists/judge-in-threads.ts'
import { listFileFaultTexts, openListFile } from '../adapters/lists/list-file.ts'
import { readPackedRegister } from '../adapters/lists/packed-register-file.ts'
import { openPlainList, type PlainListFile } from '../adapters/lists/plain-list.ts'
import { registerFileFaultTexts } from '../adapters/lists/register-file.ts'
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
import { tellFaults } from './faults.ts'

// What the check of a list needs of the world: lists, registers and policies in files, the register of an installation, and a
// place to write to. Like compose.ts, allowed to name adapters.

for (const table of [listFaultTexts, listFileFaultTexts, registerFileFaultTexts, checkFaultTexts, chooseFaultTexts])
  tellFaults(table)

export type { CheckThreads } from '../adapters/lists/check-threads.ts'
export type { PieceForm } from '../adapters/lists/judge-pieces.ts'
export type { PlainListFile } from '../adapters/lists/plain-list.ts'

/** A list that is read in pieces on all processors: a long one, in the form that most lists have. */
export const openLongPlainList = (file: string): Promise<PlainListFile | undefined> =>
  openPlainList(file, leastInPieces, commandLimits.bytes)

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
export const openRules = loadCheckRules

/** What was asked for: a preset, a policy or a profile of the catalogue, or a file with one. */
export async function openPolicy(
  catalogue: Parameters<typeof choosePolicy>[0],
  asked: string,
  day: string,
): Promise<Result<Chosen, Fault>> {
  if (!/\.ya?ml$/i.test(asked)) return choosePolicy(catalogue, asked, day)
  const { readPolicyFile } = await import('./compose-check-files.ts')
  const read = await readPolicyFile(asked)
  return read.ok ? ok({ against: read.value }) : read
}

/** Lists of labels that were issued elsewhere, which whoever checks vouches for. */
export async function openForeignLists(files: readonly string[]): Promise<Result<readonly PinnedForeignList[], Fault>> {
  if (files.length === 0) return ok([])
  const { readForeignLists } = await import('./compose-check-files.ts')
  return readForeignLists(files)
}

/**
 * A register as published – its file, or the folder it lies in –, or that of the installation in a home folder. With a trust
 * anchor, the manifest beside the file must be signed by the issuer and name the file.
 */
export async function openRegister(
  asked: { readonly file: string | undefined; readonly trust: string | undefined },
  { home, now, threads }: { readonly home: string; readonly now: Instant; readonly threads?: CheckThreads | undefined },
): Promise<Result<PackedRegister, Fault>> {
  if (asked.file === undefined) {
    const { ownRegister } = await import('./compose-own-register.ts')
    return ownRegister(home, now)
  }
  const file = await registerFile(asked.file)
  const read = await readPackedRegister(file, threads)
  if (!read.ok || asked.trust === undefined) return read
  const { vouchedFor } = await import('./compose-signed-register.ts')
  const vouched = await vouchedFor(file, read.value.digest, asked.trust)
  return vouched.ok ? read : vouched
}

/** The file of a register; of a folder, the one that is published there. */
async function registerFile(asked: string): Promise<string> {
  const isFolder = (await stat(asked).catch(() => undefined))?.isDirectory() === true
  return isFolder ? join(asked, 'register.jsonl.zst') : asked
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
