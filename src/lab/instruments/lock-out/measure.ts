import type { SeenOf } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { type Attempt, type Door, type Login, nonsense, type Tried } from '../logins/login.ts'
import { notTaken } from '../logins/pacing.ts'
import type { WrongTry } from './seen.ts'

export interface MeasureGiven {
  readonly door: Door
  readonly login: Login
  readonly user: string // the tries are for this one
  readonly known?: Attempt
  readonly tries: number
  readonly declaredSeconds?: number // of a lock-out
  readonly waitSecondsAtMost: number
  /** Tries side by side, for a service that is known to hold refusals back and to take several at once; 1. Two blur a threshold by one. */
  readonly lanes?: 1 | 2
}

export type Measured = Pick<SeenOf<'brute-force'>, 'before' | 'after' | 'leftOver' | 'tries' | 'elapsed'> & {
  readonly trouble?: string
}

const atMostMs = 90_000 // for one series; growing delays grow without end
// What is shut without a word of how long is looked at again: is it a limit on the rate, a lock-out, or is the service gone?
const backAfterMs = [2_500, 5_000, 10_000]

/** Wrong tries in a row for one user, as fast as they are answered, until what hinders them shows. */
export async function measure({ door, login, user, known, ...given }: MeasureGiven): Promise<Measured> {
  const tries: WrongTry[] = []
  const seen = { before: 'not-given' as Measured['before'], after: 'not-given' as Measured['after'] }
  let leftOver = false
  let began = door.clock()
  let ended = began
  let trouble: string | undefined
  try {
    const opening = await begin()
    leftOver = opening === 'shut'
    if (opening !== 'shut') {
      began = door.clock() - opening.ms
      note(opening)
      await series()
      if (shutForUnknown()) await lookAgain()
      ended = door.clock()
      if (known) seen.after = (await login.try(known)).answer
    }
  } catch (error) {
    if (!(error instanceof DialError)) throw error
    trouble = error.trouble
  } finally {
    login.close()
  }
  return { ...seen, leftOver, tries, elapsed: Math.max(0, Math.round(ended - began)), ...(trouble && { trouble }) }

  /** The known login and the first wrong try; a form shows twice how it refuses before its answers mean anything. */
  async function begin(): Promise<Tried | 'shut'> {
    for (let round = 0; login.calibrate && round < 2; round++) {
      const tried = await settled(() => login.calibrate!({ user, password: nonsense(door) }))
      if (notTaken(tried)) return 'shut'
    }
    if (known) seen.before = (await settled(() => login.try(known))).answer
    // Some lock without a word: a login that works and is refused by now was shut before anything wrong was tried here.
    if (known?.user === user && seen.before === 'rejected') return 'shut'
    const first = await settled(wrong)
    return notTaken(first) ? 'shut' : first
  }

  function wrong(): Promise<Tried> {
    return login.try({ user, password: nonsense(door) })
  }

  function note({ answer, ms, status, retryAfterSeconds }: Tried): void {
    tries.push({
      answer,
      ms: Math.min(600_000, ms),
      ...(status !== undefined && { status: status.slice(0, 60) }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds: Math.min(1e7, retryAfterSeconds) }),
    })
  }

  async function series(): Promise<void> {
    let shut = 0
    while (tries.length < given.tries && shut < 3 && door.clock() - began < atMostMs) {
      const left = given.tries - tries.length
      const both = await Promise.all(Array.from({ length: Math.min(given.lanes ?? 1, left) }, wrong))
      for (const tried of both) {
        note(tried)
        shut = notTaken(tried) ? shut + 1 : 0
      }
      if (tries.filter((t) => t.answer === 'accepted').length >= 2 || grown(tries)) return
    }
  }

  /** What is shut from the start is left over from earlier (lab.md §4.3): waited out once, within bounds. */
  async function settled(attempt: () => Promise<Tried>): Promise<Tried> {
    const tried = await attempt()
    const seconds = tried.retryAfterSeconds ?? (tried.answer === 'throttled' ? 2 : given.declaredSeconds)
    if (!notTaken(tried) || seconds === undefined || seconds > given.waitSecondsAtMost) return tried
    await pause(seconds * 1_000 + 500)
    return attempt()
  }

  /** Shut in the end, and not told for how long. */
  function shutForUnknown(): boolean {
    const [last, before] = [tries.at(-1), tries.at(-2)]
    const told = tries.some((t) => (t.retryAfterSeconds ?? 0) > 5)
    return !told && last !== undefined && before !== undefined && notTaken(last) && notTaken(before)
  }

  async function lookAgain(): Promise<void> {
    const gone = tries.slice(-2).every((t) => t.answer === 'refused-connection' || t.answer === 'no-answer')
    for (const ms of gone ? backAfterMs : backAfterMs.slice(0, 1)) {
      await pause(ms)
      const tried = await login.try({ user, password: nonsense(door) })
      note(tried)
      if (!notTaken(tried)) return
    }
  }

  async function pause(ms: number): Promise<void> {
    await door.pause(ms)
    if (door.signal.aborted) throw new DialError('stopped')
  }
}

/** A delay that has grown to four times the first, and to seconds, needs no further try. */
const grown = (tries: readonly WrongTry[]): boolean => {
  const answered = tries.filter((t) => t.answer === 'rejected')
  const [first, last] = [answered[0]?.ms ?? 0, answered.at(-1)?.ms ?? 0]
  return answered.length >= 5 && last >= 4_000 && last >= 4 * Math.max(250, first)
}
