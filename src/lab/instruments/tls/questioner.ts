import type { Bench } from '../../bench.ts'
import { clientHello, type Hello } from './client-hello.ts'
import { type Answer, exchange, sendAndRead, type Wanted } from './exchange.ts'
import { newGroups, oldGroups } from './groups.ts'
import { readSsl2, type Ssl2Answer, ssl2Hello } from './ssl2.ts'
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

export interface Questioner {
  /** A choice or a refusal; silence only as long as nothing was ever answered. */
  ask(question: Question, wanted?: Wanted): Promise<Answer>
  askSsl2(): Promise<Ssl2Answer | undefined>
  /** Whether the door that was open is open still: else what was refused meanwhile means nothing. */
  stillAnswers(): Promise<boolean>
  readonly answered: boolean // a choice was made at least once
  readonly connections: number
}

/** What one endpoint is asked at most. */
export const questionBounds = { connections: 600, minutes: 1.5, setbacks: 4 } as const

/**
 * Asks one endpoint, one connection after the other. Silence is a no only when the same server answers something else right after
 * it: a device that shuts out whom it finds too busy is silent, too, and would look as if it refused everything (lab.md §4.2).
 */
export function questioner(
  bench: Pick<Bench, 'dial' | 'signal' | 'random' | 'clock' | 'pause'>,
  port: number,
): Questioner {
  const began = bench.clock()
  let connections = 0
  let setbacks = 0
  let control: Question | undefined // answered before
  let patience = 3_000

  const count = () => {
    if (bench.clock() - began > questionBounds.minutes * 60_000) throw new Unfinished('out-of-time')
    if (++connections > questionBounds.connections) throw new Unfinished('misbehaving')
  }
  const once = async (question: Question, wanted: Wanted): Promise<Answer> => {
    count()
    const asked = bench.clock()
    const message = clientHello(usual(question, bench.random(32)))
    const answer = await exchange(bench.dial, bench.signal, { port, message, wanted, timeoutMs: patience })
    if (answer.kind === 'chosen' && control === undefined) {
      control = question
      patience = Math.min(8_000, Math.max(2_000, 20 * (bench.clock() - asked)))
    }
    return answer
  }
  const stillAnswers = async () => control !== undefined && (await once(control, 'hello')).kind === 'chosen'

  /** Waits until the door is open again; gives up when it closes too often. */
  const waitForDoor = async () => {
    do {
      if (++setbacks > questionBounds.setbacks) throw new Unfinished('throttled')
      await bench.pause(500 * 2 ** setbacks)
    } while (!(await stillAnswers()))
  }
  const ask = async (question: Question, wanted: Wanted = 'hello'): Promise<Answer> => {
    for (;;) {
      const first = await once(question, wanted)
      if (first.kind !== 'silent' || control === undefined) return first
      if (await stillAnswers()) {
        if (first.how === 'timed-out') return { kind: 'refused', alert: first.how } // waiting once more would cost seconds
        const second = await once(question, wanted)
        if (second.kind !== 'silent') return second
        if (await stillAnswers()) return { kind: 'refused', alert: second.how }
      }
      await waitForDoor()
    }
  }
  const askSsl2 = async (): Promise<Ssl2Answer | undefined> => {
    count()
    const message = ssl2Hello(bench.random(16))
    const until = (bytes: Buffer) => readSsl2(bytes) !== 'more'
    const read = await sendAndRead(bench.dial, bench.signal, { port, message, timeoutMs: patience, until })
    const answer = typeof read === 'string' ? 'none' : readSsl2(read.bytes)
    return typeof answer === 'string' ? undefined : answer
  }
  return {
    ask,
    askSsl2,
    stillAnswers,
    get answered() {
      return control !== undefined
    },
    get connections() {
      return connections
    },
  }
}

/** A question with everything filled in that it leaves open. */
export const usual = (question: Question, random: Uint8Array): Hello => ({
  groups: question.version === 'TLS1.3' ? newGroups : oldGroups,
  extensions: question.version !== 'SSLv3',
  ...question,
  suites: question.suites.length > 0 ? question.suites : newSuites,
  random,
})
