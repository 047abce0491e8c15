import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { libraryFolders, loadCatalogue, without } from '../adapters/catalogue-files.ts'
import { systemClock } from '../adapters/clock.ts'
import { libraryFaultTexts, prepareLibrary } from '../adapters/library-files.ts'
import { packageRoot } from '../adapters/package-root.ts'
import { jsonLimits } from '../core/exchange/bounded-json.ts'
import type { ExchangeFault } from '../core/exchange/faults.ts'
import { dateInJapan, type Instant, type IsoDate } from '../core/kernel/date.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { LintFinding } from '../core/scheme/lint-rule.ts'
import type { CatalogueDocument } from '../core/scheme/parse.ts'
import { tellFaults } from './faults.ts'

// What exchange needs of the world: files that people bring, and their libraries. Like compose.ts, allowed to name adapters.

tellFaults(libraryFaultTexts)

/** The moment that an export bears as its last change. */
export const moment = (): Instant => systemClock.now()
export const today = (): IsoDate => dateInJapan(systemClock.now())

/** A file as text; what is no UTF-8 is refused, because spreadsheets like to save in another encoding. */
export async function readForeignFile(file: string): Promise<Result<{ name: string; text: string }, Fault>> {
  const name = basename(file)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return refuse<Fault>({ code: 'exchange-file-missing', file } as ExchangeFault)
  // A character has four bytes at most; the readers count characters exactly.
  if (found.size > 4 * jsonLimits.characters)
    return refuse<Fault>({ code: 'exchange-too-large', name, limit: jsonLimits.characters } as ExchangeFault)
  try {
    return ok({ name, text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)) })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return refuse<Fault>({ code: 'exchange-not-utf8', name } as ExchangeFault)
  }
}

/** Writes a file whole or not at all. */
export async function writeWhole(file: string, content: string): Promise<Result<null, Fault>> {
  try {
    await writeFile(`${file}.tmp`, content)
    await rename(`${file}.tmp`, file)
    return ok(null)
  } catch (error) {
    await rm(`${file}.tmp`, { force: true }).catch(() => undefined) // the first error is the one that matters
    const reason = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof reason !== 'string') throw error
    return refuse<Fault>({ code: 'exchange-not-written', file, reason } as ExchangeFault)
  }
}

/** A library that is ready to be put in its place, and what lint says of it beside everything else. */
export interface TriedLibrary {
  readonly findings: readonly LintFinding[]
  readonly acceptable: boolean
  readonly fault?: Fault
  readonly place: string
  install(): Promise<string>
  discard(): Promise<void>
}

/** Prepares a library and reads it together with the catalogue and the libraries that are there. */
export async function tryLibrary(
  home: string,
  id: string,
  documents: readonly CatalogueDocument[],
  replace: boolean,
): Promise<Result<TriedLibrary, Fault>> {
  const prepared = await prepareLibrary(home, id, documents, replace)
  if (!prepared.ok) return prepared
  const { folder, install, discard } = prepared.value
  const place = join(home, 'libraries', id)
  const others = libraryFolders(home).filter((other) => other !== place)
  const own = join(packageRoot, 'catalogue')
  const before = loadCatalogue([own, ...others], today())
  const after = loadCatalogue([own, ...others, folder], today())
  if (!after.ok || !before.ok) {
    await discard()
    return after.ok ? (before as Result<never, Fault>) : after
  }
  const refused = after.value.leftOut.find((left) => left.folder === folder)
  return ok({
    findings: refused ? refused.findings : without(after.value.findings, before.value.findings),
    acceptable: refused === undefined,
    ...(refused?.fault ? { fault: refused.fault } : {}),
    place,
    install,
    discard,
  })
}
