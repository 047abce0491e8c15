import type pg from 'pg'
import type { Clock } from '../../casework/ports.ts'
import { mailPauseMinutes } from '../../casework/watches.ts'
import type { LabelId } from '../../core/kernel/label-id.ts'
import type { Language } from '../../core/kernel/text.ts'
import type { StandingCode } from '../../core/surveillance/standing.ts'
import { inTransaction } from '../store/database.ts'
import { insertMail } from '../store/mail-outbox.ts'
import { changesMail, endingMail, type MailFrom } from './watch-mails.ts'
import { asWatcher, labelsOf, nextChange, standingNow, toldChange } from './watch-rows.ts'

/** What the watcher stands on. */
export interface WatcherNeeds {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly operator: MailFrom
}

const most = 500 // rows of labels, watches of a step: a turn stays short
const day = 86_400_000
const lookBack = 15 * 60_000 // an event may be committed after others that were recorded later
const wholeEvery = 3_600_000

/**
 * One turn of the watcher: notes what has changed, puts mails on their way, lets go what has ended. Any number of servers may do this
 * at once, and any of them may be killed at any point: what is noted, told and marked as told is one transaction each.
 */
export function openWatcher({ pool, clock, operator }: WatcherNeeds): { turn(): Promise<void> } {
  // What happened while no server ran is found by looking at everything once in a while, and at the start.
  let wholeAt = Number.NEGATIVE_INFINITY
  return {
    async turn() {
      const whole = performance.now() - wholeAt >= wholeEvery
      while ((await note(pool, clock.now(), whole)) === most);
      if (whole) wholeAt = performance.now()
      while (await tellOne(pool, clock.now(), operator));
      if (!whole) return
      while (await remindOne(pool, clock.now(), operator));
      await inTransaction(pool, asWatcher, (client) =>
        client.query('delete from watch where expires_at <= $1', [clock.now()]),
      )
    },
  }
}

// Asked in two parts, each by its index; together they would read every row.
const mayHaveChanged = `
  (select watch, label from watch_label where next_at <= $1::timestamptz
   union select wl.watch, wl.label from (select distinct e.label from label_event e where e.at > $2::timestamptz) e
   join watch_label wl on wl.label = e.label)`

/** Notes which labels of watches are worth something else than was told last; says how many rows it found. */
async function note(pool: pg.Pool, now: string, whole: boolean): Promise<number> {
  const recent = new Date(Date.parse(now) - lookBack).toISOString()
  const [became, next] = [standingNow('$1::timestamptz'), nextChange('$1')]
  const { rows } = await inTransaction(pool, asWatcher, (client) =>
    client.query<{ n: number }>(
      `with found as (
         select wl.watch, wl.label, wl.told, ${became} as became, ${next} as next_at
         from ${whole ? '' : `${mayHaveChanged} c join`} watch_label wl ${whole ? '' : 'using (watch, label)'}
         join label l on l.label = wl.label
         where (wl.told is distinct from ${became} or wl.next_at is distinct from ${next})
           ${whole ? 'and $2::timestamptz is not null' : ''}
         order by wl.watch, wl.label limit ${most} for update of wl skip locked
       ), noted as (
         update watch_label wl set told = f.became, next_at = f.next_at from found f
         where wl.watch = f.watch and wl.label = f.label
       ), changed as (
         insert into watch_change (watch, label, at, was, became)
         select watch, label, $1, told, became from found where told is distinct from became
         on conflict do nothing
       ) select count(*)::integer as n from found`,
      [now, recent],
    ),
  )
  return rows[0]?.n ?? 0
}

interface Due {
  readonly id: string
  readonly name: string
  readonly language: Language
  readonly expires_at: Date
  readonly address: string
  readonly token: string
}

/** Puts one mail with all that has changed of one watch on its way; false: nothing is due. */
const tellOne = (pool: pg.Pool, now: string, operator: MailFrom): Promise<boolean> =>
  inTransaction(pool, asWatcher, async (client) => {
    const { rows } = await client.query<Due>(
      `select w.id, w.name, w.language, w.expires_at, m.address, m.token from watch w join watch_mail m on m.watch = w.id
       where w.confirmed_at is not null and w.expires_at > $1 and w.mail_after <= $1
         and exists (select from watch_change c where c.watch = w.id and c.mailed_at is null)
       limit 1 for update of w skip locked`,
      [now],
    )
    const due = rows[0]
    if (due === undefined) return false
    const { rows: changed } = await client.query<{
      label: LabelId
      at: Date
      was: StandingCode | null
      became: StandingCode | null
    }>(
      `update watch_change set mailed_at = $2 where watch = $1 and mailed_at is null returning label, at, was, became`,
      [due.id, now],
    )
    const labels = new Map((await labelsOf(client, due.id, now)).map((one) => [one.label, one]))
    const changes = changed
      .map(toldChange)
      .toSorted((a, b) => a.at.localeCompare(b.at) || a.label.localeCompare(b.label))
      .map((change) => ({ ...change, of: labels.get(change.label) }))
    const { token, name, language } = due
    const letter = changesMail(operator, { token, name, language, changes, expiresAt: due.expires_at.toISOString() })
    await insertMail(client, { to: due.address, ...letter }, due.id)
    const after = new Date(Date.parse(now) + mailPauseMinutes * 60_000).toISOString()
    await client.query('update watch set mail_after = $2 where id = $1', [due.id, after])
    return true
  })

/** Reminds the holder of one watch that it ends within thirty days; false: nobody has to be reminded. */
const remindOne = (pool: pg.Pool, now: string, operator: MailFrom): Promise<boolean> =>
  inTransaction(pool, asWatcher, async (client) => {
    const soon = new Date(Date.parse(now) + 30 * day).toISOString()
    const { rows } = await client.query<Due>(
      `select w.id, w.name, w.language, w.expires_at, m.address, m.token from watch w join watch_mail m on m.watch = w.id
       where w.confirmed_at is not null and w.reminded_at is null and w.expires_at > $1 and w.expires_at <= $2
       limit 1 for update of w skip locked`,
      [now, soon],
    )
    const due = rows[0]
    if (due === undefined) return false
    const { token, name, language } = due
    const letter = endingMail(operator, { token, name, language, expiresAt: due.expires_at.toISOString() })
    await insertMail(client, { to: due.address, ...letter }, due.id)
    await client.query('update watch set reminded_at = $2 where id = $1', [due.id, now])
    return true
  })
