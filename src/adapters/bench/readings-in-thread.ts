import type {
  BrokenEvidence,
  EvidenceJudgedOtherwise,
  EvidenceQueueFull,
  RunReading,
} from '../../casework/device-runs.ts'
import { type Result, refuse } from '../../core/kernel/result.ts'
import { fill } from '../../core/kernel/text.ts'
import { inBoundedThread, type ThreadBounds, threadFile } from './bounded-thread.ts'
import { fairTurns, type TurnBounds } from './fair-turns.ts'
import type { ReadRunTask } from './read-run-thread.ts'

// A file of a few megabytes can be made so that judging it takes hours: checks compare everything seen with everything declared.
// Whoever may upload a file must not be able to stop the program with it. So files are judged one after the other, each in a thread
// that ends with it, within bounds of time and memory that no honest run comes near (a fifth of a second, some megabytes). And whoever
// uploads such files again and again must not keep others from being judged: organisations take turns, and few files of one may wait.

/** Bounds of judging files: of each, and of what waits. */
export interface ReadingBounds extends ThreadBounds, TurnBounds {}
export const readingBounds: ReadingBounds = { seconds: 20, megabytes: 256, waiting: 24, each: 3 }

/** Judges one file for an organisation; it is loaded only when its turn has come. */
export type Reading = (
  load: () => Promise<Uint8Array>,
  organisation: string,
) => Promise<Result<RunReading, BrokenEvidence | EvidenceJudgedOtherwise | EvidenceQueueFull>>

const thread = threadFile('read-run-thread', import.meta.url)

/** Judges files in threads, one at a time, organisation by organisation. */
export function readingsInThread(rules: ReadRunTask['rules'], bounds: ReadingBounds = readingBounds): Reading {
  const take = fairTurns(bounds)
  return (load, organisation) => {
    const turn = take(organisation, async () => inThread({ file: await load(), rules }, bounds))
    if (turn === 'full') return Promise.resolve(refuse({ code: 'evidence-queue-full' }))
    if (turn === 'too-many-of-yours')
      return Promise.resolve(refuse({ code: 'evidence-queue-yours', limit: bounds.each }))
    return turn
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
