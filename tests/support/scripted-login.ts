import type { Attempt, Door, Login, Tried } from '../../src/lab/instruments/logins/login.ts'

/** A clock that only pauses and tries move: minutes of waiting pass at once. */
export interface FakeTime {
  now: number
  readonly door: Door
}

export function fakeTime(): FakeTime {
  let seed = 1
  const time: { now: number; door?: Door } = { now: 0 }
  const door = {
    clock: () => time.now,
    pause: async (ms: number) => {
      time.now += ms
    },
    random: (bytes: number) =>
      Uint8Array.from({ length: bytes }, () => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
        return seed >> 16
      }),
    signal: new AbortController().signal,
    target: { addresses: {}, primary: 'ipv4' },
    dial: undefined,
  } as unknown as Door
  return Object.assign(time, { door }) as FakeTime
}

export interface Account {
  readonly user: string
  readonly password: string
}

/** How a device answers, beside right and wrong. `count` is of this try, from 1. */
export interface Manners {
  readonly accounts?: readonly Account[]
  readonly acceptsAll?: boolean
  readonly anyPasswordOf?: string
  /** Locks after so many wrong tries in a row: one account or everybody, openly or not. */
  readonly lock?: {
    readonly after: number
    readonly seconds: number
    readonly per: 'user' | 'sender'
    readonly silent?: boolean
    readonly tells?: boolean // Retry-After
    readonly forgets?: boolean // wrong tries, after the same time
  }
  /** A bucket: so many at once, and one more every so many seconds. */
  readonly limit?: { readonly burst: number; readonly everySeconds: number; readonly tells?: boolean }
  readonly refusalMs?: (count: number) => number
  readonly odd?: (attempt: Attempt, count: number) => Tried | undefined
}

/** A login that behaves as told, in fake time; `seen` is every attempt it had. */
export function scriptedLogin(time: FakeTime, manners: Manners): Login & { readonly seen: readonly Attempt[] } {
  const { accounts = [], lock, limit } = manners
  const wrong = new Map<string, { tries: number; until: number; last: number }>()
  const seen: Attempt[] = []
  let [tokens, filled] = [limit?.burst ?? 0, 0]
  const answer = (attempt: Attempt): Tried => {
    seen.push(attempt)
    const odd = manners.odd?.(attempt, seen.length)
    if (odd) return odd
    if (limit) {
      tokens = Math.min(limit.burst, tokens + (time.now - filled) / 1_000 / limit.everySeconds)
      filled = time.now
      if (tokens < 1)
        return {
          answer: 'throttled',
          ms: 1,
          status: '503',
          ...(limit.tells && { retryAfterSeconds: limit.everySeconds }),
        }
      tokens--
    }
    const key = lock?.per === 'sender' ? '' : attempt.user
    const state = wrong.get(key) ?? { tries: 0, until: 0, last: 0 }
    if (lock && time.now < state.until) {
      const left = Math.ceil((state.until - time.now) / 1_000)
      return lock.silent
        ? { answer: 'rejected', ms: 1, status: '401' }
        : { answer: 'locked', ms: 1, status: '423', ...(lock.tells !== false && { retryAfterSeconds: left }) }
    }
    const right =
      manners.acceptsAll ||
      manners.anyPasswordOf === attempt.user ||
      accounts.some((a) => a.user === attempt.user && a.password === attempt.password)
    if (right) {
      wrong.delete(key)
      return { answer: 'accepted', ms: 1, status: '200' }
    }
    const forgotten = lock?.forgets && time.now - state.last >= lock.seconds * 1_000
    const tries = state.until > 0 || forgotten ? 1 : state.tries + 1
    wrong.set(key, { tries, until: lock && tries >= lock.after ? time.now + lock.seconds * 1_000 : 0, last: time.now })
    const ms = manners.refusalMs?.(seen.length) ?? 1
    time.now += ms
    return { answer: 'rejected', ms, status: '401' }
  }
  return { try: async (attempt) => answer(attempt), close: () => {}, seen }
}
