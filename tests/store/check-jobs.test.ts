import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, test } from 'vitest'
import { checkJobs, sweepJobs } from '../../src/adapters/check-jobs/job-store.ts'
import { type JobWork, workOnJob } from '../../src/adapters/check-jobs/work-on-jobs.ts'
import { connectOwner } from '../../src/adapters/store/database.ts'
import { type JobSeen, type JobWish, jobBounds } from '../../src/core/procurement/check-job.ts'
import { recordSchema } from '../../src/core/procurement/record/record-schema.ts'
import { jobInputOf, longList, worldModels, worldPacked } from '../support/check-job-work.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { workbookOf } from '../support/workbook.ts'

const asOf = '2026-11-23'
const wish: JobWish = { policy: 'gov-low', asOf, language: 'en', madeAt: '2026-11-23T01:00:00Z' }

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let work: JobWork
    let closing: AbortController
    let answered: number[]
    beforeEach(async () => {
      database = await freshDatabase(engine)
      closing = new AbortController()
      answered = []
      work = {
        pool: database.pool,
        inputOf: jobInputOf,
        register: async () => worldPacked,
        answered: ({ lines }) => answered.push(lines),
        signal: closing.signal,
      }
    })
    afterEach(() => database.close())

    const leave = async (bytes: Uint8Array, asker = '192.0.2.1', asked = wish): Promise<string> => {
      const list = await checkJobs(database.pool).open(asker)
      assert.ok(list.ok, JSON.stringify(list))
      for (let at = 0; at < bytes.length; at += 70_001) await list.value.push(bytes.subarray(at, at + 70_001))
      await list.value.keep(asked)
      return list.value.token
    }
    const see = async (token: string): Promise<JobSeen> => (await checkJobs(database.pool).see(token))!
    const result = async (token: string, form: 'csv' | 'json'): Promise<string> => {
      const pieces = await checkJobs(database.pool).result(token, form)
      assert.ok(pieces)
      const parts: Uint8Array[] = []
      for await (const piece of pieces) parts.push(piece)
      return Buffer.concat(parts).toString('utf8')
    }
    const asOwner = async <T extends object>(sql: string): Promise<readonly T[]> => {
      const owner = await connectOwner(database.ownerConfig)
      await owner.query(`set hoshirushi.kind = 'check-worker'`)
      const { rows } = await owner.query<T>(sql)
      await owner.end()
      return rows
    }

    test('a list is left, checked, read as CSV and JSON, and deleted', async () => {
      const token = await leave(longList(3_000))
      const waiting = await see(token)
      assert.deepEqual([waiting.state, waiting.rowsTotal, waiting.ahead], ['waiting', 3_001, 0])
      assert.equal(await checkJobs(database.pool).result(token, 'csv'), undefined)
      assert.equal(await workOnJob(work), true)
      const done = await see(token)
      assert.equal(done.state, 'done')
      assert.deepEqual([done.rowsDone, done.rowsTotal, done.answer!.counts.lines], [3_000, 3_000, 3_000])
      const csv = (await result(token, 'csv')).split('\r\n')
      assert.equal(csv.length, 3_002)
      const record = recordSchema.parse(JSON.parse(await result(token, 'json')))
      assert.equal(record.rows.length, 3_000)
      assert.deepEqual(record.counts, done.answer!.counts)
      assert.deepEqual(answered, [3_000], 'counted once')
      assert.equal(await checkJobs(database.pool).remove(token), true)
      assert.equal(await checkJobs(database.pool).see(token), undefined)
      assert.equal(await workOnJob(work), false)
      for (const table of ['check_job', 'check_job_piece'])
        assert.deepEqual(await asOwner(`select * from passing.${table}`), [])
    })

    test('the database alone opens nothing: what is kept is encrypted, and the key is gone when the work is over', async () => {
      const token = await leave(longList(50, () => 'SECRET-MODEL-7'))
      await workOnJob(work)
      const rows = await asOwner<{ text: string; key: Buffer | null }>(
        `select row_to_json(j)::text as text, key from passing.check_job j`,
      )
      assert.equal(rows[0]!.key, null)
      assert.ok(!rows[0]!.text.includes(token))
      const pieces = await asOwner<{ kind: string; content: Buffer }>(
        'select kind, content from passing.check_job_piece',
      )
      assert.deepEqual(pieces.map(({ kind }) => kind).toSorted(), ['csv', 'json'])
      for (const { content } of pieces) assert.ok(!content.includes('SECRET'))
      for (const other of [token.slice(0, -1), `${token}x`, token.toLowerCase(), 'A'.repeat(43), ''])
        assert.equal(await checkJobs(database.pool).see(other), undefined)
    })

    test('a server that is killed while it works leaves the job to another, which comes to the same', async () => {
      const list = longList(4_000)
      const plain = await leave(list, '192.0.2.2')
      await workOnJob(work)
      const token = await leave(list)
      // As a server leaves it that was killed: taken, some pieces written, silent.
      await asOwner(
        `update passing.check_job set state = 'working', worker = 'dead', attempts = 1, rows_done = 900,
           lease_until = now() + interval '1 minute' where state = 'waiting'`,
      )
      await asOwner(
        `insert into passing.check_job_piece select id, 'csv', 1, 0, '\\x00' from passing.check_job where state = 'working'`,
      )
      assert.equal(await workOnJob(work), false, 'taken from a server that still speaks')
      await asOwner(`update passing.check_job set lease_until = now() - interval '1 second' where state = 'working'`)
      assert.equal(await workOnJob(work), true)
      assert.deepEqual((await see(token)).answer, (await see(plain)).answer)
      for (const form of ['csv', 'json'] as const) assert.equal(await result(token, form), await result(plain, form))
    })

    test('a server that closes gives the job back at once', async () => {
      const token = await leave(longList(60_000))
      const working = workOnJob(work)
      while ((await see(token)).state === 'waiting') await new Promise((done) => setTimeout(done, 5))
      closing.abort()
      await working
      assert.equal((await see(token)).state, 'waiting')
      assert.equal(await workOnJob({ ...work, signal: new AbortController().signal }), true)
      assert.equal((await see(token)).state, 'done')
    })

    test('a job that was deleted while it was worked on leaves nothing behind', async () => {
      const token = await leave(longList(60_000))
      const working = workOnJob(work)
      while ((await see(token)).state === 'waiting') await new Promise((done) => setTimeout(done, 5))
      assert.equal(await checkJobs(database.pool).remove(token), true)
      await working
      assert.deepEqual(await asOwner('select job from passing.check_job_piece'), [])
    })

    test('two servers do each job once', async () => {
      const tokens = [
        await leave(longList(1_500)),
        await leave(longList(1_500)),
        await leave(longList(1_500), '192.0.2.9'),
      ]
      const all = async () => {
        let count = 0
        while (await workOnJob(work)) count++
        return count
      }
      const [a, b] = await Promise.all([all(), all()])
      assert.equal(a + b, 3)
      for (const token of tokens) assert.equal((await see(token)).state, 'done')
    })

    test('after a day nothing is there, whether it was swept or not', async () => {
      const token = await leave(longList(10))
      await workOnJob(work)
      await asOwner(`update passing.check_job set expires_at = now() - interval '1 second'`)
      assert.equal(await checkJobs(database.pool).see(token), undefined)
      assert.equal(await checkJobs(database.pool).result(token, 'json'), undefined)
      await sweepJobs(database.pool)
      assert.deepEqual(await asOwner('select id from passing.check_job'), [])
      assert.deepEqual(await asOwner('select job from passing.check_job_piece'), [])
    })

    test('one address may leave so many, all together so many, and each refusal says which', async () => {
      const jobs = checkJobs(database.pool)
      const code = async (asker: string) => {
        const list = await jobs.open(asker)
        return list.ok ? 'ok' : list.fault.code
      }
      const first = await Promise.all(Array.from({ length: 5 }, () => code('192.0.2.1')))
      assert.deepEqual(first.toSorted(), ['check-jobs-yours', 'check-jobs-yours', 'check-jobs-yours', 'ok', 'ok'])
      for (let n = 2; n < jobBounds.waiting; n++) assert.equal(await code(`198.51.100.${n}`), 'ok')
      assert.equal(await code('203.0.113.1'), 'check-jobs-full')
      // A list whose sender went away makes room again.
      await asOwner(`update passing.check_job set expires_at = now() - interval '1 second'`)
      assert.equal(await code('203.0.113.1'), 'ok')
    })

    test('what cannot be read is refused with its code, and nothing of it is kept', async () => {
      const blank = new Uint8Array(300_000_000).fill(0x20)
      blank.set(Buffer.from('<worksheet><sheetData>'))
      const bomb = workbookOf(blank)
      for (const [bytes, code] of [
        [Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(3_000)]), 'list-not-text'],
        [Buffer.from(''), 'list-nothing-there'],
        [Buffer.from(`model\n${'x'.repeat(10_000_000)}\n`), 'list-cell-too-long'],
        [Buffer.from(`model,quantity\nA,1\n"${'x'.repeat(10_000_000)}`), 'list-quote-open'],
        [longList(100_001), 'list-too-many-rows'],
        [bomb, 'list-workbook-bomb'],
      ] as const) {
        const token = await leave(bytes, createHash('sha256').update(bytes).digest('hex'))
        await workOnJob(work)
        const { state, fault } = await see(token)
        assert.equal(state, 'refused', code)
        assert.ok(fault?.code.startsWith(code), `${fault?.code} for ${code}`)
      }
      assert.deepEqual(await asOwner('select job from passing.check_job_piece'), [])
    })

    test('a workbook is read like a page reads it', async () => {
      const token = await leave(workbookOf([['model'], ...worldModels.slice(0, 5).map((model) => [model])]))
      await workOnJob(work)
      const { answer } = await see(token)
      assert.equal(answer?.counts.lines, 5)
    })

    test('a job that ends its thread again and again is given up and says so', async () => {
      const token = await leave(longList(10))
      await asOwner(
        `update passing.check_job set state = 'working', attempts = 4, lease_until = now() - interval '1 second'`,
      )
      await workOnJob(work)
      assert.equal((await see(token)).fault?.code, 'check-job-given-up')
    })
  })
