import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import type { Fault } from '../../core/kernel/fault.ts'
import type { Result } from '../../core/kernel/result.ts'
import type { CheckJobFault, JobAnswer, JobWish } from '../../core/procurement/check-job.ts'
import type { PackedRegister } from '../../core/procurement/packed/packed-register.ts'
import { threadFile } from '../bench/bounded-thread.ts'
import { inTransaction } from '../store/database.ts'
import { seal } from './job-secret.ts'
import { asWorker, type JobOutcome, listPieces, pieceName } from './job-store.ts'
import type { JudgeSaid, JudgeTask } from './judge-thread.ts'

/** How long a server may be silent before another takes its job, how often a job is tried, and what judging it may cost. */
const leaseSeconds = 20
const mostAttempts = 4
const bounds = { seconds: 600, megabytes: 768 }

/** What a server needs to work on jobs. */
export interface JobWork {
  readonly pool: pg.Pool
  /** What a list is judged by; a refusal where a policy is no longer there. */
  readonly inputOf: (wish: JobWish) => Promise<Result<Omit<JudgeTask, 'packed' | 'wish'>, Fault>>
  readonly register: () => Promise<PackedRegister>
  /** Told once for each list that was answered. */
  readonly answered: (counts: JobAnswer['counts']) => void
  readonly signal: AbortSignal
}

interface TakenJob {
  readonly id: string
  readonly key: Buffer
  readonly wish: JobWish
  readonly attempts: number
}

/** Takes the job that waits longest and does it; false where none waits. A job whose server fell silent is done from its beginning. */
export async function workOnJob(work: JobWork): Promise<boolean> {
  const { pool, signal } = work
  const worker = randomUUID()
  if (signal.aborted) return false
  const job = await takeJob(pool, worker)
  if (job === undefined) return false
  if (job.attempts > mostAttempts) {
    await finish(pool, worker, job, { fault: { code: 'check-job-given-up' } satisfies CheckJobFault as Fault })
    return true
  }
  const input = await work.inputOf(job.wish)
  const outcome: JobOutcome | undefined = input.ok
    ? await judge(work, worker, job, { ...input.value, packed: await work.register(), wish: job.wish })
    : { fault: input.fault }
  if (outcome !== undefined && (await finish(pool, worker, job, outcome)) && 'answer' in outcome)
    work.answered(outcome.answer.counts)
  if (outcome === undefined && signal.aborted) await giveBack(pool, worker, job)
  return true
}

const takeJob = (pool: pg.Pool, worker: string): Promise<TakenJob | undefined> =>
  inTransaction(pool, asWorker, async (client) => {
    const { rows } = await client.query<TakenJob>(
      `update passing.check_job set state = 'working', worker = $1, attempts = attempts + 1, rows_done = 0,
         started_at = now(), lease_until = now() + make_interval(secs => $2)
       where id = (select id from passing.check_job where expires_at > now()
         and (state = 'waiting' or (state = 'working' and lease_until < now()))
         order by created_at limit 1 for update skip locked)
       returning id, key, wish, attempts`,
      [worker, leaseSeconds],
    )
    const [job] = rows
    // What an attempt that broke off has left.
    if (job !== undefined)
      await client.query(`delete from passing.check_job_piece where job = $1 and kind <> 'list'`, [job.id])
    return job
  })

