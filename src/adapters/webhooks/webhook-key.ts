import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * The key that secrets of subscriptions are encrypted with: in a file beside the other keys, so that who has the database or a copy
 * of it alone cannot sign in our name. Made once; servers that start at once end with one key.
 */
export async function webhookKey(path: string): Promise<Uint8Array> {
  const read = () => readFile(path, 'utf8').catch(() => undefined)
  let text = await read()
  if (text === undefined) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const draft = join(dirname(path), `.${randomUUID()}.tmp`)
    await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(draft, { force: true })
    text = await read()
  }
  const key = Buffer.from((text ?? '').trim(), 'base64')
  if (key.length !== 32) throw new Error(`${path} is not the key of the webhooks`)
  return new Uint8Array(key)
}
