import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { threadFile } from '../bench/bounded-thread.ts'
import type { ThreadAnswers, ThreadTask } from './check-thread.ts'

const mostThreads = 8

/** Threads that read a register and judge a list by it, one for each processor. */
export interface CheckThreads {
  readonly count: number
  /** Asks the n-th thread, which does one thing after another; what is in `given` is its own from then on. */
  ask<K extends ThreadTask['kind']>(
    n: number,
    task: Extract<ThreadTask, { kind: K }>,
    given?: readonly ArrayBuffer[],
  ): Promise<ThreadAnswers[K]>
  end(): void
}

/** Starts these threads; whoever does ends them. */
export function openCheckThreads(count = Math.min(mostThreads, availableParallelism())): CheckThreads {
  const threads = Array.from({ length: count }, openThread)
  return {
    count,
    ask: (n, task, given = []) => threads[n]!.ask(task, given) as Promise<never>,
    end: () => {
      for (const { end } of threads) end()
    },
  }
}

function openThread() {
  // Rows are made and forgotten by the million: a larger young part of memory is cleaned less often.
  const thread = new Worker(threadFile('check-thread', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 32 },
  })
  const asked: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = []
  let failed: Error | undefined
  thread.on('message', (answer: unknown) => asked.shift()!.resolve(answer))
  const fail = (error: Error) => {
    failed ??= error
    for (const { reject } of asked.splice(0)) reject(failed)
  }
  thread.on('error', fail)
  thread.on('exit', () => fail(new Error('a thread ended by itself')))
  return {
    ask: (task: ThreadTask, given: readonly ArrayBuffer[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (failed !== undefined) return reject(failed)
        asked.push({ resolve, reject })
        thread.postMessage(task, given)
      }),
    end: () => {
      thread.removeAllListeners()
      thread.on('error', () => undefined)
      void thread.terminate()
    },
  }
}
