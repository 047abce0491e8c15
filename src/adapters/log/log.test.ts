import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../tests/support/cluster.ts'
import { commitLeaves, newLogSigner, startSampleLog } from '../../../tests/support/sample-log.ts'
import { labelNumber, sampleRegister } from '../../../tests/support/sample-register.ts'
import { nodeCrypto } from '../../core/verifier/crypto-node.ts'
import { complete, fetchBundle } from '../../core/verifier/gather.ts'
import { readTrust } from '../../core/verifier/trust.ts'
import { verify } from '../../core/verifier/verify.ts'
import { LogRanBackwards } from './checkpoints.ts'
import { PublishedFileDiffers } from './durable-files.ts'
import { fsck } from './fsck.ts'
import { fromFolder } from './read-published.ts'
import { sequence } from './sequencer.ts'
import type { RunningLog } from './start-log.ts'

const now = '2026-11-20T00:00:00Z'
const register = sampleRegister()
const logSigner = newLogSigner()
const home = mkdtempSync(join(tmpdir(), 'hoshirushi-log-'))
const folder = join(home, 'public')
let db: TestDatabase
let log: RunningLog

const verdict = async (label: string, at = now) => {
  const read = fromFolder(folder)
  const trust = readTrust(readFileSync(join(folder, 'trust/root.json'), 'utf8'))
  assert.ok(trust.ok)
  const bundle = await fetchBundle(read, label)
  assert.ok(bundle)
  return (await verify(await complete(bundle, read), trust.value, { now: at, crypto: nodeCrypto, label })).verdict
}

const files = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()

beforeAll(async () => {
  db = await freshDatabase()
  log = await startSampleLog(db.pool, register, logSigner, folder)
})
afterAll(async () => {
  await log?.stop()
  await db?.close()
  rmSync(home, { recursive: true, force: true })
})

test('what was committed is public after a flush, and verifies from the files alone', async () => {
  for (let n = 0; n < 4; n++) await register.issue(labelNumber(n))
  await commitLeaves(db.pool, register)
  await log.flush()
  for (let n = 0; n < 4; n++) assert.equal(await verdict(labelNumber(n)), 'valid')
  assert.deepEqual(await log.health(), { logSize: 5, publishedSize: 5, oldestPendingMs: 0 })
  const there = files()
  for (const path of ['log/checkpoint', 'log/policy', 'log/tile/0/000.p/5', 'log/tile/entries/000.p/5'])
    assert.ok(there.includes(path), path)
  for (const path of ['.well-known/did.json', 'trust/root.1.json', 'status/revocation/0', 'status/suspension/0.json'])
    assert.ok(there.includes(path), path)
  assert.equal(there.filter((p) => p.startsWith('models/')).length, 1)
})

test('an event changes the verdict after the next flush, through lists that are logged', async () => {
  await register.event('suspended', 1)
  await register.event('withdrawn', 2)
  await register.issue(labelNumber(3), ['MH-900'])
  await register.event('superseded', 3)
  await commitLeaves(db.pool, register, 4)
  await log.flush()
  assert.equal(await verdict(labelNumber(0)), 'valid')
  assert.equal(await verdict(labelNumber(1)), 'suspended')
  assert.equal(await verdict(labelNumber(2)), 'revoked')
  assert.equal(await verdict(labelNumber(3)), 'valid')
})

test('another flush changes no file, and a second publisher writes the same bytes elsewhere', async () => {
  const before = files().map((path) => [path, readFileSync(join(folder, path), 'base64')])
  await log.flush()
  assert.deepEqual(
    files().map((path) => [path, readFileSync(join(folder, path), 'base64')]),
    before,
  )
  const elsewhere = join(home, 'elsewhere')
  const second = await startSampleLog(db.pool, register, logSigner, elsewhere)
  await second.flush()
  await second.stop()
  for (const path of readdirSync(elsewhere, { recursive: true, encoding: 'utf8' }))
    if (statSync(join(elsewhere, path)).isFile())
      assert.equal(readFileSync(join(elsewhere, path), 'utf8'), readFileSync(join(folder, path), 'utf8'), path)
  assert.deepEqual((await fsck(fromFolder(elsewhere), nodeCrypto)).findings, [])
})

