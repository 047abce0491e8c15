import { Worker } from 'node:worker_threads'

/** Bounds of work on what a stranger has sent. */
export interface ThreadBounds {
  readonly seconds: number
  readonly megabytes: number // of what is made from it; the file itself comes on top
}

/** The file of a thread, from sources and from dist/ alike. */
export const threadFile = (name: string, from: string): URL =>
  new URL(`./${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from)

/**
 * Does one piece of work in a thread of its own that ends with it, and gives it up beyond its bounds: whatever a stranger has put into
 * a file, the program goes on. What the thread sends first is the answer.
 */
export function inBoundedThread<T, Task extends { readonly file: Uint8Array } = { readonly file: Uint8Array }>(
  thread: URL,
  task: Task,
  { seconds, megabytes }: ThreadBounds,
): Promise<T | 'too-costly'> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, {
      workerData: task,
      transferList: [task.file.buffer as ArrayBuffer],
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 8 },
    })
    const end = (how: () => void) => {
      clearTimeout(timer)
      worker.removeAllListeners()
      worker.on('error', () => undefined) // it may still end badly
      void worker.terminate()
      how()
    }
    const timer = setTimeout(() => end(() => resolve('too-costly')), seconds * 1_000)
    worker.on('message', (answer: T) => end(() => resolve(answer)))
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve('too-costly') : reject(error))),
    )
    worker.on('exit', () => end(() => reject(new Error('the thread ended by itself'))))
  })
}
