import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { readRegisterFile } from '../../src/adapters/lists/register-file.ts'
import { openSnapshots } from '../../src/adapters/snapshot/publish-snapshots.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import type { CaseStore } from '../../src/casework/ports.ts'
import type { Instant } from '../../src/core/kernel/date.ts'
import type { LatestSnapshot } from '../../src/core/register/manifest.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { issuer } from '../support/sample-log.ts'
import { newSigner } from '../support/sample-register.ts'
import { body, labelEvent, labelRecord } from './sample.ts'

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let store: CaseStore
    let root: string
    const signer = newSigner()
    beforeAll(async () => {
      database = await freshDatabase(engine)
      store = createCaseStore(database.pool)
      root = await mkdtemp(join(tmpdir(), 'hoshirushi-bulk-'))
    })
    afterAll(async () => {
      await database.close()
      await rm(root, { recursive: true, force: true })
    })

    const house = (name: string) => {
      const folder = join(root, name, 'public')
      let now: Instant = '2026-11-24T01:00:00.000Z'
      const snapshots = openSnapshots({ pool: database.pool, signer, issuer, folder, clock: { now: () => now } })
      return {
        folder,
        /** As another process would: it remembers nothing but the folder. */
        restarted: () => openSnapshots({ pool: database.pool, signer, issuer, folder, clock: { now: () => now } }),
        publish: (at: Instant) => {
          now = at
          return snapshots.publish()
        },
        latest: async () => JSON.parse(await readFile(join(folder, 'bulk/latest.json'), 'utf8')) as LatestSnapshot,
        labels: async (name: string) => {
          const read = await readRegisterFile(join(folder, 'bulk', name, 'register.jsonl.zst'))
          assert.ok(read.ok, JSON.stringify(read))
          return read.value.entries.map(({ label, events }) => `${label} ${events.at(-1)!.event}`)
        },
      }
    }
    const save = (...events: Parameters<typeof labelEvent>[]) => {
      const record = labelRecord({
        ...{ label: 'AAAA222233', models: ['HR-1', 'HR-2'] },
        events: events.map((event) => labelEvent(...event)),
      })
      return store.transact(body, (tx) => tx.saveLabel(record))
    }

    test('snapshots follow the register, as of their moments, and lie there whole and unchanged', async () => {
      const [one, other] = [house('one'), house('other')]
      assert.equal(await one.publish('2026-11-24T01:00:00.000Z'), true)
      const empty = await one.latest()
      assert.equal(empty.asOf, '2026-11-23T15:00:00.000Z') // nothing ever happened: last midnight in Japan
      assert.equal(empty.entries, 0)

      await save()
      await save(['suspended', '2026-11-24T01:02:00.000Z'])
      assert.equal(await one.publish('2026-11-24T01:10:59.000Z'), false) // not settled yet
      assert.equal(await one.publish('2026-11-24T01:11:00.000Z'), true)
      assert.equal(await one.publish('2026-11-24T01:12:00.000Z'), false)
      const suspended = await one.latest()
      assert.deepEqual([suspended.folder, suspended.asOf], ['20261124T011000Z', '2026-11-24T01:10:00.000Z'])
      assert.deepEqual(suspended.kept, ['20261124T011000Z', '20261123T150000Z'])
      assert.deepEqual(await one.labels(suspended.folder), ['AAAA222233 suspended'])

      await save(['suspended', '2026-11-24T01:02:00.000Z'], ['restored', '2026-11-24T01:15:00.000Z'])
      // Another server, with a folder of its own, looks later and only now: the earlier moment stands as it stood.
      assert.equal(await other.publish('2026-11-24T01:19:00.000Z'), true)
      const later = await other.latest()
      assert.equal(later.folder, suspended.folder)
      assert.deepEqual(later.files, suspended.files)
      assert.deepEqual(await other.labels(later.folder), ['AAAA222233 suspended'])

      assert.equal(await one.publish('2026-11-24T01:21:00.000Z'), true)
      assert.deepEqual(await one.labels((await one.latest()).folder), ['AAAA222233 restored'])
      assert.deepEqual(await one.labels(suspended.folder), ['AAAA222233 suspended'])
    })

    test('a snapshot that is there is not made again, and one that is older never takes its place', async () => {
      const one = house('again')
      await one.publish('2026-11-24T01:21:00.000Z')
      const { folder } = await one.latest()
      const file = join(one.folder, 'bulk', folder, 'manifest.jws')
      const before = await readFile(file, 'utf8')
      assert.equal(await one.restarted().publish(), false)
      assert.equal(await readFile(file, 'utf8'), before)
      await one.publish('2026-11-24T01:12:00.000Z') // a clock that was set back
      assert.equal((await one.latest()).folder, folder)
    })

    test('of old snapshots those that need not stay go whole, and the pointer names those that are left', async () => {
      const one = house('old')
      for (const day of ['2026-05-01', '2026-05-02', '2026-11-01', '2026-11-24'])
        assert.equal(await one.publish(`${day}T16:00:00.000Z`), true)
      const kept = ['20261124T150000Z', '20261101T150000Z', '20260501T150000Z']
      assert.deepEqual((await one.latest()).kept, kept)
      assert.deepEqual((await readdir(join(one.folder, 'bulk'))).toSorted().toReversed(), ['latest.json', ...kept])
      assert.deepEqual(await readdir(`${one.folder}-state`), [])
    })

    test('nothing is published while the log has not taken a credential of that moment in, and nothing half-written is left', async () => {
      const one = house('waiting')
      const state = `${one.folder}-state`
      const wait = (id: string, jws: string) =>
        database.pool.query(`insert into log_outbox (id, typ, label, jws) values ($1, 'vc+jwt', 'AAAA222233', $2)`, [
          id,
          jws,
        ])
      await wait('later', 'jws.of.something.newer') // does not hold up what is older
      await wait('waits', 'jws.of.AAAA222233')
      assert.equal(await one.publish('2026-11-24T01:21:00.000Z'), false)
      await assert.rejects(stat(join(one.folder, 'bulk')))
      await database.pool.query(`update log_outbox set leaf_index = 0 where id = 'waits'`)
      assert.equal(await one.publish('2026-11-24T01:21:01.000Z'), true)
      const { logSize, folder } = await one.latest()
      assert.equal(logSize, 1)
      const read = await readRegisterFile(join(one.folder, 'bulk', folder, 'register.jsonl.zst'))
      assert.equal(read.ok && read.value.entries[0]?.credential.leafIndex, 0)
      assert.deepEqual(await readdir(state), [])
    })
  })
