import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import {
  type NewWebhook,
  readWebhookAddress,
  type Webhook,
  type WebhookDoor,
  type WebhookEvent,
  type WebhookFault,
  type WebhookState,
  webhookLimits,
} from '../../core/register/webhook.ts'
import { digestOfToken } from '../accounts/secrets.ts'
import { seal } from '../check-jobs/job-secret.ts'
import { inTransaction } from '../store/database.ts'
import { writeSecret } from './sign-webhook.ts'

export const asSender = { 'hoshirushi.kind': 'webhooks' }

export interface WebhookRow {
  readonly id: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly secret: Buffer
  readonly state: WebhookState
  readonly next: string
  readonly delivered: string
  readonly attempts: number
  readonly last_error: string | null
  readonly failing_since: Date | null
  readonly next_try_at: Date
  readonly created_at: Date
}

export const columns =
  'id, url, events, secret, state, next, delivered, attempts, last_error, failing_since, next_try_at, created_at'

/** Binds a secret to its subscription: it opens in no other row. */
export const placeOf = (id: string): string => `webhook secret ${id}`

const webhookOf = (row: WebhookRow): Webhook => ({
  ...{ id: row.id, url: row.url, events: row.events, state: row.state, next: Number(row.next) },
  ...{ delivered: Number(row.delivered), attempts: row.attempts, lastError: row.last_error },
  failingSince: row.failing_since?.toISOString() ?? null,
  nextTryAt: row.state === 'given-up' ? null : row.next_try_at.toISOString(),
  createdAt: row.created_at.toISOString(),
})

/** Subscribing, looking, going on and ending: what a subscriber does. */
export function webhookSubscriptions(
  pool: pg.Pool,
  key: Uint8Array,
  options: { readonly nearby: boolean },
): WebhookDoor {
  const byToken = <T>(token: string, use: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
    inTransaction(pool, { 'hoshirushi.webhook': digestOfToken(token) }, use)
  const found = (row: WebhookRow | undefined): Result<Webhook, WebhookFault> =>
    row === undefined ? refuse({ code: 'webhook-not-found' }) : ok(webhookOf(row))
  return {
    /** From the end of the log on. Nothing is sent but a challenge until the receiver has answered it. */
    async subscribe(typed: string, events: readonly WebhookEvent[]): Promise<Result<NewWebhook, WebhookFault>> {
      const address = readWebhookAddress(typed, options)
      if (!address.ok) return address
      if (events.length === 0) return refuse({ code: 'webhook-events-missing' })
      const { hostname: host } = new URL(address.value)
      const [id, token, secret] = [`wh_${randomUUID()}`, randomBytes(32).toString('base64url'), randomBytes(32)]
      const sealed = await seal(key, placeOf(id), secret)
      return inTransaction(pool, asSender, async (client) => {
        // Who never confirmed is forgotten; counting and adding are one step.
        await client.query(`select pg_advisory_xact_lock(hashtext('webhook subscriptions'))`)
        await client.query(`delete from webhook where state = 'unconfirmed' and created_at < now() - interval '1 day'`)
        const { rows } = await client.query<{ all: number; own: number }>(
          'select count(*)::integer as all, count(*) filter (where host = $1)::integer as own from webhook',
          [host],
        )
        if (rows[0]!.own >= webhookLimits.perHost)
          return refuse({ code: 'webhooks-of-host', host, limit: webhookLimits.perHost })
        if (rows[0]!.all >= webhookLimits.all) return refuse({ code: 'webhooks-full' })
        const made = await client.query<WebhookRow>(
          `insert into webhook (id, url, host, events, secret, token_digest, state, next)
           values ($1, $2, $3, $4, $5, $6, 'unconfirmed', coalesce((select size from log_head), 0)) returning ${columns}`,
          [id, address.value, host, [...new Set(events)], sealed, digestOfToken(token)],
        )
        return ok({ ...webhookOf(made.rows[0]!), secret: writeSecret(secret), token })
      })
    },
    state: (token: string): Promise<Result<Webhook, WebhookFault>> =>
      byToken(token, async (client) =>
        found((await client.query<WebhookRow>(`select ${columns} from webhook`)).rows[0]),
      ),
    resume: (token: string, from?: number): Promise<Result<Webhook, WebhookFault>> =>
      byToken(token, async (client) => {
        const { rows } = await client.query<WebhookRow>(
          `update webhook set next_try_at = now(),
             -- An address that was never confirmed is not asked more often than it is anyway.
             state = case when confirmed then 'active' else state end,
             attempts = case when confirmed then 0 else attempts end,
             next = case when confirmed then least(coalesce($1, next), next) else next end
           returning ${columns}`,
          [from ?? null],
        )
        return found(rows[0])
      }),
    end: (token: string): Promise<Result<Webhook, WebhookFault>> =>
      byToken(token, async (client) =>
        found((await client.query<WebhookRow>(`delete from webhook returning ${columns}`)).rows[0]),
      ),
  }
}
