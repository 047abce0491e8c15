import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'vitest'
import { readCosts, writeCosts } from '../../src/adapters/store/case-costs.ts'
import { connectOwner, inTransaction } from '../../src/adapters/store/database.ts'
import { readCounts } from '../../src/adapters/store/statistics-reader.ts'
import { openTally } from '../../src/adapters/store/tally.ts'
import type { CostAnswer } from '../../src/casework/statistics.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { body, maker } from './sample.ts'

const at = '2026-11-24T01:00:00.000Z'
const [makerA, makerB] = [maker('kagami'), maker('suzu')]

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase

    beforeEach(async () => {
      database = await freshDatabase(engine)
    })
    afterEach(() => database.close())

    /** Cases as they stand in the database, declared, with what their makers told. */
    const cases = async (answers: readonly CostAnswer[], tenant = makerA.organisation) => {
      const owner = await connectOwner(database.ownerConfig)
      try {
        await owner.query(`set hoshirushi.kind = 'maintenance'`)
        for (const [i, { hours, spend, laboratory, size }] of answers.entries()) {
          const id = `${tenant}-${i}`
          await owner.query(
            `insert into case_line (case_id, organisation, declared, state, open_proposals, seq, started_at, updated_at, summary, words)
             values ($1, $2, true, 'submitted', 0, 1, $3, $3, '{"scheme":"jc-star","level":"1"}', '')`,
            [id, tenant, new Date(Date.parse(at) - (answers.length - i) * 86_400_000).toISOString()],
          )
          await owner.query(
            `insert into case_cost (case_id, tenant, answered_on, hours, spend, laboratory, size) values ($1, $2, '2026-11-01', $3, $4, $5, $6)`,
            [id, tenant, hours ?? null, spend ?? null, laboratory ?? null, size ?? null],
          )
        }
      } finally {
        await owner.end()
      }
    }

    test('of four answers no value leaves the database, of five the quartiles do', async () => {
      await cases([...[10, 20, 30, 40].map((hours) => ({ hours, spend: 1_000 })), { hours: 50 }])
      const { costs } = await readCounts(database.pool, at)
      const of = (what: string) => costs.find((c) => c.what === what)
      assert.deepEqual(of('hours'), { what: 'hours', level: 'jc-star 1', n: 5, q1: 20, median: 30, q3: 40 })
      assert.deepEqual(of('spend'), { what: 'spend', level: 'jc-star 1', n: 4, q1: null, median: null, q3: null })
    })

    /** Answers of makers about products of a kind: so many of each, each in the given band. */
    const answers = async (told: readonly (readonly [maker: string, kind: string, band: string])[]) => {
      for (const [i, [tenant, kind, laboratory]] of told.entries()) {
        await cases([{ laboratory } as CostAnswer], `${tenant}-${i}`)
        const owner = await connectOwner(database.ownerConfig)
        try {
          await owner.query(`set hoshirushi.kind = 'maintenance'`)
          await owner.query(`update case_line set organisation = $2 where case_id = $1`, [`${tenant}-${i}-0`, tenant])
          for (const [seq, act, data] of [
            [1, 'start', { product: { category: 'other' } }],
            [2, 'save-product', { category: kind }],
            [3, 'attach-run', { reading: { minutes: [{ minutes: 10 }, { minutes: i }] } }],
          ] as const)
            await owner.query(
              `insert into case_event (case_id, seq, tenant, at, act, event) values ($1, $2, $3, now(), $4, $5)`,
              [`${tenant}-${i}-0`, seq, tenant, act, JSON.stringify({ data })],
            )
        } finally {
          await owner.end()
        }
      }
    }
    const laboratory = async (what: string) =>
      (await readCounts(database.pool, at)).laboratory
        .filter((q) => q.what === what)
        .map(({ category, n, q1, median, q3 }) => [category, n, q1, median, q3])
        .toSorted()

    test('what a laboratory costs leaves the database for a kind of product with five answers of three makers', async () => {
      const makers = ['a', 'b', 'c', 'a', 'b']
      await answers([
        ...makers.map((maker) => [maker, 'sensor', 'under-100k'] as const),
        ...makers.map((maker) => [maker, 'lock', 'over-1m'] as const),
      ])
      assert.deepEqual(await laboratory('invoice-band'), [
        ['lock', 5, 4, 4, 4],
        ['sensor', 5, 1, 1, 1],
      ])
      assert.deepEqual(await laboratory('bench-minutes'), [
        ['lock', 5, 16, 17, 18],
        ['sensor', 5, 11, 12, 13],
      ])
    })

    test('fewer than five hidden answers would be the difference to what is shown: the next smallest kind joins them', async () => {
      await answers([
        ...['a', 'b', 'c', 'a', 'b', 'c', 'd'].map((maker) => [maker, 'sensor', 'none'] as const),
        ...['a', 'b', 'c', 'd', 'e'].map((maker) => [maker, 'lock', '100k-300k'] as const),
        ['e', 'router', 'over-1m'],
        ['a', 'drone', 'over-1m'],
      ])
      assert.deepEqual(await laboratory('invoice-band'), [
        ['', 7, 2, 2, 4], // five locks, a router and a drone: nobody can tell the last two apart
        ['sensor', 7, 0, 0, 0],
      ])
    })

    test('five hidden answers of several kinds are told together, and no kind is touched for them', async () => {
      await answers([
        ...['a', 'b', 'c', 'd', 'e'].map((maker) => [maker, 'sensor', 'none'] as const),
        ...['a', 'b', 'c'].map((maker) => [maker, 'lock', 'under-100k'] as const),
        ...['a', 'b'].map((maker) => [maker, 'router', 'under-100k'] as const),
      ])
      assert.deepEqual(
        (await laboratory('invoice-band')).map(([kind, n]) => [kind, n]),
        [
          ['', 5],
          ['sensor', 5],
        ],
      )
    })

    test('five answers of two makers are not told: each would know the other’s', async () => {
      await answers(['a', 'b', 'a', 'b', 'a', 'b'].map((maker) => [maker, 'sensor', 'none'] as const))
      assert.deepEqual(await laboratory('invoice-band'), [])
      const { rows } = await database.pool.query(`select * from statistics_classes() where what = 'laboratory'`)
      assert.deepEqual(rows, [], 'nor are they told in another way')
      await assert.rejects(database.pool.query('select * from statistics_laboratory_of_all()'), /permission denied/)
    })

    test('a pair of one maker is no pair of five', async () => {
      await cases([{ hours: 80 }, { hours: 20 }])
      const { reuse } = await readCounts(database.pool, at)
      assert.deepEqual(reuse, [{ level: 'jc-star 1', n: 1, first: null, sibling: null }])
    })

    test('what a maker told is the maker’s alone: not another’s, and not the body’s', async () => {
      await cases([{}])
      const caseId = `${makerA.organisation}-0`
      const told = { caseId, answer: { hours: 12.5, laboratory: 'none' }, on: '2026-11-24' } as const
      await writeCosts(database.pool, makerA, told)
      assert.deepEqual(await readCosts(database.pool, makerA, caseId), { hours: 12.5, laboratory: 'none' })
      for (const viewer of [makerB, body]) {
        assert.equal(await readCosts(database.pool, viewer, caseId), undefined)
        await assert.rejects(writeCosts(database.pool, viewer, told))
      }
      await inTransaction(database.pool, {}, async (client) => {
        assert.equal((await client.query('select from case_cost')).rowCount, 0)
      })
    })

    test('two servers count into one number; what could not be written is counted later', async () => {
      const [one, two] = [openTally(database.pool, () => at), openTally(database.pool, () => at)]
      one.count('scan')
      two.count('scan', '', 2)
      two.count('satisfaction', '4')
      await Promise.all([one.flush(), two.flush()])
      await one.flush()
      const broken = { connect: () => Promise.reject(new Error('away')) }
      const third = openTally(broken as never, () => at)
      third.count('scan')
      await assert.rejects(third.flush())
      await assert.rejects(third.flush(), 'it is still there to be written')
      const { counted } = await readCounts(database.pool, at)
      assert.equal(counted.find((c) => c.counter === 'scan')?.n, 3)
      const { rows } = await database.pool.query(
        `select day::text from statistics_count where counter = 'satisfaction'`,
      )
      assert.deepEqual(rows, [{ day: '2026-11-01' }], 'an answer is of its month, not of its day')
    })

    test('counting leaves no right behind in the transaction it is asked in', async () => {
      await cases([{}])
      await inTransaction(database.pool, { 'hoshirushi.kind': 'maker' }, async (client) => {
        await client.query('select * from statistics_cases()')
        const { rows } = await client.query(`select current_setting('hoshirushi.kind') as kind`)
        assert.deepEqual(rows, [{ kind: 'maker' }])
        assert.equal((await client.query('select from case_line')).rowCount, 0)
      })
      await assert.rejects(database.pool.query('select * from statistics_costs_of_all()'), /permission denied/)
    })

    test('days of cases come out without whose they are', async () => {
      await cases([{}])
      const owner = await connectOwner(database.ownerConfig)
      try {
        await owner.query(`set hoshirushi.kind = 'maintenance'`)
        for (const [seq, act] of ['start', 'declare'].entries())
          await owner.query(
            `insert into case_event (case_id, seq, tenant, at, act, event) values ('kagami-0', $1, 'kagami', $2, $3, '{}')`,
            [seq + 1, `2026-11-1${seq}T15:30:00Z`, act],
          )
      } finally {
        await owner.end()
      }
      const { rows } = await database.pool.query('select level, acts, days::text[] as days from statistics_cases()')
      assert.deepEqual(rows, [
        { level: 'jc-star 1', acts: ['start', 'declare'], days: ['2026-11-11', '2026-11-12'] }, // days in Japan
      ])
      const { fields } = await database.pool.query('select * from statistics_cases()')
      assert.deepEqual(
        fields.map(({ name }) => name),
        ['level', 'acts', 'days'],
      )
    })
  })
