import type pg from 'pg'
import type { Watch, WatchChange, WatchedLabel } from '../../casework/watches.ts'
import type { Instant } from '../../core/kernel/date.ts'
import type { LabelId } from '../../core/kernel/label-id.ts'
import type { Language } from '../../core/kernel/text.ts'
import type { StandingCode } from '../../core/surveillance/standing.ts'

export const asWatcher = { 'hoshirushi.kind': 'watcher' }
export const asHolder = (id: string) => ({ 'hoshirushi.watch': id })

/** What a label `l` is worth at a moment, and when that changes by itself. */
export const standingNow = (now: string): string => `l.standing_code[width_bucket(${now}, l.standing_from)]`
export const nextChange = (now: string): string =>
  `(select min(f) from unnest(l.standing_from) f where f > ${now}::timestamptz)`

interface LabelRow {
  readonly label: LabelId
  readonly product: WatchedLabel['product']
  readonly maker: WatchedLabel['maker']
  readonly level: string
  readonly standing: StandingCode | null
}

const toldLabel = ({ standing, ...row }: LabelRow): WatchedLabel => ({ ...row, standing: standing ?? undefined })

/** The labels of a watch as they are worth now; the caller's transaction says whose rows are seen. */
export async function labelsOf(client: pg.ClientBase, id: string, now: Instant): Promise<readonly WatchedLabel[]> {
  const { rows } = await client.query<LabelRow>(
    `select l.label, v.entry->'product'->'name' as product, l.maker_name as maker, v.entry->>'levelSymbol' as level,
       ${standingNow('$2::timestamptz')} as standing
     from watch_label wl join label l on l.label = wl.label
     join label_version v on v.label = l.label and v.version = l.version
     where wl.watch = $1 order by l.label`,
    [id, now],
  )
  return rows.map(toldLabel)
}

interface ChangeRow {
  readonly label: LabelId
  readonly at: Date
  readonly was: StandingCode | null
  readonly became: StandingCode | null
}

export const toldChange = ({ label, at, was, became }: ChangeRow): WatchChange => ({
  label,
  at: at.toISOString(),
  was: was ?? undefined,
  became: became ?? undefined,
})

const shownChanges = 200

export async function changesOf(client: pg.ClientBase, id: string): Promise<readonly WatchChange[]> {
  const { rows } = await client.query<ChangeRow>(
    `select label, at, was, became from watch_change where watch = $1 order by at desc, label limit ${shownChanges}`,
    [id],
  )
  return rows.map(toldChange)
}

export interface WatchRow {
  readonly id: string
  readonly name: string
  readonly language: Language
  readonly policy: string
  readonly by_mail: boolean
  readonly created_at: Date
  readonly confirmed_at: Date | null
  readonly expires_at: Date
}

/** A watch as its holder sees it. */
export async function watchOf(client: pg.ClientBase, row: WatchRow, now: Instant): Promise<Watch> {
  return {
    name: row.name,
    language: row.language,
    policy: row.policy,
    byMail: row.by_mail,
    confirmed: row.confirmed_at !== null,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    labels: await labelsOf(client, row.id, now),
    changes: await changesOf(client, row.id),
  }
}
