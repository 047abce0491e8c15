import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Mail } from '../../casework/ports.ts'
import type { Instant } from '../../core/kernel/date.ts'
import { inTransaction } from './database.ts'

/** Brings one mail on its way; throws where it could not. */
export type SendMail = (mail: Mail & { readonly id: string }) => Promise<void>

const asPost = { 'hoshirushi.kind': 'post' }
const longestPauseSeconds = 3600
const pauseSeconds = (attempts: number): number => Math.min(2 ** attempts * 15, longestPauseSeconds)

interface Row {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly case_id: string | null
  readonly watch: string | null
  readonly created_at: Date
  readonly attempts: number
}

const mailOf = (row: Row): Mail & { id: string } => ({
  ...{ id: row.id, to: row.to, subject: row.subject, text: row.text },
  ...(row.case_id === null ? {} : { caseId: row.case_id }),
})

/**
 * Sends what is due, one mail a transaction, and says how many left. Several servers may do this at once: a row being
 * sent is locked and skipped by the others. A mail may arrive twice when a server dies between sending and noting it; it
 * is never lost. One that is refused is tried again after longer and longer pauses, for ever; the last error stays on it.
 */
export async function deliverMail(pool: pg.Pool, send: SendMail, most = 100): Promise<number> {
  let sent = 0
  for (let done = 0; done < most; done++) {
    const outcome = await inTransaction(pool, asPost, async (client) => {
      const { rows } = await client.query<Row>(
        `select id, "to", subject, text, case_id, watch, created_at, attempts from mail_outbox
         where sent_at is null and next_try_at <= now() order by next_try_at limit 1 for update skip locked`,
      )
      const row = rows[0]
      if (row === undefined) return 'nothing due'
      try {
        await send(mailOf(row))
      } catch (error) {
        await client.query(
          `update mail_outbox set attempts = attempts + 1, last_error = $2, next_try_at = now() + make_interval(secs => $3)
           where id = $1`,
          [row.id, String((error as Error).message).slice(0, 1000), pauseSeconds(row.attempts)],
        )
        return 'refused'
      }
      // Of a mail about a watch nothing stays behind: not even that this address had one.
      if (row.watch !== null) {
        await client.query('delete from mail_outbox where id = $1', [row.id])
        return 'sent'
      }
      // A mail outside a case is a code or an invitation: what opens a door is not kept once it has left.
      await client.query(
        `update mail_outbox set attempts = attempts + 1, sent_at = now(), last_error = null,
           text = case when case_id is null then '' else text end
         where id = $1`,
        [row.id],
      )
      return 'sent'
    })
    if (outcome === 'nothing due') break
    if (outcome === 'sent') sent++
  }
  return sent
}

/** The newest mails, sent or waiting: the outbox page of the demonstration. */
export const newestMail = (pool: pg.Pool, limit: number): Promise<readonly (Mail & { readonly at: Instant })[]> =>
  inTransaction(pool, asPost, async (client) => {
    const { rows } = await client.query<Row>(
      `select id, "to", subject, text, case_id, watch, created_at, attempts from mail_outbox
       order by created_at desc, id desc limit $1`,
      [limit],
    )
    return rows.map((row) => ({ ...mailOf(row), at: row.created_at.toISOString() }))
  })

/** How many mails wait, and since when the oldest does, for health and alarms. */
export const waitingMail = (pool: pg.Pool): Promise<{ readonly waiting: number; readonly oldest: Instant | null }> =>
  inTransaction(pool, asPost, async (client) => {
    const { rows } = await client.query<{ waiting: number; oldest: Date | null }>(
      'select count(*)::integer as waiting, min(created_at) as oldest from mail_outbox where sent_at is null',
    )
    return { waiting: rows[0]!.waiting, oldest: rows[0]!.oldest?.toISOString() ?? null }
  })

/** Puts a mail on its way outside a case, e.g. a sign-in code; a case's mail goes with its transaction. */
export async function enqueueMail(pool: pg.Pool, mail: Mail): Promise<void> {
  await inTransaction(pool, {}, (client) => insertMail(client, mail))
}

/**
 * Puts a mail on its way in a transaction that runs already: it leaves only if the transaction holds. One about a watch goes with the
 * watch, if that ends before it has left.
 */
export async function insertMail(client: pg.ClientBase, mail: Mail, watch?: string): Promise<void> {
  await client.query(
    'insert into mail_outbox (id, "to", subject, text, case_id, watch) values ($1, $2, $3, $4, $5, $6)',
    [...[randomUUID(), mail.to, mail.subject, mail.text, mail.caseId ?? null, watch ?? null]],
  )
}
