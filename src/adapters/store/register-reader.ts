import type pg from 'pg'
import type { RegisterHit, RegisterReader } from '../../casework/ports.ts'
import type { Instant } from '../../core/kernel/date.ts'
import type { LabelId } from '../../core/kernel/label-id.ts'
import type { Entry } from '../../core/register/entry.ts'
import { connect } from './database.ts'
import { searchWords } from './register-search.ts'
import { figuresSql, makersSql } from './register-totals.ts'
import { searchLabels } from './search-labels.ts'

const mostMatchedModels = 20 // a hit; a label may cover thousands

interface Stored {
  readonly label: LabelId
  readonly entry: Entry
  readonly leaf_index: string | null
}

// The log numbers a leaf after the label was kept, so its index is looked up and not stored twice.
const leafOf = `left join log_outbox o on o.label = v.label and o.typ = 'vc+jwt' and o.jws = v.jws`
const versionAt = (labels: string, asOf: string): string => `
  select distinct on (v.label) v.label, v.entry, o.leaf_index from label_version v ${leafOf}
  where v.label = any (${labels}) and v.recorded_at <= ${asOf}
  order by v.label, v.version desc`

const entryOf = ({ entry, leaf_index }: Stored): Entry =>
  leaf_index === null ? entry : { ...entry, credential: { ...entry.credential, leafIndex: Number(leaf_index) } }

/** The public register in PostgreSQL: no tenant, nothing confidential, every answer at a date. */
export function createRegisterReader(pool: pg.Pool): RegisterReader {
  const ask = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> => {
    const client = await connect(pool)
    try {
      return (await client.query<Row>(text, [...values])).rows
    } finally {
      client.release()
    }
  }

  const entries = async (labels: readonly LabelId[], asOf: Instant): Promise<ReadonlyMap<LabelId, Entry>> => {
    const rows = await ask<Stored>(versionAt('$1', '$2'), [labels, asOf])
    return new Map(rows.map((row) => [row.label, entryOf(row)]))
  }

  const matchedModels = async (labels: readonly LabelId[], text: string): Promise<ReadonlyMap<LabelId, string[]>> => {
    const { whole, words } = searchWords(text)
    const found = new Map<LabelId, string[]>()
    if (words.length === 0 || labels.length === 0) return found
    const rows = await ask<{ label: LabelId; model: string }>(
      `select label, model from (
         select label, model, row_number() over (
           partition by label order by normalised <> $3, not starts_with(normalised, $3), normalised, model) as n
         from (
           select label, model, normalised from label_model where label = any ($1)
           union all
           select g.label, g.model, typed.digits from label_gtin g
           join unnest($2::text[]) typed (digits) on g.gtin = lpad(typed.digits, 14, '0')
           where g.label = any ($1)) found
         where not exists (select from unnest($2::text[]) word where position(word in normalised) = 0)) m
       where n <= $4 order by label, n`,
      [labels, words, whole, mostMatchedModels],
    )
    for (const { label, model } of rows) found.set(label, [...(found.get(label) ?? []), model])
    return found
  }

  return {
    entry: async (label, asOf) => (await entries([label], asOf)).get(label),

    async withGtin(gtin, asOf) {
      const rows = await ask<{ label: LabelId }>(
        'select label from label_gtin where gtin = $1 order by label limit 100',
        [gtin],
      )
      const known = await entries(
        rows.map(({ label }) => label),
        asOf,
      )
      return [...known.values()].filter(({ product }) => product.gtins?.some((one) => one.gtin === gtin))
    },

    async search(query) {
      const { total, more, hits: found } = await searchLabels(ask, query)
      const labels = found.map((hit) => hit.label)
      const [known, models] = await Promise.all([entries(labels, query.asOf), matchedModels(labels, query.text ?? '')])
      const hits = found.flatMap(({ label, standing }): RegisterHit[] => {
        const entry = known.get(label)
        return entry === undefined ? [] : [{ entry, standing, matchedModels: models.get(label) ?? [] }]
      })
      return { total, ...(more ? { more: true as const } : {}), hits }
    },

    makers: (asOf) => ask<{ id: string; name: Entry['maker']['name']; labels: number }>(makersSql, [asOf]),

    async events({ kinds, limit, before }) {
      const rows = await ask<Stored & { n: number }>(
        `select e.label, e.n, v.entry, o.leaf_index
         from (select label, n, at from label_event
               where ($1::text[] is null or event = any ($1)) and ($3::timestamptz is null or at < $3)
               order by at desc, label, n desc limit $2) e
         join label l on l.label = e.label
         join label_version v on v.label = l.label and v.version = l.version ${leafOf}
         order by e.at desc, e.label, e.n desc`,
        [kinds ?? null, limit, before ?? null],
      )
      return rows.map((row) => ({ entry: entryOf(row), index: row.n }))
    },

    async changes({ from, limit }) {
      // The size first: what is in the log below it is there for good, and nothing can still come in between.
      const [head] = await ask<{ size: string }>('select size from log_head', [])
      const size = Number(head?.size ?? 0)
      const rows = await ask<{ leaf_index: string; label: LabelId; jws: string }>(
        `select leaf_index, label, jws from log_outbox
         where leaf_index >= $1 and leaf_index < $2 and label is not null order by leaf_index limit $3`,
        [from, size, limit],
      )
      return { size, changes: rows.map(({ leaf_index: index, label, jws }) => ({ index: Number(index), label, jws })) }
    },

    async figures(asOf) {
      const rows = await ask<{
        labels: number
        models: number
        makers: number
        by_level: { level: string; valid: number }[]
      }>(figuresSql, [asOf])
      const { labels = 0, models = 0, makers = 0, by_level: byLevel = [] } = rows[0] ?? {}
      return { labels, models, makers, byLevel }
    },
  }
}
