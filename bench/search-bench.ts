import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { startEmbedded } from '../src/adapters/embedded-postgres/start-embedded.ts'
import { connectOwner, openPool } from '../src/adapters/store/database.ts'
import { migrate } from '../src/adapters/store/migrate.ts'
import { createRegisterReader } from '../src/adapters/store/register-reader.ts'
import { readCounts } from '../src/adapters/store/statistics-reader.ts'
import type { RegisterQuery, RegisterReader } from '../src/casework/ports.ts'
import { normalise } from '../src/core/register/search.ts'
import { type Measured, type Measurement, median, percentile } from './measured.ts'
import { fillRegister } from './support/big-register.ts'

const labels = Number(process.env.BENCH_LABELS ?? 100_000)
const modelsEach = 10
const times = 100 // each kind is asked so often, each time something else where there is something else
const p95Ms = 50

type Asked = Partial<RegisterQuery>

/** The text of a kind, so that it can be asked of the peer too; what is no part of a model it cannot be asked. */
interface Kind {
  readonly what: string
  readonly asked: readonly Asked[]
  readonly peer?: (text: string) => string // the pattern that finds the same models
}

/** Searching a register of many labels, and counting it, beside PostgreSQL's own trigrams and beside reading one page of labels. */
export async function run(): Promise<Measurement> {
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-search-'))
  const folder = join(home, 'database')
  try {
    const filling = await startEmbedded({ folder, settings: ['fsync=off', 'max_wal_size=8GB', 'shared_buffers=256MB'] })
    try {
      const owner = await connectOwner(filling.ownerConfig)
      await migrate(owner)
      await fillRegister(owner, { labels, modelsEach, aged: true })
      // The peer: what PostgreSQL brings for finding parts of words, over the same models.
      await owner.query('create extension pg_trgm')
      await owner.query('create index peer on label_model using gin (normalised gin_trgm_ops)')
      await owner.end()
    } finally {
      await filling.stop()
    }
    const server = await startEmbedded({ folder }) // with the settings it has in the house
    const pool = openPool({ connection: server.appConfig })
    try {
      const register = createRegisterReader(pool)
      const rows: Measured[] = []
      for (const kind of await kinds(pool)) rows.push(...(await ask(kind, register, pool)))
      rows.push(...(await count(register, pool)))
      return {
        name: 'search',
        how:
          `${labels.toLocaleString('en')} labels with ${(labels * modelsEach).toLocaleString('en')} models, of three levels, one in seven no longer in force; embedded PostgreSQL with the settings of the house, asked as the application's role. ` +
          `One search after another, ${times} of a kind after some to warm; each gives 20 labels, read and whole, in order, and how many there are. ` +
          'The peer is `pg_trgm` with `like` over the same models, which finds labels and counts them and neither orders nor reads them. Where there is nothing to compare with: the labels of an answer, read by their numbers.',
        rows,
      }
    } finally {
      await pool.end()
      await server.stop()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function kinds(pool: pg.Pool): Promise<readonly Kind[]> {
  const { rows } = await pool.query<{ model: string }>(
    `select model from label_model tablesample bernoulli (1) repeatable (7) order by md5(model) limit ${times}`,
  )
  const { rows: gtins } = await pool.query<{ gtin: string }>(
    `select gtin from label_gtin tablesample bernoulli (5) repeatable (7) order by md5(gtin) limit ${times}`,
  )
  const drawn = rows.map((row) => row.model)
  const plain = drawn.map(normalise)
  const texts = (all: readonly string[]): Asked[] => all.map((text) => ({ text }))
  const often = (all: readonly Asked[]): Asked[] => Array.from({ length: times }, (_, i) => all[i % all.length]!)
  const inside = (text: string) => `%${text}%`
  return [
    { what: 'whole model', asked: texts(drawn), peer: (text) => text },
    { what: 'model that nobody has', asked: texts(drawn.map((model) => `Z${model}9`)), peer: (text) => text },
    { what: 'beginning, 4 characters', asked: texts(plain.map((m) => m.slice(0, 4))), peer: (text) => `${text}%` },
    { what: 'beginning, 2 characters', asked: texts(plain.map((m) => m.slice(0, 2))), peer: (text) => `${text}%` },
    { what: 'ending, 4 characters', asked: texts(plain.map((m) => m.slice(-4))), peer: inside },
    { what: 'ending, 3 characters, of one label in ten', asked: texts(plain.map((m) => m.slice(-3))), peer: inside },
    { what: 'ending, 2 characters, of every label', asked: texts(plain.map((m) => m.slice(-2))), peer: inside },
    { what: 'middle, 4 characters', asked: texts(plain.map((m) => m.slice(1, 5))), peer: inside },
    { what: 'bar code number', asked: texts(gtins.map(({ gtin }) => gtin.slice(1))) },
    {
      what: 'beginning of a bar code number',
      asked: often(texts(['4', '49', '4900', '04900', '490000', '4900001', '49000012', '490000123'])),
    },
    { what: 'one character', asked: often(texts([...'ABCXYZ0123456789ルーひ見'])) },
    {
      what: 'product or maker, Japanese',
      asked: often(
        texts([
          'ひかり',
          'ルーター',
          'みなも照明',
          'カメラ 見本',
          '見本製作所',
          '製作所第12',
          '見本製作所第1905',
          'やまびこセンサー',
          '架空',
        ]),
      ),
    },
    {
      what: 'hostile',
      asked: often(
        texts([
          ...[
            '%',
            '_',
            '\\',
            "' or 1=1 --",
            '(a+)+$',
            '見本 見本 見本',
            'sample fictional maker',
            '0 1 2 3 4 5 6 7 8 9',
          ],
          ...['A'.repeat(200), '1-'.repeat(100), 'B1 C2 D3 E4 F5 G6', '1'.repeat(8), '𠮷', 'MA', 'maker 1 (fictional)'],
        ]),
      ),
    },
    { what: 'no text, newest first', asked: often([{}, { offset: 200 }]) },
    { what: 'by level', asked: often([{ level: '1' }, { level: '2' }, { level: '3' }, { level: '4' }]) },
    { what: 'by category', asked: often([{ category: 'router' }, { category: 'sensor' }, { category: 'nothing' }]) },
    { what: 'valid', asked: often([{ standing: 'valid' }, { standing: 'valid', level: '2' }]) },
    { what: 'suspended', asked: often([{ standing: 'suspended' }, { standing: 'suspended', category: 'sensor' }]) },
    {
      what: 'withdrawn or run out',
      asked: often([{ standing: 'withdrawn' }, { standing: 'expired' }, { standing: 'ended' }]),
    },
    { what: 'of a maker', asked: Array.from({ length: times }, (_, i) => ({ maker: `maker-${i * 19}` })) },
    { what: 'common ending and valid', asked: plain.map((m) => ({ text: m.slice(-3), standing: 'valid' })) },
    { what: 'common ending and suspended', asked: plain.map((m) => ({ text: m.slice(-2), standing: 'suspended' })) },
    {
      what: 'as of a year ago',
      asked: plain.map((m, i) => ({ asOf: aYearAgo, ...(i % 2 ? { text: m.slice(-3) } : { level: '1' }) })),
    },
  ]
}

const now = new Date().toISOString()
const aYearAgo = new Date(Date.now() - 365 * 86_400_000).toISOString()

const timed = async <T>(work: () => Promise<T>): Promise<readonly [number, T]> => {
  const from = performance.now()
  const answer = await work()
  return [performance.now() - from, answer]
}

async function ask({ what, asked, peer }: Kind, register: RegisterReader, pool: pg.Pool): Promise<Measured[]> {
  const search = (one: Asked) => register.search({ asOf: now, offset: 0, limit: 20, ...one })
  const beside = (text: string, hits: Awaited<ReturnType<typeof search>>['hits']) =>
    peer === undefined
      ? pool.query('select entry, jws from label_version where label = any ($1)', [hits.map((hit) => hit.entry.label)])
      : pool.query(
          'select count(distinct label), (array_agg(distinct label))[1:20] from label_model where normalised like $1',
          [peer(normalise(text))],
        )
  for (const one of asked.slice(0, 10)) await beside(one.text ?? '', (await search(one)).hits)
  const [own, other]: [number[], number[]] = [[], []]
  for (const one of asked) {
    const [took, { hits }] = await timed(() => search(one))
    own.push(took)
    other.push((await timed(() => beside(one.text ?? '', hits)))[0])
  }
  const value = percentile(own, 0.95)
  const limit = {
    what: peer === undefined ? 'its labels read, p95' : 'pg_trgm, p95',
    value: percentile(other, 0.95),
  }
  return [
    { what: `${what}, p95`, value, unit: 'ms', limit, goal: { atMost: p95Ms } },
    {
      what: `${what}, median`,
      value: median(own),
      unit: 'ms',
      limit: { what: limit.what.replace('p95', 'median'), value: median(other) },
    },
  ]
}

/** What looks at the whole register: the house asks for it at most every twenty seconds, and for the public figures more seldom. */
async function count(register: RegisterReader, pool: pg.Pool): Promise<Measured[]> {
  const took = async (rounds: number, work: () => Promise<unknown>): Promise<readonly number[]> => {
    const all: number[] = []
    for (let i = 0; i < rounds; i++) all.push((await timed(work))[0])
    return all
  }
  const makers = await took(20, () => register.makers(now))
  const figures = await took(20, () => register.figures(now))
  const statistics = await took(5, () => readCounts(pool, now))
  return [
    { what: 'all makers with their labels, p95', value: percentile(makers, 0.95), unit: 'ms', goal: { atMost: p95Ms } },
    { what: 'totals of the home page, p95', value: percentile(figures, 0.95), unit: 'ms' },
    {
      what: 'all public figures, counted anew, median',
      value: median(statistics) / 1000,
      unit: 's',
      goal: { atMost: 2 },
    },
  ]
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
