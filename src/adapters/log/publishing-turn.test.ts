import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../tests/support/cluster.ts'
import { openDurableFolder } from './durable-files.ts'
import { publishingTurn } from './publishing-turn.ts'

const home = mkdtempSync(join(tmpdir(), 'hoshirushi-turn-'))
let db: TestDatabase
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(async () => {
  await db?.close()
  rmSync(home, { recursive: true, force: true })
})

const turnOver = (folder: string) => publishingTurn(db.pool, openDurableFolder(join(home, folder)))

test('over one folder one publishes after the other, also longer than anyone waits for a lock', async () => {
  const [one, other] = [turnOver('shared'), turnOver('shared')]
  const seen: string[] = []
  const slow = one(async () => {
    seen.push('one begins')
    await sleep(2_500)
    seen.push('one ends')
  })
  await sleep(300)
  await Promise.all([slow, other(async () => void seen.push('other'))])
  assert.deepEqual(seen, ['one begins', 'one ends', 'other'])
})

test('servers with folders of their own do not wait for each other', async () => {
  const first = turnOver('first')
  const second = turnOver('second')
  await first(async () => {
    assert.equal(await second(async () => 'published meanwhile'), 'published meanwhile')
  })
})

test('the turn of a server whose connection is gone goes on to the next', async () => {
  const dead = turnOver('inherited')
  const next = turnOver('inherited')
  const lost = dead(async () => {
    await db.pool.query(
      `select pg_terminate_backend(l.pid) from pg_locks l join pg_class c on c.oid = l.relation
       where c.relname = 'publishing_turn' and l.pid <> pg_backend_pid()`,
    )
    assert.equal(await next(async () => 'taken over'), 'taken over')
  })
  await assert.rejects(lost)
})
