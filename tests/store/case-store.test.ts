import assert from 'node:assert/strict'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { connectOwner } from '../../src/adapters/store/database.ts'
import { brokenLink } from '../../src/casework/events.ts'
import { type CaseStore, StaleCase } from '../../src/casework/ports.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { advance, body, file, labelEvent, labelRecord, maker, step } from './sample.ts'

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let store: CaseStore
    beforeAll(async () => {
      database = await freshDatabase(engine)
      store = createCaseStore(database.pool)
    })
    afterAll(() => database.close())
    const a = maker('maker-a')
    const b = maker('maker-b')

    test('events come back word for word, and their chain still holds', async () => {
      const data = { text: '全角　と絵文字🦔', zero: '\u0000', nested: { z: 1, a: [1.5, null, true] } }
      await store.transact(a, async (tx) => {
        await advance(tx, { id: 'words', organisation: 'maker-a', data, at: '2026-04-01T00:00:00Z' })
        await advance(tx, { id: 'words', organisation: 'maker-a', data, at: '2026-04-01T00:00:00.120Z' })
      })
      const events = await store.transact(a, (tx) => tx.readEvents('words'))
      assert.equal(events.length, 2)
      assert.equal(brokenLink(events), undefined)
      assert.deepEqual(events[0]!.data, data)
      assert.equal(JSON.stringify(events[0]!.data), JSON.stringify(data)) // the order of the fields, too
    })

    test('an error in the middle of a transaction leaves nothing behind', async () => {
      const failing = store.transact(a, async (tx) => {
        await advance(tx, { id: 'half', organisation: 'maker-a' })
        await tx.nextNumber('application', 2031)
        throw new Error('power cut')
      })
      await assert.rejects(failing, /power cut/)
      assert.deepEqual(await store.transact(a, (tx) => tx.readEvents('half')), [])
      assert.equal(await store.transact(a, (tx) => tx.nextNumber('application', 2031)), 1)
    })

    test('an error that was swallowed inside a transaction is not taken for a success', async () => {
      const swallowing = store.transact(a, async (tx) => {
        await advance(tx, { id: 'swallowed', organisation: 'maker-a' })
        await tx.append(...step({ id: 'swallowed', organisation: 'maker-b' })).catch(() => undefined)
      })
      await assert.rejects(swallowing, /rolled back/)
    })

    test('of two who append the same number one is told that the case is stale', async () => {
      await store.transact(a, (tx) => advance(tx, { id: 'race', organisation: 'maker-a' }))
      const [first] = await store.transact(a, (tx) => tx.readEvents('race'))
      const append = () => store.transact(a, (tx) => tx.append(...step({ id: 'race', organisation: 'maker-a' }, first)))
      const outcomes = await Promise.allSettled([append(), append(), append()])
      const refused = outcomes.filter((o) => o.status === 'rejected').map((o) => o.reason)
      assert.equal(outcomes.length - refused.length, 1)
      assert.ok(refused.every((reason) => reason instanceof StaleCase))
      await assert.rejects(
        store.transact(a, (tx) => tx.append(...step({ id: 'race', organisation: 'maker-a' }))),
        StaleCase,
      )
    })

    test('lockEvents makes the second wait, so that forty appends at once all find their place', async () => {
      await store.transact(a, (tx) => advance(tx, { id: 'queue', organisation: 'maker-a' }))
      await Promise.all(
        Array.from({ length: 40 }, () =>
          store.transact(a, (tx) => advance(tx, { id: 'queue', organisation: 'maker-a' })),
        ),
      )
      const events = await store.transact(a, (tx) => tx.readEvents('queue'))
      assert.equal(events.length, 41)
      assert.equal(brokenLink(events), undefined)
    })

    test('running numbers have no gaps and no twins, even when every third transaction fails', async () => {
      const numbers: number[] = []
      await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          store
            .transact(a, async (tx) => {
              const n = await tx.nextNumber('application', 2026)
              if (i % 3 === 0) throw new Error('given back')
              return n
            })
            .then(
              (n) => numbers.push(n),
              () => undefined,
            ),
        ),
      )
      assert.deepEqual(
        numbers.sort((x, y) => x - y),
        Array.from({ length: 20 }, (_, i) => i + 1),
      )
      assert.equal(await store.transact(a, (tx) => tx.nextStatusIndex()), 0)
      assert.equal(await store.transact(a, (tx) => tx.nextStatusIndex()), 1)
    })

    test('two transactions that lock each other out are both done in the end', async () => {
      for (const id of ['left', 'right']) await store.transact(a, (tx) => advance(tx, { id, organisation: 'maker-a' }))
      const cross = (one: string, other: string) =>
        store.transact(a, async (tx) => {
          await advance(tx, { id: one, organisation: 'maker-a' })
          await new Promise((resolve) => setTimeout(resolve, 50))
          await advance(tx, { id: other, organisation: 'maker-a' })
        })
      await Promise.all([cross('left', 'right'), cross('right', 'left')])
      assert.equal((await store.transact(a, (tx) => tx.readEvents('left'))).length, 3)
    })

    test('the worklist finds by state, reviewer and words in any width', async () => {
      const at = '2026-05-01T00:00:00Z'
      await store.transact(b, async (tx) => {
        await advance(tx, { id: 'list-1', organisation: 'maker-b', productName: 'みはりカメラ KC-7', at })
        await advance(tx, {
          id: 'list-1',
          organisation: 'maker-b',
          productName: 'みはりカメラ KC-7',
          at,
          state: 'in-review',
          reviewer: 'r',
        })
        await advance(tx, { id: 'list-2', organisation: 'maker-b', productName: 'べつの品', at })
      })
      const ids = async (filter: Parameters<Parameters<Parameters<CaseStore['transact']>[1]>[0]['list']>[0]) =>
        (await store.transact(b, (tx) => tx.list(filter))).map((line) => line.id)
      assert.deepEqual(await ids({ text: 'ＫＣ－７' }), ['list-1'])
      assert.deepEqual(await ids({ text: '見張り' }), [])
      assert.deepEqual(await ids({ states: ['draft'] }), ['list-2'])
      assert.deepEqual(await ids({ reviewer: 'r' }), ['list-1'])
      assert.equal((await ids({})).length, 2)
      assert.equal((await ids({ limit: 1 })).length, 1)
      // Stretch by stretch, nothing twice and nothing left out, though both changed at the same moment.
      assert.deepEqual(await ids({ after: { updatedAt: at, id: 'list-1' } }), ['list-2'])
      assert.deepEqual(await ids({ after: { updatedAt: at, id: 'list-2' } }), [])
      assert.deepEqual(await ids({ after: { updatedAt: '2026-05-01T00:00:00.001Z', id: '' } }), ['list-1', 'list-2'])
    })

    test('a label keeps every version and every event, and the database refuses to change them even for the owner', async () => {
      const record = labelRecord({ label: 'AAAA222233', models: ['HR-200', 'HR-200W'] })
      await store.transact(body, (tx) => tx.saveLabel(record))
      const suspended = {
        ...record,
        entry: {
          ...record.entry,
          events: [...record.entry.events, labelEvent('suspended', '2026-06-01T00:00:00.000Z')],
        },
      }
      await store.transact(body, async (tx) => {
        await tx.saveLabel(suspended)
        assert.deepEqual(await tx.readLabel('AAAA222233'), suspended) // at once, inside the transaction
      })
      assert.deepEqual(await store.transact(body, (tx) => tx.readLabel('AAAA222233')), suspended)
      await assert.rejects(
        store.transact(body, (tx) => tx.saveLabel(record)),
        /would vanish/,
      )
      const owner = await connectOwner(database.ownerConfig)
      assert.equal((await owner.query(`select from label_version where label = 'AAAA222233'`)).rowCount, 2)
      for (const sql of [
        'update case_event set at = now()',
        'delete from case_event',
        'delete from label_event',
        'update label_version set jws = 1',
      ])
        await assert.rejects(owner.query(sql), /append-only/)
      await owner.end()
      for (const sql of [
        'update case_event set at = now()',
        'delete from label_version',
        'truncate case_event',
        'delete from label',
      ])
        await assert.rejects(database.pool.query(sql), /permission denied/)
    })

    test('models of other makers are found however they are written', async () => {
      await store.transact(body, (tx) =>
        tx.saveLabel(labelRecord({ label: 'BBBB222233', models: ['KC-700'], maker: 'maker-b' })),
      )
      const found = await store.transact(a, (tx) => tx.labelsWithModels(['ｋｃ７００', 'XX-1'], 'maker-a'))
      assert.deepEqual(found, [{ model: 'KC-700', label: 'BBBB222233', maker: '架空電機 maker-b' }])
      assert.deepEqual(await store.transact(b, (tx) => tx.labelsWithModels(['KC700'], 'maker-b')), [])
    })

    test('a leaf that is added twice is one leaf', async () => {
      const leaf = { id: 'leaf-1', jws: 'a.b.c', typ: 'vc+jwt', label: 'AAAA222233' } as const
      for (const _ of [1, 2]) await store.transact(body, (tx) => tx.addLeaf(leaf))
      const { rows } = await database.pool.query('select jws from log_outbox')
      assert.deepEqual(rows, [{ jws: 'a.b.c' }])
    })

    test('addresses are those of the people of an organisation, or of the body by role', async () => {
      const owner = await connectOwner(database.ownerConfig)
      await owner.query(`
        insert into accounts.organisation (id, kind, name_ja, created_at) values ('maker-a', 'maker', '架空', now()), ('body', 'body', '見本', now());
        insert into accounts.person (id, email, name, created_at) values ('p1', 'a@hikari.example', 'A', now()), ('p2', 'i@body.example', 'I', now()), ('p3', 'd@body.example', 'D', now());
        insert into accounts.membership (person, organisation, roles, since)
          values ('p1', 'maker-a', '{applicant}', now()), ('p2', 'body', '{intake}', now()), ('p3', 'body', '{decider}', now())`)
      await owner.end()
      assert.deepEqual(await store.transact(body, (tx) => tx.addresses({ organisation: 'maker-a' })), [
        'a@hikari.example',
      ])
      assert.deepEqual(await store.transact(a, (tx) => tx.addresses({ bodyRoles: ['intake'] })), ['i@body.example'])
    })

    test('the evidence library keeps one row a content', async () => {
      for (const _ of [1, 2]) await store.transact(a, (tx) => tx.addFile('maker-a', file('evidence')))
      assert.deepEqual(await store.transact(a, (tx) => tx.files('maker-a')), [file('evidence')])
    })

    test('who brought a file is known for half a day, for each organisation by itself', async () => {
      const { digest } = file('brought')
      for (const _ of [1, 2]) await store.transact(a, (tx) => tx.noteIntake('maker-a', digest))
      assert.equal(await store.transact(a, (tx) => tx.tookIn('maker-a', digest)), true)
      assert.equal(await store.transact(a, (tx) => tx.tookIn('maker-a', file('never').digest)), false)
      for (const organisation of ['maker-a', 'maker-b'])
        assert.equal(await store.transact(maker('maker-b'), (tx) => tx.tookIn(organisation, digest)), false)
      const owner = await connectOwner(database.ownerConfig)
      await owner.query(`begin; set local hoshirushi.kind = 'maintenance'`)
      await owner.query('insert into evidence_intake values ($1, $2, $3)', [
        ...['maker-a', file('long ago').digest, new Date(Date.now() - 13 * 3_600_000)],
      ])
      await owner.query('commit')
      await owner.end()
      assert.equal(await store.transact(a, (tx) => tx.tookIn('maker-a', file('long ago').digest)), false)
    })
  })