test('the published log stands up to a check of every tile, list and event', async () => {
  const result = await fsck(fromFolder(folder), nodeCrypto)
  assert.deepEqual(result.findings, [])
  assert.ok(result.size >= 10 && result.tiles > 0 && result.lists === 2)
})

test('a bit flipped anywhere in the published log is found', async () => {
  for (const path of [
    'log/checkpoint',
    `log/tile/0/000.p/${(await log.health()).publishedSize}`,
    'status/revocation/0.json',
  ]) {
    const file = join(folder, path)
    const good = readFileSync(file)
    const bad = Buffer.from(good)
    bad[Math.floor(bad.length / 2)]! ^= 4
    writeFileSync(file, bad)
    assert.notDeepEqual((await fsck(fromFolder(folder), nodeCrypto)).findings, [], path)
    writeFileSync(file, good)
  }
})

test('lists are signed anew each day though nothing changed', async () => {
  const before = readFileSync(join(folder, 'status/revocation/0'), 'utf8')
  await log.stop()
  log = await startSampleLog(db.pool, register, logSigner, folder, () => '2026-11-21T00:00:00Z')
  await log.flush()
  assert.notEqual(readFileSync(join(folder, 'status/revocation/0'), 'utf8'), before)
  assert.equal(await verdict(labelNumber(1), '2026-11-27T12:00:00Z'), 'suspended')
  assert.deepEqual((await fsck(fromFolder(folder), nodeCrypto)).findings, [])
})

test('two sequencers at once give every leaf one place', async () => {
  const from = register.leaves.length
  for (let n = 100; n < 160; n++) await register.issue(labelNumber(n))
  let isCommitting = true
  const committed = commitLeaves(db.pool, register, from).finally(() => {
    isCommitting = false
  })
  while (isCommitting) await Promise.all([sequence(db.pool), sequence(db.pool), sequence(db.pool)])
  await committed
  await log.flush()
  assert.deepEqual((await fsck(fromFolder(folder), nodeCrypto)).findings, [])
})

test('a log that would run backwards is not started', async () => {
  const empty = await freshDatabase()
  await assert.rejects(startSampleLog(empty.pool, register, logSigner, folder), LogRanBackwards)
  await empty.close()
})

test('a log with another history is not started', async () => {
  const other = await freshDatabase()
  const strange = sampleRegister()
  for (let n = 0; n < 90; n++) await strange.issue(labelNumber(n))
  await commitLeaves(other.pool, strange)
  await sequence(other.pool)
  await assert.rejects(startSampleLog(other.pool, strange, logSigner, folder), LogRanBackwards)
  await other.close()
})

test('a changed immutable file stops the publisher, which says so at every further call', async () => {
  const own = await freshDatabase()
  const place = join(home, 'changed')
  const some = sampleRegister()
  await some.issue(labelNumber(0))
  await commitLeaves(own.pool, some)
  const running = await startSampleLog(own.pool, some, logSigner, place)
  await running.flush()
  await some.issue(labelNumber(1))
  writeFileSync(join(place, `credentials/${labelNumber(0)}/0.jwt`), 'x')
  rmSync(`${place}-state`, { recursive: true })
  await running.stop()
  const again = await startSampleLog(own.pool, some, logSigner, place)
  await assert.rejects(again.flush(), PublishedFileDiffers)
  await assert.rejects(again.flush(), PublishedFileDiffers)
  await again.stop()
  await own.close()
})

test('half-written files of a killed process are swept at the start', async () => {
  const remains = join(folder, 'log/tile/0/000.tmp.123.4')
  writeFileSync(remains, 'half')
  await log.stop()
  log = await startSampleLog(db.pool, register, logSigner, folder)
  assert.ok(!files().some((p) => p.includes('.tmp.')))
})
