import type { Claim } from './claim.ts'

/** For every state, the steps that belong to it: `steps.subarray(at[state], at[state + 1])`, best known first. */
export interface Index {
  readonly at: Int32Array
  readonly steps: Int32Array
}

/**
 * What follows from what, as numbers: when all the states of its tail hold, the state at its head holds. A step rests on one
 * claim and is as well known as that.
 */
export interface Steps {
  readonly states: number
  readonly head: Int32Array
  readonly claim: Int32Array
  readonly grade: Uint8Array
  readonly tailAt: Int32Array // of step i: tail[tailAt[i]] to tail[tailAt[i + 1]]
  readonly tail: Int32Array
  readonly out: Index // by tail
  readonly into: Index // by head
  readonly grades: readonly number[] // those that occur, best first
}

/** Says that `head` follows from `tail`, all of it. */
export type Say = (tail: readonly number[], head: number) => void

/** Lays out all steps that the claims (best known first) give rise to. */
export function layOut(states: number, claims: readonly Claim[], follow: (claim: Claim, say: Say) => void): Steps {
  const head: number[] = []
  const from: number[] = []
  const grade: number[] = []
  const tail: number[] = []
  const tailAt: number[] = [0]
  let number = 0
  let known = 0
  const say: Say = (states, to) => {
    for (const state of states) tail.push(state)
    tailAt.push(tail.length)
    head.push(to)
    from.push(number)
    grade.push(known)
  }
  for (; number < claims.length; number++) {
    known = claims[number]!.grade
    follow(claims[number]!, say)
  }
  const owner = new Int32Array(tail.length)
  for (let step = 0; step < head.length; step++) owner.fill(step, tailAt[step], tailAt[step + 1])
  return {
    states,
    head: new Int32Array(head),
    claim: new Int32Array(from),
    grade: new Uint8Array(grade),
    tailAt: new Int32Array(tailAt),
    tail: new Int32Array(tail),
    out: indexed(states, tail, (place) => owner[place]!),
    into: indexed(states, head, (step) => step),
    grades: [...new Set(grade)],
  }
}

// A counting sort: it keeps the order of the steps, and so the best known first.
function indexed(states: number, keys: readonly number[], stepAt: (place: number) => number): Index {
  const at = new Int32Array(states + 1)
  for (const key of keys) at[key + 1]!++
  for (let state = 0; state < states; state++) at[state + 1]! += at[state]!
  const next = at.slice(0, states)
  const steps = new Int32Array(keys.length)
  for (let place = 0; place < keys.length; place++) steps[next[keys[place]!]!++] = stepAt(place)
  return { at, steps }
}
