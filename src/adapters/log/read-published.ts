import { join, resolve } from 'node:path'
import type { ReadPublished } from '../../core/verifier/gather.ts'
import { readIfThere } from './durable-files.ts'

const mostBytes = 64 * 2 ** 20 // a full bundle of the longest entries has 16 MiB

/** Reads the published files from a folder that mirrors them, the log in `log/`. */
export function fromFolder(folder: string): ReadPublished {
  const root = resolve(folder)
  return async (prefix, path) => {
    const target = resolve(prefix === 'log' ? join(root, 'log') : root, path)
    if (!target.startsWith(root)) throw new Error(`${path} leads out of the folder`)
    return readIfThere(target)
  }
}

/** Reads the published files over HTTPS. A file that is not there is undefined; a server in trouble is thrown. */
export function fromUrl(prefixes: { readonly labels: string; readonly log: string }): ReadPublished {
  return async (prefix, path) => {
    const url = `${prefixes[prefix].replace(/\/$/, '')}/${path}`
    const answer = await fetch(url, { signal: AbortSignal.timeout(30_000), redirect: 'error' })
    if (answer.status === 404 || answer.status === 410) return undefined
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
    if (Number(answer.headers.get('content-length') ?? 0) > mostBytes) throw new Error(`${url} is too large`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}
