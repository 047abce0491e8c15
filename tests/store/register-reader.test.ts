import assert from 'node:assert/strict'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { createRegisterReader } from '../../src/adapters/store/register-reader.ts'
import type { CaseStore, RegisterQuery, RegisterReader } from '../../src/casework/ports.ts'
import { entryAsOf } from '../../src/core/register/publish.ts'
import { standingAt } from '../../src/core/surveillance/standing-at.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { advance, body, labelEvent, labelRecord, maker } from './sample.ts'

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let store: CaseStore
    let register: RegisterReader
    const now = '2026-12-01T00:00:00.000Z'
    const records = [
      labelRecord({
        label: 'AAAA222233',
        models: ['HR-200', 'HR-200W', 'HR-2000'],
        name: 'ひかりルーター HR-200シリーズ',
      }),
      labelRecord({ label: 'BBBB222233', models: ['XHR-200'], name: '別の品', issuedAt: '2026-05-01T00:00:00.000Z' }),
      labelRecord({
        label: 'CCCC222233',
        models: ['HR-2001'],
        name: 'ルーター',
        maker: 'maker-c',
        category: 'camera',
        issuedAt: '2026-06-01T00:00:00.000Z',
      }),
      labelRecord({
        ...{ label: 'DDDD222233', models: ['KC-7'], name: 'みはりカメラ', maker: 'maker-c', level: '3' },
        events: [
          labelEvent('suspended', '2026-06-01T00:00:00.000Z'),
          labelEvent('restored', '2026-07-01T00:00:00.000Z', '2026-08-01T00:00:00.000Z'),
        ],
      }),
      labelRecord({ label: 'EEEE222233', models: ['OLD-1'], name: 'ふるい品', until: '2026-10-01T00:00:00.000Z' }),
      labelRecord({
        label: 'FFFF222233',
        models: ['BAD-1'],
        name: '取り消された品',
        events: [labelEvent('withdrawn', '2026-09-01T00:00:00.000Z')],
      }),
    ]
    const search = (query: Partial<RegisterQuery>) => register.search({ asOf: now, offset: 0, limit: 10, ...query })
    const found = async (query: Partial<RegisterQuery>) =>
      (await search(query)).hits.map((hit) => hit.entry.label.slice(0, 1)).join('')

    beforeAll(async () => {
      database = await freshDatabase(engine)
      store = createCaseStore(database.pool)
      register = createRegisterReader(database.pool)
      for (const record of records) await store.transact(body, (tx) => tx.saveLabel(record))
    })
    afterAll(() => database.close())

    test('an exact model comes first, then models that begin so, then the rest; width, case and hyphens do not count', async () => {
      for (const text of ['HR-200', 'ＨＲ－２００', 'hr200', 'ＨＲー２００'])
        assert.equal(await found({ text }), 'ACB', text)
      assert.equal(await found({ text: 'hr-2001' }), 'C')
      const [hit] = (await search({ text: 'hr200' })).hits
      assert.deepEqual(hit!.matchedModels, ['HR-200', 'HR-2000', 'HR-200W'])
    })

    test('product, maker and label number are found, two characters of Japanese too, and several words must all be there', async () => {
      assert.equal(await found({ text: 'カメラ' }), 'D')
      assert.equal(await found({ text: 'かめ' }), 'D')
      assert.equal(await found({ text: 'ひ' }), 'A')
      assert.equal(await found({ text: 'aaaa-2222-33' }), 'A')
      assert.equal(await found({ text: '架空電機 maker-c ルーター' }), 'C')
      assert.equal(await found({ text: 'ルーター 存在しない' }), '')
      assert.equal(await found({ text: `%' or 1=1 --` }), '')
    })

    test('filters, pages and totals agree, past the end too', async () => {
      assert.equal((await search({})).total, 6)
      assert.equal(await found({ category: 'camera' }), 'C')
      assert.equal(await found({ level: '3' }), 'D')
      assert.equal(await found({ maker: 'maker-c', text: 'る' }), 'C')
      assert.equal(await found({ standing: 'expired' }), 'E')
      assert.equal(await found({ standing: 'withdrawn' }), 'F')
      assert.deepEqual(await search({ offset: 50 }), { total: 6, hits: [] })
      const pages = await Promise.all([0, 2, 4].map((offset) => found({ offset, limit: 2 })))
      assert.equal(pages.join(''), 'CBADEF')
    })

    test('the standing the database filters by is the one the core computes, at every moment that matters', async () => {
      const moments = records.flatMap(({ entry }) =>
        [entry.issuedAt, entry.validity.validUntil, ...entry.events.flatMap((e) => [e.at, e.effectiveFrom])].flatMap(
          (at) => [-1, 0, 1].map((ms) => new Date(Date.parse(at) + ms).toISOString()),
        ),
      )
      for (const asOf of new Set(moments)) {
        const expected = records.flatMap(({ entry }) => {
          const then = entryAsOf(entry, asOf)
          const code = then && standingAt(then.validity, then.events, asOf)?.code
          return code === undefined ? [] : [`${entry.label} ${code}`]
        })
        const page = await search({ asOf })
        const seen = page.hits.map((hit) => `${hit.entry.label} ${hit.standing}`)
        // The store learns all of a sample label at once, so its later versions are no earlier ones: compare what it lists.
        assert.equal(page.total, expected.length, asOf)
        for (const line of seen) assert.ok(expected.includes(line), `${asOf}: ${line}`)
      }
    })

    test('an entry is shown as it stood: before a change the old models, before the issue nothing', async () => {
      const a = maker('maker-a')
      const before = labelRecord({ label: 'GGGG222233', models: ['M-1'], caseId: 'as-of' })
      const step = (at: string) => ({ id: 'as-of', organisation: 'maker-a', at, act: 'add-models' as const })
      await store.transact(a, async (tx) => {
        await tx.saveLabel(before)
        await advance(tx, step('2026-04-01T00:00:00.000Z'))
      })
      const after = {
        ...before,
        entry: { ...before.entry, product: { ...before.entry.product, models: ['M-1', 'M-2'] } },
        jws: 'second',
      }
      await store.transact(a, async (tx) => {
        await advance(tx, step('2026-05-01T00:00:00.000Z'))
        await tx.saveLabel(after)
      })
      const models = async (asOf: string) => (await register.entry('GGGG222233', asOf))?.product.models
      assert.equal(await models('2026-03-31T23:59:59.999Z'), undefined)
      assert.deepEqual(await models('2026-04-30T00:00:00Z'), ['M-1'])
      assert.deepEqual(await models('2026-05-01T00:00:00Z'), ['M-1', 'M-2'])
      assert.equal(await found({ text: 'M-2' }), 'G')
      await store.transact(a, async (tx) => {
        await tx.addLeaf({ id: 'g2', jws: 'second', typ: 'vc+jwt', label: 'GGGG222233' })
      })
      await database.pool.query(`update log_outbox set leaf_index = 48213 where id = 'g2'`)
      const leaf = async (asOf: string) => (await register.entry('GGGG222233', asOf))?.credential.leafIndex
      assert.deepEqual([await leaf('2026-04-30T00:00:00Z'), await leaf(now)], [null, 48213])
    })

    test('events are told newest first, makers with the number of their labels, figures at a date', async () => {
      const events = await register.events({ limit: 3 })
      assert.deepEqual(
        events.map(({ entry, index }) => `${entry.label.slice(0, 1)} ${entry.events[index]!.event}`),
        ['F withdrawn', 'D restored', 'C issued'],
      )
      const suspended = await register.events({ kinds: ['suspended'], limit: 9, before: now })
      assert.deepEqual(
        suspended.map(({ entry, index }) => [entry.label, index]),
        [['DDDD222233', 1]],
      )
      assert.deepEqual(
        (await register.makers('2026-05-15T00:00:00Z')).map((m) => [m.id, m.labels]),
        [
          ['maker-a', 5],
          ['maker-c', 1],
        ],
      )
      assert.deepEqual(await register.figures('2026-05-15T00:00:00Z'), {
        ...{ labels: 6, models: 9, makers: 2 },
        byLevel: [
          { level: '1', valid: 5 },
          { level: '3', valid: 1 },
        ],
      })
      assert.equal((await register.figures('2020-01-01T00:00:00Z')).labels, 0)
    })

    test('a bar code number finds its labels, however it is written, and only as of when they had it', async () => {
      const gtins = [
        { gtin: '09520123000011', model: 'JC-2' },
        { gtin: '00000095050003', model: 'JC-1' },
      ]
      const first = labelRecord({ label: 'GGGG222233', models: ['JC-1', 'JC-2'], name: '番号のある品' })
      const issued = { ...first, entry: { ...first.entry, level: '2' } }
      await store.transact(body, (tx) => tx.saveLabel(issued))
      const more = { ...issued, entry: { ...issued.entry, product: { ...issued.entry.product, gtins } } }
      const at = '2026-08-01T00:00:00.000Z'
      const events = [...issued.entry.events, labelEvent('superseded', at)]
      await store.transact(body, (tx) => tx.saveLabel({ ...more, entry: { ...more.entry, events } }))
      for (const text of ['9520123000011', '09520123000011', '９５２０１２３－００００１１', '95050003'])
        assert.equal(await found({ text }), 'G', text)
      const [hit] = (await search({ text: '9520123000011' })).hits
      assert.deepEqual(hit!.matchedModels, ['JC-2'])
      const labels = async (gtin: string, asOf = now) => (await register.withGtin(gtin, asOf)).map(({ label }) => label)
      assert.deepEqual(await labels('00000095050003'), ['GGGG222233'])
      assert.deepEqual(await labels('00000095050003', '2026-07-31T00:00:00.000Z'), [])
      assert.deepEqual(await labels('09520123000028'), [])
      // Without its numbers it is found by them no more.
      await store.transact(body, (tx) => tx.saveLabel({ ...issued, entry: { ...issued.entry, events } }))
      assert.deepEqual(await labels('00000095050003'), [])
      assert.equal(await found({ text: '9520123000011' }), '')
    })
  })
