import type {
  BrokenEvidence,
  EvidenceJudgedOtherwise,
  EvidenceQueueFull,
  RunReading,
} from '../../casework/device-runs.ts'
import { type Result, refuse } from '../../core/kernel/result.ts'
import { fill } from '../../core/kernel/text.ts'
import { inBoundedThread, type ThreadBounds, threadFile } from './bounded-thread.ts'
import type { ReadRunTask } from './read-run-thread.ts'

// A file of a few megabytes can be made so that judging it takes hours: checks compare everything seen with everything declared.
// Whoever may upload a file must not be able to stop the program with it. So files are judged one after the other, each in a thread
// that ends with it, within bounds of time and memory that no honest run comes near (a fifth of a second, some megabytes).

/** Bounds of judging files. */
export interface ReadingBounds extends ThreadBounds {
  readonly waiting: number // files at most that wait for their turn
}
export const readingBounds: ReadingBounds = { seconds: 20, megabytes: 256, waiting: 8 }

/** Judges one file; it is loaded only when its turn has come. */
export type Reading = (
  load: () => Promise<Uint8Array>,
) => Promise<Result<RunReading, BrokenEvidence | EvidenceJudgedOtherwise | EvidenceQueueFull>>

const thread = threadFile('read-run-thread', import.meta.url)

/** Judges files in threads, one at a time. */
export function readingsInThread(rules: ReadRunTask['rules'], bounds: ReadingBounds = readingBounds): Reading {
  let waiting = 0
  let turn: Promise<unknown> = Promise.resolve()
  return (load) => {
    if (waiting >= bounds.waiting) return Promise.resolve(refuse({ code: 'evidence-queue-full' }))
    waiting++
    const mine = turn.then(async () => {
      waiting--
      return inThread({ file: await load(), rules }, bounds)
    })
    turn = mine.catch(() => undefined)
    return mine
  }
}

async function inThread(task: ReadRunTask, bounds: ReadingBounds): ReturnType<Reading> {
  const read = await inBoundedThread<Awaited<ReturnType<Reading>>>(thread, task, bounds)
  return read === 'too-costly' ? refuse(costly(bounds.seconds, bounds.megabytes)) : read
}

/** No honest run takes so long: what cannot be judged shows nothing. */
const costly = (seconds: number, megabytes: number): BrokenEvidence => ({
  code: 'evidence-broken',
  reason: 'evidence-too-costly',
  why: fill(
    {
      ja: '中身が多すぎて、判定し直せません（{seconds}秒、{megabytes} MBまで）。',
      en: 'There is too much in it to be judged again (at most {seconds} s and {megabytes} MB are spent on it).',
    },
    { seconds, megabytes },
  ),
})
