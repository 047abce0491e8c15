import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import type { FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { CatalogueDocument } from '../core/scheme/parse.ts'
import type { CatalogueFault } from './catalogue-faults.ts'
import { bytesLimit, filesLimit } from './catalogue-folder.ts'

/** Why a library is not written into the home folder of an installation. */
export type LibraryFault =
  | { readonly code: 'library-name-unsafe'; readonly name: string }
  | { readonly code: 'library-exists'; readonly id: string }
  | { readonly code: 'library-refused'; readonly id: string; readonly count: number }

export const libraryFaultTexts: FaultTexts<LibraryFault> = {
  'library-name-unsafe': {
    what: { ja: '「{name}」という名前のファイルは作れません。', en: 'No file can be called “{name}”.' },
    why: {
      ja: 'ライブラリーの名前に使えるのは、文字、数字、「.」「_」「-」「@」です。先頭の「.」とフォルダーの区切りは使えません。',
      en: 'Names in a library have letters, digits, “.”, “_”, “-” and “@”, and neither begin with a dot nor lead elsewhere.',
    },
    next: { ja: '--as で別の識別子を指定してください。', en: 'Give another id with --as.' },
  },
  'library-exists': {
    what: { ja: 'ライブラリー「{id}」は、もうあります。', en: 'There is a library {id} already.' },
    why: {
      ja: '公表した版は書きかえません。それを使った判定が変わってしまうためです。',
      en: 'An edition is not rewritten: what was judged by it would change.',
    },
    next: {
      ja: '新しい版は --as で別の識別子（例：{id}@2）にしてください。まだ使っていなければ --replace で置きかえられます。',
      en: 'Give a new edition an id of its own with --as, such as {id}@2. If nothing uses it yet, replace it with --replace.',
    },
  },
  'library-refused': {
    what: { ja: 'ライブラリー「{id}」は書き込みませんでした。', en: 'The library {id} was not written.' },
    why: {
      ja: 'カタログと合わせて点検すると、{count}件の誤りがあります。',
      en: 'Checked together with the catalogue, it has {count} mistakes.',
    },
    next: {
      ja: '上に示した行を直すか、--as で別の識別子にしてください。',
      en: 'Correct the rows shown above, or give it another id with --as.',
    },
  },
}

const segment = /^[\p{L}\p{N}_@-][\p{L}\p{N}._@ -]{0,119}$/u
// Windows takes these for devices, whatever follows the dot, and drops a dot or space at the end.
const elsewhereOther = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[. ]$/i
const longestName = 255 // bytes, of most file systems

const isUnsafe = (name: string): boolean =>
  !segment.test(name) || elsewhereOther.test(name) || Buffer.byteLength(name) > longestName

/** Where a library is prepared before it is put in its place; a folder that is not read as a library. */
export interface Prepared {
  readonly folder: string
  /** Puts it in its place, whole; what stood there before is taken away only then. */
  install(): Promise<string>
  discard(): Promise<void>
}

/** Writes the documents of a library beside its place, in the layout of the catalogue. */
export async function prepareLibrary(
  home: string,
  id: string,
  documents: readonly CatalogueDocument[],
  replace: boolean,
): Promise<Result<Prepared, LibraryFault | Extract<CatalogueFault, { code: 'catalogue-too-large' }>>> {
  // It could be written, but never be read again.
  if (documents.length > filesLimit)
    return refuse({ code: 'catalogue-too-large', folder: id, files: filesLimit, bytes: bytesLimit })
  // Names come from files that somebody else wrote: none of them may lead out of the folder.
  const unsafe = [id, ...documents.flatMap(({ file }) => file.split('/'))].find(isUnsafe)
  if (unsafe !== undefined) return refuse({ code: 'library-name-unsafe', name: unsafe.slice(0, 120) })
  const place = join(home, 'libraries', id)
  if (existsSync(place) && !replace) return refuse({ code: 'library-exists', id })
  finishLibraries(home)
  const incoming = incomingIn(home)
  await mkdir(incoming, { recursive: true })
  clearLeft(incoming, Date.now() - day)
  const folder = await mkdtemp(join(incoming, 'library-'))
  const discard = () => rm(folder, { recursive: true, force: true })
  try {
    const content = join(folder, id)
    for (const { file, data } of documents) {
      const path = join(content, file)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, yamlOf(data), { flag: 'wx' })
    }
    const install = async (): Promise<string> => {
      await mkdir(dirname(place), { recursive: true })
      // Whoever dies between these two lines leaves a library nowhere: `finishLibraries` puts it in its place.
      if (replace && existsSync(place)) await rename(place, join(folder, before))
      await rename(content, place).catch((error: unknown) => {
        if (existsSync(content) || !existsSync(place)) throw error // else somebody finished it in the meantime
      })
      await discard()
      return place
    }
    return ok({ folder: content, install, discard })
  } catch (error) {
    await discard()
    throw error
  }
}

const before = ' before' // no library can be called that
const incomingIn = (home: string): string => join(home, 'libraries-incoming')
/** Finishes what was cut off in the middle: a library that was taken away to be replaced gets its successor. */
export function finishLibraries(home: string): void {
  const incoming = incomingIn(home)
  for (const name of entriesOf(incoming)) {
    const folder = join(incoming, name)
    const inside = entriesOf(folder)
    const id = inside.find((entry) => entry !== before)
    if (!inside.includes(before) || id === undefined || existsSync(join(home, 'libraries', id))) continue
    renameSync(join(folder, id), join(home, 'libraries', id))
    rmSync(folder, { recursive: true, force: true })
  }
}

const day = 24 * 60 * 60 * 1000

/** Takes away what was prepared long ago by somebody who died before installing it. */
function clearLeft(incoming: string, until: number): void {
  for (const name of entriesOf(incoming)) {
    const folder = join(incoming, name)
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? until
    if (made < until) rmSync(folder, { recursive: true, force: true })
  }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // not there, or cleared away meanwhile
  }
}

/** A document as people read and change it: no aliases, long texts unfolded. */
export const yamlOf = (data: unknown): string =>
  stringify(data, { lineWidth: 0, aliasDuplicateObjects: false, blockQuote: 'literal' })
