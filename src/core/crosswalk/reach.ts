import type { Steps } from './steps.ts'

/** What holds if only steps at least as well known as `grade` may be used, and in how many of them it is reached. */
export interface Round {
  readonly grade: number // -1: without any step
  readonly depth: Int32Array // by state; -1 where it is not reached
}

/** What follows from a start: the best round that reaches a state also reaches it in the fewest steps of that strength. */
export interface Reached {
  readonly steps: Steps
  readonly rounds: readonly Round[]
  readonly first: Int8Array // by state: the round that first reaches it; -1 where none does
}

/**
 * Everything that follows from `start`. The strongest weakest link and the fewest hops cannot be asked for in one search (a
 * stronger detour may hide a shorter way that is weak later on anyway), so there is one breadth-first search for each strength
 * that occurs, each level of it complete before the next: a step with several tails is taken when the last of them holds.
 */
export function reach(steps: Steps, start: Iterable<number>): Reached {
  const first = new Int8Array(steps.states).fill(-1)
  const given = new Int32Array(steps.states).fill(-1)
  for (const state of start) given[state] = first[state] = 0
  const rounds: Round[] = [{ grade: -1, depth: given }]
  const tails = new Int32Array(steps.head.length)
  for (let step = 0; step < tails.length; step++) tails[step] = steps.tailAt[step + 1]! - steps.tailAt[step]!
  const missing = new Int32Array(tails.length)
  for (const grade of steps.grades) {
    missing.set(tails)
    const depth = search(steps, given, grade, missing)
    let news = false
    for (let state = 0; state < depth.length; state++)
      if (depth[state]! >= 0 && first[state] === -1) {
        first[state] = rounds.length
        news = true
      }
    if (news) rounds.push({ grade, depth })
  }
  return { steps, rounds, first }
}

// `missing` counts, for every step, how much of its tail does not hold yet; it is used up.
function search({ out, head, grade }: Steps, given: Int32Array, worst: number, missing: Int32Array): Int32Array {
  const depth = given.slice()
  const queue = new Int32Array(depth.length)
  let end = 0
  for (let state = 0; state < depth.length; state++) if (depth[state] === 0) queue[end++] = state
  for (let at = 0; at < end; at++) {
    const state = queue[at]!
    const next = depth[state]! + 1
    const last = out.at[state + 1]!
    for (let place = out.at[state]!; place < last; place++) {
      const step = out.steps[place]!
      if (grade[step]! > worst) break
      const to = head[step]!
      if (--missing[step]! > 0 || depth[to]! >= 0) continue
      depth[to] = next
      queue[end++] = to
    }
  }
  return depth
}

/** Which of two steps to show when both lead there equally well: a negative number for the first. */
export type Prefer = (one: number, other: number) => number

/** The last step on the way to a state in a round; absent for what holds from the start. */
export function lastStep(
  { steps }: Reached,
  { grade, depth }: Round,
  state: number,
  prefer: Prefer,
): number | undefined {
  const { into, tail, tailAt } = steps
  const before = depth[state]! - 1
  let best: number | undefined
  for (let place = into.at[state]!; before >= 0 && place < into.at[state + 1]!; place++) {
    const step = into.steps[place]!
    if (steps.grade[step]! > grade) break
    let deepest = -1
    let holds = true
    for (let i = tailAt[step]!; i < tailAt[step + 1]!; i++) {
      const at = depth[tail[i]!]!
      if (at < 0) holds = false
      if (at > deepest) deepest = at
    }
    if (!holds || deepest !== before) continue
    if (best === undefined || prefer(step, best) < 0) best = step
  }
  return best
}
