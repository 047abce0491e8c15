import type pg from 'pg'
import type { Chance, Clock } from '../../casework/ports.ts'
import {
  confirmHours,
  type WatchAsked,
  type Watches,
  type WatchFault,
  watchLabelsMost,
  watchNameMost,
  watchYears,
} from '../../casework/watches.ts'
import { addDays, addMonths, dateInJapan, type Instant, startOfDate } from '../../core/kernel/date.ts'
import { ok, refuse } from '../../core/kernel/result.ts'
import { readEmail } from '../accounts/email.ts'
import { holdBack } from '../accounts/rate.ts'
import { digestOfToken, makeToken } from '../accounts/secrets.ts'
import { inTransaction } from '../store/database.ts'
import { insertMail } from '../store/mail-outbox.ts'
import { confirmMail, type MailFrom } from './watch-mails.ts'
import { asHolder, asWatcher, nextChange, standingNow, type WatchRow, watchOf } from './watch-rows.ts'

/** What watches stand on. */
export interface WatchNeeds {
  readonly pool: pg.Pool // connected as the serving role
  readonly clock: Clock
  readonly chance: Chance
  readonly operator: MailFrom
}

const isToken = (token: string): boolean => /^[\w-]{43}$/.test(token)

// An address is asked for consent so often at a time, whoever names it and from wherever; more are quietly not sent.
const mostUnconfirmed = 3
const mostOfAddress = 50

/** When a watch ends that begins or is renewed now: with its last day. */
const endFrom = (now: Instant): Instant =>
  new Date(Date.parse(startOfDate(addDays(addMonths(dateInJapan(now), watchYears * 12), 1))) - 1).toISOString()

/** Watches in PostgreSQL. */
export function createWatches(needs: WatchNeeds): Watches {
  const { pool, clock, chance, operator } = needs
  const change = (token: string, body: (client: pg.ClientBase, id: string) => Promise<pg.QueryResult>) => {
    if (!isToken(token)) return Promise.resolve(false)
    const id = digestOfToken(token)
    return inTransaction(pool, asHolder(id), async (client) => ((await body(client, id)).rowCount ?? 0) > 0)
  }
  return {
    async begin(asked, network) {
      const read = readAsked(asked)
      if (!read.ok) return read
      const { name, labels, mail } = read.value
      const held = await holdBack(
        { pool, clock },
        mail === undefined ? 'watch-feed' : 'watch-mail',
        mail ?? network,
        network,
      )
      if (held?.code === 'too-many-attempts') return refuse(held)
      const token = makeToken(chance)
      const id = digestOfToken(token)
      const now = clock.now()
      const expires =
        mail === undefined ? endFrom(now) : new Date(Date.parse(now) + confirmHours * 3_600_000).toISOString()
      const kept = await inTransaction(pool, { ...asWatcher, ...asHolder(id) }, async (client) => {
        if (mail !== undefined && !(await mayAsk(client, mail, now))) return true
        await client.query(
          `insert into watch (id, name, language, policy, by_mail, created_at, confirmed_at, expires_at, mail_after)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $6)`,
          [id, name, asked.language, asked.policy, mail !== undefined, now, mail === undefined ? now : null, expires],
        )
        const { rowCount } = await client.query(
          `insert into watch_label (watch, label, told, next_at)
           select $1, l.label, ${standingNow('$3::timestamptz')}, ${nextChange('$3')} from label l where l.label = any ($2)`,
          [id, labels, now],
        )
        if (rowCount === 0) {
          await client.query('delete from watch where id = $1', [id])
          return false
        }
        if (mail !== undefined) {
          await client.query('insert into watch_mail (watch, address, token) values ($1, $2, $3)', [id, mail, token])
          const facts = { token, name, labels: rowCount ?? 0, language: asked.language }
          await insertMail(client, { to: mail, ...confirmMail(operator, facts) }, id)
        }
        return true
      })
      if (!kept) return refuse({ code: 'watch-without-labels' })
      return ok(mail === undefined ? { token } : {})
    },
    async open(token) {
      if (!isToken(token)) return undefined
      const id = digestOfToken(token)
      const now = clock.now()
      return inTransaction(pool, asHolder(id), async (client) => {
        const { rows } = await client.query<WatchRow>('select * from watch where id = $1 and expires_at > $2', [
          id,
          now,
        ])
        return rows[0] === undefined ? undefined : watchOf(client, rows[0], now)
      })
    },
    confirm: (token) =>
      change(token, (client, id) =>
        client.query(
          `update watch set confirmed_at = coalesce(confirmed_at, $2),
             expires_at = case when confirmed_at is null then $3 else expires_at end
           where id = $1 and by_mail and expires_at > $2`,
          [id, clock.now(), endFrom(clock.now())],
        ),
      ),
    renew: (token) =>
      change(token, (client, id) =>
        client.query(
          `update watch set expires_at = $3, reminded_at = null
           where id = $1 and confirmed_at is not null and expires_at > $2`,
          [id, clock.now(), endFrom(clock.now())],
        ),
      ),
    remove: (token) => change(token, (client, id) => client.query('delete from watch where id = $1', [id])),
  }
}

/** Whether an address may be asked for its consent once more. */
async function mayAsk(client: pg.ClientBase, mail: string, now: Instant): Promise<boolean> {
  // Of two who ask at once the second counts the first.
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 100))', [mail])
  const { rows } = await client.query<{ waiting: number; all: number }>(
    `select count(*) filter (where w.confirmed_at is null)::integer as waiting, count(*)::integer as all
     from watch_mail m join watch w on w.id = m.watch where m.address = $1 and w.expires_at > $2`,
    [mail, now],
  )
  return (rows[0]?.waiting ?? 0) < mostUnconfirmed && (rows[0]?.all ?? 0) < mostOfAddress
}

function readAsked({ name: typed, labels: all, mail: address }: WatchAsked) {
  const name = typed.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  if (name === '') return refuse<WatchFault>({ code: 'watch-name-missing' })
  if ([...name].length > watchNameMost) return refuse<WatchFault>({ code: 'watch-name-too-long', limit: watchNameMost })
  const labels = [...new Set(all)]
  if (labels.length === 0) return refuse<WatchFault>({ code: 'watch-without-labels' })
  if (labels.length > watchLabelsMost)
    return refuse<WatchFault>({ code: 'watch-too-many-labels', limit: watchLabelsMost })
  const mail = address === undefined ? undefined : readEmail(address)
  if (address !== undefined && mail === undefined) return refuse<WatchFault>({ code: 'email-malformed' })
  return ok({ name, labels, mail })
}
