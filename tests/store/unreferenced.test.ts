import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { evidenceFolder } from '../../src/adapters/files/evidence-folder.ts'
import { sweepEvidence } from '../../src/adapters/files/sweep.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { connectOwner } from '../../src/adapters/store/database.ts'
import { unreferenced } from '../../src/adapters/store/unreferenced.ts'
import type { CaseStore } from '../../src/casework/ports.ts'
import { digestBytes } from '../../src/core/kernel/digest.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { advance, file, maker } from './sample.ts'

// Which stored files nothing speaks of. A file too many here would be evidence lost, so the answer leans to keeping.
for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let store: CaseStore
    const a = maker('maker-a')
    const b = maker('maker-b')
    const hourMs = 3_600_000
    const ago = (hours: number) => new Date(Date.now() - hours * hourMs)
    const asOwner = async (sql: string, values: unknown[] = []) => {
      const owner = await connectOwner(database.ownerConfig)
      await owner.query(`begin; set local hoshirushi.kind = 'maintenance'`)
      await owner.query(sql, values)
      await owner.query('commit')
      await owner.end()
    }
    const brought = (name: string, hours: number) =>
      asOwner('insert into evidence_intake values ($1, $2, $3)', ['maker-a', file(name).digest, ago(hours)])
    const ask = async (name: string, hours = 48) =>
      (await unreferenced(database.pool, [{ digest: file(name).digest, keptAt: ago(hours) }])).length === 1

    beforeAll(async () => {
      database = await freshDatabase(engine)
      store = createCaseStore(database.pool)
      await asOwner(
        `update schema_migration set applied_at = now() - interval '100 hours' where name = '060-evidence-intake.sql'`,
      )
    })
    afterAll(() => database.close())

    test('a file in anybody’s library or case is spoken of, whoever else brought it and forgot it', async () => {
      for (const name of ['library', 'case', 'forgotten']) await brought(name, 48)
      await store.transact(b, (tx) => tx.addFile('maker-b', file('library')))
      await store.transact(a, async (tx) => {
        await advance(tx, { id: 'one', organisation: 'maker-a', files: [file('case')] })
      })
      assert.equal(await ask('library'), false)
      assert.equal(await ask('case'), false)
      assert.equal(await ask('forgotten'), true)
    })

    test('what was brought within a day is left alone, by whomever and however often before', async () => {
      for (const hours of [23, 48, 96]) await brought('again', hours)
      assert.equal(await ask('again'), false)
      await store.transact(b, (tx) => tx.noteIntake('maker-b', file('now').digest))
      assert.equal(await ask('now'), false)
    })

    test('what nobody is noted to have brought goes only if it came after notes were begun here', async () => {
      assert.equal(await ask('cut off before it was noted', 99), true)
      assert.equal(await ask('from before', 101), false)
      await brought('noted all the same', 30)
      assert.equal(await ask('noted all the same', 101), true)
    })

    test('a new database beside a full folder takes nothing away', async () => {
      const fresh = await freshDatabase(engine)
      const found = ['x', 'y'].map((name) => ({ digest: file(name).digest, keptAt: ago(48) }))
      assert.deepEqual(await unreferenced(fresh.pool, found), [])
      await fresh.close()
    })

    test('evidence that is attached while the sweep runs is there afterwards', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-sweep-'))
      const files = evidenceFolder(folder)
      const texts = Array.from({ length: 20 }, (_, i) => `evidence ${i}`)
      const put = (text: string) => files.put(Readable.from([Buffer.from(text)]), 100)
      for (const text of texts) {
        const { digest } = await put(text)
        utimesSync(join(folder, digest.slice(7, 9), digest.slice(7)), ago(48), ago(48))
        await asOwner('insert into evidence_intake values ($1, $2, $3)', ['maker-a', digest, ago(48)])
      }
      const attach = async (text: string) => {
        const { digest } = await put(text) // as takeIn does: the bytes first, then the note
        await store.transact(a, (tx) => tx.noteIntake('maker-a', digest))
        await store.transact(a, async (tx) => {
          assert.equal(await tx.tookIn('maker-a', digest), true)
          if ((await files.size(digest)) !== undefined)
            await tx.addFile('maker-a', { ...file(text), digest, size: text.length })
        })
      }
      const sweep = () => sweepEvidence({ folder, unreferenced: (found) => unreferenced(database.pool, found) })
      await Promise.all([sweep(), ...texts.slice(0, 15).map(attach), sweep()])
      await sweep()
      const kept = await store.transact(a, (tx) => tx.files('maker-a'))
      assert.ok(kept.length > 0)
      for (const { digest, size } of kept) assert.equal(await files.size(digest), size)
      for (const text of texts.slice(15)) assert.equal(await files.size(digestBytes(text)), undefined)
      rmSync(folder, { recursive: true, force: true })
    })
  })
