import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import type { Clock } from '../../casework/ports.ts'
import { dateInJapan, type Instant } from '../../core/kernel/date.ts'
import { openIndex, type RegisterIndex } from '../../core/procurement/register-index.ts'
import { threadFile } from '../bench/bounded-thread.ts'
import type { DatabaseOptions } from '../store/database.ts'
import { registerStamp } from '../store/register-lines.ts'
import { publishedMoment } from './published-moment.ts'
import type { ReadRegister } from './read-register.ts'
import type { ReadRegisterTask } from './read-register-thread.ts'
import { giveBackShared } from './shared-memory.ts'

/** Gives the register of this moment, made ready for many questions. */
export type RegisterNow = () => Promise<RegisterIndex>

/** Where a register is read from, and how one sees that it has changed. */
export interface RegisterSource {
  readonly clock: Clock
  /** Reads it; with what was read before only what has changed since. */
  readonly read: (now: Instant, before: ReadRegister['parts'] | undefined) => Promise<ReadRegister>
  /** Another text whenever something was added since. */
  readonly stamp: () => Promise<string>
  /** Milliseconds that only ever go on, whatever the clock says. */
  readonly elapsed?: () => number
}

const freshMs = 5_000
const mostMs = 15_000
const oldestMs = 35_000 // what was decided is in the answers within a minute
const patienceMs = 250

/**
 * Keeps a register in memory and looks from time to time whether anything was decided since; only then what changed is read. What
 * took long is looked at less often, so that reading never fills the machine. While it is read nobody waits long: the one
 * before answers as long as it is young enough. A new day is always a new register.
 */
export function keepRegister({ clock, read, stamp, elapsed = () => performance.now() }: RegisterSource): RegisterNow {
  let kept: { readonly index: RegisterIndex; readonly stamp: string } | undefined
  let parts: ReadRegister['parts'] | undefined
  let seenAt = 0
  let pauseMs = freshMs
  let reading: Promise<RegisterIndex> | undefined

  const renew = async (): Promise<RegisterIndex> => {
    const began = elapsed()
    const now = clock.now()
    // Asked before reading: what is added meanwhile is seen the next time, and not missed.
    const found = await stamp()
    if (kept === undefined || kept.stamp !== found || !isOfDay(kept.index, now)) {
      const before = parts
      parts = undefined // after a failure all of it is read anew
      const next = await read(now, before)
      kept = { index: openIndex(next.packed), stamp: found }
      parts = next.parts
      giveBackShared()
      if (before !== undefined) pauseMs = Math.min(mostMs, Math.max(freshMs, (elapsed() - began) * 3))
    }
    seenAt = began
    return kept.index
  }

  /** What is kept, unless it is older than that, or of another day. */
  const young = (ms: number): RegisterIndex | undefined =>
    kept && elapsed() - seenAt < ms && isOfDay(kept.index, clock.now()) ? kept.index : undefined

  const renewed = async (): Promise<RegisterIndex> => {
    for (;;) {
      reading ??= renew().finally(() => {
        reading = undefined
      })
      const index = await reading
      // One that was begun before midnight is of yesterday.
      if (isOfDay(index, clock.now())) return index
    }
  }

  return async () => {
    const now = young(pauseMs)
    if (now) return now
    const next = renewed()
    const before = young(oldestMs)
    if (before === undefined) return next
    // A failure is told to whoever cannot do without the newer one.
    const soon = await Promise.race([next.catch(() => before), sleep(patienceMs, undefined, { ref: false })])
    return soon ?? before
  }
}

const isOfDay = ({ snapshot }: RegisterIndex, now: Instant): boolean =>
  dateInJapan(snapshot.takenAt) === dateInJapan(now)

/** Where the register of this installation is read from. */
export interface InstallationRegister {
  readonly pool: pg.Pool
  readonly database: DatabaseOptions
  readonly clock: Clock
  readonly signal: AbortSignal // gives up reading
}

/** The register of this installation. It is read in a thread, so that nobody waits for it who asks for something else. */
export const registerNow = ({ pool, database, clock, signal }: InstallationRegister): RegisterNow =>
  keepRegister({
    clock,
    read: (now, before) => readInThread(database, now, before, signal),
    // When the snapshot of a register that was read comes out, it is another one: from then on answers name the published file.
    stamp: async () => {
      const now = clock.now()
      return `${await registerStamp(pool, now)} ${(await publishedMoment(pool, now)) ?? ''}`
    },
  })

function readInThread(
  { onError: _, ...database }: DatabaseOptions,
  now: Instant,
  before: ReadRegister['parts'] | undefined,
  signal: AbortSignal,
): Promise<ReadRegister> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const thread = new Worker(threadFile('read-register-thread', import.meta.url), {
      workerData: { database, now, before } satisfies ReadRegisterTask,
    })
    const giveUp = () => void thread.terminate()
    signal.addEventListener('abort', giveUp)
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => {
      signal.removeEventListener('abort', giveUp)
      reject(new Error('the register could not be read'))
    })
  })
}
