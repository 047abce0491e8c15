import { workOnJob } from '../../src/adapters/check-jobs/work-on-jobs.ts'
import { openPool } from '../../src/adapters/store/database.ts'
import { jobInputOf, worldPacked } from '../support/check-job-work.ts'

// A server that works on lists that were left, until it is killed; how to reach the database comes in CHECK_JOB_CHILD.
const pool = openPool({ connection: JSON.parse(process.env.CHECK_JOB_CHILD ?? ''), connections: 2 })
const work = {
  pool,
  inputOf: jobInputOf,
  register: async () => worldPacked,
  answered: () => undefined,
  signal: new AbortController().signal,
}
while (!(await workOnJob(work))) await new Promise((done) => setTimeout(done, 50))
console.log('done')
await pool.end()
