import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { LoggedChange, RegisterReader } from '../../casework/ports.ts'
import { nextTry, retryAfter, type WebhookEvent } from '../../core/register/webhook.ts'
import { unseal } from '../check-jobs/job-secret.ts'
import { inTransaction } from '../store/database.ts'
import { type Answer, postWebhook } from './post-webhook.ts'
import { challengeOf, signedHeaders } from './sign-webhook.ts'
import { asSender, columns, placeOf, type WebhookRow } from './webhook-rows.ts'

/** What an entry of the log is to a subscriber. */
export type WebhookView = (change: LoggedChange) => { readonly type: WebhookEvent; readonly data: unknown }

export interface DeliveryOptions {
  readonly pool: pg.Pool
  readonly register: Pick<RegisterReader, 'changes'>
  readonly key: Uint8Array
  readonly view: WebhookView
  readonly nearby: boolean
  readonly patience?: number // milliseconds for one try
  readonly now?: () => number // real time: receivers hold it against their own clock
}

const leaseSeconds = 90
const batch = 100 // entries looked at under one lease
const spell = 45_000 // milliseconds: a lease is given back long before it runs out
const atOnce = 8

/**
 * Tells subscribers what the log has for them, several at once, and says how many deliveries arrived. Each subscription is leased by
 * one server at a time (`skip locked`), and the cursor moves on only when a delivery was answered: in order, each at least once. A
 * server that dies leaves its lease to run out, and the next one sends the last delivery again, under the same id.
 */
export async function deliverWebhooks(options: DeliveryOptions): Promise<number> {
  let arrived = 0
  const worker = async (): Promise<void> => {
    for (;;) {
      const lease = randomUUID()
      const row = await take(options.pool, lease)
      if (row === undefined) return
      const more = await serve(options, row, lease)
      arrived += more
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return arrived
}

const take = (pool: pg.Pool, lease: string): Promise<WebhookRow | undefined> =>
  inTransaction(pool, asSender, async (client) => {
    const { rows } = await client.query<WebhookRow>(
      `update webhook set lease = $1, lease_until = now() + make_interval(secs => ${leaseSeconds})
       where id = (
         select id from webhook
         where state <> 'given-up' and next_try_at <= now() and (lease_until is null or lease_until < now())
           and (state = 'unconfirmed' or next < (select size from log_head))
         order by next_try_at limit 1 for update skip locked)
       returning ${columns}`,
      [lease],
    )
    return rows[0]
  })

/** Sends what one subscriber has not seen, until all of it is sent, something fails, or the time is up. */
async function serve(options: DeliveryOptions, row: WebhookRow, lease: string): Promise<number> {
  const { pool, register, key, view } = options
  // After a restore without the key nothing can be signed any more: the subscriber sees it, and the others are told all the same.
  const secret = await unseal(key, placeOf(row.id), row.secret).catch(() => undefined)
  if (secret === undefined) {
    await settle(pool, row, lease, { next: Number(row.next), arrived: 0, failure: secretLost })
    return 0
  }
  if (row.state === 'unconfirmed') {
    const failure = await confirm(options, row, secret)
    await settle(pool, row, lease, {
      next: Number(row.next),
      arrived: 0,
      ...(failure === undefined ? {} : { failure }),
    })
    return 0
  }
  const began = performance.now()
  const { changes, size } = await register.changes({ from: Number(row.next), limit: batch })
  let [arrived, next] = [0, Number(row.next)]
  for (const change of changes) {
    const { type, data } = view(change)
    if (row.events.includes(type)) {
      const id = `${row.id}_${change.index}` // the same whenever it is sent: a receiver knows what it has seen
      const answer = await send(options, row, secret, id, { type, data })
      if (!answer.ok) {
        await settle(pool, row, lease, { next, arrived, failure: answer })
        return arrived
      }
      arrived++
    }
    next = change.index + 1
    if (performance.now() - began > spell) {
      await settle(pool, row, lease, { next, arrived })
      return arrived
    }
  }
  // Less than a full batch has seen all of the log, what is not about labels as well.
  await settle(pool, row, lease, { next: changes.length < batch ? size : next, arrived })
  return arrived
}

type Failure = Extract<Answer, { ok: false }>
const secretLost: Failure = { ok: false, error: 'secret-lost', gone: true }

const send = (
  { nearby, patience, now = Date.now }: DeliveryOptions,
  row: WebhookRow,
  secret: Uint8Array,
  id: string,
  said: { readonly type: string; readonly data: unknown },
): Promise<Answer> => {
  const at = now()
  const body = JSON.stringify({ type: said.type, timestamp: new Date(at).toISOString(), data: said.data })
  const headers = signedHeaders({ id, body }, secret, at)
  return postWebhook({ url: row.url, headers, body }, { nearby, ...(patience === undefined ? {} : { patience }) })
}

/** Whoever has the address shows it by sending the challenge back. */
async function confirm(options: DeliveryOptions, row: WebhookRow, secret: Uint8Array): Promise<Failure | undefined> {
  const challenge = challengeOf(row.id, secret)
  const answer = await send(options, row, secret, `${row.id}_confirm`, { type: 'webhook.confirm', data: { challenge } })
  if (!answer.ok) return answer
  const text = answer.body.trim()
  return text === challenge || read(text) === challenge
    ? undefined
    : { ok: false, error: 'challenge-not-answered', gone: false }
}

function read(text: string): unknown {
  try {
    return (JSON.parse(text) as { challenge?: unknown } | null)?.challenge
  } catch {
    return undefined
  }
}

interface Served {
  readonly next: number
  readonly arrived: number
  readonly failure?: Failure
}

/** Notes how far it came; only while the lease is still ours, for somebody else may have gone further. */
async function settle(
  pool: pg.Pool,
  row: WebhookRow,
  lease: string,
  { next, arrived, failure }: Served,
): Promise<void> {
  const attempts = failure === undefined ? 0 : (arrived > 0 ? 0 : row.attempts) + 1
  const pause = failure === undefined ? 0 : failure.gone ? undefined : nextTry(row.state, attempts)
  const state = pause === undefined ? 'given-up' : failure === undefined ? 'active' : row.state
  await inTransaction(pool, asSender, (client) =>
    client.query(
      `update webhook set lease = null, lease_until = null, next = $3, delivered = delivered + $4, attempts = $5,
         last_error = $6, state = $7, confirmed = confirmed or $7 = 'active',
         failing_since = case when $6::text is null then null when $4 > 0 then now() else coalesce(failing_since, now()) end,
         next_try_at = now() + make_interval(secs => $8)
       where id = $1 and lease = $2`,
      [row.id, lease, next, arrived, attempts, failure?.error ?? null, state, pause ?? retryAfter.at(-1)],
    ),
  )
}
