import assert from 'node:assert/strict'
import type pg from 'pg'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createCaseStore, tenantSettings } from '../../src/adapters/store/case-store.ts'
import { connectOwner, inTransaction } from '../../src/adapters/store/database.ts'
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
    const tables = ['case_line', 'case_event', 'case_file', 'evidence_file', 'evidence_intake'] as const
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
        await tx.noteIntake('maker-a', files[0]!.digest)
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
        await tx.noteIntake('maker-b', file('other').digest)
        await advance(tx, { id: 'draft-b', organisation: 'maker-b' })
      })
    })
    afterAll(() => database.close())

    test('a maker sees its own rows and nobody else’s, whatever the SQL', async () => {
      assert.deepEqual(await counts(a), [2, 5, 2, 2, 1])
      assert.deepEqual(await counts(b), [1, 1, 0, 1, 1])
      assert.deepEqual(await counts(maker('maker-c')), [0, 0, 0, 0, 0])
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
      assert.deepEqual(await counts(body), [1, 4, 1, 1, 0])
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
      const brought = `insert into evidence_intake (organisation, digest) values ('maker-a', 'sha256:${'0'.repeat(64)}')`
      await assert.rejects(raw(b, brought), /row-level security/)
      for (const sql of [
        `insert into evidence_intake values ('maker-b', 'sha256:${'0'.repeat(64)}', now())`, // the time is not one's own
        `update evidence_intake set organisation = 'maker-b'`,
        'delete from evidence_intake',
      ])
        await assert.rejects(raw(b, sql), /permission denied/)
      assert.equal((await raw(b, 'update case_line set seq = seq')).rowCount, 1)
      await assert.rejects(raw(b, `update case_line set organisation = 'maker-b'`), /permission denied/)
      assert.equal((await store.transact(a, (tx) => tx.readEvents('declared'))).length, events.length)
    })

    test('nobody’s mail is read, changed or sent by a maker or the body, only by the delivery', async () => {
      for (const viewer of [a, b, body]) {
        const all = (sql: string) =>
          inTransaction(database.pool, tenantSettings(viewer), async (c) => (await c.query(sql)).rowCount)
        assert.equal(await all('select from mail_outbox'), 0)
        assert.equal(await all(`update mail_outbox set text = 'x'`), 0)
        assert.equal(await all('delete from mail_outbox'), 0)
        await assert.rejects(all(`update mail_outbox set "to" = 'me@example.jp'`), /permission denied/)
      }
    })

    test('every table is bound to tenants, public on purpose, or holds nothing to read', async () => {
      const owner = await connectOwner(database.ownerConfig)
      const { rows } = await owner.query<{ name: string; bound: boolean }>(
        `select n.nspname || '.' || c.relname as name, c.relrowsecurity as bound
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and n.nspname in ('public', 'accounts')
           and has_table_privilege('hoshirushi_app', c.oid, 'select') order by 1`,
      )
      await owner.end()
      // Read by the key that was presented (a digest, an address, a flow), never as a list; secrets in them are digests.
      const byKey = ['login_code', 'oidc_flow', 'oidc_identity', 'organisation', 'passkey', 'person', 'rate', 'session']
      const open = [
        ...[...byKey, 'webauthn_flow'].map((name) => `accounts.${name}`),
        ...['checkpoint', 'entry', 'head', 'node', 'outbox', 'status_list'].map((name) => `public.log_${name}`),
        'public.number_series',
        'public.publishing_turn', // names of folders, and a lock on each
      ]
      assert.deepEqual(
        rows.filter((row) => !row.bound).map((row) => row.name),
        open,
      )
      assert.deepEqual(
        rows.filter((row) => row.bound).map((row) => row.name),
        [
          ...[
            'accounts.invitation',
            'accounts.membership',
            'public.case_cost',
            'public.case_event',
            'public.case_file',
            'public.case_line',
          ],
          'public.evaluator_event',
          ...[
            'public.evidence_file',
            'public.evidence_intake',
            'public.label',
            'public.label_event',
            'public.label_gtin',
            'public.label_model',
            'public.label_version',
          ],
          'public.mail_outbox',
          'public.statistics_count',
          ...['public.watch', 'public.watch_change', 'public.watch_label', 'public.watch_mail', 'public.webhook'],
        ],
      )
    })

    test('proving who one is does not let one join somebody else’s organisation', async () => {
      const owner = await connectOwner(database.ownerConfig)
      await owner.query(`
        insert into accounts.organisation (id, kind, name_ja, created_at) values ('body', 'body', '見本', now()), ('maker-a', 'maker', '架空', now());
        insert into accounts.person (id, email, name, created_at) values ('mallory', 'm@hikari.example', 'M', now());
        insert into accounts.membership (person, organisation, roles, since) values ('mallory', 'maker-a', '{applicant}', now())`)
      await owner.end()
      const as = (settings: Record<string, string>, sql: string) =>
        inTransaction(database.pool, settings, async (c) => (await c.query(sql)).rowCount)
      const self = { 'accounts.person': 'mallory', 'accounts.organisation': '' }
      const join = `insert into accounts.membership (person, organisation, roles, since) values ('mallory', 'body', '{decider}', now())`
      const rise = `update accounts.membership set roles = '{applicant,administrator}' where person = 'mallory'`
      await assert.rejects(as(self, join), /row-level security/)
      assert.equal(await as(self, rise), 0)
      assert.equal(await as(self, 'select from accounts.membership'), 1)
      await assert.rejects(as({ ...self, 'accounts.organisation': 'maker-a' }, join), /row-level security/)
      await assert.rejects(
        as({ ...self, 'accounts.organisation': 'maker-a' }, `update accounts.membership set organisation = 'body'`),
        /permission denied/,
      )
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
