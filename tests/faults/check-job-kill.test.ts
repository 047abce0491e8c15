import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { checkJobs } from '../../src/adapters/check-jobs/job-store.ts'
import type { JobForm } from '../../src/core/procurement/check-job.ts'
import { longList } from '../support/check-job-work.ts'
import { freshDatabase, type TestDatabase } from '../support/cluster.ts'

// A list that somebody left is checked although the server that works on it is killed: another takes it over when the first has
// been silent for its lease, and comes to the same, byte for byte.

let database: TestDatabase
const children: ChildProcess[] = []
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await database.close()
})

const server = (): ChildProcess => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'check-job-child.ts')], {
    env: { ...process.env, CHECK_JOB_CHILD: JSON.stringify(database.appConfig) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.push(child)
  return child
}

const leave = async (asker: string): Promise<string> => {
  const list = await checkJobs(database.pool).open(asker)
  assert.ok(list.ok)
  await list.value.push(longList(90_000))
  await list.value.keep({ policy: 'gov-low', asOf: '2026-11-23', language: 'ja', madeAt: '2026-11-23T01:00:00Z' })
  return list.value.token
}

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 90_000
  while (!(await holds())) {
    assert.ok(performance.now() < end, 'it took too long')
    await sleep(20)
  }
}

const whole = async (token: string, form: JobForm): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const piece of (await checkJobs(database.pool).result(token, form))!) parts.push(piece)
  return Buffer.concat(parts).toString('utf8')
}

test('kill -9 in the middle of a list: another server finishes it and comes to the same', {
  timeout: 200_000,
}, async () => {
  const see = async (token: string) => (await checkJobs(database.pool).see(token))!
  const plain = await leave('192.0.2.1')
  server()
  await until(async () => (await see(plain)).state === 'done')

  const token = await leave('192.0.2.2')
  const killed = server()
  await until(async () => (await see(token)).rowsDone > 0)
  killed.kill('SIGKILL')
  const { state, rowsDone } = await see(token)
  assert.equal(state, 'working', 'it was done before it could be killed')
  assert.ok(rowsDone < 90_000)
  assert.equal(await checkJobs(database.pool).result(token, 'csv'), undefined)
  server()
  await until(async () => (await see(token)).state === 'done')
  assert.deepEqual((await see(token)).answer, (await see(plain)).answer)
  for (const form of ['csv', 'json'] as const) assert.equal(await whole(token, form), await whole(plain, form))
})
