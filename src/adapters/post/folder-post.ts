import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Mail } from '../../casework/ports.ts'
import type { Instant } from '../../core/kernel/date.ts'
import { messageOf } from './message.ts'
import type { Post } from './smtp-post.ts'

/** A mail as it lies in the folder. */
export type FiledMail = Mail & { readonly at: Instant }

export interface FolderPost extends Post {
  /** The mails in the folder, newest first. */
  list(limit: number): Promise<readonly FiledMail[]>
}

/**
 * The outbox of a demonstration: no mail leaves the machine. Each one is filed twice under the moment it was sent, as
 * `.eml` for a mail program and as `.json` for the outbox page. Only the owner of the folder may read them.
 */
export function folderPost(folder: string, from: string, now: () => Instant): FolderPost {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async (mail) => {
      const at = now()
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${at.replace(/[^0-9TZ]/g, '')}-${randomUUID().slice(0, 8)}`
      const composed = await composer.sendMail(messageOf(mail, from))
      await write(folder, `${name}.eml`, composed.message as Buffer)
      await write(folder, `${name}.json`, JSON.stringify({ ...mail, at } satisfies FiledMail, null, 2))
    },
    list: async (limit) => {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [] // nothing was sent yet
        throw error
      })
      const newest = names
        .filter((name) => name.endsWith('.json'))
        .sort()
        .reverse()
        .slice(0, limit)
      return Promise.all(
        newest.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as FiledMail),
      )
    },
  }
}

/** Whole or not at all, and on the disk before the outbox forgets the mail. */
async function write(folder: string, name: string, content: string | Buffer): Promise<void> {
  const draft = join(folder, `.${name}.part`)
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name))
}
