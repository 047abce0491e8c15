import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, test } from 'vitest'
import type { ConnectionSettings } from '../../src/adapters/embedded-postgres/start-embedded.ts'
import { evidenceFolder } from '../../src/adapters/files/evidence-folder.ts'
import { backup, type Folders, type Progress } from '../../src/adapters/store/backup.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { connectOwner } from '../../src/adapters/store/database.ts'
import { createRegisterReader } from '../../src/adapters/store/register-reader.ts'
import { restore } from '../../src/adapters/store/restore.ts'
import { tablesInOrder } from '../../src/adapters/store/tables.ts'
import { brokenLink } from '../../src/casework/events.ts'
import { embedded, engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { advance, body, file, labelRecord, maker } from './sample.ts'

for (const engine of engines)
  describe(engine.name, () => {
    const place = mkdtempSync(join(tmpdir(), 'hoshirushi-backup-'))
    const foldersIn = (name: string): Folders => ({
      evidence: join(place, name, 'evidence'),
      published: join(place, name, 'public'),
    })
    const first = foldersIn('first')
    const target = join(place, 'backup')
    const a = maker('maker-a')
    let database: TestDatabase
    let evidence: Awaited<ReturnType<ReturnType<typeof evidenceFolder>['put']>>

    const asOwner = async <T>(
      config: ConnectionSettings,
      work: (client: Awaited<ReturnType<typeof connectOwner>>) => Promise<T>,
    ) => {
      const client = await connectOwner(config)
      try {
        return await work(client)
      } finally {
        await client.end()
      }
    }
    /** Every row of every table, as text. */
    const everything = (config: ConnectionSettings) =>
      asOwner(config, async (client) => {
        const all: Record<string, string[]> = {}
        for (const { name } of await tablesInOrder(client))
          all[name] = (
            await client.query<{ line: string }>(`select t::text as line from ${name} t order by 1`)
          ).rows.map((r) => r.line)
        return all
      })

    beforeAll(async () => {
      database = await freshDatabase(engine)
      const store = createCaseStore(database.pool)
      evidence = await evidenceFolder(first.evidence).put(Readable.from([Buffer.from('証拠')]), 100)
      mkdirSync(join(first.published, 'tile/0'), { recursive: true })
      writeFileSync(join(first.published, 'checkpoint'), 'origin\n1\nroot\n')
      writeFileSync(join(first.published, 'tile/0/000'), Buffer.alloc(32, 7))
      writeFileSync(join(first.published, 'tile/0/001.tmp.9'), 'never finished')
      await store.transact(a, async (tx) => {
        await tx.addFile('maker-a', file('x'))
        const data = { text: 'a\nb "c" \\ 🦔', zero: '\u0000', z: 1, a: 2 }
        for (let i = 0; i < 3; i++)
          await advance(tx, { id: 'kept', organisation: 'maker-a', data, at: '2026-04-01T00:00:00.120Z' })
        await tx.nextNumber('application', 2026)
        await tx.post({ to: 'x@hikari.example', subject: '件名', text: '本文' })
        await tx.addLeaf({ id: 'leaf', jws: 'a.b.c', typ: 'vc+jwt', label: null })
      })
      await store.transact(body, (tx) =>
        tx.saveLabel(labelRecord({ label: 'AAAA222233', models: ['HR-200', 'HR-201'] })),
      )
    })
    afterAll(async () => {
      await database.close()
      rmSync(place, { recursive: true, force: true })
    })

    test('what was backed up comes back row for row and byte for byte, on this engine and on the other', async () => {
      const steps: Progress[] = []
      const done = await asOwner(database.ownerConfig, (client) =>
        backup({ client, folders: first, target, at: '2026-12-01T00:00:00Z', onProgress: (step) => steps.push(step) }),
      )
      assert.ok(done.ok)
      assert.equal(done.value.files, 3)
      assert.deepEqual([...new Set(steps.map((step) => step.part))], ['published', 'tables', 'evidence'])
      const before = await everything(database.ownerConfig)
      assert.ok(Object.values(before).flat().length > 12)

      for (const [name, other] of [
        ['same', engine],
        ['other', engines.find((e) => e !== engine) ?? embedded],
      ] as const) {
        const fresh = await freshDatabase(other, 'empty')
        const second = foldersIn(name)
        const restored = await asOwner(fresh.ownerConfig, (client) =>
          restore({ client, folders: second, source: target }),
        )
        assert.deepEqual(restored, done)
        assert.deepEqual(await everything(fresh.ownerConfig), before)
        assert.deepEqual(
          await buffer((await evidenceFolder(second.evidence).get(evidence.digest))!),
          Buffer.from('証拠'),
        )
        assert.deepEqual(readFileSync(join(second.published, 'tile/0/000')), Buffer.alloc(32, 7))
        // And the house goes on from there.
        const store = createCaseStore(fresh.pool)
        await store.transact(a, (tx) => advance(tx, { id: 'kept', organisation: 'maker-a' }))
        const events = await store.transact(a, (tx) => tx.readEvents('kept'))
        assert.equal(brokenLink(events), undefined)
        assert.equal(events.length, 4)
        await store.transact(a, (tx) => tx.addLeaf({ id: 'next', jws: 'd.e.f', typ: 'vc+jwt', label: null }))
        assert.equal(
          (
            await createRegisterReader(fresh.pool).search({
              text: 'hr201',
              asOf: '2026-12-01T00:00:00Z',
              offset: 0,
              limit: 5,
            })
          ).total,
          1,
        )
        const again = await asOwner(fresh.ownerConfig, (client) =>
          restore({ client, folders: foldersIn('third'), source: target }),
        )
        assert.equal(!again.ok && again.fault.code, 'restore-target-not-empty')
        await fresh.close()
      }
    })

    test('an upload that is swept away while the backup runs is left out, and the backup is whole', async () => {
      const orphan = await evidenceFolder(first.evidence).put(Readable.from([Buffer.from('孤児')]), 100)
      const path = join(first.evidence, orphan.digest.slice(7, 9), orphan.digest.slice(7))
      const onProgress = (step: Progress) => step.part === 'evidence' && step.done === 0 && rmSync(path)
      const swept = join(place, 'swept')
      const done = await asOwner(database.ownerConfig, (client) =>
        backup({ client, folders: first, target: swept, at: '2026-12-01T00:00:00Z', onProgress }),
      )
      assert.ok(done.ok)
      assert.equal(done.value.files, 3)
      const fresh = await freshDatabase(engine, 'empty')
      const restored = await asOwner(fresh.ownerConfig, (client) =>
        restore({ client, folders: foldersIn('after the sweep'), source: swept }),
      )
      assert.deepEqual(restored, done)
      await fresh.close()
    })

    test('people come back, but nobody is signed in and no code or begun sign-in is good any more', async () => {
      await asOwner(database.ownerConfig, (client) =>
        client.query(`
          insert into accounts.organisation (id, kind, name_ja, created_at) values ('o', 'maker', '架空', now());
          insert into accounts.person (id, email, name, created_at) values ('p', 'p@hikari.example', 'P', now());
          insert into accounts.session values ('d', 'p', 'o', now(), now(), now() + interval '1 day');
          insert into accounts.login_code values ('c', 'a', 'p', null, 's', 'd', 0, now(), now() + interval '1 day', null);
          insert into accounts.webauthn_flow values ('w', 'p', 'c', now() + interval '1 day');
          insert into accounts.oidc_flow values ('f', 's', 'n', 'v', now() + interval '1 day')`),
      )
      const ended = ['accounts.session', 'accounts.login_code', 'accounts.webauthn_flow', 'accounts.oidc_flow']
      const before = await everything(database.ownerConfig)
      for (const table of ended) assert.equal(before[table]?.length, 1, table)
      const signedIn = join(place, 'signed in')
      const done = await asOwner(database.ownerConfig, (client) =>
        backup({ client, folders: first, target: signedIn, at: '2026-12-01T00:00:00Z' }),
      )
      const fresh = await freshDatabase(engine, 'empty')
      const restored = await asOwner(fresh.ownerConfig, (client) =>
        restore({ client, folders: foldersIn('signed out'), source: signedIn }),
      )
      assert.ok(done.ok && restored.ok)
      assert.deepEqual(restored.value, { ...done.value, rows: done.value.rows - 4 })
      assert.deepEqual(await everything(fresh.ownerConfig), {
        ...before,
        ...Object.fromEntries(ended.map((table) => [table, []])),
      })
      await fresh.close()
    })

    test('a folder that is not empty is not written to, and one with files in it is not restored into', async () => {
      const again = await asOwner(database.ownerConfig, (client) =>
        backup({ client, folders: first, target, at: '2026-12-01T00:00:00Z' }),
      )
      assert.deepEqual(again, { ok: false, fault: { code: 'backup-target-not-empty', folder: target } })
      const fresh = await freshDatabase(engine, 'empty')
      const refused = await asOwner(fresh.ownerConfig, (client) => restore({ client, folders: first, source: target }))
      assert.equal(!refused.ok && refused.fault.code, 'restore-target-not-empty')
      await fresh.close()
    })

    test('a damaged, a cut off and a newer backup are refused before anything is written', async () => {
      const fresh = await freshDatabase(engine, 'empty')
      const attempt = () =>
        asOwner(fresh.ownerConfig, (client) => restore({ client, folders: foldersIn('never'), source: target }))
      const codeNow = async () => attempt().then((result) => (result.ok ? 'ok' : result.fault.code))
      const tableFile = join(target, 'tables/public.case_event.jsonl.gz')
      const manifestFile = join(target, 'manifest.json')
      const [table, manifest] = [readFileSync(tableFile), readFileSync(manifestFile, 'utf8')]
      appendFileSync(tableFile, '!')
      assert.equal(await codeNow(), 'backup-damaged')
      rmSync(tableFile)
      assert.equal(await codeNow(), 'backup-damaged')
      writeFileSync(tableFile, table)
      writeFileSync(manifestFile, manifest.slice(0, -20))
      assert.equal(await codeNow(), 'backup-incomplete')
      writeFileSync(manifestFile, manifest.replace('"001-base.sql"', '"998-later.sql"'))
      assert.equal(await codeNow(), 'backup-newer-than-program')
      writeFileSync(manifestFile, manifest)
      const there = await asOwner(fresh.ownerConfig, (client) =>
        client.query(`select to_regclass('public.case_event') as t`),
      )
      assert.equal(there.rows[0].t, null)
      await fresh.close()
    })
  })
