import type { Bench } from '../../bench.ts'
import type { AddressKind } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import type { LoginAnswer, LoginKind } from './kinds.ts'

// A login driver tries one pair and says what came of it. It neither counts nor judges: how often, how fast and what it means is for
// the instruments above (credentials, lock-out).

/** One try, as it was answered. */
export interface Tried {
  readonly answer: LoginAnswer
  readonly ms: number // from the last word sent to the word that decided; connecting is not part of it
  readonly status?: string // in the protocol's own words: '401', '530', 'connack 5', 'closed'
  readonly retryAfterSeconds?: number
  /** The answer asks for a password once more: whatever else it says, nobody is logged in. */
  readonly asksAgain?: boolean
  /** Words of a lock stand in it, which may as well be about something else. */
  readonly mayBeLocked?: boolean
}

export interface Attempt {
  readonly user: string
  readonly password: string
}

/** Where and how one can log in. */
export interface LoginWay {
  readonly login: LoginKind
  readonly endpoint: string // 'tcp/443'
  readonly address?: AddressKind
  readonly tls: boolean
  readonly place?: string // path of a page or stream
  readonly authentication?: string // 1-AuthMech entry of a recipe
}

/** A login that is ready to be tried. */
export interface Login {
  try(attempt: Attempt): Promise<Tried>
  /** Takes what a form answers to nonsense as its refusal; forms have no other word for it. Other logins need none. */
  calibrate?(nonsense: Attempt): Promise<Tried>
  /** Takes the answer to this try as one more way of refusing, unless the same user was refused in the known way before. */
  takeAsRefusal?(tried: Tried, user: string): 'taken' | 'changed-meanwhile'
  /** Whether a connection is kept on which this user may be tried: it spares the device a visit. */
  readyFor?(user: string): boolean
  /** Connections at once that such servers take from one sender. */
  readonly lanesAtMost?: number
  close(): void
}

/** What a driver has in its hands. */
export type Door = Pick<Bench, 'dial' | 'target' | 'signal' | 'pause' | 'random' | 'clock'>

export const portOf = (endpoint: string): number => Number(endpoint.slice(endpoint.indexOf('/') + 1))

/** Longest time for one try, in ms: growing delays are waited for as long as this. */
export const tryMs = 15_000

/** Random letters: a user or password that is nowhere set. */
export const nonsense = (door: Pick<Bench, 'random'>, letters = 14): string =>
  [...door.random(letters)].map((byte) => 'abcdefghjkmnpqrstuvwxyz'[byte % 23]).join('')

export const nonsenseAttempt = (door: Pick<Bench, 'random'>): Attempt => ({
  user: `probe${nonsense(door, 8)}`,
  password: nonsense(door),
})

/** Runs a try: connections that do not come about are answers, a run that stops is thrown. */
export async function guarded(door: Door, attempt: () => Promise<Tried>): Promise<Tried> {
  if (door.signal.aborted) throw new DialError('stopped')
  let tried: Tried
  try {
    tried = await attempt()
  } catch (error) {
    if (!(error instanceof DialError) || door.signal.aborted || error.trouble === 'spent')
      throw door.signal.aborted ? new DialError('stopped') : error
    tried = { answer: error.trouble === 'refused' ? 'refused-connection' : 'no-answer', ms: 0, status: error.trouble }
  }
  if (door.signal.aborted) throw new DialError('stopped')
  return tried
}

const lockWords =
  /\block(?:ed|out)\b|too many|try again (?:later|in \d)|\bblocked\b|temporarily (?:locked|blocked|unavailable|disabled)|(?:attempts|tries|limit|rate)[^"\n]{0,12} exceeded|wait \d|suspended|ロック|(?:回数|試行)[^\n]{0,12}(?:超|上限|制限)|しばらく/i

/** Whether a text says that it refuses for a while. This makes a try count as untested, never as a success. */
export const speaksOfLock = (text: string): boolean =>
  lockWords.test(text.slice(0, 20_000).replace(/"[\w.-]{1,60}"\s*:\s*(?:false|0|null)\b/g, ''))
