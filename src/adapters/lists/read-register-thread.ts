import { parentPort, workerData } from 'node:worker_threads'
import type { Instant } from '../../core/kernel/date.ts'
import { type DatabaseOptions, openPool } from '../store/database.ts'
import { readPackedRegisterOf } from './pack-register.ts'

/** What the thread is started with: how to reach the database, and the moment of the register. */
export interface ReadRegisterTask {
  readonly database: Omit<DatabaseOptions, 'onError'>
  readonly takenAt: Instant
}

const { database, takenAt } = workerData as ReadRegisterTask
const pool = openPool({ ...database, connections: 1 })
const packed = await readPackedRegisterOf(pool, takenAt)
parentPort?.postMessage(packed)
await pool.end()
