import { conclude, type Judgement } from './judge.ts'
import type { Finding } from './reason.ts'
import type { TermsOf } from './row-terms.ts'

/** What is known of a label under some terms, whichever version of it is delivered. */
export interface Learnt {
  readonly found: readonly Finding[]
  readonly judgement: Judgement
}

/**
 * Keeps what labels are worth, by their place in the register. Most labels come to one of few judgements: each of these is kept once,
 * and of a label its number, so that a long list leaves nothing of the entries in memory.
 */
export function openLearnt(size: number): (of: TermsOf, entry: number, find: () => readonly Finding[]) => Learnt {
  const ofTerms = new Map<TermsOf, Uint32Array>()
  const all: Learnt[] = []
  const places = new Map<string, number>()
  return (of, entry, find) => {
    let known = ofTerms.get(of)
    if (known === undefined) {
      known = new Uint32Array(size)
      ofTerms.set(of, known)
    }
    const place = known[entry]!
    if (place !== 0) return all[place - 1]!
    const found = find()
    const key = JSON.stringify(found)
    let at = places.get(key)
    if (at === undefined) {
      at = all.push({ found, judgement: conclude(found) })
      places.set(key, at)
    }
    known[entry] = at
    return all[at - 1]!
  }
}
