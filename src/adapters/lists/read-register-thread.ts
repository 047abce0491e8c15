import { parentPort, workerData } from 'node:worker_threads'
import type { Instant } from '../../core/kernel/date.ts'
import { type DatabaseOptions, openPool } from '../store/database.ts'
import { type ReadRegister, readRegister } from './read-register.ts'

/** What the thread is started with: how to reach the database, the moment, and the register that was read before, if there is one. */
export interface ReadRegisterTask {
  readonly database: Omit<DatabaseOptions, 'onError'>
  readonly now: Instant
  readonly before: ReadRegister['parts'] | undefined
}

const { database, now, before } = workerData as ReadRegisterTask
const pool = openPool({ ...database, connections: 1 })
parentPort?.postMessage(await readRegister(pool, now, before))
await pool.end()
