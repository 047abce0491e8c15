import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** One file to be published, by its path below the folder. */
export interface PublishedFile {
  readonly path: string
  readonly bytes: Uint8Array | string
}

/** A file that never changes is there with other content: somebody wrote a second truth. Stop and ask a person. */
export class PublishedFileDiffers extends Error {
  override readonly name = 'PublishedFileDiffers'
}

/** The disk did not confirm: nothing may be believed any more, so the process has to end, not to try again. */
export class NotOnDisk extends Error {
  override readonly name = 'NotOnDisk'
}

const atOnce = 16

async function sync(handle: FileHandle, path: string): Promise<void> {
  try {
    await handle.sync()
  } catch (error) {
    throw new NotOnDisk(`fsync of ${path} failed`, { cause: error })
  } finally {
    await handle.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return // a folder cannot be opened there; NTFS journals its entries itself
  await sync(await open(path, 'r'), path)
}

async function place(target: string, bytes: Uint8Array | string): Promise<void> {
  // By chance, not by the number of the process: on two machines that is the same, in containers nearly always.
  const temporary = `${target}.tmp.${randomUUID()}`
  const handle = await open(temporary, 'wx')
  try {
    await handle.writeFile(bytes)
  } catch (error) {
    await handle.close()
    await rm(temporary, { force: true }) // a full disk must not be filled further by what was begun
    throw error
  }
  await sync(handle, temporary)
  await rename(temporary, target)
}

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return undefined
    throw error
  }
}

/** A folder whose files survive a power cut: temporary file, fsync, rename, fsync of the folders. */
export interface DurableFolder {
  read(path: string): Promise<Buffer | undefined>
  /** Files that never change: one that is there has to be equal. */
  add(files: readonly PublishedFile[]): Promise<void>
  /** Files that change: one that is equal is left alone. */
  put(files: readonly PublishedFile[]): Promise<void>
  /** Removes what a killed process left half-written. */
  sweep(): Promise<number>
}

export function openDurableFolder(root: string): DurableFolder {
  const made = new Set<string>()

  /** Makes a folder, and says which folders have to be synced for its name to stay. */
  async function makeFolder(path: string): Promise<string[]> {
    if (made.has(path)) return []
    const first = await mkdir(path, { recursive: true })
    made.add(path)
    if (first === undefined) return []
    const parents: string[] = []
    for (let at = path; at.length >= resolve(first).length; at = dirname(at)) parents.push(dirname(at))
    return parents
  }

  async function write(files: readonly PublishedFile[], fixed: boolean): Promise<void> {
    const folders = new Set<string>()
    for (let i = 0; i < files.length; i += atOnce)
      await Promise.all(
        files.slice(i, i + atOnce).map(async ({ path, bytes }) => {
          const target = resolve(root, path)
          const there = await readIfThere(target)
          if (there?.equals(Buffer.from(bytes as Uint8Array))) return
          if (there && fixed) throw new PublishedFileDiffers(`${path} is published with other content`)
          for (const folder of await makeFolder(dirname(target))) folders.add(folder)
          await place(target, bytes)
          folders.add(dirname(target))
        }),
      )
    for (const folder of folders) await syncFolder(folder)
  }

  return {
    read: (path) => readIfThere(resolve(root, path)),
    add: (files) => write(files, true),
    put: (files) => write(files, false),
    sweep: async () => {
      let swept = 0
      const names = await readdir(root, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      for (const name of names.filter((n) => /\.tmp\.[0-9a-f.-]+$/.test(n))) {
        await rm(join(root, name), { force: true })
        swept++
      }
      return swept
    },
  }
}
