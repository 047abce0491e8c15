import assert from 'node:assert/strict'
import type pg from 'pg'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createCaseStore, tenantSettings } from '../../src/adapters/store/case-store.ts'
import { inTransaction } from '../../src/adapters/store/database.ts'
import type { CaseStore } from '../../src/casework/ports.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { advance, body, file, labelEvent, labelRecord, maker, step } from './sample.ts'

// Invariant 8: tenants cannot see each other's cases, enforced by the database. The SQL here is what a careless
// programmer would write: no WHERE at all.
for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let store: CaseStore
    const a = maker('maker-a')
    const b = maker('maker-b')
    const tables = ['case_line', 'case_event', 'case_file', 'evidence_file'] as const
    const count = (client: pg.ClientBase | pg.Pool, table: string): Promise<number> =>
      client.query(`select count(*)::integer as n from ${table}`).then((result) => result.rows[0].n)
    const counts = (viewer: Viewer): Promise<number[]> =>
      inTransaction(database.pool, tenantSettings(viewer), async (client) => {
        const all: number[] = []
        for (const table of tables) all.push(await count(client, table))
        return all
      })

    beforeAll(async () => {
      database = await freshDatabase(engine)
      store = createCaseStore(database.pool)
      const files = [file('shown'), file('kept')]
      await store.transact(a, async (tx) => {
        for (const f of files) await tx.addFile('maker-a', f)
        await advance(tx, { id: 'declared', organisation: 'maker-a' })
        await advance(tx, { id: 'declared', organisation: 'maker-a', files })
        await advance(tx, { id: 'declared', organisation: 'maker-a', files: [files[0]!] }) // taken out again before
        await advance(tx, {
          id: 'declared',
          organisation: 'maker-a',
          files: [files[0]!],
          act: 'declare',
          state: 'submitted',
        })
        await advance(tx, { id: 'draft', organisation: 'maker-a', files: [files[1]!] })
        await tx.post({ to: 'x@hikari.example', subject: 's', text: 'secret' })
      })
      await store.transact(b, async (tx) => {
        await tx.addFile('maker-b', file('other'))
        await advance(tx, { id: 'draft-b', organisation: 'maker-b' })
      })
    })
    afterAll(() => database.close())

    test('a maker sees its own rows and nobody else’s, whatever the SQL', async () => {
      assert.deepEqual(await counts(a), [2, 5, 2, 2])
      assert.deepEqual(await counts(b), [1, 1, 0, 1])
      assert.deepEqual(await counts(maker('maker-c')), [0, 0, 0, 0])
    })

    test('without settings nothing confidential is visible, also after another’s transaction on the same connection', async () => {
      for (const table of [...tables, 'mail_outbox']) assert.equal(await count(database.pool, table), 0, table)
      const client = await database.pool.connect()
      try {
        await client.query('begin')
        await client.query(
          `select set_config('hoshirushi.organisation', 'maker-a', true), set_config('hoshirushi.kind', 'maker', true)`,
        )
        assert.equal(await count(client, 'case_line'), 2)
        await client.query('commit')
        for (const table of tables) assert.equal(await count(client, table), 0, table)
      } finally {
        client.release()
      }
    })

    test('the body sees a case from its declaration on, with the evidence attached to it, and no draft', async () => {
      assert.deepEqual(await counts(body), [1, 4, 1, 1])
      assert.deepEqual(await store.transact(body, (tx) => tx.files('maker-a')), [file('shown')])
      assert.deepEqual(await store.transact(body, (tx) => tx.readEvents('draft')), [])
      assert.deepEqual(await store.transact(body, (tx) => tx.lockEvents('draft')), [])
    })

    test('a case that was sent back stays visible to the body, and the body acts in it', async () => {
      await store.transact(body, async (tx) => {
        const events = await tx.lockEvents('declared')
        await tx.append(
          ...step({ id: 'declared', organisation: 'maker-a', act: 'send-back', state: 'draft' }, events.at(-1)),
        )
      })
      assert.equal((await store.transact(body, (tx) => tx.readEvents('declared'))).length, 5)
    })

    test('a maker cannot read, lock, append to, or take over another’s case', async () => {
      assert.deepEqual(await store.transact(b, (tx) => tx.readEvents('declared')), [])
      assert.deepEqual(await store.transact(b, (tx) => tx.lockEvents('declared')), [])
      const events = await store.transact(a, (tx) => tx.readEvents('declared'))
      const forged = step({ id: 'declared', organisation: 'maker-a' }, events.at(-1))
      await assert.rejects(store.transact(b, (tx) => tx.append(...forged)))
      const asOwn = step({ id: 'declared', organisation: 'maker-b' }, events.at(-1))
      await assert.rejects(store.transact(b, (tx) => tx.append(...asOwn)))
      const raw = (viewer: Viewer, sql: string) =>
        inTransaction(database.pool, tenantSettings(viewer), (c) => c.query(sql))
      const insert = `insert into case_event (case_id, seq, tenant, at, act, event) values ('declared', 99, 'maker-b', now(), 'note', '{}')`
      await assert.rejects(raw(b, insert), /row-level security/)
      await assert.rejects(raw(b, insert.replace('maker-b', 'maker-a')), /row-level security/)
      await assert.rejects(
        raw(b, `insert into evidence_file values ('maker-a', 'sha256:${'0'.repeat(64)}', now(), '{}')`),
        /row-level security/,
      )
      assert.equal((await raw(b, 'update case_line set seq = seq')).rowCount, 1)
      await assert.rejects(raw(b, `update case_line set organisation = 'maker-b'`), /permission denied/)
      assert.equal((await store.transact(a, (tx) => tx.readEvents('declared'))).length, events.length)
    })

    test('the register is public to read, and a maker writes no label but its own', async () => {
      const record = labelRecord({ label: 'CCCC222233', models: ['HR-1'] })
      await store.transact(body, (tx) => tx.saveLabel(record))
      for (const table of ['label', 'label_version', 'label_event', 'label_model'])
        assert.equal(await count(database.pool, table), 1, table)
      const ended = {
        ...record,
        entry: { ...record.entry, events: [...record.entry.events, labelEvent('ended', '2026-07-01T00:00:00.000Z')] },
      }
      await assert.rejects(store.transact(b, (tx) => tx.saveLabel(ended)))
      await assert.rejects(
        store.transact(b, (tx) =>
          tx.saveLabel(labelRecord({ label: 'DDDD222233', models: ['HR-2'], maker: 'maker-a' })),
        ),
        /row-level security/,
      )
      await store.transact(a, (tx) => tx.saveLabel(ended))
      assert.deepEqual(await store.transact(b, (tx) => tx.readLabel('CCCC222233')), ended)
    })
  })
