import { Worker } from 'node:worker_threads'
import { type PortAnswer, portAnswers } from './probe.ts'
import type { SweepBounds } from './sweep.ts'
import type { SweepNews, SweepTask } from './sweep-thread.ts'

const thread = new URL(import.meta.url.endsWith('.ts') ? './sweep-thread.ts' : './sweep-thread.js', import.meta.url)

export interface Sweeping {
  readonly host: string
  readonly ports: readonly number[]
  readonly bounds: SweepBounds
  readonly signal: AbortSignal
  /** Told several times a second. */
  readonly heard: (answers: readonly (readonly [port: number, answer: PortAnswer])[]) => void
}

/** Sweeps ports in a thread of its own, which ends with it. Resolves to whether the device wavered; rejects when it is cut off. */
export function sweepInThread(
  { host, ports, bounds, signal, heard }: Sweeping,
  stopped: () => Error,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(stopped())
    const task: SweepTask = { host, ports: Uint16Array.from(ports), bounds }
    // Sockets are small and die at once; without these bounds the heap grows with every thousand of them.
    const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 96 }
    const worker = new Worker(thread, { workerData: task, resourceLimits })
    const end = (how: () => void) => {
      signal.removeEventListener('abort', cut)
      void worker.terminate()
      how()
    }
    const cut = () => end(() => reject(stopped()))
    signal.addEventListener('abort', cut)
    worker.on('message', ({ ports, answers, ended }: SweepNews) => {
      heard([...ports].map((port, i) => [port, portAnswers[answers[i]!]!] as const))
      if (ended) end(() => resolve(ended.wavered))
    })
    worker.on('error', (error) => end(() => reject(error)))
    worker.on('exit', () => end(() => reject(new Error('the scanning thread ended by itself'))))
  })
}
