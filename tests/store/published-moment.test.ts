import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { readRegisterFile } from '../../src/adapters/lists/register-file.ts'
import { registerNow } from '../../src/adapters/lists/register-now.ts'
import { openSnapshots } from '../../src/adapters/snapshot/publish-snapshots.ts'
import { writeRegisterAsOf } from '../../src/adapters/snapshot/write-register-as-of.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import type { LatestSnapshot } from '../../src/core/register/manifest.ts'
import { embedded, freshDatabase } from '../support/cluster.ts'
import { issuer } from '../support/sample-log.ts'
import { newSigner } from '../support/sample-register.ts'
import { body, labelEvent, labelRecord } from './sample.ts'

test('once a snapshot is out, answers name its register; while something has changed since, that of the moment', async () => {
  const database = await freshDatabase(embedded)
  const root = await mkdtemp(join(tmpdir(), 'hoshirushi-moment-'))
  try {
    let now = '2026-11-24T01:05:00.000Z'
    const clock = { now: () => now }
    const { pool } = database
    const folder = join(root, 'public')
    const snapshots = openSnapshots({ pool, signer: newSigner(), issuer, folder, clock })
    const latest = async () => JSON.parse(await readFile(join(folder, 'bulk/latest.json'), 'utf8')) as LatestSnapshot
    const save = (...events: Parameters<typeof labelEvent>[]) =>
      createCaseStore(pool).transact(body, (tx) =>
        tx.saveLabel(
          labelRecord({ label: 'AAAA222233', models: ['HR-1'], events: events.map((event) => labelEvent(...event)) }),
        ),
      )
    const ending = new AbortController()
    // Anew each time: how long a register is kept is another question.
    const named = async () =>
      (await registerNow({ pool, database: { connection: database.appConfig }, clock, signal: ending.signal })())
        .snapshot
    const published = async () => {
      await snapshots.publish()
      const { digest, asOf } = await latest()
      return { digest, takenAt: asOf }
    }

    await save()
    assert.deepEqual(await named(), await published())
    await save(['suspended', '2026-11-24T01:05:00.000Z'])
    now = '2026-11-24T01:08:00.000Z'
    assert.equal((await named()).takenAt, now)
    assert.notEqual((await named()).digest, (await published()).digest)
    now = '2026-11-24T01:11:00.000Z'
    assert.deepEqual(await named(), await published())
    assert.equal((await named()).takenAt, '2026-11-24T01:10:00.000Z')
    // What was published can be written once more, as of any moment, under the digest that records name.
    const again = join(root, 'again.jsonl.zst')
    for (const [asOf, count] of [
      ['2026-11-24T01:10:00.000Z', 1],
      ['2026-03-01T00:00:00.000Z', 0],
    ] as const) {
      const written = await writeRegisterAsOf(pool, again, asOf)
      const read = await readRegisterFile(again)
      assert.ok(written && read.ok)
      assert.deepEqual([read.value.digest, read.value.entries.length], [written.digest, count])
      if (count === 1) assert.equal(written.digest, (await latest()).digest)
    }
    now = '2026-11-24T15:00:30.000Z' // after midnight in Japan: a register of yesterday answers nothing about today
    assert.equal((await named()).takenAt, now)
    now = '2026-11-24T15:11:00.000Z'
    assert.deepEqual(await named(), await published())
    assert.equal((await named()).takenAt, '2026-11-24T15:00:00.000Z')
  } finally {
    await database.close()
    await rm(root, { recursive: true, force: true })
  }
})
