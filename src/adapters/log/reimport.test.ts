import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../tests/support/cluster.ts'
import { commitLeaves, issuer, newLogSigner, startSampleLog } from '../../../tests/support/sample-log.ts'
import { labelNumber, sampleRegister } from '../../../tests/support/sample-register.ts'
import { headerOf, signJws } from '../../core/attestation/jws.ts'
import { keyEventPayload } from '../../core/attestation/label-event.ts'
import { parsePolicy } from '../../core/log/policy.ts'
import { nodeCrypto } from '../../core/verifier/crypto-node.ts'
import { complete, fetchBundle } from '../../core/verifier/gather.ts'
import { readTrust } from '../../core/verifier/trust.ts'
import { verify } from '../../core/verifier/verify.ts'
import { createCaseStore } from '../store/case-store.ts'
import { LogRanBackwards } from './checkpoints.ts'
import { fsck } from './fsck.ts'
import { policyText } from './publish-trust.ts'
import { fromFolder } from './read-published.ts'
import { reimport } from './reimport.ts'
import { logKeyOf, type RunningLog } from './start-log.ts'

// The lost database goes on after the backup; the restored one has only the first leaves, in the state of the backup.

const register = sampleRegister()
const logSigner = newLogSigner()
const home = mkdtempSync(join(tmpdir(), 'hoshirushi-reimport-'))
const folder = join(home, 'public')
const parsed = parsePolicy(policyText(logKeyOf(logSigner, issuer.logOrigin), ''))
assert.ok(parsed.ok)
const policy = parsed.value
let lost: TestDatabase
let running: RunningLog
let backupSize: number

async function commit(db: TestDatabase, make: () => Promise<unknown>): Promise<void> {
  const from = register.leaves.length
  await make()
  await commitLeaves(db.pool, register, from)
}

/** A leaf about no label: quick to make and to publish. */
const keyLeaf = (n: number): Promise<string> => {
  const facts = { issuer: issuer.did, id: `key-${n}`, at: '2026-11-10T00:00:00Z', event: 'added', kid: 'x' } as const
  return signJws(
    headerOf('key-event+jwt', register.signer.kid),
    keyEventPayload({ ...facts, publicJwk: {} }),
    register.signer,
  )
}

/** A database as the backup had it: rows of the log up to a size, copied out of the one that was lost. */
async function restored(size: number, options: { readonly waiting?: number } = {}): Promise<TestDatabase> {
  const db = await freshDatabase()
  const copy = async (table: string, where: string) => {
    const { rows } = await lost.pool.query(`select * from ${table} where ${where}`)
    for (const row of rows) {
      const columns = Object.keys(row).filter((c) => c !== 'position')
      const values = columns.map((c) => (c === 'leaf_index' && Number(row[c]) >= size ? null : row[c]))
      const places = columns.map((_, i) => `$${i + 1}`)
      await db.pool.query(`insert into ${table} (${columns.join()}) values (${places.join()})`, values)
    }
  }
  await copy('log_outbox', `leaf_index < ${size + (options.waiting ?? 0)}`)
  await copy('log_entry', `idx < ${size}`)
  await copy('log_node', `(pos + 1) << level <= ${size}`)
  await copy('log_checkpoint', `size <= ${size}`)
  await copy(
    'log_status_list',
    `tree_size < ${size} and snapshot in (select id from log_outbox where leaf_index < ${size})`,
  )
  const { rows } = await lost.pool.query('select root from log_checkpoint where size = $1', [size])
  await db.pool.query('update log_head set size = $1, root = $2', [size, rows[0].root])
  return db
}

const verdict = async (label: string) => {
  const read = fromFolder(folder)
  const trust = readTrust(readFileSync(join(folder, 'trust/root.json'), 'utf8'))
  assert.ok(trust.ok)
  const bundle = await fetchBundle(read, label)
  assert.ok(bundle)
  const options = { now: '2026-11-20T00:00:00Z', crypto: nodeCrypto, label }
  return (await verify(await complete(bundle, read), trust.value, options)).verdict
}

beforeAll(async () => {
  lost = await freshDatabase()
  running = await startSampleLog(lost.pool, register, logSigner, folder)
  await commit(lost, async () => {
    for (let n = 0; n < 3; n++) await register.issue(labelNumber(n))
  })
  await running.flush()
  backupSize = (await running.health()).logSize
  // After the backup: more leaves than one bundle of entries holds, one label suspended, one withdrawn.
  await commit(lost, async () => {
    for (let n = 3; n < 6; n++) await register.issue(labelNumber(n))
    for (let n = 0; n < 260; n++) register.leaves.push({ jws: await keyLeaf(n), label: undefined })
  })
  await running.flush()
  await commit(lost, async () => {
    await register.event('suspended', 1)
    await register.event('withdrawn', 2)
  })
  await running.flush()
  await running.stop()
})
afterAll(async () => {
  await lost?.close()
  rmSync(home, { recursive: true, force: true })
})

