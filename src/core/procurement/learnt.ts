import { addDays, addMonths, startOfDate } from '../kernel/date.ts'
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
    const ofKind = new Map<number, OfKind>()
    return (entry) => {
      const before = known[entry]!
      if (before !== 0) return all[before - 1]!
      const kind = lives.begins[entry]! <= begin ? lives.kinds[entry]! : 0
      const same = kind === 0 ? undefined : ofKind.get(kind)
      let at: number
      if (same !== undefined && lives.ends[entry]! >= same.until) at = same.at
      else {
        const looked = find(entry)
        at = keep(looked.found)
        const until = endOfDays(looked.terms, days)
        if (kind !== 0 && same === undefined && lives.ends[entry]! >= until) ofKind.set(kind, { until, at })
      }
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

interface OfKind {
  readonly until: number // ms; a life that ends before may come to something else
  readonly at: number
}

/** The end of the last day that these terms look at; a plain label that lives until then is nowhere too short. */
function endOfDays({ conditions }: Terms, days: Days): number {
  const { asOf, delivery = asOf } = days
  const { validityMonths } = conditions
  const last = [asOf, delivery, ...(validityMonths === undefined ? [] : [addMonths(delivery, validityMonths)])].reduce(
    (a, b) => (a > b ? a : b),
  )
  return Date.parse(startOfDate(addDays(last, 1)))
}
