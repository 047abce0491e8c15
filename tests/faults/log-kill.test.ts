import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync, hash, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { fsck } from '../../src/adapters/log/fsck.ts'
import { openMonitor } from '../../src/adapters/log/monitor.ts'
import { fromFolder } from '../../src/adapters/log/read-published.ts'
import { parseCheckpoint } from '../../src/core/log/checkpoint.ts'
import { parseNote } from '../../src/core/log/note.ts'
import { nodeCrypto } from '../../src/core/verifier/crypto-node.ts'
import { readTrust } from '../../src/core/verifier/trust.ts'
import { freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { labelNumber, sampleRegister } from '../support/sample-register.ts'

// DESIGN §4.9: what was acknowledged survives `kill -9` at any point. Here: of the sequencer and publisher, under load.

const kills = 25
const perKill = 60
const labels = kills * perKill
const home = mkdtempSync(join(tmpdir(), 'hoshirushi-kill-'))
const folder = join(home, 'public')
const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed25519 = generateKeyPairSync('ed25519')
const es256Jwk = es256.privateKey.export({ format: 'jwk' }) as Record<string, string>
const register = sampleRegister({
  signer: {
    kid: 'did:web:labels.mihon.example#2026-es256-1',
    algorithm: 'ES256',
    publicJwk: es256.publicKey.export({ format: 'jwk' }) as Record<string, string>,
    sign: async (data) =>
      sign('sha256', data, { key: createPrivateKey({ key: es256Jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }),
  },
})
let db: TestDatabase

function start(): { readonly child: ChildProcess; readonly said: string[] } {
  const orders = {
    connection: db.appConfig,
    folder,
    es256: es256Jwk,
    ed25519: ed25519.privateKey.export({ format: 'jwk' }),
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'log-child.ts')], {
    env: { ...process.env, LOG_CHILD: JSON.stringify(orders) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  child.stdout!.on('data', (chunk: Buffer) => said.push(...chunk.toString().trim().split('\n')))
  return { child, said }
}

async function until(holds: () => boolean, child: ChildProcess, ms = 120_000): Promise<void> {
  const end = performance.now() + ms
  while (!holds()) {
    assert.equal(child.exitCode, null, 'the log stopped by itself')
    assert.ok(performance.now() < end, 'the log made no progress')
    await sleep(5)
  }
}

const published = () => parseCheckpoint(parseNote(readFileSync(join(folder, 'log/checkpoint'), 'utf8'))!.text)!

beforeAll(async () => {
  db = await freshDatabase()
  for (let n = 0; n < labels; n++) await register.issue(labelNumber(n), ['MH-1'])
})
afterAll(async () => {
  await db?.close()
  rmSync(home, { recursive: true, force: true })
})

test(`after each of ${kills} kills the published log is sound, and in the end every leaf is in it once`, {
  timeout: 240_000,
}, async () => {
  const committed: string[] = []
  const commit = async (jws: string, label: string) => {
    await db.pool.query('insert into log_outbox (id, typ, label, jws) values ($1, $2, $3, $4)', [
      hash('sha256', jws, 'hex'),
      'vc+jwt',
      label,
      jws,
    ])
    committed.push(jws)
  }
  await commit(register.leaves[0]!.jws, labelNumber(0))
  let running = start()
  await until(() => running.said.some((line) => line === 'size 2 2'), running.child)

  let next = 1
  let isLoading = true
  let allowed = perKill
  const load = async () => {
    while (isLoading && next < labels) {
      // Not all at once: there has to be something to do at every kill.
      if (next >= allowed) {
        await sleep(5)
        continue
      }
      const { jws, label } = register.leaves[next++]!
      await commit(jws, label!)
      await sleep(Math.random() * 12)
    }
  }
  const loads = [load(), load(), load()]
  let before = published()
  const sizes = new Set<number>()
  for (let i = 0; i < kills; i++) {
    await until(() => running.said.includes('ready'), running.child)
    // Every other time only after something was published, so that a slow machine kills a log that works, too.
    allowed = (i + 1) * perKill
    const size = before.size
    if (i % 2 === 1) await until(() => published().size > size, running.child)
    await sleep(Math.random() * 200)
    running.child.kill('SIGKILL')
    await new Promise((resolve) => running.child.once('exit', resolve))
    const now = published()
    const result = await fsck(fromFolder(folder), nodeCrypto)
    assert.deepEqual(result.findings, [], `after kill ${i + 1}, at ${now.size} entries`)
    assert.ok(now.size >= before.size)
    const trust = readTrust(readFileSync(join(folder, 'trust/root.json'), 'utf8'))
    assert.ok(trust.ok)
    // What was published before is a prefix of what is published now.
    const monitor = openMonitor(fromFolder(folder), trust.value, nodeCrypto)
    assert.deepEqual(await monitor.advance(before), [])
    before = now
    sizes.add(now.size)
    running = start()
  }
  isLoading = false
  await Promise.all(loads)
  const { rows } = await db.pool.query<{ n: string }>('select count(*) as n from log_outbox')
  assert.ok(Number(rows[0]!.n) >= committed.length)
  const last = () =>
    running.said
      .filter((line) => line.startsWith('size'))
      .at(-1)
      ?.split(' ')
      .map(Number) ?? []
  await until(() => (last()[2] ?? 0) >= committed.length && last()[1] === last()[2], running.child)
  await sleep(300)
  running.child.kill('SIGKILL')
  await new Promise((resolve) => running.child.once('exit', resolve))

  assert.deepEqual((await fsck(fromFolder(folder), nodeCrypto)).findings, [])
  assert.ok(sizes.size > kills / 3, 'the log grew between the kills')
  const trust = readTrust(readFileSync(join(folder, 'trust/root.json'), 'utf8'))
  assert.ok(trust.ok)
  const found = new Map<string, number>()
  const monitor = openMonitor(fromFolder(folder), trust.value, nodeCrypto)
  await monitor.advance(published(), ({ leaf }) => {
    const jws = Buffer.from(leaf.bytes).toString()
    found.set(jws, (found.get(jws) ?? 0) + 1)
  })
  for (const jws of committed) assert.equal(found.get(jws), 1)
})
