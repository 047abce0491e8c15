import { hash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { lines } from '../../src/adapters/store/label-rows.ts'
import { timeline } from '../../src/adapters/store/timeline.ts'
import { type Gtin, writeGtin } from '../../src/core/kernel/gtin.ts'
import { makeLabelId, writeLabelId } from '../../src/core/kernel/label-id.ts'
import type { Entry } from '../../src/core/register/entry.ts'
import { indexGrams, normalise } from '../../src/core/register/search.ts'
import { entries } from '../../tests/support/entries.ts'
import { copyIn } from './copy-in.ts'

// A large register of invented labels, written straight into the store's tables: searching and reading is what is measured,
// not issuing. The leaves have places far beyond the log's end, so that pages know them as logged and no log is published.

const makers = 2_000
const batch = 2_500
const farAway = 1_000_000_000
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const series = 'ひかり しおさい こもれび みなも さとやま かわら つむぎ やまびこ いぶき ほしぞら'.split(' ')
const kinds: readonly (readonly [string, string])[] = [
  ['router', 'ルーター'],
  ['network-camera', 'カメラ'],
  ['lighting', '照明'],
  ['sensor', 'センサー'],
  ['appliance', 'ハブ'],
]

const from = (n: number, salt: number, of: number): number =>
  hash('sha256', `${salt} ${n}`, 'buffer').readUInt32BE(0) % of

function modelsOf(n: number, count: number): string[] {
  const letter = (salt: number) => letters[from(n, salt, letters.length)]
  const base = `${letter(1)}${letter(2)}${letter(3)}-${100 + from(n, 4, 9_000)}`
  return Array.from({ length: count }, (_, i) => `${base}${i === 0 ? '' : `-${letters[i % letters.length]}${i}`}`)
}

const day = 86_400_000
const past = (event: 'suspended' | 'restored' | 'withdrawn', at: number): Entry['events'][number] => {
  const moment = new Date(at).toISOString()
  return { event, at: moment, effectiveFrom: moment, actorRole: 'decider' }
}

const checked = (digits: string): string => {
  const sum = [...digits].reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/**
 * What a register of some years looks like: three levels, labels that ran out after a year, some suspended or withdrawn, and bar
 * code numbers on one in three.
 */
function aged(entry: Entry, n: number): Entry {
  const issued = Date.parse(entry.issuedAt)
  const level = String(Math.max(1, from(n, 11, 10) - 6)) // eight in ten are of the first
  const share = from(n, 12, 100)
  const events =
    share < 2
      ? [past('suspended', issued + 20 * day)]
      : share < 3
        ? [past('withdrawn', issued + 30 * day)]
        : share < 5
          ? [past('suspended', issued + 10 * day), past('restored', issued + 15 * day)]
          : []
  const year = { ...entry.validity, validUntil: new Date(issued + 365 * day).toISOString() }
  const gtins = entry.product.models
    .slice(0, n % 3 === 0 ? 2 : 0)
    .map((model, i) => ({ gtin: checked(`0${49_000_000_0000 + n * 10 + i}`) as Gtin, model }))
  return {
    ...entry,
    product: { ...entry.product, ...(gtins.length > 0 ? { gtins } : {}) },
    ...{ level, levelSymbol: `☆${level}`, events: [...entry.events, ...events] },
    validity: share >= 80 ? year : entry.validity,
  }
}

function entryOf(n: number, modelsEach: number): Entry {
  const sample = entries[from(n, 5, entries.length)]!
  const { gtins: _, ...product } = sample.product // they are of other models
  const [category, kind] = kinds[from(n, 6, kinds.length)]!
  const models = modelsOf(n, modelsEach)
  const maker = from(n, 7, makers)
  const issued = Date.parse('2025-01-06T00:00:00Z') + from(n, 8, 600) * day
  const at = new Date(issued).toISOString()
  return {
    ...sample,
    label: makeLabelId(hash('sha256', `bench ${n}`, 'buffer').subarray(0, 18)),
    level: '1',
    levelSymbol: '☆1',
    product: {
      ...product,
      category,
      models,
      name: { ja: `${series[from(n, 9, series.length)]}${kind} ${models[0]}（見本）`, en: `${models[0]} (sample)` },
    },
    maker: {
      ...sample.maker,
      id: `maker-${maker}`,
      name: { ja: `見本製作所第${maker}（架空）`, en: `Maker ${maker} (fictional)` },
    },
    issuedAt: at,
    validity: { validFrom: at, validUntil: new Date(issued + 731 * day).toISOString() },
    events: [{ event: 'issued', at, effectiveFrom: at, actorRole: 'decider', models: models.length }],
    advisories: [],
    credential: { digest: `sha256:${hash('sha256', `bench ${n}`)}`, statusIndex: n, leafIndex: null },
  }
}

/** The n-th label of such a register. */
export const agedEntry = (n: number, modelsEach: number): Entry => aged(entryOf(n, modelsEach), n)

const names = ({ label, product, maker }: Entry): string[] =>
  [product.name.ja, product.name.en ?? '', maker.name.ja, maker.name.en ?? '', label, writeLabelId(label)].map(
    normalise,
  )

function labelRow(entry: Entry, n: number) {
  const { from: moments, codes } = timeline(entry)
  const gtins = (entry.product.gtins ?? []).flatMap(({ gtin }) => [gtin, writeGtin(gtin)])
  const models = [...entry.product.models.map(normalise), ...gtins]
  return [
    ...[entry.label, `bench-${n}`, entry.maker.id, 1, entry.scheme, entry.edition, entry.level, entry.product.category],
    ...[
      entry.maker.id,
      JSON.stringify(entry.maker.name),
      entry.product.models.length,
      entry.issuedAt,
      moments,
      codes,
      moments[0]!,
    ],
    ...[lines(models), lines(names(entry)), indexGrams([...models, ...names(entry)])],
  ]
}

export interface BigRegister {
  readonly labels: readonly string[]
  readonly models: readonly string[]
}

/** Fills an empty, migrated database. Connect as its owner. Answers some labels and models to ask for. */
export async function fillRegister(
  owner: pg.Client,
  size: { readonly labels: number; readonly modelsEach: number; readonly aged?: boolean },
): Promise<BigRegister> {
  // Indexes are made afterwards, at once: that is how long the store's own would take in many small steps.
  const { rows: indexes } = await owner.query<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
     where t.relname in ('label', 'label_model', 'label_gtin', 'label_event', 'label_version', 'log_outbox')
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
  )
  await owner.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'")
  await owner.query('create temp table filling (n integer, label text, at timestamptz, entry json)')
  for (const { name } of indexes) await owner.query(`drop index ${name}`)
  // A credential is about 3.2 kB that cannot be compressed; here it is the label's number and the same bytes for all.
  const credential = randomBytes(2_390).toString('base64url')
  const labels: string[] = []
  const models: string[] = []
  for (let at = 0; at < size.labels; at += batch) {
    const some = Array.from({ length: Math.min(batch, size.labels - at) }, (_, i) => {
      const entry = entryOf(at + i, size.modelsEach)
      return size.aged ? aged(entry, at + i) : entry
    })
    labels.push(some[0]!.label, some[Math.floor(some.length / 2)]!.label)
    models.push(some[1]!.product.models[0]!, some[2]!.product.models[3]!)
    await copyIn(
      owner,
      `label (label, case_id, organisation, version, scheme, edition, level, category, maker, maker_name, models,
         issued_at, standing_from, standing_code, known_from, model_words, name_words, bigrams)`,
      some.map((entry, i) => labelRow(entry, at + i)),
    )
    await copyIn(
      owner,
      'filling (n, label, at, entry)',
      some.map((entry, i) => [at + i, entry.label, entry.issuedAt, JSON.stringify(entry)]),
    )
    await copyIn(
      owner,
      'label_event (label, n, event, at, effective_from, body)',
      some.flatMap((e) =>
        e.events.map((event, n) => [e.label, n, event.event, event.at, event.effectiveFrom, JSON.stringify(event)]),
      ),
    )
    await copyIn(
      owner,
      'label_model (label, model, normalised)',
      some.flatMap((e) => e.product.models.map((model) => [e.label, model, normalise(model)])),
    )
    await copyIn(
      owner,
      'label_gtin (label, gtin, model)',
      some.flatMap((e) => (e.product.gtins ?? []).map(({ gtin, model }) => [e.label, gtin, model])),
    )
    await owner.query(
      `insert into label_version (label, version, recorded_at, entry, jws)
       select label, 1, at, entry, label || '.' || $1 from filling`,
      [credential],
    )
    await owner.query(
      `insert into log_outbox (id, typ, label, jws, leaf_index)
       select 'bench-' || n, 'vc+jwt', label, label || '.' || $1, ${farAway} + n from filling`,
      [credential],
    )
    await owner.query('truncate filling')
  }
  for (const { made } of indexes) await owner.query(made)
  await owner.query('vacuum analyze')
  await owner.query('checkpoint')
  return { labels, models }
}
