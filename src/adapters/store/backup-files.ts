import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Digest } from '../../core/kernel/digest.ts'

/** A file of a backup; the name is relative, with forward slashes. */
export interface BackupFile {
  readonly name: string
  readonly size: number
  readonly sha256: Digest
}

/** All files below a folder, relative, in order; none where there is no folder. Drafts that were never finished are left out. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && !/(^|\.)tmp(\.|$)/.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((name) => !name.startsWith('incoming/'))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Writes chunks to a new file, on the disk when it returns, and says what was written. Others may read it only if it is public. */
export async function writeChunks(
  chunks: AsyncIterable<Uint8Array>,
  { path, name, reader }: { readonly path: string; readonly name: string; readonly reader: 'owner' | 'everyone' },
): Promise<BackupFile> {
  const [folderMode, fileMode] = reader === 'owner' ? [0o700, 0o600] : [0o755, 0o644]
  await mkdir(dirname(path), { recursive: true, mode: folderMode })
  const file = await open(path, 'wx', fileMode)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
      for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { name, size, sha256: `sha256:${hash.digest('hex')}` }
}

/** Whether a file is what the list says. */
export async function isIntact(path: string, expected: BackupFile): Promise<boolean> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk)
      size += chunk.length
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  return size === expected.size && `sha256:${hash.digest('hex')}` === expected.sha256
}
