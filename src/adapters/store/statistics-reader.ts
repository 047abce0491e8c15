import type pg from 'pg'
import { type CaseDays, caseCount } from '../../casework/case-counts.ts'
import { dateInJapan, type Instant } from '../../core/kernel/date.ts'
import { monthEnd, monthOf, monthsUntil } from '../../core/statistics/months.ts'
import type { PlainCounts } from '../../core/statistics/plain-counts.ts'
import { connect } from './database.ts'

/** What the database counts for the figures; names of levels, stages and reasons are not its business. */
export type Counted = Pick<
  PlainCounts,
  | 'inForce'
  | 'models'
  | 'changes'
  | 'lastChanges'
  | 'expiring'
  | 'supportEnds'
  | 'cases'
  | 'costs'
  | 'laboratory'
  | 'reuse'
  | 'classes'
  | 'counted'
>

const validAt = (at: string): string =>
  `l.known_from <= ${at} and l.standing_code[width_bucket(${at}, l.standing_from)] = 'valid'`
const level = `concat_ws(' ', l.scheme, l.level)`
const japan = `at time zone 'Asia/Tokyo'`

/** Counts everything once, in one transaction, so that the figures are of one moment. */
export async function readCounts(pool: pg.Pool, at: Instant): Promise<Counted> {
  const client = await connect(pool)
  const ask = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(text, [...values])).rows
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const months = monthsUntil(monthOf(at), 13)
    // In one look at every label: to look anew for every month took thirteen times as long.
    const inForce = await ask<Counted['inForce'][number]>(
      `with counted as materialized (
         select ${level} as level, l.category, array[${months
           .map((_, i) => `count(*) filter (where ${validAt(`($2::timestamptz[])[${i + 1}]`)})`)
           .join(', ')}] as labels
         from label l group by l.scheme, l.level, l.category)
       select m.month, c.level, c.category, c.labels[m.n]::integer as labels
       from counted c, unnest($1::text[]) with ordinality m (month, n) where c.labels[m.n] > 0`,
      [months, months.map((month) => monthEnd(month, at))],
    )
    const [models] = await ask<Counted['models']>(
      `select count(*)::integer as labels, coalesce(sum(models), 0)::integer as models,
         percentile_cont(0.5) within group (order by models) as median
       from label l where ${validAt('$1::timestamptz')}`,
      [at],
    )
    const changes = await ask<Counted['changes'][number]>(
      `select event, coalesce(body->>'reasonCode', '') as reason, count(*)::integer as n
       from label_event where event in ('suspended', 'withdrawn') and at <= $1 group by 1, 2 order by 1, 2`,
      [at],
    )
    const lastChanges = await ask<Counted['lastChanges'][number]>(
      `select e.label, v.entry->'product'->'name' as product, e.event, coalesce(e.body->>'reasonCode', '') as reason,
         (e.at ${japan})::date::text as on
       from (select * from label_event where event in ('suspended', 'withdrawn') and at <= $1 order by at desc, label limit 10) e
         join label l on l.label = e.label join label_version v on v.label = l.label and v.version = l.version
       order by e.at desc, e.label`,
      [at],
    )
    // The last valid day decides: what ends at midnight on the first is of the month before.
    const expiring = await ask<Counted['expiring'][number]>(
      `select to_char((l.standing_from[array_position(l.standing_code, 'expired')] - interval '1 millisecond') ${japan}, 'YYYY-MM') as month,
         count(*)::integer as labels
       from label l
       where l.known_from <= $1 and l.standing_code[width_bucket($1::timestamptz, l.standing_from)] in ('valid', 'suspended')
         and array_position(l.standing_code, 'expired') is not null
       group by 1 order by 1`,
      [at],
    )
    // The entry is read once a label, which is what this costs.
    const supportEnds = await ask<Counted['supportEnds'][number]>(
      `with told as materialized (
         select v.entry #>> '{product,updates,supportUntil}' as until
         from label l join label_version v on v.label = l.label and v.version = l.version
         where ${validAt('$1::timestamptz')})
       select left(until, 4)::integer as year, count(*)::integer as labels
       from told where until ~ '^\\d{4}-' group by 1 order by 1`,
      [at],
    )
    const days = await ask<CaseDays>('select level, acts, days::text[] as days from statistics_cases()')
    const today = dateInJapan(at)
    const costs = await ask<Counted['costs'][number]>('select * from statistics_costs()')
    const laboratory = await ask<Counted['laboratory'][number]>('select * from statistics_laboratory()')
    const reuse = await ask<Counted['reuse'][number]>('select * from statistics_reuse()')
    const classes = await ask<Counted['classes'][number]>('select * from statistics_classes()')
    const counted = await ask<Counted['counted'][number]>(
      `select to_char(day, 'YYYY-MM') as month, counter, key, sum(n)::double precision as n
       from statistics_count where day >= $1 and day <= $2 group by 1, 2, 3`,
      [`${months[0]}-01`, today],
    )
    await client.query('commit')
    return {
      inForce,
      models: models ?? { labels: 0, models: 0, median: null },
      changes,
      lastChanges,
      expiring,
      supportEnds,
      cases: days.flatMap((one) => caseCount(one, today) ?? []),
      costs,
      laboratory,
      reuse,
      classes,
      counted,
    }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
