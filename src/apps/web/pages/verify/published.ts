import { readFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { ReadPublished } from '../../../../core/verifier/gather.ts'

/** Reads what the house has published, from its own folder; nothing outside of it. */
export function published(folder: string): ReadPublished {
  return async (prefix, path) => {
    const root = resolve(prefix === 'log' ? join(folder, 'log') : folder)
    const file = resolve(root, path)
    if (!file.startsWith(root + sep)) return undefined
    return readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
      throw error
    })
  }
}
