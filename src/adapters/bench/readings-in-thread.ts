import { Worker } from 'node:worker_threads'
import type { BrokenEvidence, EvidenceQueueFull, RunReading } from '../../casework/device-runs.ts'
import { type Result, refuse } from '../../core/kernel/result.ts'
import { fill } from '../../core/kernel/text.ts'
import type { ReadRunTask } from './read-run-thread.ts'

// A file of a few megabytes can be made so that judging it takes hours: checks compare everything seen with everything declared.
// Whoever may upload a file must not be able to stop the program with it. So files are judged one after the other, each in a thread
// that ends with it, within bounds of time and memory that no honest run comes near (a fifth of a second, some megabytes).

/** Bounds of judging files. */
export interface ReadingBounds {
  readonly seconds: number // for one file
  readonly megabytes: number // of what is made from it; the file itself comes on top
  readonly waiting: number // files at most that wait for their turn
}
export const readingBounds: ReadingBounds = { seconds: 20, megabytes: 256, waiting: 8 }

/** Judges one file; it is loaded only when its turn has come. */
export type Reading = (
  load: () => Promise<Uint8Array>,
) => Promise<Result<RunReading, BrokenEvidence | EvidenceQueueFull>>

const thread = new URL(
  import.meta.url.endsWith('.ts') ? './read-run-thread.ts' : './read-run-thread.js',
  import.meta.url,
)

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

function inThread(task: ReadRunTask, { seconds, megabytes }: ReadingBounds): ReturnType<Reading> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, {
      workerData: task,
      transferList: [task.file.buffer as ArrayBuffer],
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 16 },
    })
    const end = (how: () => void) => {
      clearTimeout(timer)
      worker.removeAllListeners()
      worker.on('error', () => undefined) // it may still end badly
      void worker.terminate()
      how()
    }
    const timer = setTimeout(() => end(() => resolve(refuse(costly(seconds, megabytes)))), seconds * 1_000)
    worker.on('message', (read) => end(() => resolve(read)))
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end(() =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(refuse(costly(seconds, megabytes))) : reject(error),
      ),
    )
    worker.on('exit', () => end(() => reject(new Error('the thread that judges evidence ended by itself'))))
  })
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
