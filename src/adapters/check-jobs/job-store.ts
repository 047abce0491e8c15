import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import {
  type ArrivingList,
  type CheckJobFault,
  type CheckJobs,
  type JobAnswer,
  type JobSeen,
  type JobState,
  type JobWish,
  jobBounds,
} from '../../core/procurement/check-job.ts'
import { inTransaction } from '../store/database.ts'
import { askerDigest, type JobSecret, makeSecret, seal, secretOf, unseal } from './job-secret.ts'

const pieceSize = 512 * 1024
// A list that is still not whole after so long never will be.
const arrivingMinutes = 15
const lineFeed = 0x0a

interface JobRow {
  readonly state: JobState | 'arriving'
  readonly created_at: Date
  readonly expires_at: Date
  readonly wish: JobWish
  readonly rows_done: number
  readonly rows_total: number | null
  readonly seconds: string | null
  readonly outcome: Buffer | null
  readonly ahead: string
}

/** What came of a job, as it is kept. */
export type JobOutcome = { readonly answer: JobAnswer } | { readonly fault: NonNullable<JobSeen['fault']> }

/** Keeps jobs in the database: taken in here, worked on by whichever server has room. */
export function checkJobs(pool: pg.Pool): CheckJobs {
  const as = ({ id }: JobSecret) => ({ 'hoshirushi.check_job': id })
  return {
    async open(asker) {
      const secret = makeSecret()
      const made = await makeRoom(pool, secret, asker)
      return made.ok ? ok(arriving(pool, secret, as(secret))) : made
    },
    async see(token) {
      const secret = secretOf(token)
      if (secret === undefined) return undefined
      const row = await inTransaction(pool, as(secret), async (client) => {
        const { rows } = await client.query<JobRow>(
          `select state, created_at, expires_at, wish, rows_done, rows_total, outcome,
             extract(epoch from now() - started_at) as seconds, 0 as ahead
           from passing.check_job where id = $1 and state <> 'arriving' and expires_at > now()`,
          [secret.id],
        )
        return rows[0]
      })
      if (row === undefined) return undefined
      const ahead = row.state === 'waiting' ? await aheadOf(pool, row.created_at) : 0
      return seen(row, ahead, secret)
    },
    async result(token, form) {
      const secret = secretOf(token)
      if (secret === undefined) return undefined
      const attempt = await inTransaction(pool, as(secret), async (client) => {
        const { rows } = await client.query<{ attempts: number }>(
          `select attempts from passing.check_job where id = $1 and state = 'done' and expires_at > now()`,
          [secret.id],
        )
        return rows[0]?.attempts
      })
      return attempt === undefined ? undefined : pieces(pool, as(secret), secret, { form, attempt })
    },
    async remove(token) {
      const secret = secretOf(token)
      if (secret === undefined) return false
      return inTransaction(pool, as(secret), async (client) => {
        const { rowCount } = await client.query(`delete from passing.check_job where id = $1 and expires_at > now()`, [
          secret.id,
        ])
        return rowCount === 1
      })
    },
  }
}

export const asWorker = { 'hoshirushi.kind': 'check-worker' }

/** Deletes what is a day old, and lists that stopped on the way. */
export async function sweepJobs(pool: pg.Pool): Promise<void> {
  await inTransaction(pool, asWorker, (client) =>
    client.query(
      `delete from passing.check_job where expires_at <= now()
         or (state = 'arriving' and created_at < now() - make_interval(mins => $1))`,
      [arrivingMinutes],
    ),
  )
}

