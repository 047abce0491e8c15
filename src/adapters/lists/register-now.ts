import type pg from 'pg'
import type { Clock } from '../../casework/ports.ts'
import { dateInJapan } from '../../core/kernel/date.ts'
import { indexRegister, type RegisterIndex } from '../../core/procurement/register-index.ts'
import { readRegister } from '../store/register-entries.ts'

/** Gives the register of this moment, made ready for many questions. */
export type RegisterNow = () => Promise<RegisterIndex>

const freshMs = 10_000
const mostMs = 45_000 // what was decided is in the answers within a minute

/**
 * Keeps the register in memory and looks from time to time whether anything was decided since; only then it is read again. What
 * took long to read is looked at less often, so that reading never fills the machine. A new day is always a new register.
 */
export function registerNow(pool: pg.Pool, clock: Clock): RegisterNow {
  let kept: { readonly index: RegisterIndex; readonly stamp: string } | undefined
  let seenAt = 0
  let pauseMs = freshMs
  let reading: Promise<RegisterIndex> | undefined

  const read = async (): Promise<RegisterIndex> => {
    const began = performance.now()
    const now = clock.now()
    const stamp = await stampOf(pool)
    if (kept === undefined || kept.stamp !== stamp || !sameDay(kept.index, now)) {
      const index = indexRegister(await readRegister(pool, now))
      index.prepare()
      kept = { index, stamp }
      pauseMs = Math.min(mostMs, Math.max(freshMs, (performance.now() - began) * 20))
    }
    seenAt = began
    return kept.index
  }

  return () => {
    if (kept && performance.now() - seenAt < pauseMs && sameDay(kept.index, clock.now()))
      return Promise.resolve(kept.index)
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }
}

const sameDay = ({ snapshot }: RegisterIndex, now: string): boolean =>
  dateInJapan(snapshot.takenAt) === dateInJapan(now)

// Versions of entries are only ever added, so their number says whether one was.
async function stampOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ stamp: string }>('select count(*)::text as stamp from label_version')
  return rows[0]?.stamp ?? ''
}
