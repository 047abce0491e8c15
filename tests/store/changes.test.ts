import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import type { RunningLog } from '../../src/adapters/log/start-log.ts'
import { createRegisterReader } from '../../src/adapters/store/register-reader.ts'
import { apiApp } from '../../src/apps/api/app.ts'
import { freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { fakeHouse } from '../support/fake-house.ts'
import { commitLeaves, newLogSigner, startSampleLog } from '../support/sample-log.ts'
import { labelNumber, sampleRegister } from '../support/sample-register.ts'

const register = sampleRegister()
const home = mkdtempSync(join(tmpdir(), 'hoshirushi-changes-'))
let db: TestDatabase
let log: RunningLog
let committed = 0

beforeAll(async () => {
  db = await freshDatabase()
  log = await startSampleLog(db.pool, register, newLogSigner(), join(home, 'public'))
})
afterAll(async () => {
  await log?.stop()
  await db?.close()
  rmSync(home, { recursive: true, force: true })
})

interface Page {
  readonly changes: readonly { readonly seq: number; readonly kind: string; readonly label: string }[]
  readonly next: number
  readonly more: boolean
}
const ask = async (query: string) => {
  const api = apiApp({ ...fakeHouse(), register: createRegisterReader(db.pool) })
  const answer = await api.request(`/changes?${query}`)
  return { status: answer.status, body: (await answer.json()) as Page & { readonly code?: string } }
}
const commit = async () => {
  await commitLeaves(db.pool, register, committed)
  committed = register.leaves.length
  await log.flush()
}
/** Reads page by page until there is no more, as a mirror does. */
async function follow(from: number, limit: number) {
  const seen: string[] = []
  for (let after = from, pages = 0; pages < 100; pages++) {
    const { body } = await ask(`after=${after}&limit=${limit}`)
    seen.push(...body.changes.map(({ seq, kind, label }) => `${seq} ${kind} ${label}`))
    assert.ok(body.next >= after)
    after = body.next
    if (!body.more) return { seen, next: after }
  }
  throw new Error('the pages never end')
}

test('pages of any size give each change once, in the order of the log, and a kept cursor goes on where it was', async () => {
  for (let n = 0; n < 5; n++) await register.issue(labelNumber(n))
  await commit()
  const all = await follow(0, 1000)
  assert.deepEqual(
    all.seen.map((line) => line.split(' ').slice(1).join(' ')),
    [0, 1, 2, 3, 4].map((n) => `credential ${labelNumber(n)}`),
  )
  for (const limit of [1, 2, 3, 5]) assert.deepEqual(await follow(0, limit), all)
  assert.deepEqual(await follow(all.next, 10), { seen: [], next: all.next })

  await register.event('suspended', 2)
  await commit()
  const later = await follow(all.next, 1)
  assert.deepEqual(
    later.seen.map((line) => line.split(' ').slice(1).join(' ')),
    [`suspended ${labelNumber(2)}`],
  )
  assert.deepEqual((await follow(0, 2)).seen, [...all.seen, ...later.seen])
})

test('what is not in the log yet is not told, and comes later behind the cursor', async () => {
  const { next } = await follow(0, 100)
  await register.issue(labelNumber(7))
  await commitLeaves(db.pool, register, committed)
  committed = register.leaves.length
  assert.deepEqual(await follow(next, 100), { seen: [], next })
  await log.flush()
  assert.equal((await follow(next, 100)).seen.length, 1)
})

test('a cursor past the end of the log, or none at all, is refused with its reason', async () => {
  const { body, status } = await ask('after=999999')
  assert.deepEqual([status, body.code], [422, 'cursor-ahead'])
  for (const query of ['after=-1', 'after=x', 'after=1.5', 'limit=0', 'limit=1001'])
    assert.equal((await ask(query)).status, 400, query)
})
