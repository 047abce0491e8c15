import type { CredentialPair } from '../../bench.ts'
import type { LoginAnswer } from '../logins/kinds.ts'
import type { Attempt, Tried } from '../logins/login.ts'
import type { PacingGiven } from '../logins/pacing.ts'

export interface TryingGiven extends Omit<PacingGiven, 'known'> {
  readonly pairs: readonly CredentialPair[]
  readonly known?: Attempt
  readonly lanesAtMost: number
  readonly progress: (done: number) => void
}

/** What came of it; `trouble` is why it was not seen through, or why a refusal may not have been one. */
export interface TryingSeen {
  readonly known: 'not-given' | LoginAnswer
  readonly knownAfter: 'not-given' | LoginAnswer
  readonly control: 'not-tried' | LoginAnswer
  readonly tries: readonly TriedPair[]
  readonly found: readonly string[]
  readonly anyPassword: readonly string[]
  readonly untested: readonly string[]
  readonly lanes: number
  readonly waited: number
  readonly lockedAfter?: number
  readonly elapsed: number
  readonly trouble?: string
}

export interface TriedPair {
  readonly pair: string
  readonly answer: LoginAnswer
  readonly ms: number
  readonly status?: string
  readonly again: number
}

/** How a login began: whether to go on, and how it refuses. */
export interface Start {
  readonly goOn: boolean
  readonly trouble?: string
  readonly slowest: number // ms a refusal took
  closes(): Promise<boolean> // whether it refuses by closing the connection
  readonly pending?: Promise<Tried> // nonsense that is not answered yet: the service holds its refusals back
}
