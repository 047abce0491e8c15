import type pg from 'pg'
import type { LabelRecord } from '../../casework/ports.ts'
import type { Instant } from '../../core/kernel/date.ts'
import { canonicalJson } from '../../core/kernel/digest.ts'
import { writeGtin } from '../../core/kernel/gtin.ts'
import { type LabelId, writeLabelId } from '../../core/kernel/label-id.ts'
import type { Entry } from '../../core/register/entry.ts'
import { indexGrams, normalise } from '../../core/register/search.ts'
import { timeline } from './timeline.ts'

interface Current {
  readonly label: LabelId
  readonly case_id: string
  readonly organisation: string
  readonly version: number
  readonly entry: Entry
  readonly jws: string
}

/** Lines with a line feed before and after each, so that a whole line, its beginning and its inside can be looked for. */
export const lines = (texts: Iterable<string>): string => {
  const distinct = [...new Set(texts)].filter((text) => text !== '')
  return distinct.length === 0 ? '' : `\n${distinct.join('\n')}\n`
}

const namesOf = ({ label, product, maker }: Entry): string[] =>
  [product.name.ja, product.name.en ?? '', maker.name.ja, maker.name.en ?? '', label, writeLabelId(label)].map(
    normalise,
  )

/** The last moment the entry itself tells of. */
const lastMoment = (entry: Entry): Instant =>
  [entry.issuedAt, ...entry.events.map((e) => e.at), ...entry.advisories.map((a) => a.at)]
    .map((at) => new Date(at).toISOString())
    .reduce((a, b) => (a > b ? a : b))

/** The register's rows inside one transaction. */
export class LabelRows {
  readonly #client: pg.ClientBase
  readonly #unwritten = new Map<LabelId, { readonly record: LabelRecord; readonly version: number }>()

  constructor(client: pg.ClientBase) {
    this.#client = client
  }

  async #current(label: LabelId): Promise<Current | undefined> {
    const { rows } = await this.#client.query<Current>(
      `select l.label, l.case_id, l.organisation, l.version, v.entry, v.jws
       from label l join label_version v on v.label = l.label and v.version = l.version
       where l.label = $1`,
      [label],
    )
    return rows[0]
  }

  async read(label: LabelId): Promise<LabelRecord | undefined> {
    const waiting = this.#unwritten.get(label)
    if (waiting !== undefined) return waiting.record
    const row = await this.#current(label)
    return row && { entry: row.entry, caseId: row.case_id, organisation: row.organisation, jws: row.jws }
  }

  /** Keeps the record; its version is written at the end of the transaction, when it is known which event brought it. */
  async save(record: LabelRecord): Promise<void> {
    const { entry } = record
    const { rowCount } = await this.#client.query('select 1 from label where label = $1 for update', [entry.label])
    const before = await this.read(entry.label)
    const version =
      this.#unwritten.get(entry.label)?.version ?? (rowCount === 0 ? 1 : await this.#nextVersion(entry.label))
    if (before !== undefined && !before.entry.events.every((e, n) => sameJson(e, entry.events[n])))
      throw new Error(`An event of label ${entry.label} would vanish: events are only ever added.`)
    await this.#writeLabel(record, version)
    await this.#client.query(
      `insert into label_event (label, n, event, at, effective_from, body)
       select $1, (e->>'n')::integer, e->'body'->>'event', (e->'body'->>'at')::timestamptz,
         (e->'body'->>'effectiveFrom')::timestamptz, e->'body'
       from json_array_elements($2::json) e on conflict do nothing`,
      [entry.label, JSON.stringify(entry.events.map((body, n) => ({ n, body })))],
    )
    this.#unwritten.set(entry.label, { record, version })
  }

  async #nextVersion(label: LabelId): Promise<number> {
    return ((await this.#current(label))?.version ?? 0) + 1
  }

  async #writeLabel({ entry, caseId, organisation }: LabelRecord, version: number): Promise<void> {
    const { from, codes } = timeline(entry)
    const models = [...new Set(entry.product.models)].map((model) => ({ model, normalised: normalise(model) }))
    const modelWords = models.map((m) => m.normalised)
    const gtins = entry.product.gtins ?? []
    // As it is stored, and as it stands below the bar code: both are found as they are typed.
    const gtinWords = gtins.flatMap(({ gtin }) => [gtin, writeGtin(gtin)])
    const names = namesOf(entry)
    await this.#client.query(
      `insert into label (label, case_id, organisation, version, scheme, edition, level, category, maker, maker_name,
         models, issued_at, standing_from, standing_code, known_from, model_words, name_words, bigrams)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       on conflict (label) do update set case_id = excluded.case_id, version = excluded.version, edition = excluded.edition, level = excluded.level,
         category = excluded.category, maker_name = excluded.maker_name, models = excluded.models,
         standing_from = excluded.standing_from, standing_code = excluded.standing_code,
         known_from = excluded.known_from, model_words = excluded.model_words, name_words = excluded.name_words,
         bigrams = excluded.bigrams`,
      [
        ...[entry.label, caseId, organisation, version, entry.scheme, entry.edition, entry.level],
        ...[entry.product.category, entry.maker.id, JSON.stringify(entry.maker.name), models.length, entry.issuedAt],
        ...[from, codes, from[0], lines([...modelWords, ...gtinWords])],
        ...[lines(names), indexGrams([...modelWords, ...gtinWords, ...names])],
      ],
    )
    await this.#client.query('delete from label_model where label = $1 and model <> all ($2::text[])', [
      ...[entry.label, models.map((m) => m.model)],
    ])
    await this.#client.query(
      `insert into label_model (label, model, normalised) select $1, * from unnest($2::text[], $3::text[])
       on conflict (label, model) do update set normalised = excluded.normalised`,
      [entry.label, models.map((m) => m.model), modelWords],
    )
    await this.#client.query('delete from label_gtin where label = $1 and gtin <> all ($2::text[])', [
      ...[entry.label, gtins.map(({ gtin }) => gtin)],
    ])
    if (gtins.length === 0) return
    await this.#client.query(
      `insert into label_gtin (label, gtin, model) select $1, * from unnest($2::text[], $3::text[])
       on conflict (label, gtin) do update set model = excluded.model`,
      [entry.label, gtins.map(({ gtin }) => gtin), gtins.map(({ model }) => model)],
    )
  }

  /** Writes the versions of the labels saved in this transaction, as of the event that brought them. */
  async writeVersions(at: Instant | undefined): Promise<void> {
    for (const { record, version } of this.#unwritten.values()) {
      const { entry, jws } = record
      await this.#client.query(
        `insert into label_version (label, version, recorded_at, entry, jws) values ($1, $2, $3, $4, $5)`,
        [entry.label, version, at ?? lastMoment(entry), JSON.stringify(entry), jws],
      )
    }
    this.#unwritten.clear()
  }

  async withModels(
    models: readonly string[],
    exceptOrganisation: string,
  ): Promise<readonly { model: string; label: LabelId; maker: string }[]> {
    const { rows } = await this.#client.query<{ model: string; label: LabelId; maker: string }>(
      `select m.model, m.label, l.maker_name->>'ja' as maker from label_model m join label l on l.label = m.label
       where m.normalised = any ($1) and l.organisation <> $2 order by m.model, m.label`,
      [models.map(normalise), exceptOrganisation],
    )
    return rows
  }
}

const sameJson = (a: unknown, b: unknown): boolean => b !== undefined && canonicalJson(a) === canonicalJson(b)