/** Adds a job where the bounds allow one more. Counting and adding are one step, on however many servers. */
const makeRoom = (pool: pg.Pool, { id, key }: JobSecret, asker: string): Promise<Result<null, CheckJobFault>> =>
  inTransaction(pool, asWorker, async (client) => {
    await client.query('select from passing.check_job_turn where one = 1 for update')
    const { rows } = await client.query<{ asker: Buffer; asker_salt: Buffer; state: JobState | 'arriving' }>(
      'select asker, asker_salt, state from passing.check_job where expires_at > now()',
    )
    const isOpen = ({ state }: { state: string }) => state !== 'done' && state !== 'refused'
    const own = rows.filter((row) => askerDigest(row.asker_salt, asker).equals(row.asker))
    const { waiting, waitingEach, kept, keptEach } = jobBounds
    if (own.filter(isOpen).length >= waitingEach)
      return refuse<CheckJobFault>({ code: 'check-jobs-yours', limit: waitingEach })
    if (own.length >= keptEach) return refuse<CheckJobFault>({ code: 'check-jobs-yours', limit: keptEach })
    if (rows.length >= kept || rows.filter(isOpen).length >= waiting)
      return refuse<CheckJobFault>({ code: 'check-jobs-full' })
    const salt = randomBytes(16)
    await client.query(
      `insert into passing.check_job (id, state, expires_at, asker, asker_salt, key)
       values ($1, 'arriving', now() + make_interval(hours => $2), $3, $4, $5)`,
      [id, jobBounds.hours, askerDigest(salt, asker), salt, Buffer.from(key)],
    )
    return ok(null)
  })

function arriving(pool: pg.Pool, secret: JobSecret, settings: Record<string, string>): ArrivingList {
  let held: Buffer[] = []
  let size = 0
  let number = 0
  let lines = 0
  const write = async () => {
    if (size === 0) return
    const content = await seal(secret.key, `list ${number}`, Buffer.concat(held))
    held = []
    size = 0
    await inTransaction(pool, settings, (client) =>
      client.query(
        `insert into passing.check_job_piece (job, kind, attempt, number, content) values ($1, 'list', 0, $2, $3)`,
        [secret.id, number, content],
      ),
    )
    number++
  }
  return {
    token: secret.token,
    async push(bytes) {
      for (const byte of bytes) if (byte === lineFeed) lines++
      held.push(Buffer.from(bytes))
      size += bytes.length
      if (size >= pieceSize) await write()
    },
    async keep(wish) {
      await write()
      await inTransaction(pool, settings, (client) =>
        client.query(
          `update passing.check_job set state = 'waiting', wish = $2, rows_total = $3
           where id = $1 and state = 'arriving'`,
          [secret.id, JSON.stringify(wish), lines],
        ),
      )
    },
    async discard() {
      await inTransaction(pool, settings, (client) =>
        client.query('delete from passing.check_job where id = $1', [secret.id]),
      )
    },
  }
}

async function aheadOf(pool: pg.Pool, createdAt: Date): Promise<number> {
  const { rows } = await inTransaction(pool, asWorker, (client) =>
    client.query<{ count: string }>(
      `select count(*) from passing.check_job where state in ('waiting', 'working') and created_at < $1`,
      [createdAt],
    ),
  )
  return Number(rows[0]?.count ?? 0)
}

async function seen(row: JobRow, ahead: number, { key }: JobSecret): Promise<JobSeen> {
  const outcome =
    row.outcome === null
      ? undefined
      : (JSON.parse((await unseal(key, 'outcome', row.outcome)).toString('utf8')) as JobOutcome)
  return {
    state: row.state as JobState,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    wish: row.wish,
    rowsDone: row.rows_done,
    ...(row.rows_total === null ? {} : { rowsTotal: row.rows_total }),
    ...(row.seconds === null ? {} : { secondsWorking: Number(row.seconds) }),
    ahead,
    ...outcome,
  }
}

async function* pieces(
  pool: pg.Pool,
  settings: Record<string, string>,
  { id, key }: JobSecret,
  { form, attempt }: { form: 'csv' | 'json' | 'list'; attempt: number },
): AsyncIterable<Uint8Array> {
  for (let number = 0; ; number++) {
    const { rows } = await inTransaction(pool, settings, (client) =>
      client.query<{ content: Buffer }>(
        `select content from passing.check_job_piece where job = $1 and kind = $2 and attempt = $3 and number = $4`,
        [id, form, attempt, number],
      ),
    )
    if (rows[0] === undefined) return
    yield await unseal(key, pieceName(form, attempt, number), rows[0].content)
  }
}

/** What a piece is bound to. */
export const pieceName = (kind: 'csv' | 'json' | 'list', attempt: number, number: number): string =>
  kind === 'list' ? `list ${number}` : `${kind} ${attempt} ${number}`

/** The list of a job that is being worked on. */
export const listPieces = (pool: pg.Pool, id: string, key: Uint8Array): AsyncIterable<Uint8Array> =>
  pieces(pool, asWorker, { id, key, token: '' }, { form: 'list', attempt: 0 })