/** Judges a list in a thread of its own; undefined where the job is no longer ours, or this server is closing. */
function judge(
  { pool, signal }: JobWork,
  worker: string,
  job: TakenJob,
  task: JudgeTask,
): Promise<JobOutcome | undefined> {
  const list = listPieces(pool, job.id, job.key)[Symbol.asyncIterator]()
  const thread = new Worker(threadFile('judge-thread', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: bounds.megabytes, maxYoungGenerationSizeMb: 16 },
  })
  let number = 0
  return new Promise((resolve, reject) => {
    const end = (how: () => void) => {
      clearTimeout(timer)
      clearInterval(renewal)
      signal.removeEventListener('abort', stop)
      thread.removeAllListeners()
      thread.on('error', () => undefined) // it may still end badly
      void thread.terminate()
      how()
    }
    const costly = () =>
      end(() => resolve({ fault: { code: 'check-job-too-costly' } satisfies CheckJobFault as Fault }))
    const stop = () => end(() => resolve(undefined))
    const fail = (error: unknown) => end(() => reject(error as Error))
    const timer = setTimeout(costly, bounds.seconds * 1_000)
    // Also while nothing is written: a workbook is read for some seconds before its first row is judged.
    const renewal = setInterval(
      () => {
        renew(pool, worker, job).then((ours) => (ours ? undefined : stop()), fail)
      },
      (leaseSeconds * 1_000) / 4,
    )
    signal.addEventListener('abort', stop)

    const answer = async (said: JudgeSaid): Promise<void> => {
      switch (said.kind) {
        case 'more': {
          const { value, done } = await list.next()
          return thread.postMessage(done ? undefined : value)
        }
        case 'total':
          await renew(pool, worker, job, { total: said.rows })
          return thread.postMessage(undefined)
        case 'slice':
          if (!(await keepSlice(pool, worker, job, number++, said))) return stop()
          return thread.postMessage(undefined)
        case 'answer':
          return end(() => resolve({ answer: said.answer }))
        case 'refused':
          return end(() => resolve({ fault: said.fault }))
      }
    }
    thread.on('message', (said: JudgeSaid) => void answer(said).catch(fail))
    thread.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? costly() : fail(error),
    )
    thread.on('exit', () => fail(new Error('the thread ended by itself')))
  })
}

/** Says that this server is still there; false where the job was deleted or taken by another. */
async function renew(
  pool: pg.Pool,
  worker: string,
  { id }: TakenJob,
  { done, total }: { done?: number; total?: number } = {},
): Promise<boolean> {
  const { rowCount } = await inTransaction(pool, asWorker, (client) =>
    client.query(
      `update passing.check_job set lease_until = now() + make_interval(secs => $3),
         rows_done = coalesce($4::integer, rows_done), rows_total = coalesce($5::integer, rows_total)
       where id = $1 and worker = $2 and state = 'working'`,
      [id, worker, leaseSeconds, done ?? null, total ?? null],
    ),
  )
  return rowCount === 1
}

async function keepSlice(
  pool: pg.Pool,
  worker: string,
  job: TakenJob,
  number: number,
  { csv, json, rows }: Extract<JudgeSaid, { kind: 'slice' }>,
): Promise<boolean> {
  const { id, key, attempts } = job
  if (!(await renew(pool, worker, job, { done: rows }))) return false
  for (const [kind, bytes] of [
    ['csv', csv],
    ['json', json],
  ] as const) {
    const content = await seal(key, pieceName(kind, attempts, number), bytes)
    await inTransaction(pool, asWorker, (client) =>
      client.query(
        // Only where the job is still there and ours.
        `insert into passing.check_job_piece (job, kind, attempt, number, content)
         select $1::text, $2::text, $3::integer, $4::integer, $5::bytea from passing.check_job where id = $1 and worker = $6`,
        [id, kind, attempts, number, content, worker],
      ),
    )
  }
  return true
}

/** What came of it is kept, the list and its key are not; false where the job is no longer ours. */
async function finish(pool: pg.Pool, worker: string, { id, key }: TakenJob, outcome: JobOutcome): Promise<boolean> {
  const sealed = await seal(key, 'outcome', Buffer.from(JSON.stringify(outcome)))
  const answered = 'answer' in outcome
  return inTransaction(pool, asWorker, async (client) => {
    const { rowCount } = await client.query(
      `update passing.check_job set state = $3, outcome = $4, key = null, lease_until = null,
         rows_done = coalesce($5::integer, rows_done), rows_total = coalesce($5::integer, rows_total)
       where id = $1 and worker = $2 and state = 'working'`,
      [id, worker, answered ? 'done' : 'refused', sealed, answered ? outcome.answer.counts.lines : null],
    )
    if (rowCount === 1)
      await client.query(`delete from passing.check_job_piece where job = $1 and (kind = 'list' or $2::boolean)`, [
        id,
        !answered,
      ])
    return rowCount === 1
  })
}

/** A server that closes lets another begin at once. */
const giveBack = (pool: pg.Pool, worker: string, { id }: TakenJob): Promise<unknown> =>
  inTransaction(pool, asWorker, (client) =>
    client.query(
      `update passing.check_job set state = 'waiting', worker = null, lease_until = null, attempts = attempts - 1
       where id = $1 and worker = $2 and state = 'working'`,
      [id, worker],
    ),
  )
