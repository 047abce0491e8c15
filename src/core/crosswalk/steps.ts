import type { Claim } from './claim.ts'
import { links } from './link.ts'

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

/** How a reading of claims says what follows. */
export interface Say {
  /** `head` follows from all of the tail. */
  readonly all: (tail: readonly number[], head: number) => void
  /** `head` follows from one state. */
  readonly one: (tail: number, head: number) => void
}

/** Lays out all steps that the claims give rise to. */
export function layOut(states: number, claims: readonly Claim[], follow: (claim: Claim, say: Say) => void): Steps {
  const head: number[] = []
  const claim: number[] = []
  const tail: number[] = []
  const tailAt: number[] = [0]
  let number = 0
  const conclude = (to: number): void => {
    tailAt.push(tail.length)
    head.push(to)
    claim.push(number)
  }
  const say: Say = {
    one: (from, to) => {
      tail.push(from)
      conclude(to)
    },
    all: (from, to) => {
      for (let i = 0; i < from.length; i++) tail.push(from[i]!)
      conclude(to)
    },
  }
  for (; number < claims.length; number++) follow(claims[number]!, say)

  const grade = new Uint8Array(head.length)
  for (let step = 0; step < grade.length; step++) grade[step] = claims[claim[step]!]!.grade
  const bestFirst = inOrder(grade)
  return {
    states,
    head: new Int32Array(head),
    claim: new Int32Array(claim),
    grade,
    tailAt: new Int32Array(tailAt),
    tail: new Int32Array(tail),
    out: indexed(states, bestFirst, tail, tailAt),
    into: indexed(states, bestFirst, head),
    grades: [...new Set(grade)].sort((one, other) => one - other),
  }
}

/** The steps, the best known first; a counting sort. */
function inOrder(grade: Uint8Array): Int32Array {
  const next = new Int32Array(links.length + 1)
  for (let step = 0; step < grade.length; step++) next[grade[step]! + 1]!++
  for (let i = 0; i < links.length; i++) next[i + 1]! += next[i]!
  const order = new Int32Array(grade.length)
  for (let step = 0; step < grade.length; step++) order[next[grade[step]!]!++] = step
  return order
}

/** Puts each step, in the given order, under its keys: those at `from[step]` to `from[step + 1]`, or its one key. */
function indexed(states: number, order: Int32Array, keys: readonly number[], from?: readonly number[]): Index {
  const at = new Int32Array(states + 1)
  for (let place = 0; place < keys.length; place++) at[keys[place]! + 1]!++
  for (let state = 0; state < states; state++) at[state + 1]! += at[state]!
  const next = at.slice(0, states)
  const steps = new Int32Array(keys.length)
  for (let i = 0; i < order.length; i++) {
    const step = order[i]!
    const end = from === undefined ? step + 1 : from[step + 1]!
    for (let place = from === undefined ? step : from[step]!; place < end; place++) steps[next[keys[place]!]!++] = step
  }
  return { at, steps }
}
