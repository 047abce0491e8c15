import assert from 'node:assert/strict'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { type SearchBounds, searchLabels } from '../../src/adapters/store/search-labels.ts'
import type { RegisterQuery } from '../../src/casework/ports.ts'
import { writeGtin } from '../../src/core/kernel/gtin.ts'
import type { Entry } from '../../src/core/register/entry.ts'
import { normalise } from '../../src/core/register/search.ts'
import { standings } from '../../src/core/surveillance/standing.ts'
import { standingAt } from '../../src/core/surveillance/standing-at.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { body, labelEvent, labelRecord } from './sample.ts'

// What the database finds is held against a filter of a few lines over the same labels: for texts made of what people type and of
// what could be taken for something else, with bounds so small that every way of searching is gone.

const parts = [
  ...[
    'HR',
    'hr',
    'ＨＲ',
    '200',
    '２００',
    '20',
    '0',
    'X',
    'カメラ',
    'かめら',
    'ｶﾒﾗ',
    'ひかり',
    'ー',
    '-',
    '−',
    '‐',
    ' ',
    '　',
    '・',
  ],
  ...['%', '_', "'", '"', '\\', '(', '[', '*', '$1', 'é', 'e\u0301', '𠮷', '😀', '09520123', '4912345'],
]
const digits = 32
const number = (seed: number, of: number): number => ((Math.imul(seed + 1, 2_654_435_761) >>> 7) % 65_536) % of
const made = (seed: number, long: number): string =>
  Array.from({ length: 1 + number(seed, long) }, (_, i) => parts[number(seed * 31 + i * 7, parts.length)]).join('')
const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString()
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

const records = Array.from({ length: 140 }, (_, n) => {
  const issued = number(n * 13, 120) // several on one day
  const models = [...new Set([made(n * 3, 5), made(n * 3 + 1, 3), `HR-${200 + (n % 9)}`, made(n * 3 + 2, 6)])].filter(
    (model) => normalise(model) !== '',
  )
  const events = [
    ...(n % 5 === 1 ? [labelEvent('suspended', day(issued + 10)), labelEvent('restored', day(issued + 40))] : []),
    ...(n % 7 === 2 ? [labelEvent('withdrawn', day(issued + 60))] : []),
    // So many that its row would not go into the index.
    ...(n === 3 || n === 8
      ? Array.from({ length: 130 }, (_, i) => labelEvent(i % 2 ? 'restored' : 'suspended', day(issued + 1 + i)))
      : []),
  ]
  return labelRecord({
    ...{ label: `${letters[n % 31]}${letters[Math.floor(n / 31)]}AA222233`, models, issuedAt: day(issued), events },
    ...{ name: made(n * 5, 6), maker: `maker-${n % 4}`, level: String(1 + (n % 3)), caseId: `case-${n}` },
    ...{ category: n % 6 === 0 ? 'camera' : 'router', until: day(issued + (n % 4 === 0 ? 150 : 700)) },
    ...(n % 10 === 4 ? { gtins: [{ gtin: `0491234${String(n).padStart(7, '0')}`, model: models[0]! }] } : {}),
  })
})
const entries = records.map(({ entry }) => entry)