test('a restored database takes in what was published, and goes on without a fork', async () => {
  const db = await restored(backupSize)
  await assert.rejects(startSampleLog(db.pool, register, logSigner, folder), LogRanBackwards)
  const before = readFileSync(join(folder, 'status/revocation/0.json'), 'utf8')

  const done = await reimport(db.pool, folder, policy)
  assert.ok(done.ok)
  const published = (await fsck(fromFolder(folder), nodeCrypto)).size
  assert.deepEqual([done.value.from, done.value.to], [backupSize, published])
  assert.equal(done.value.leaves.length, 5)
  assert.deepEqual(
    done.value.leaves.slice(-2).map(({ label, event }) => [label, event]),
    [
      [labelNumber(1), 'suspended'],
      [labelNumber(2), 'withdrawn'],
    ],
  )

  const again = await startSampleLog(db.pool, register, logSigner, folder)
  await again.flush()
  assert.equal(readFileSync(join(folder, 'status/revocation/0.json'), 'utf8'), before) // never back to older lists
  assert.deepEqual([await verdict(labelNumber(1)), await verdict(labelNumber(2))], ['suspended', 'revoked'])
  assert.equal(await verdict(labelNumber(5)), 'valid')

  // Life goes on: a new label after the drill, and the log is one log.
  await commit(db, () => register.issue(labelNumber(400)))
  await again.flush()
  assert.equal(await verdict(labelNumber(400)), 'valid')
  const after = await fsck(fromFolder(folder), nodeCrypto)
  assert.deepEqual(after.findings, [])
  assert.ok(after.size > published)
  await again.stop()
  await db.close()
})

test('places in the status lists that lost labels hold are not given out again', async () => {
  const db = await restored(backupSize)
  assert.ok((await reimport(db.pool, folder, policy)).ok)
  const body = { person: 'p', name: '見本', organisation: 'body', kind: 'body', roles: ['decider'] } as const
  const next = await createCaseStore(db.pool).transact(body, (tx) => tx.nextStatusIndex())
  assert.ok(next >= 6, String(next))
  await db.close()
})

test('a leaf that waited when the backup was made gets its published place, once', async () => {
  const db = await restored(backupSize, { waiting: 5 })
  assert.ok((await reimport(db.pool, folder, policy)).ok)
  const { rows } = await db.pool.query(
    'select count(*)::int as n, count(distinct jws)::int as different, count(leaf_index)::int as placed from log_outbox',
  )
  assert.equal(rows[0].n, rows[0].different)
  assert.equal(rows[0].n, rows[0].placed)
  await db.close()
})

test('doing it again takes in nothing', async () => {
  const db = await restored(backupSize)
  assert.ok((await reimport(db.pool, folder, policy)).ok)
  const done = await reimport(db.pool, folder, policy)
  assert.ok(done.ok && done.value.from === done.value.to && done.value.leaves.length === 0)
  await db.close()
})

test('anything but the continuation of this very log is refused, and nothing is written', async () => {
  const refusal = async (change: (copy: string) => void, db?: TestDatabase, by = policy) => {
    const copy = join(home, 'copy')
    cpSync(folder, copy, { recursive: true })
    change(copy)
    const own = db ?? (await restored(backupSize))
    const done = await reimport(own.pool, copy, by)
    const { rows } = await own.pool.query('select size::int from log_head')
    await own.close()
    rmSync(copy, { recursive: true })
    assert.ok(!done.ok)
    return [done.fault.code, rows[0].size]
  }
  const entries = 'log/tile/entries/000'
  const flip = (copy: string, file: string) => {
    const bytes = readFileSync(join(copy, file))
    // Another letter of the same alphabet: a byte that no signature can hold would be refused for its form.
    const at = bytes.length - 5
    bytes[at] = bytes[at] === 0x41 ? 0x42 : 0x41
    writeFileSync(join(copy, file), bytes)
  }
  assert.deepEqual(await refusal((copy) => flip(copy, entries)), ['log-not-continued', backupSize])
  assert.deepEqual(await refusal((copy) => rmSync(join(copy, entries))), ['log-file-unusable', backupSize])
  assert.deepEqual(await refusal((copy) => flip(copy, 'log/checkpoint')), ['log-checkpoint-of-others', backupSize])
  assert.deepEqual(await refusal((copy) => rmSync(join(copy, 'log'), { recursive: true })), [
    'log-nothing-published',
    backupSize,
  ])
  assert.deepEqual(await refusal((copy) => rmSync(join(copy, 'status/at'), { recursive: true })), [
    'log-file-unusable',
    backupSize,
  ])
  const stranger = parsePolicy(policyText(logKeyOf(newLogSigner(), issuer.logOrigin), ''))
  assert.ok(stranger.ok)
  assert.deepEqual(await refusal(() => undefined, undefined, stranger.value), ['log-checkpoint-of-others', backupSize])
  // A database that went another way after the backup: one leaf of its own, sequenced.
  const other = await restored(backupSize)
  const forked = await startSampleLog(other.pool, register, logSigner, join(home, 'elsewhere'))
  await commit(other, () => register.issue(labelNumber(500)))
  await forked.flush()
  const size = (await forked.health()).logSize
  await forked.stop()
  assert.deepEqual(await refusal(() => undefined, other), ['log-not-continued', size])
})
