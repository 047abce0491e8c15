import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import type { Clock, Issuer } from '../../casework/ports.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import type { Instant } from '../../core/kernel/date.ts'
import {
  type LatestSnapshot,
  momentOfSnapshot,
  type RegisterManifest,
  snapshotName,
} from '../../core/register/manifest.ts'
import { dueMoment, expendable, newestMoment, snapshotEvery } from '../../core/register/snapshot-times.ts'
import { openDurableFolder } from '../log/durable-files.ts'
import { stateFolder } from '../log/publisher.ts'
import { lastChange, type RegisterAsOf, withRegisterAsOf } from './register-as-of.ts'
import { manifestJson, manifestJws, writeSnapshot } from './write-snapshot.ts'

export interface SnapshotOptions {
  readonly pool: pg.Pool
  readonly signer: Signer
  readonly issuer: Issuer
  readonly folder: string // the public folder; snapshots are below it in bulk/
  readonly clock: Clock
  readonly signal?: AbortSignal // ends a snapshot that is being made; it is made anew another time
}

export interface Snapshots {
  /** Publishes the snapshot that is due, unless it is there; true when one was made. */
  publish(): Promise<boolean>
}

const restAfter = 10 // times as long as a snapshot took, so that a large register never takes more than a tenth of one processor

/**
 * Publishes the whole register as files that never change. A snapshot is written beside the public folder and moved there whole, so
 * a reader sees all of it or nothing. Any number of servers may do this over one folder or over their own.
 */
export function openSnapshots({ pool, signer, issuer, folder, clock, signal }: SnapshotOptions): Snapshots {
  const bulk = join(resolve(folder), 'bulk')
  const state = stateFolder(folder)
  const drafts = join(state, `${draftPrefix}${randomUUID()}`)
  const published = openDurableFolder(resolve(folder))
  let looked: Instant | undefined
  let restUntil = 0

  async function make(asOf: Instant): Promise<boolean> {
    const name = snapshotName(asOf)
    const target = join(bulk, name)
    if (await isThere(target)) return false
    await sweep(state)
    const began = performance.now()
    const made = await withRegisterAsOf(pool, asOf, (register) =>
      writeSnapshot(join(drafts, name), untilEnded(register, signal), { asOf, issuer, signer }),
    )
    if (made === undefined) {
      looked = undefined // the log is a moment behind; asked again with the next turn
      return false
    }
    await syncFolder(join(drafts, name))
    await mkdir(bulk, { recursive: true })
    await rename(join(drafts, name), target).catch(async (error: NodeJS.ErrnoException) => {
      // Another server over the same folder was faster; its snapshot is as good.
      if (!(await isThere(target))) throw error
    })
    await syncFolder(bulk)
    const ended = performance.now()
    restUntil = ended + Math.max(0, (ended - began) * restAfter - snapshotEvery)
    return true
  }

  /** Leads to the newest snapshot that is there; it never leads back to an older one. */
  async function tell(now: Instant): Promise<void> {
    const there = (await readdir(bulk).catch(() => [])).filter((name) => momentOfSnapshot(name) !== undefined)
    const gone = new Set(expendable(there, now))
    const kept = there.filter((name) => !gone.has(name)).toSorted((a, b) => (order(a) < order(b) ? 1 : -1))
    const [newest] = kept
    if (newest === undefined) return
    const manifest = await published.read(`bulk/${newest}/${manifestJson}`)
    if (manifest === undefined) throw new Error(`bulk/${newest} has no ${manifestJson}`)
    const latest: LatestSnapshot = {
      ...(JSON.parse(manifest.toString('utf8')) as RegisterManifest),
      folder: newest,
      signed: `${newest}/${manifestJws}`,
      kept,
    }
    await published.put([{ path: 'bulk/latest.json', bytes: `${JSON.stringify(latest, null, 1)}\n` }])
    for (const name of gone) await takeAway(name)
  }

  /** Removes a snapshot whole: nobody finds half of one. */
  async function takeAway(name: string): Promise<void> {
    const aside = join(state, `${draftPrefix}${randomUUID()}`)
    await mkdir(state, { recursive: true })
    await rename(join(bulk, name), aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error // another server was faster
    })
    await rm(aside, { recursive: true, force: true })
  }

  return {
    publish: async () => {
      const now = clock.now()
      const newest = newestMoment(now)
      if (newest === looked || performance.now() < restUntil) return false
      looked = newest
      try {
        const made = await make(dueMoment(newest, await lastChange(pool, newest)))
        await tell(now)
        return made
      } catch (error) {
        looked = undefined
        if (signal?.aborted) return false
        throw error
      } finally {
        await rm(drafts, { recursive: true, force: true })
      }
    },
  }
}

const untilEnded = (register: RegisterAsOf, signal: AbortSignal | undefined): RegisterAsOf => ({
  count: register.count,
  async *pages() {
    for await (const page of register.pages()) {
      signal?.throwIfAborted()
      yield page
    }
  },
})

const draftPrefix = 'snapshot-'
const day = 86_400_000

/** Removes what processes that were killed left half-written; what is younger may be another server at work. */
async function sweep(state: string): Promise<void> {
  for (const name of await readdir(state).catch(() => [])) {
    if (!name.startsWith(draftPrefix)) continue
    const info = await stat(join(state, name)).catch(() => undefined)
    if (info && Date.now() - info.mtimeMs > day) await rm(join(state, name), { recursive: true, force: true })
  }
}

const order = (name: string): string => momentOfSnapshot(name) ?? ''

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return // a folder cannot be opened there
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
