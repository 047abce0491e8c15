import type { Declared } from './declared/declared.ts'
import type { Observation, ObservationOf, Seen } from './observation.ts'
import type { Policy } from './policy.ts'
import type { Target } from './target.ts'
import type { Dial } from './wire/dial.ts'
import type { PublisherDoor } from './wire/publisher-door.ts'

/** A pair to try, named by its id ever after: what was tried is never written into evidence. */
export interface CredentialPair {
  readonly id: string // 'mirai-01'
  readonly user: string
  readonly password: string
  readonly for?: readonly string[] // protocols it is known from; absent: any
}

/** A login that is known to work on this sample, given by the person at the bench; never written into evidence. */
export interface KnownLogin {
  readonly authentication: string // id of the 1-AuthMech entry
  readonly user: string
  readonly password: string
}

/** What an instrument has in its hands: the door to one device, what was declared, and what was seen so far. */
export interface Bench {
  readonly target: Target
  readonly sample: number
  readonly declared: Declared
  readonly policy: Policy
  readonly corpus: readonly CredentialPair[] // likeliest first
  readonly logins: readonly KnownLogin[]
  readonly dial: Dial
  /** The door to the maker's published pages. Absent: nobody agreed to fetch them, or there is no way out. */
  readonly publisher?: PublisherDoor
  readonly signal: AbortSignal
  readonly consent: { readonly wrongTries: boolean; readonly realAccount: boolean; readonly robustness: boolean }
  /** Everything seen before. */
  readonly observed: readonly Observation[]
  clock(): number // ms since the run began
  /** The day of the run by the wall clock, YYYY-MM-DD: written beside what is valid until a day. Absent: such days are not compared. */
  readonly today?: string
  random(bytes: number): Uint8Array
  /** Said as work goes on: the display shows it. */
  progress(done: number, total: number, what?: string): void
  pause(ms: number): Promise<void> // ends at once when the run is stopped
}

/** Makes an observation, timed by the bench. */
export function noted<S extends Seen>(
  bench: Pick<Bench, 'clock' | 'sample'>,
  began: number,
  what: { readonly id: string; readonly seen: S } & Partial<
    Pick<Observation, 'address' | 'endpoint' | 'completeness' | 'trouble'>
  >,
): ObservationOf<S['kind']> {
  const { completeness = 'complete', ...rest } = what
  return {
    ...rest,
    sample: bench.sample,
    began: Math.round(began),
    took: Math.max(0, Math.round(bench.clock() - began)),
    completeness,
  } as unknown as ObservationOf<S['kind']>
}
