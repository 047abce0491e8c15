import type pg from 'pg'
import { dateInJapan, type Instant } from '../../core/kernel/date.ts'
import { dueMoment, newestMoment } from '../../core/register/snapshot-times.ts'

/**
 * The moment of the published snapshot that the register of now is the same as; undefined where it has changed since, or the snapshot
 * is of another day. Whoever is answered by that moment finds the very file, years later.
 */
export async function publishedMoment(
  client: Pick<pg.ClientBase, 'query'>,
  now: Instant,
): Promise<Instant | undefined> {
  const newest = newestMoment(now)
  const { rows } = await client.query<{ last: Date | null; appeared: boolean; waiting: boolean }>(
    `select max(recorded_at) as last,
       exists (select from label where known_from > $1 and known_from <= $2) as appeared,
       exists (select from log_outbox where leaf_index is null and typ = 'vc+jwt') as waiting
     from label_version`,
    [newest, now],
  )
  const { last, appeared, waiting } = rows[0]!
  const changed = last?.toISOString()
  if (appeared || waiting || (changed !== undefined && changed > newest)) return undefined
  const due = dueMoment(newest, changed)
  return dateInJapan(due) === dateInJapan(now) && (changed === undefined || changed <= due) ? due : undefined
}
