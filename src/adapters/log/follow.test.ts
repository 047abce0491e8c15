import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../tests/support/cluster.ts'
import { commitLeaves, newLogSigner, startSampleLog } from '../../../tests/support/sample-log.ts'
import { labelNumber, sampleRegister } from '../../../tests/support/sample-register.ts'
import { nodeCrypto } from '../../core/verifier/crypto-node.ts'
import { readTrust, type Trust } from '../../core/verifier/trust.ts'
import { openFollower } from './follow.ts'
import { monitorStateFile } from './monitor-state.ts'
import { fromFolder } from './read-published.ts'
import type { RunningLog } from './start-log.ts'

const register = sampleRegister()
const logSigner = newLogSigner()
const home = mkdtempSync(join(tmpdir(), 'hoshirushi-follow-'))
const folder = join(home, 'public')
const state = join(home, 'state.json')
let db: TestDatabase
let log: RunningLog
let trust: Trust

const follower = (from = folder) =>
  openFollower({ read: fromFolder(from), trust, crypto: nodeCrypto, state: monitorStateFile(state) })

async function commit(make: () => Promise<unknown>) {
  const from = register.leaves.length
  await make()
  await commitLeaves(db.pool, register, from)
  await log.flush()
}

beforeAll(async () => {
  db = await freshDatabase()
  log = await startSampleLog(db.pool, register, logSigner, folder)
  await commit(() => register.issue(labelNumber(0)))
  const reading = readTrust(readFileSync(join(folder, 'trust/root.json'), 'utf8'))
  assert.ok(reading.ok)
  trust = reading.value
})
afterAll(async () => {
  await log?.stop()
  await db?.close()
  rmSync(home, { recursive: true, force: true })
})

test('a monitor sees each leaf once, also after it was started anew', async () => {
  const one = follower()
  const first = await one.look()
  assert.deepEqual(first.findings, [])
  assert.deepEqual(
    first.seen.map((s) => s.leaf.typ),
    ['vc+jwt', 'status-snapshot+jwt'],
  )
  assert.deepEqual((await one.look()).seen, [])
  await commit(() => register.event('suspended', 0))
  assert.deepEqual(
    (await one.look()).seen.map((s) => s.leaf.typ),
    ['label-event+jwt', 'status-snapshot+jwt'],
  )
  const two = await follower().look()
  assert.deepEqual([two.seen, two.findings], [[], []])
})

test('a monitor that remembers more than the log shows says that the log shrank', async () => {
  const older = join(home, 'older')
  cpSync(folder, older, { recursive: true })
  await commit(() => register.event('restored', 0))
  const current = follower()
  await current.look()
  assert.deepEqual(
    (await follower(older).look()).findings.map((f) => f.code),
    ['log-shrank'],
  )
})

test('a monitor finds another history of the size it remembers, again and again', async () => {
  const truth = readFileSync(state, 'utf8')
  writeFileSync(state, JSON.stringify({ ...JSON.parse(truth), root: Buffer.alloc(32).toString('base64') }))
  for (let i = 0; i < 2; i++)
    assert.ok((await follower().look()).findings.some((f) => f.code === 'log-forked' || f.code === 'root-differs'))
  writeFileSync(state, truth)
  assert.deepEqual((await follower().look()).findings, [])
})

test('a list that is not the one that was logged, or a leaf by an unknown key, is found', async () => {
  const list = join(folder, 'status/revocation/0')
  const good = readFileSync(list)
  writeFileSync(list, readFileSync(join(folder, 'status/suspension/0')))
  assert.deepEqual(
    (await follower().look()).findings.map((f) => f.code),
    ['list-not-as-logged'],
  )
  writeFileSync(list, good)
  const narrow: Trust = { ...trust, keys: new Map([...trust.keys].map(([kid, k]) => [kid, { ...k, until: 1 }])) }
  const look = await openFollower({
    read: fromFolder(folder),
    trust: narrow,
    crypto: nodeCrypto,
    state: monitorStateFile(state),
  }).look()
  assert.ok(look.findings.some((f) => f.code === 'leaf-key-unknown'))
})

test('a state file that is not one stops the monitor instead of starting it afresh', async () => {
  const truth = readFileSync(state, 'utf8')
  writeFileSync(state, '{"size":"x"}')
  await assert.rejects(follower().look(), /not the state of a monitor/)
  writeFileSync(state, truth)
})
