import { setImmediate } from 'node:timers/promises'
import { dateInJapan, type Instant } from '../../../../core/kernel/date.ts'
import { type MarketRules, type MarketTally, openTally } from '../../../../core/procurement/role-market.ts'
import type { House } from '../../../house.ts'

interface Kept {
  readonly readAt: number // ms
  readonly tally: Promise<MarketTally>
}

const kept = new WeakMap<House, Kept>()

// What a level leaves to choose from does not change by the minute, and to read a large register takes a second or two.
const keptMs = 600_000
const piece = 500 // entries, between which others are answered

/** The labels that are valid today by what roles ask of them; at most ten minutes old, and never of another day. */
export async function marketOf(house: House, now: Instant): Promise<MarketTally> {
  const found = kept.get(house)
  const at = Date.parse(now)
  if (found !== undefined && at - found.readAt < keptMs && at >= found.readAt) {
    const tally = await found.tally
    if (tally.day === dateInJapan(now)) return tally
  }
  const made: Kept = { readAt: at, tally: read(house) }
  kept.set(house, made)
  made.tally.catch(() => kept.delete(house))
  return made.tally
}

async function read({ checks }: House): Promise<MarketTally> {
  const register = await checks.register()
  const tally = openTally(dateInJapan(register.snapshot.takenAt))
  for (let place = 0; place < register.size; place++) {
    if (place % piece === piece - 1) await setImmediate()
    tally.add(register.entry(place), register.makerOf(place))
  }
  return tally.done()
}

/** By what markets are looked at. */
export const marketRules = ({ catalogue }: House): MarketRules => ({
  schemes: catalogue.schemes,
  recognition: catalogue.recognition,
  vocabulary: catalogue.facts,
})
