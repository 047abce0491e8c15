import { DialError } from '../../wire/dial.ts'
import type { LoginAnswer } from './kinds.ts'
import type { Attempt, Door, Login, Tried } from './login.ts'

/** Wrong tries in a row at one store of accounts. Services that share a declared lock-out share this. */
export interface WrongTries {
  inARow: number
}

/** After so many wrong tries in a row nobody is let in for so many seconds. */
export interface LockOut {
  readonly after: number
  readonly seconds?: number
}

const refusing = new Set<LoginAnswer>(['throttled', 'locked', 'refused-connection', 'no-answer'])

/** The try was not taken: nothing is known of the pair (lab.md §4.2). */
export const notTaken = ({ answer }: Tried): boolean => refusing.has(answer)

/** Shut for longer than a limit on the rate takes: an account or sender that is locked out. */
export const shutOut = (tried: Tried): boolean =>
  tried.answer === 'locked' || (notTaken(tried) && (tried.retryAfterSeconds ?? 0) > 5)

/** Keeps tries below the threshold, backs off when asked to, and knows what was waited for. */
export interface Pacing {
  /**
   * How many more wrong tries stay below the threshold, with so many under way. Where there is no room and none is under way, it sets
   * the count back with a right login or waits the time out, if it can.
   */
  room(underWay?: number): Promise<number>
  /** Tries until it is taken, within bounds. A lock-out is waited for, or left to `sitOut`. */
  take(attempt: () => Promise<Tried>, how?: Taking): Promise<Tried>
  /** Waits until a lock-out has passed, if there is time for it. `everybody`: not one account is shut out, but we are. */
  sitOut(tried: Tried, everybody?: boolean): Promise<boolean>
  refused(user?: string): void
  letIn(): void
  /** What was waited for until now was left over from an earlier run: time and waiting begin anew. Once. */
  begin(): void
  readonly lockedAfter: number | undefined
  readonly waited: number // ms
  /** The time for waiting is used up: what comes now is not waited for. */
  outOfTime(): boolean
  readonly guarded: boolean // a lock-out is declared or was seen
}

export interface Taking {
  readonly user?: string
  readonly each?: (tried: Tried) => void // hears of every answer
  readonly lockOuts?: 'sit-out' | 'return'
}

export interface PacingGiven {
  readonly door: Door
  readonly login: Login
  readonly wrong: WrongTries
  /** A login that works, as soon as one is known. */
  readonly known: () => Attempt | undefined
  readonly lockOut: LockOut | undefined
  readonly waitSecondsAtMost: number // for lock-outs, all together
  readonly limitSecondsAtMost: number // for limits on the rate, all together
  readonly secondsAtMost: number // for everything, waiting included
}

const backOff = [0.5, 1, 2, 4, 8] // seconds, where a limit does not say how long

export function pacing({ door, login, wrong, known, ...given }: PacingGiven): Pacing {
  let deadline = door.clock() + given.secondsAtMost * 1_000
  let lockOut = given.lockOut
  let lockedAfter: number | undefined
  let gap = 0
  let waited = 0

  async function wait(ms: number): Promise<void> {
    waited += ms
    await door.pause(ms)
    if (door.signal.aborted) throw new DialError('stopped')
  }
  let lockedFor = 0 // seconds waited for lock-outs
  const affordable = (seconds: number | undefined): seconds is number =>
    seconds !== undefined && lockedFor + seconds <= given.waitSecondsAtMost && door.clock() + seconds * 1_000 < deadline

  const left = (underWay = 0) =>
    lockOut === undefined ? Number.POSITIVE_INFINITY : Math.max(0, lockOut.after - 1 - wrong.inARow - underWay)
  let limited = 0 // seconds waited for limits on the rate
  let spent = false
  const wrongOf = new Map<string, number>() // by user
  let sinceLetIn = 0 // wrong tries, waiting or not: some devices forget nothing until somebody is let in

  /** A lock-out that nobody declared is known from its first time on. */
  function learn(tried: Tried, after: number): void {
    if (sinceLetIn === 0 || after === 0) return
    lockedAfter ??= sinceLetIn
    const seconds = tried.retryAfterSeconds
    lockOut ??= { after: Math.max(2, after), ...(seconds !== undefined && { seconds }) }
  }

  async function sitOut(tried: Tried, everybody = false): Promise<boolean> {
    if (everybody) learn(tried, sinceLetIn)
    const seconds = tried.retryAfterSeconds ?? lockOut?.seconds ?? 30
    if (!affordable(seconds)) return false
    lockedFor += seconds
    await wait(seconds * 1_000 + 500)
    forget()
    return true
  }

  function forget(): void {
    wrong.inARow = 0
    sinceLetIn = 0
    wrongOf.clear()
  }

  return {
    async room(underWay) {
      if (left(underWay) > 0 || lockOut === undefined || underWay) return left(underWay)
      const right = known()
      if (right && (await login.try(right)).answer === 'accepted') {
        forget()
        return left()
      }
      if (!affordable(lockOut.seconds)) return 0
      lockedFor += lockOut.seconds
      await wait(lockOut.seconds * 1_000 + 500)
      wrong.inARow = 0
      return left()
    },
    async take(attempt, { user, each = () => {}, lockOuts = 'sit-out' } = {}) {
      let satOut = false
      for (let round = 0; ; round++) {
        if (gap > 0) {
          limited += gap / 1_000
          await wait(gap)
        }
        const tried = await attempt()
        each(tried)
        if (!notTaken(tried)) {
          gap = gap < 50 ? 0 : gap * 0.85
          return tried
        }
        if (shutOut(tried)) {
          // An account that was shut before we tried it teaches nothing.
          if (user === undefined || (wrongOf.get(user) ?? 0) >= 2) learn(tried, wrongOf.get(user ?? '') ?? sinceLetIn)
          if (lockOuts === 'return' || satOut || !(await sitOut(tried))) return tried
          satOut = true
          continue
        }
        const seconds = tried.retryAfterSeconds ?? backOff[round]
        if (seconds === undefined || door.clock() + seconds * 1_000 >= deadline) return tried
        if (limited + seconds > given.limitSecondsAtMost) {
          spent = true
          return tried
        }
        limited += seconds
        await wait(seconds * 1_000)
        gap = Math.min(5_000, Math.max(250, gap * 1.6))
      }
    },
    sitOut,
    refused: (user) => {
      wrong.inARow++
      sinceLetIn++
      if (user !== undefined) wrongOf.set(user, (wrongOf.get(user) ?? 0) + 1)
    },
    letIn: forget,
    begin: () => {
      lockedFor = 0
      deadline = door.clock() + given.secondsAtMost * 1_000
    },
    get lockedAfter() {
      return lockedAfter
    },
    get waited() {
      return waited
    },
    outOfTime: () => spent || door.clock() > deadline,
    get guarded() {
      return lockOut !== undefined
    },
  }
}
