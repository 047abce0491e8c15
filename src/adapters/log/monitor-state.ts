import { basename, dirname } from 'node:path'
import type { KnownCheckpoint } from '../../core/verifier/report.ts'
import { openDurableFolder } from './durable-files.ts'
import type { MonitorState } from './follow.ts'

/** Keeps the remembered checkpoint in a file. A file that cannot be read is thrown, never taken for a first run. */
export function monitorStateFile(path: string): MonitorState {
  const folder = openDurableFolder(dirname(path))
  return {
    load: async () => {
      const bytes = await folder.read(basename(path))
      if (!bytes) return undefined
      const value = JSON.parse(bytes.toString('utf8')) as KnownCheckpoint
      if (typeof value.origin !== 'string' || !Number.isSafeInteger(value.size) || typeof value.root !== 'string')
        throw new Error(`${path} is not the state of a monitor`)
      return value
    },
    save: (head) => folder.put([{ path: basename(path), bytes: `${JSON.stringify(head)}\n` }]),
  }
}
