import assert from 'node:assert/strict'
import type pg from 'pg'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createCaseStore, tenantSettings } from '../../src/adapters/store/case-store.ts'
import { connectOwner, inTransaction } from '../../src/adapters/store/database.ts'
import type { EvaluatorEvent } from '../../src/casework/evaluators.ts'
import type { CaseStore } from '../../src/casework/ports.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { advance, body, maker } from './sample.ts'

const key = 'A'.repeat(43)
const otherKey = 'B'.repeat(43)
const registered = (id: string, of: string, at = '2026-04-01T00:00:00.000Z'): EvaluatorEvent => ({
  ...{ id, at, by: 'officer', kind: 'registered', name: `評価者 ${id}（架空）`, organisation: '見本試験所（架空）' },
  ...{
    title: '登録検証士（見本）',
    issuedBy: '見本協会（架空）',
    validFrom: '2026-04-01',
    validUntil: '2027-03-31',
    key: of,
  },
})
const ended = (id: string, at: string, on: string): EvaluatorEvent => ({
  id,
  at,
  by: 'officer',
  kind: 'ended',
  on,
  reason: '…',
})

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let store: CaseStore
    const a = maker('maker-a')
    const raw = (viewer: Pick<Viewer, 'organisation' | 'kind'>, sql: string) =>
      inTransaction(
        database.pool,
        tenantSettings(viewer),
        async (client: pg.ClientBase) => (await client.query(sql)).rows,
      )

    beforeAll(async () => {
      database = await freshDatabase(engine)
      store = createCaseStore(database.pool)
      await store.transact(body, async (tx) => {
        await tx.addEvaluatorEvent(registered('one', key))
        await tx.addEvaluatorEvent(registered('two', otherKey, '2026-04-02T00:00:00.000Z'))
      })
      await store.transact(body, (tx) => tx.addEvaluatorEvent(ended('one', '2026-09-01T00:00:00.000Z', '2026-10-01')))
      await store.transact(body, (tx) => tx.addEvaluatorEvent(ended('one', '2026-09-02T00:00:00.000Z', '2026-08-01')))
    })
    afterAll(() => database.close())

    test('the body reads everything, word for word and in the order in which it was entered', async () => {
      const all = await store.transact(body, (tx) => tx.evaluatorEvents())
      assert.deepEqual(all, [
        registered('one', key),
        registered('two', otherKey, '2026-04-02T00:00:00.000Z'),
        ended('one', '2026-09-01T00:00:00.000Z', '2026-10-01'),
        ended('one', '2026-09-02T00:00:00.000Z', '2026-08-01'),
      ])
    })

    test('a maker learns what is on record about a key it has, and of nobody else', async () => {
      assert.deepEqual(await store.transact(a, (tx) => tx.evaluatorEvents()), [])
      const known = await store.transact(a, (tx) => tx.evaluatorEvents(key))
      assert.deepEqual(
        known.map(({ id, kind }) => `${id} ${kind}`),
        ['one registered', 'one ended', 'one ended'],
      )
      assert.deepEqual(await store.transact(a, (tx) => tx.evaluatorEvents('C'.repeat(43))), [])
      // What was asked in one transaction is forgotten in the next, on the same connection too.
      assert.deepEqual(await raw(a, 'select * from evaluator_event'), [])
      assert.deepEqual(await raw({ organisation: '', kind: 'maker' }, 'select * from evaluator_event'), [])
    })

    test('nobody but the body enters anything, and nothing that was entered changes', async () => {
      await assert.rejects(
        store.transact(a, (tx) => tx.addEvaluatorEvent(registered('three', key))),
        /row-level security/,
      )
      const insert = `insert into evaluator_event (id, seq, organisation, key, at, event)
        values ('x', 1, 'another-body', '${key}', now(), '{}')`
      await assert.rejects(raw(body, insert), /row-level security/)
      for (const sql of [`update evaluator_event set key = key`, 'delete from evaluator_event'])
        await assert.rejects(raw(body, sql), /permission denied/)
      const owner = await connectOwner(database.ownerConfig)
      await owner.query(`set hoshirushi.kind = 'maintenance'`)
      await assert.rejects(owner.query('delete from evaluator_event'), /append-only|refuse|not/)
      await owner.end()
      await assert.rejects(
        store.transact(body, (tx) => tx.addEvaluatorEvent(ended('nobody', '2026-09-01T00:00:00.000Z', '2026-09-01'))),
        /not in the register/,
      )
      assert.equal((await store.transact(body, (tx) => tx.evaluatorEvents())).length, 4)
    })

    test('minutes of runs are read from declared cases by the body, and by a maker from its own', async () => {
      const minutes = [{ procedure: '5.6-1-2', kind: 'automatic', minutes: 3 }]
      const run = { act: 'attach-run' as const, data: { reading: { minutes } } }
      await store.transact(a, async (tx) => {
        for (const id of ['declared', 'draft']) {
          await advance(tx, { id, organisation: 'maker-a' })
          await advance(tx, { id, organisation: 'maker-a', ...run })
        }
        await advance(tx, { id: 'declared', organisation: 'maker-a', act: 'declare', state: 'submitted' })
      })
      const one = { organisation: 'maker-a', scheme: 'jc-star', level: '1', minutes }
      assert.deepEqual(await store.transact(body, (tx) => tx.runMinutes()), [one])
      assert.deepEqual(await store.transact(a, (tx) => tx.runMinutes()), [one, one])
      assert.deepEqual(await store.transact(maker('maker-b'), (tx) => tx.runMinutes()), [])
    })

    test('of runs, register and ledger an evaluator of another maker reads no row, whatever the SQL and whatever the table', async () => {
      const rival: Viewer = { ...maker('maker-b'), roles: ['evaluator'] }
      // From the catalogue of the database: a table that comes later is asked as well.
      const bound = await raw(
        rival,
        `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname in ('public', 'accounts')
           and has_table_privilege(c.oid, 'select') order by 1`,
      )
      const tables = bound.map(({ name }) => String(name)).filter((name) => !/^public\.label/.test(name)) // those are public
      for (const one of ['public.case_event', 'public.case_file', 'public.case_line', 'public.evaluator_event'])
        assert.ok(tables.includes(one), one)
      const seen = (viewer: Viewer) =>
        Promise.all(tables.map(async (name) => (await raw(viewer, `select from ${name}`)).length)).then((counts) =>
          tables.filter((_, i) => counts[i] !== 0),
        )
      assert.deepEqual(await seen(rival), [])
      // The same question has rows to find: for the maker whose runs they are, and for the body.
      assert.deepEqual(await seen(a), ['public.case_event', 'public.case_line'])
      assert.deepEqual(await seen(body), ['public.case_event', 'public.case_line', 'public.evaluator_event'])
      assert.deepEqual(await store.transact(rival, (tx) => tx.runMinutes()), [])
      assert.deepEqual(await store.transact(rival, (tx) => tx.evaluatorEvents()), [])
      for (const id of ['declared', 'draft']) {
        assert.deepEqual(await store.transact(rival, (tx) => tx.readEvents(id)), [])
        assert.deepEqual(await store.transact(rival, (tx) => tx.lockEvents(id)), [])
      }
      // What one may not read one may not write either: neither a run into another's case, nor an end into the register.
      const run = `insert into case_event (case_id, seq, tenant, at, act, event) values ('declared', 99, 'TENANT', now(), 'attach-run', '{}')`
      for (const tenant of ['maker-a', 'maker-b'])
        await assert.rejects(raw(rival, run.replace('TENANT', tenant)), /row-level security/)
      await assert.rejects(
        store.transact(rival, (tx) => tx.addEvaluatorEvent(ended('one', '2026-09-03T00:00:00.000Z', '2026-07-01'))),
        /row-level security|not in the register/,
      )
    })
  })
