import { randomUUID } from 'node:crypto'
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Digest } from '../../core/kernel/digest.ts'

/** A stored file and when it was last put away. */
export interface Found {
  readonly digest: Digest
  readonly keptAt: Date
}

export interface Sweep {
  readonly folder: string // of evidence-folder.ts
  /** Of these files, those that nothing speaks of; what is not known for certain is not among them. */
  readonly unreferenced: (found: readonly Found[]) => Promise<readonly Digest[]>
}

const dayMs = 86_400_000
const batch = 1000
const shard = /^[0-9a-f]{2}$/
const name = /^[0-9a-f]{64}$/
const aside = /^swept-([0-9a-f]{64})-/ // the name of a file between its place and its end

/** None where there is no such file or folder: somebody else may sweep or put files away at the same time. */
const unlessGone = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}

/**
 * Takes away files that were put away more than a day ago and that nothing speaks of: an upload whose act was refused, or
 * that a crash cut off before anyone noted it. Answers how many. Uploads and acts go on meanwhile: whoever sends the same
 * bytes makes the file young again, and no act cites bytes that were brought longer ago than half of that day.
 */
export async function sweepEvidence({ folder, unreferenced }: Sweep): Promise<number> {
  await putBack(folder)
  let removed = 0
  let waiting: Found[] = []
  const decide = async (): Promise<void> => {
    for (const digest of waiting.length === 0 ? [] : await unreferenced(waiting))
      if (await remove(folder, digest)) removed++
    waiting = []
  }
  for (const { digest, path } of await stored(folder)) {
    const keptAt = (await unlessGone(stat(path)))?.mtime
    if (keptAt === undefined || !isOld(keptAt)) continue
    waiting.push({ digest, keptAt })
    if (waiting.length === batch) await decide()
  }
  await decide()
  return removed
}

const isOld = (keptAt: Date): boolean => Date.now() - keptAt.getTime() > dayMs
const placeOf = (folder: string, hex: string): string => join(folder, hex.slice(0, 2), hex)

async function stored(folder: string): Promise<readonly { readonly digest: Digest; readonly path: string }[]> {
  const all: { digest: Digest; path: string }[] = []
  for (const part of ((await unlessGone(readdir(folder))) ?? []).filter((entry) => shard.test(entry)))
    for (const hex of (await unlessGone(readdir(join(folder, part)))) ?? [])
      if (name.test(hex) && hex.startsWith(part)) all.push({ digest: `sha256:${hex}`, path: join(folder, part, hex) })
  return all
}

// Set aside first, and looked at again there: what came into its place since it was decided on is young, and goes back.
async function remove(folder: string, digest: Digest): Promise<boolean> {
  const hex = digest.slice('sha256:'.length)
  const away = join(folder, 'incoming', `swept-${hex}-${randomUUID()}`)
  if ((await unlessGone(rename(placeOf(folder, hex), away).then(() => true))) === undefined) return false
  const keptAt = (await unlessGone(stat(away)))?.mtime
  if (keptAt !== undefined && isOld(keptAt)) {
    await rm(away, { force: true })
    return true
  }
  await unlessGone(rename(away, placeOf(folder, hex)))
  return false
}

// What a crash left between its place and its end goes back, as if it had just come.
async function putBack(folder: string): Promise<void> {
  const incoming = join(folder, 'incoming')
  const now = new Date()
  for (const entry of (await unlessGone(readdir(incoming))) ?? []) {
    const hex = aside.exec(entry)?.[1]
    if (hex === undefined) continue
    await unlessGone(
      utimes(join(incoming, entry), now, now).then(() => rename(join(incoming, entry), placeOf(folder, hex))),
    )
  }
}