function plainly(query: RegisterQuery): { label: string; standing: string }[] {
  const whole = normalise(query.text ?? '')
  const words = (query.text ?? '').split(/\s+/u).map(normalise)
  const standing = (e: Entry) =>
    standingAt(
      e.validity,
      e.events.filter((event) => event.at <= query.asOf),
      query.asOf,
    )?.code
  const rank = ({ product, maker, label }: Entry): number => {
    const gtins = (product.gtins ?? []).flatMap(({ gtin }) => [gtin, writeGtin(gtin)])
    const models = [...product.models.map(normalise), ...gtins]
    const names = [product.name.ja, product.name.en ?? '', maker.name.ja, maker.name.en ?? '', label].map(normalise)
    if (!words.every((word) => [...models, ...names].some((line) => line.includes(word)))) return -1
    const ways = [
      ...[models.includes(whole), models.some((line) => line.startsWith(whole))],
      ...[names.includes(whole), names.some((line) => line.startsWith(whole)), true],
    ]
    return whole === '' ? 0 : ways.indexOf(true)
  }
  return entries
    .filter((e) => e.issuedAt <= query.asOf)
    .filter((e) => query.level === undefined || e.level === query.level)
    .filter((e) => query.category === undefined || e.product.category === query.category)
    .filter((e) => query.maker === undefined || e.maker.id === query.maker)
    .filter((e) => query.standing === undefined || standing(e) === query.standing)
    .map((e) => ({ e, rank: rank(e) }))
    .filter((one) => one.rank >= 0)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.e.issuedAt < b.e.issuedAt ? 1 : a.e.issuedAt > b.e.issuedAt ? -1 : a.e.label < b.e.label ? -1 : 1),
    )
    .map(({ e }) => ({ label: e.label, standing: standing(e)! }))
}

const text = fc.oneof(
  fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }).map((some) => some.join('')),
  fc.nat(139 * 3).map((seed) => made(seed, 5)),
  fc.tuple(fc.nat(139), fc.nat(12), fc.nat(5)).map(([n, from, long]) => {
    const all = [...entries[n]!.product.models.join(' '), ...entries[n]!.product.name.ja, ...entries[n]!.label]
    return all.slice(from, from + long).join('')
  }),
  fc.constantFrom(
    'HR-2',
    'HR200',
    '0491234',
    '491234000',
    `491234${'0'.repeat(digits)}`,
    '架空電機 maker-1',
    'MAKER',
    '架空',
  ),
)
const sometimes = <T>(from: fc.Arbitrary<T>) => fc.option(from, { nil: undefined, freq: 2 })
const queries: fc.Arbitrary<RegisterQuery> = fc
  .record({
    text: sometimes(text),
    level: fc.constantFrom(undefined, undefined, '1', '3'),
    category: fc.constantFrom(undefined, undefined, 'camera'),
    maker: fc.constantFrom(undefined, undefined, undefined, 'maker-2'),
    standing: fc.constantFrom(undefined, undefined, ...standings),
    asOf: fc.constantFrom(300, 300, 300, 140, 60, 5).map(day),
    offset: fc.constantFrom(0, 0, 0, 3, 20, 200),
    limit: fc.constantFrom(1, 5, 20),
  })
  .map(
    (query) => Object.fromEntries(Object.entries(query).filter(([, v]) => v !== undefined)) as unknown as RegisterQuery,
  )

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase

    beforeAll(async () => {
      database = await freshDatabase(engine)
      const store = createCaseStore(database.pool)
      for (const record of records) await store.transact(body, (tx) => tx.saveLabel(record))
    })
    afterAll(() => database.close())

    const bounds: readonly (readonly [string, SearchBounds | undefined])[] = [
      ['as it is', undefined],
      ['with hardly any label looked at', { few: 3, newest: 8, sample: 4 }],
      ['with some looked at', { few: 12, newest: 30, sample: 10 }],
    ]
    for (const [name, bound] of bounds)
      test(`a search finds what a plain filter over all labels finds, in the same order, ${name}`, async () => {
        await fc.assert(
          fc.asyncProperty(queries, async (query) => {
            const ask = async <Row>(sql: string, values: readonly unknown[]): Promise<Row[]> =>
              (await database.pool.query(sql, [...values])).rows as Row[]
            const all = plainly(query)
            const { total, more, hits } = await searchLabels(ask, query, bound)
            assert.deepEqual(hits, all.slice(query.offset, query.offset + query.limit))
            if (more) assert.ok(total >= hits.length && total <= all.length && bound !== undefined)
            else assert.equal(total, all.length)
          }),
          { numRuns: 300 },
        )
      })
  })
