import type { Hello } from './client-hello.ts'
import { newGroups, oldGroups } from './groups.ts'
import { newSuites } from './suites.ts'

/** A question, as far as it differs from the usual. */
export type Question = Pick<Hello, 'version' | 'suites'> & Partial<Omit<Hello, 'random'>>

/**
 * Why not everything was asked. `not-tls`: it says something else; `nothing-accepted`: it speaks TLS and refuses whatever is offered;
 * `misbehaving`: it chose what nobody offered, or never came to an end.
 */
export const unfinishings = [
  'not-tls',
  'refused',
  'no-answer',
  'nothing-accepted',
  'throttled',
  'out-of-time',
  'misbehaving',
] as const
export type Unfinishing = (typeof unfinishings)[number]

/** Ended before everything was asked. */
export class Unfinished extends Error {
  override readonly name = 'Unfinished'
  readonly trouble: Unfinishing
  constructor(trouble: Unfinishing) {
    super(trouble)
    this.trouble = trouble
  }
}

/** How long an answer is waited for, in ms: before the first one came, and after, whatever the first one took. */
export interface Patience {
  readonly firstMs: number
  readonly leastMs: number
  readonly mostMs: number
}
/** At the bench. */
export const usualPatience: Patience = { firstMs: 3_000, leastMs: 2_000, mostMs: 8_000 }

/** What one endpoint is asked at most. */
export const questionBounds = { connections: 600, minutes: 1.5, setbacks: 4, pauseMs: 100 } as const

/** A question with everything filled in that it leaves open. */
export const usual = (question: Question, random: Uint8Array): Hello => ({
  groups: question.version === 'TLS1.3' ? newGroups : oldGroups,
  extensions: question.version !== 'SSLv3',
  ...question,
  suites: question.suites.length > 0 ? question.suites : newSuites,
  random,
})
