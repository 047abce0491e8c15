import type { Bench } from '../../bench.ts'
import { clientHello } from './client-hello.ts'
import { type Answer, exchange, type Silence, sendAndRead, type Wanted } from './exchange.ts'
import { type Patience, type Question, questionBounds, Unfinished, usual, usualPatience } from './question.ts'
import { readSsl2, type Ssl2Answer, ssl2Hello } from './ssl2.ts'

export interface Questioner {
  /** A choice or a refusal; silence only as long as nothing was ever answered. */
  ask(question: Question, wanted?: Wanted): Promise<Answer>
  askSsl2(): Promise<Ssl2Answer | undefined>
  /** Whether what was refused can be believed: the door is open still, and silence was never followed by another answer. */
  trustworthy(): Promise<boolean>
  readonly answered: boolean // a choice was made at least once
  readonly connections: number
}

type Silent = Extract<Answer, { kind: 'silent' }>
const isSilent = (answer: unknown): answer is Silent => (answer as Silent).kind === 'silent'

// No connection at all is no answer to what was never asked.
const shut: readonly Silence[] = ['refused', 'no-answer', 'unreachable']

/**
 * Asks one endpoint, one connection after the other. Silence is a no only when the same server answers something else right after
 * it: a device that shuts out whom it finds too busy is silent, too, and would look as if it refused everything (lab.md §4.2).
 */
export function questioner(
  bench: Pick<Bench, 'dial' | 'signal' | 'random' | 'clock' | 'pause'>,
  port: number,
  patience: Patience = usualPatience,
): Questioner {
  const began = bench.clock()
  let connections = 0
  let setbacks = 0
  let flakes = 0 // it was silent and then answered the same, or shut its door
  let silentRefusals = 0
  let control: Question | undefined // answered before
  let waitMs = patience.firstMs

  const count = () => {
    if (bench.clock() - began > questionBounds.minutes * 60_000) throw new Unfinished('out-of-time')
    if (++connections > questionBounds.connections) throw new Unfinished('misbehaving')
  }
  const once = async (question: Question, wanted: Wanted): Promise<Answer> => {
    count()
    const asked = bench.clock()
    const message = clientHello(usual(question, bench.random(32)))
    const answer = await exchange(bench.dial, bench.signal, { port, message, wanted, timeoutMs: waitMs })
    if (answer.kind === 'chosen' && control === undefined) {
      control = question
      // Others of its answers may take longer than the first: keys are signed with, or primes reckoned with.
      waitMs = Math.min(patience.mostMs, Math.max(patience.leastMs, 20 * (bench.clock() - asked)))
    }
    return answer
  }
  const stillAnswers = async () => control !== undefined && (await once(control, 'hello')).kind === 'chosen'

  /** Waits until the door is open again; gives up when it closes too often. */
  const waitForDoor = async () => {
    flakes++
    do {
      if (++setbacks > questionBounds.setbacks) throw new Unfinished('throttled')
      await bench.pause(500 * 2 ** setbacks)
    } while (!(await stillAnswers()))
  }
  /** An answer, or the silence that is believed to be a no; silence as it is, as long as nothing was ever answered. */
  const settled = async <A>(put: () => Promise<A | Silent>): Promise<A | Silent | 'no'> => {
    for (;;) {
      const first = await put()
      if (!isSilent(first) || control === undefined) return first
      if (!shut.includes(first.how)) {
        const again = await putAgain(put, first)
        if (!isSilent(again)) {
          flakes++
          return again
        }
        await breath(again)
        if (!shut.includes(again.how) && (await stillAnswers())) {
          silentRefusals++
          return 'no'
        }
      }
      await waitForDoor()
    }
  }
  // An alert comes from somebody who is there; whoever said nothing may need a moment.
  const breath = async ({ how }: Silent) => {
    if (how !== 'device-alert') await bench.pause(questionBounds.pauseMs)
  }
  // Somebody may be silent because of the connection before, which it has not put away yet. Waiting for nothing costs seconds, so a
  // server that often does so without ever contradicting itself is believed at once.
  const putAgain = async <A>(put: () => Promise<A | Silent>, first: Silent): Promise<A | Silent> => {
    const times = first.how !== 'timed-out' ? 2 : silentRefusals < 3 || flakes > 0 ? 1 : 0
    let answer: A | Silent = first
    for (let i = 0; i < times && isSilent(answer); i++) {
      await breath(answer)
      answer = await put()
    }
    return answer
  }
  const ask = async (question: Question, wanted: Wanted = 'hello'): Promise<Answer> => {
    const answer = await settled<Exclude<Answer, Silent>>(() => once(question, wanted))
    return answer === 'no' ? { kind: 'refused', alert: 'silence' } : answer
  }
  const onceSsl2 = async (): Promise<{ readonly kind: 'ssl2'; readonly answer: Ssl2Answer | undefined } | Silent> => {
    count()
    const message = ssl2Hello(bench.random(16))
    const until = (bytes: Buffer) => readSsl2(bytes) !== 'more'
    const read = await sendAndRead(bench.dial, bench.signal, { port, message, timeoutMs: waitMs, until })
    if (typeof read === 'string') return { kind: 'silent', how: read }
    const answer = readSsl2(read.bytes)
    if (typeof answer !== 'string') return { kind: 'ssl2', answer }
    // An alert or a page is an answer: to somebody who speaks something else.
    if (read.bytes.length > 0) return { kind: 'ssl2', answer: undefined }
    return { kind: 'silent', how: read.ended === 'time' ? 'timed-out' : 'closed' }
  }
  const askSsl2 = async (): Promise<Ssl2Answer | undefined> => {
    const answer = await settled(onceSsl2)
    return answer === 'no' || isSilent(answer) ? undefined : answer.answer
  }
  const trustworthy = async () => {
    if (flakes + silentRefusals === 0) return stillAnswers()
    if (flakes > 0 && silentRefusals > 0) return false
    for (let i = 0; i < 3; i++) {
      await bench.pause(questionBounds.pauseMs)
      if (!(await stillAnswers())) return false
    }
    return true
  }

  return {
    ask,
    askSsl2,
    trustworthy,
    get answered() {
      return control !== undefined
    },
    get connections() {
      return connections
    },
  }
}
