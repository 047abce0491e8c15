import { Worker } from 'node:worker_threads'
import type { Sheet } from '../../core/procurement/sheet/sheet.ts'
import { threadFile } from '../bench/bounded-thread.ts'

/** Draws sheets in a thread of its own, one after the other. */
export interface SheetDrawer {
  /** The paper; `busy` where too many wait. What a sheet may hold is bounded, and so is the time it takes. */
  draw(sheet: Sheet): Promise<Uint8Array | 'busy'>
  close(): Promise<void>
}

/** Opens the drawer; its thread begins with the first sheet. */
export function openSheetDrawer({ most = 20 } = {}): SheetDrawer {
  let thread: Worker | undefined
  let waiting = 0
  let turn: Promise<unknown> = Promise.resolve()

  const drawn = (sheet: Sheet): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      thread ??= new Worker(threadFile('draw-sheet-thread', import.meta.url))
      const own = thread
      const done = (pdf: Uint8Array) => {
        own.off('error', failed).off('exit', ended)
        resolve(pdf)
      }
      const failed = (error: Error) => {
        thread = undefined // the next sheet begins anew
        own.off('message', done).off('exit', ended)
        reject(error)
      }
      const ended = () => failed(new Error('the thread that draws ended by itself'))
      own.once('message', done).once('error', failed).once('exit', ended)
      own.postMessage(sheet)
    })

  return {
    async draw(sheet) {
      if (waiting >= most) return 'busy'
      waiting++
      const mine = turn.then(() => drawn(sheet))
      turn = mine.catch(() => undefined)
      try {
        return await mine
      } finally {
        waiting--
      }
    },
    async close() {
      await turn
      await thread?.terminate()
    },
  }
}
