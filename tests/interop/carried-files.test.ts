import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, test } from 'vitest'
import { carriedFiles, carriedPages } from '../../bench/capacity/carried.ts'
import { openSnapshots } from '../../src/adapters/snapshot/publish-snapshots.ts'
import { serviceOf } from '../../src/apps/server.ts'
import { kinds } from '../../src/apps/web/static-files.ts'
import { freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { entries } from '../support/entries.ts'
import { fakeHouse } from '../support/fake-house.ts'
import { commitLeaves, issuer, newLogSigner, startSampleLog } from '../support/sample-log.ts'
import { labelNumber, sampleRegister } from '../support/sample-register.ts'

// What a CDN or an object store may carry (docs/capacity.md): a folder as it is really published, asked for as a cache asks.

const home = mkdtempSync(join(tmpdir(), 'hoshirushi-carried-'))
const folder = join(home, 'public')
let db: TestDatabase
let service: Hono
let files: readonly string[]

beforeAll(async () => {
  db = await freshDatabase()
  const register = sampleRegister()
  for (let n = 0; n < 3; n++) await register.issue(labelNumber(n))
  await register.event('suspended', 1)
  await commitLeaves(db.pool, register)
  const log = await startSampleLog(db.pool, register, newLogSigner(), folder)
  await log.flush()
  await log.stop()
  const clock = { now: () => new Date(Date.now() + 86_400_000).toISOString() }
  await openSnapshots({ pool: db.pool, signer: register.signer, issuer, folder, clock }).publish()
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  )
  service = serviceOf(fakeHouse({ publicFolder: folder }))
})
afterAll(async () => {
  await db?.close()
  rmSync(home, { recursive: true, force: true })
})

test('every published file is served as it lies, says how long it may be kept, and is not sent twice', async () => {
  assert.ok(files.length > 30)
  for (const path of files) {
    const asked = `/${path.replaceAll('\\', '/')}`
    const bytes = readFileSync(join(folder, path))
    const answer = await service.request(asked)
    assert.equal(answer.status, 200, asked)
    assert.ok(Buffer.from(await answer.arrayBuffer()).equals(bytes), `${asked} is sent as it lies`)
    const cache = answer.headers.get('cache-control') ?? ''
    assert.match(cache, /^public, max-age=\d+/, asked)
    const etag = answer.headers.get('etag') ?? ''
    assert.equal((await service.request(asked, { headers: { 'if-none-match': etag } })).status, 304, asked)
    // A cache that asked for it compressed holds another entity tag, and has the same bytes.
    const packed = await service.request(asked, { headers: { 'accept-encoding': 'gzip' } })
    const sent = Buffer.from(await packed.arrayBuffer())
    assert.ok((packed.headers.get('content-encoding') === 'gzip' ? gunzipSync(sent) : sent).equals(bytes), asked)
    const again = await service.request(asked, {
      headers: { 'accept-encoding': 'gzip', 'if-none-match': packed.headers.get('etag') ?? '' },
    })
    assert.deepEqual([again.status, again.headers.get('cache-control')], [304, cache], `${asked}, compressed`)
  }
})

test('the list of what may be carried names every kind of published file, and each file is of one of them', () => {
  const kindOf = (path: string) => kinds.findIndex(({ pattern }) => pattern.test(path))
  const named = new Set(carriedFiles.map(({ example }) => kindOf(example.slice(1))))
  assert.deepEqual(
    kinds.filter((_, n) => !named.has(n)).map(({ pattern }) => pattern.source),
    [],
  )
  for (const path of files) assert.ok(kindOf(path) >= 0, `${path} is of no kind`)
  for (const { path, cache, changes } of carriedFiles)
    assert.equal(cache.includes('immutable'), changes === 'never', `${path}: kept for ever only where it never changes`)
})

test('pages and pictures that a shared cache may keep say so', async () => {
  for (const { example, cache } of carriedPages) {
    const answer = await service.request(example.replace('{label}', entries[0]!.label))
    assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, cache], example)
    const unknown = await service.request(example.replace('{label}', '0000000000'))
    if (example.includes('{label}')) assert.doesNotMatch(unknown.headers.get('cache-control') ?? '', /s-maxage/)
  }
})
