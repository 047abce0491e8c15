import { addDays, addMonths, dateInJapan, startOfDate } from '../kernel/date.ts'
import type { Terms } from './demand.ts'
import { conclude, type Days, type Judgement } from './judge.ts'
import type { PackedRegister } from './packed/packed-register.ts'
import type { Finding } from './reason.ts'
import type { TermsOf } from './row-terms.ts'

/** What is known of a label under some terms, whichever version of it is delivered. */
export interface Learnt {
  readonly place: number // its own, from 1
  readonly found: readonly Finding[]
  readonly judgement: Judgement
}

/** What was found in a label that was looked into, and under which terms. */
export interface Looked {
  readonly terms: Terms
  readonly found: readonly Finding[]
}

/** What labels are worth, by their place in the register. */
export interface Lessons {
  /** Under some terms; `find` looks into a label, and is asked as seldom as can be. */
  readonly under: (terms: TermsOf, find: (entry: number) => Looked) => (entry: number) => Learnt
  readonly at: (place: number) => Learnt
}

/**
 * Keeps what labels are worth. Most labels come to one of few judgements: each of these is kept once, and of a label its number, so
 * that a long list leaves nothing of the entries in memory. And of plain labels of one kind only the first is looked into.
 */
export function openLearnt({ size, lives }: Pick<PackedRegister, 'size' | 'lives'>, days: Days): Lessons {
  const ofTerms = new Map<TermsOf, (entry: number) => Learnt>()
  const all: Learnt[] = []
  const places = new Map<string, number>()
  const begin = Date.parse(startOfDate(days.asOf))
  const asked = [days.asOf, days.delivery ?? days.asOf].map((day) => dayOf(Date.parse(startOfDate(day))))

  /**
   * What a plain label shares its judgement with: those of its kind that live as long as is asked for; or that ran out, or were stopped,
   * on the same day.
   */
  const sharedBy = (entry: number, until: number): number | undefined => {
    const kind = lives.kinds[entry]!
    if (kind === 0 || lives.begins[entry]! > begin) return undefined
    const end = lives.ends[entry]!
    const stopped = lives.stopped[entry]!
    if (!Number.isNaN(stopped)) return end >= until ? onDay(kind, dayOf(stopped)) : undefined
    if (end >= until) return kind
    const lastDay = dayOf(end - 1)
    // On its last day it may end at midnight or before.
    return asked.includes(lastDay) ? undefined : onDay(kind, lastDay)
  }
  const keep = (found: readonly Finding[]): number => {
    const key = JSON.stringify(found)
    let at = places.get(key)
    if (at === undefined) {
      at = all.length + 1
      all.push({ place: at, found, judgement: conclude(found) })
      places.set(key, at)
    }
    return at
  }
  const learn = (find: (entry: number) => Looked): ((entry: number) => Learnt) => {
    const known = new Uint32Array(size)
    const shared = new Map<number, number>()
    const alive = new Uint32Array(1 + lives.kinds.reduce((a, b) => Math.max(a, b), 0)) // by kind: of those that live as long as is asked for
    const dated = new Map<number, { readonly found: readonly Finding[]; readonly shape: number }>() // by kind, below 0 where it ran out
    const shapes = new Map<string, number>() // what was found, whatever its day
    const ofShapes = new Map<number, number>() // by shape and day
    let until = 0
    /** Where the day on which it was stopped, or ran out, is all that tells a label from others of its kind. */
    const datedAs = (entry: number): number | undefined => {
      if (lives.stopped[entry]! < begin) return lives.kinds[entry]!
      return lives.ends[entry]! <= begin ? -lives.kinds[entry]! : undefined
    }
    const shapeOf = (found: readonly Finding[], as: number): number => {
      const text = `${as > 0} ${JSON.stringify(found.map(as > 0 ? stoppedOn(0) : expiredOn(0)))}`
      const shape = shapes.get(text) ?? shapes.size
      shapes.set(text, shape)
      return shape
    }
    const sharedAs = (same: number): number | undefined =>
      same < alive.length ? alive[same] || undefined : shared.get(same)
    const keepShared = (same: number, at: number): void => {
      if (same < alive.length) alive[same] = at
      else shared.set(same, at)
    }
    const look = (entry: number): number => {
      const looked = find(entry)
      until = Math.max(until, endOfDays(looked.terms, days))
      const at = keep(looked.found)
      const others = sharedBy(entry, until)
      if (others === undefined) return at
      keepShared(others, at)
      const as = datedAs(entry)
      if (as !== undefined) dated.set(as, { found: looked.found, shape: shapeOf(looked.found, as) })
      return at
    }
    const onItsDay = (entry: number, same: number): number | undefined => {
      const as = datedAs(entry)
      const one = as === undefined ? undefined : dated.get(as)
      if (as === undefined || one === undefined) return undefined
      const moment = as > 0 ? lives.stopped[entry]! : lives.ends[entry]! - 1
      const key = onDay(one.shape, dayOf(moment))
      const at = ofShapes.get(key) ?? keep(one.found.map(as > 0 ? stoppedOn(moment) : expiredOn(moment)))
      ofShapes.set(key, at)
      shared.set(same, at)
      return at
    }
    return (entry) => {
      const before = known[entry]!
      if (before !== 0) return all[before - 1]!
      const same = until === 0 ? undefined : sharedBy(entry, until)
      const at = same === undefined ? look(entry) : (sharedAs(same) ?? onItsDay(entry, same) ?? look(entry))
      known[entry] = at
      return all[at - 1]!
    }
  }
  return {
    under(terms, find) {
      let learnt = ofTerms.get(terms)
      if (learnt === undefined) {
        learnt = learn(find)
        ofTerms.set(terms, learnt)
      }
      return learnt
    },
    at: (place) => all[place - 1]!,
  }
}

const isoDay = (moment: number) => dateInJapan(new Date(moment).toISOString())
const expiredOn = (moment: number) => {
  const lastDay = isoDay(moment)
  return (one: Finding): Finding => (one.code === 'EXPIRED' ? { ...one, facts: { lastDay } } : one)
}
const stoppedOn = (moment: number) => {
  const since = isoDay(moment)
  return (one: Finding): Finding =>
    one.code === 'SUSPENDED' || one.code === 'REVOKED' ? { ...one, facts: { since } } : one
}

// A number above all kinds, for a kind and a day; moments are of the years 100 to 9999.
const onDay = (kind: number, day: number): number => kind + 2 ** 20 * (day + 2 ** 20)
const dayOf = (moment: number): number => Math.floor((moment + japan) / 86_400_000)
const japan = 9 * 3_600_000

/** The end of the last day that these terms look at; a plain label that lives until then is nowhere too short. */
function endOfDays({ conditions }: Terms, days: Days): number {
  const { asOf, delivery = asOf } = days
  const { validityMonths } = conditions
  const last = [asOf, delivery, ...(validityMonths === undefined ? [] : [addMonths(delivery, validityMonths)])].reduce(
    (a, b) => (a > b ? a : b),
  )
  return Date.parse(startOfDate(addDays(last, 1)))
}
