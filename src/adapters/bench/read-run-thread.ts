import { parentPort, workerData } from 'node:worker_threads'
import { checks } from '../../lab/checks/all.ts'
import { type ReadingRules, readRun } from './read-run.ts'

// Evidence is judged in a thread of its own: whatever a stranger has put into it, the program goes on, and can put an end to it.

/** What the thread is started with. */
export interface ReadRunTask {
  readonly file: Uint8Array
  readonly rules: Omit<ReadingRules, 'checks'>
}

const { file, rules } = workerData as ReadRunTask
parentPort?.postMessage(readRun(file, { ...rules, checks }))
