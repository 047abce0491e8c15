import { dateInJapan, type Instant, startOfDate } from '../kernel/date.ts'
import { momentOfSnapshot } from './manifest.ts'

/** The shortest time between two snapshots, in milliseconds. */
export const snapshotEvery = 10 * 60_000
const settled = 60_000 // by then what was recorded before is committed and in the log
const day = 86_400_000

/** The newest moment a snapshot may be of: what was recorded until then no longer moves. */
export const newestMoment = (now: Instant): Instant =>
  new Date(Math.floor((Date.parse(now) - settled) / snapshotEvery) * snapshotEvery).toISOString()

/**
 * The moment the newest snapshot is of: the end of the ten minutes in which the register last changed, or the last midnight in Japan
 * when nothing has changed since. It follows from the register alone, so every server comes to the same files.
 */
export function dueMoment(newest: Instant, lastChange: Instant | undefined): Instant {
  const midnight = Date.parse(startOfDate(dateInJapan(newest)))
  const changed = lastChange === undefined ? 0 : Math.ceil(Date.parse(lastChange) / snapshotEvery) * snapshotEvery
  return new Date(Math.min(Date.parse(newest), Math.max(midnight, changed))).toISOString()
}

/**
 * Which snapshots may go: of those older than a week the first of each day in Japan is kept, of those older than a quarter the first
 * of each month, for ever. Nothing is lost with the others: the register answers as of any date.
 */
export function expendable(names: readonly string[], now: Instant): readonly string[] {
  const kept = new Set<string>()
  return names
    .flatMap((name) => {
      const at = momentOfSnapshot(name)
      return at === undefined ? [] : [{ name, at }]
    })
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .filter(({ at }) => {
      const age = Date.parse(now) - Date.parse(at)
      if (age <= 7 * day) return false
      const group = dateInJapan(at).slice(0, age <= 92 * day ? 10 : 7)
      const first = !kept.has(group)
      kept.add(group)
      return !first
    })
    .map(({ name }) => name)
}
