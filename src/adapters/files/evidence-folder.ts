import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type EvidenceIntake, FileTooLarge } from '../../casework/ports.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { ok, refuse } from '../../core/kernel/result.ts'
import { inspect } from './sniff.ts'

const dayMs = 86_400_000

/** A size as people read it. */
const megabytes = (bytes: number): string =>
  bytes >= 1_000_000 ? `${Math.floor(bytes / 1_000_000)} MB` : `${Math.ceil(bytes / 1000)} kB`

/** Makes a rename or a new name in a folder survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // folders cannot be opened there
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file that is not there is an answer; a disk that fails is not. */
const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error
}

const exists = (path: string): Promise<FileHandle | undefined> => open(path, 'r').catch(absent)

/** Evidence in a folder, each file under its SHA-256, readable by the owner alone. What is there is whole: it comes by rename. */
export function evidenceFolder(folder: string): EvidenceIntake {
  const incoming = join(folder, 'incoming')
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(incoming)) {
    if (name.startsWith('swept-')) continue // was whole: sweep.ts puts it back
    const left = join(incoming, name) // by an upload that a crash cut off
    if (Date.now() - (statSync(left, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > dayMs)
      rmSync(left, { force: true })
  }
  const shardOf = (digest: Digest): string => join(folder, digest.slice(7, 9))
  const pathOf = (digest: Digest): string => {
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new TypeError('not a digest') // never a path from outside
    return join(shardOf(digest), digest.slice(7))
  }

  async function take<T>(
    content: Readable,
    limit: number,
    look: (file: FileHandle, kept: { digest: Digest; size: number }) => Promise<{ keep: boolean; answer: T }>,
  ): Promise<T> {
    const draft = join(incoming, randomUUID())
    const file = await open(draft, 'wx+', 0o600)
    try {
      const hash = createHash('sha256')
      let size = 0
      // What is refused half way is left to whoever sent it: a part of a form has to be read to its end, or the rest of the
      // form never arrives, and destroying it here would leave its reader waiting for ever.
      for await (const chunk of content.iterator({ destroyOnReturn: false })) {
        const bytes = Buffer.from(chunk as Buffer)
        size += bytes.length
        if (size > limit) throw new FileTooLarge(`more than ${limit} bytes`)
        hash.update(bytes)
        for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
      }
      const digest: Digest = `sha256:${hash.digest('hex')}`
      const { keep, answer } = await look(file, { digest, size })
      if (keep) {
        await file.sync()
        if ((await mkdir(shardOf(digest), { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(folder)
        await rename(draft, pathOf(digest))
        await syncFolder(shardOf(digest))
      }
      return answer
    } finally {
      await file.close()
      await rm(draft, { force: true })
    }
  }

  return {
    put: (content, limit) => take(content, limit, async (_, kept) => ({ keep: true, answer: kept })),

    async accept(content, { name, limit }) {
      try {
        return await take(content, limit, async (file, kept) => {
          const seen = await inspect(file, kept.size, name)
          return { keep: seen.ok, answer: seen.ok ? ok({ ...kept, type: seen.value.type }) : seen }
        })
      } catch (error) {
        if (error instanceof FileTooLarge) return refuse({ code: 'file-too-large', name, limit: megabytes(limit) })
        throw error
      }
    },

    async get(digest) {
      const file = await exists(pathOf(digest))
      return file && createReadStream('', { fd: file })
    },

    async size(digest) {
      return (await stat(pathOf(digest)).catch(absent))?.size
    },

    async head(digest, bytes) {
      const file = await exists(pathOf(digest))
      if (file === undefined) return undefined
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
        return new Uint8Array(buffer.subarray(0, bytesRead))
      } finally {
        await file.close()
      }
    },
  }
}
