import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, test } from 'vitest'
import {
  connectionUrl,
  type EmbeddedPostgres,
  startEmbedded,
} from '../../src/adapters/embedded-postgres/start-embedded.ts'
import { fsck } from '../../src/adapters/log/fsck.ts'
import { type LogFinding, openMonitor } from '../../src/adapters/log/monitor.ts'
import { fromFolder } from '../../src/adapters/log/read-published.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { connectOwner, openPool } from '../../src/adapters/store/database.ts'
import { openHouse } from '../../src/apps/compose.ts'
import { faultOfError, statusOf } from '../../src/apps/status-of.ts'
import { brokenLink } from '../../src/casework/events.ts'
import { parseCheckpoint } from '../../src/core/log/checkpoint.ts'
import { parseNote } from '../../src/core/log/note.ts'
import { nodeCrypto } from '../../src/core/verifier/crypto-node.ts'
import { readTrust } from '../../src/core/verifier/trust.ts'
import { type Acknowledged, checkout, startApp, startLoad, until } from '../support/app-process.ts'
import { people } from '../support/application.ts'
import { copyInstallation, install, operatorOf, withDatabase } from '../support/installation.ts'
import { issueOne } from '../support/issue-driver.ts'

// DESIGN §4.9: what was acknowledged survives `kill -9` at any point, of any process. Here: of whole houses that issue,
// suspend and restore labels, on one database and on two servers.

const kills = 25
const home = mkdtempSync(join(tmpdir(), 'hoshirushi-app-kill-'))
let server: EmbeddedPostgres
let pool: pg.Pool
let environment: { readonly DATABASE_URL: string }
const [first, second] = [join(home, 'first'), join(home, 'second')]
const acknowledged: Acknowledged[] = []

beforeAll(async () => {
  assert.ok(existsSync(join(checkout, 'dist/apps/cli/main.js')), 'the program is not built: npm run build')
  server = await startEmbedded({ folder: join(home, 'database') })
  pool = openPool({ connection: server.appConfig })
  environment = { DATABASE_URL: server.ownerUrl }
  await install(first, server.ownerUrl)
  copyInstallation(first, second)
})
afterAll(async () => {
  await pool?.end()
  await server?.stop()
  rmSync(home, { recursive: true, force: true })
})

const labelsOf = (acts: readonly Acknowledged[]) => [
  ...new Set(acts.filter((a) => a.act === 'issue').map((a) => a.label!)),
]

async function number(sql: string): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(`select (${sql}) as n`)
  return Number(rows[0]!.n)
}

const published = (folder: string): number => {
  const file = join(folder, 'public/log/checkpoint')
  if (!existsSync(file)) return 0
  return parseCheckpoint(parseNote(readFileSync(file, 'utf8'))!.text)!.size
}

/** What a stranger finds wrong with the folder. A list behind its snapshot is on its way: the checkpoint is published first. */
async function wrongWith(folder: string): Promise<readonly LogFinding[]> {
  if (published(folder) === 0) return []
  const { findings } = await fsck(fromFolder(join(folder, 'public')), nodeCrypto)
  return findings.filter((f) => f.code !== 'list-missing' || /^status\/at\//.test(f.path))
}

/** How often each label has a credential in the published log, and the places in the status lists they were given. */
async function credentialsIn(folder: string) {
  const read = fromFolder(join(folder, 'public'))
  const trust = readTrust(readFileSync(join(folder, 'public/trust/root.json'), 'utf8'))
  assert.ok(trust.ok)
  const checkpoint = parseCheckpoint(parseNote(readFileSync(join(folder, 'public/log/checkpoint'), 'utf8'))!.text)!
  const counts = new Map<string, number>()
  const places: string[] = []
  await openMonitor(read, trust.value, nodeCrypto).advance(checkpoint, ({ leaf }) => {
    if (leaf.typ !== 'vc+jwt') return
    const { credentialSubject, credentialStatus } = leaf.payload as {
      credentialSubject: { label?: string; id: string }
      credentialStatus: { statusPurpose: string; statusListCredential: string; statusListIndex: string }[]
    }
    const label = JSON.stringify(credentialSubject)
    for (const wanted of labelsOf(acknowledged))
      if (label.includes(wanted)) counts.set(wanted, (counts.get(wanted) ?? 0) + 1)
    const [status] = credentialStatus
    places.push(`${status!.statusListCredential}#${status!.statusListIndex}`)
  })
  return { counts, places }
}

/** Nothing that was acknowledged is missing, nothing was done twice, nothing is torn. */
async function nothingLost(): Promise<void> {
  const store = createCaseStore(pool)
  const newest = new Map<string, number>()
  for (const { case: id, seq } of acknowledged) newest.set(id, Math.max(seq, newest.get(id) ?? 0))
  const numbers: string[] = []
  for (const [id, seq] of newest) {
    const events = await store.transact(people.applicant, (tx) => tx.readEvents(id))
    assert.ok(events.length >= seq, `${id}: ${seq} acknowledged, ${events.length} found`)
    assert.equal(brokenLink(events), undefined, id)
    numbers.push(...events.flatMap((e) => (typeof e.data.number === 'string' ? [e.data.number] : [])))
    const [line] = await store.transact(people.applicant, (tx) => tx.list({ text: id }))
    assert.equal(line!.seq, events.length, `${id}: the worklist agrees with the events`)
  }
  assert.equal(new Set(numbers).size, numbers.length, 'a number was given twice')
  const { rows } = await pool.query<{ label: string }>('select label from label')
  const kept = new Set(rows.map((r) => r.label))
  for (const label of labelsOf(acknowledged)) assert.ok(kept.has(label), `${label} is not in the register`)
  const leaves = await number('select count(*) from log_outbox where leaf_index is not null')
  assert.equal(await number('select count(distinct idx) from log_entry'), leaves)
  assert.equal(await number('select coalesce(max(idx) + 1, 0) from log_entry'), leaves, 'the places have no gap')
}

/** The folder holds all there is, each label once, and stands up to a stranger's check. */
async function allPublished(folder: string): Promise<void> {
  const { counts, places } = await credentialsIn(folder)
  for (const label of labelsOf(acknowledged)) assert.equal(counts.get(label), 1, `${label} in the log`)
  assert.equal(new Set(places).size, places.length, 'a place in the status lists was given twice')
  assert.deepEqual((await fsck(fromFolder(join(folder, 'public')), nodeCrypto)).findings, [])
  const halves = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tmp(\.|$)/.test(path))
  assert.deepEqual(halves, [])
}

test(`${kills} kills of a house that issues labels: nothing acknowledged is lost, nothing is there twice`, {
  timeout: 240_000,
}, async () => {
  for (let kill = 0; kill < kills; kill++) {
    const load = await startLoad(first, environment)
    await until('something is acknowledged', () => load.acknowledged().length > 0)
    await sleep(Math.random() * 350)
    await load.kill()
    const acts = load.acknowledged()
    assert.ok(acts.length > 0, `round ${kill}: nothing was done, so the kill proves nothing`)
    assert.deepEqual(load.refused(), [])
    acknowledged.push(...acts)
    assert.deepEqual(await wrongWith(first), [], `the folder as kill ${kill} left it`)
  }
  const app = await startApp(first, environment)
  await until('all is published', async () => {
    const { log_size, published_size, oldest_pending_ms } = await app.health()
    return log_size > 0 && published_size === log_size && oldest_pending_ms === 0
  })
  await sleep(600) // the lists follow the checkpoint
  await nothingLost()
  await allPublished(first)
  const labels = labelsOf(acknowledged)
  assert.ok(labels.length > 0)
  assert.equal((await app.get(`/api/v1/labels/${labels.at(-1)}`)).status, 200)
  await app.kill()
  console.info(
    `${kills} kills, ${acknowledged.length} acknowledged acts, ${labels.length} labels: none lost, none twice`,
  )
})

test('two servers on one database: one gives out the places, and the other goes on when it is killed', {
  timeout: 120_000,
}, async () => {
  const app = await startApp(first, environment)
  const before = labelsOf(acknowledged).length
  const issued = (acts: readonly Acknowledged[]) => labelsOf([...acknowledged, ...acts]).length - before

  const other = await startLoad(second, environment)
  await until('the other server issues', () => issued(other.acknowledged()) >= 2)
  await other.kill()
  acknowledged.push(...other.acknowledged())
  const tookOver = await until(
    'the first goes on alone',
    async () => {
      const { published_size, oldest_pending_ms } = await app.health()
      return oldest_pending_ms === 0 && published_size === (await number('select count(*) from log_outbox'))
    },
    10_000,
  )

  const again = await startLoad(second, environment)
  await app.kill()
  const had = labelsOf(acknowledged).length
  await until('the second issues alone', () => labelsOf([...acknowledged, ...again.acknowledged()]).length > had)
  await until('the second publishes alone', () => published(second) > published(first), 60_000)
  await again.kill()
  acknowledged.push(...again.acknowledged())

  const both = await Promise.all([startApp(first, environment), startApp(second, environment)])
  await until(
    'both have published all',
    async () => {
      const leaves = await number('select count(*) from log_outbox')
      return published(first) === leaves && published(second) === leaves
    },
    15_000,
  )
  await sleep(600)
  await nothingLost()
  await allPublished(first)
  await allPublished(second)
  const checkpoint = (folder: string) => readFileSync(join(folder, 'public/log/checkpoint'), 'utf8')
  assert.equal(checkpoint(first), checkpoint(second), 'both publish the same checkpoint, byte for byte')
  await Promise.all(both.map((one) => one.stop()))
  console.info(`the first server was done ${Math.round(tookOver)} ms after the other was killed`)
})

test('the database goes away: pages and API say so, published files are still served, and nothing is lost', {
  timeout: 120_000,
}, async () => {
  const app = await startApp(first, environment)
  const load = await startLoad(second, environment)
  await until('the load is at work', () => load.acknowledged().length > 20)
  const [label] = labelsOf(acknowledged)
  const page = `/l/${label}`
  const japanese = { 'Accept-Language': 'ja' }
  const read = `/api/v1/labels/${label}`
  assert.deepEqual([(await app.get(page)).status, (await app.get(read)).status], [200, 200])

  await server.stop()
  const [html, problem, health, file] = await Promise.all([
    app.get(page, japanese),
    app.get(read),
    app.get('/api/v1/health'),
    app.get('/trust/root.json'),
  ])
  assert.equal(html.status, 503)
  assert.match(await html.text(), /<html lang="ja"/)
  assert.equal(problem.status, 503)
  const told = (await problem.json()) as { code: string; detail: { ja: string; en: string } }
  assert.equal(told.code, 'database-away')
  assert.match(told.detail.ja, /データベース/)
  assert.match(told.detail.en, /Nothing that was accepted is lost/)
  assert.equal(((await health.json()) as { database: boolean }).database, false)
  assert.equal(file.status, 200)
  assert.ok(app.isRunning(), 'the server lives through it')
  await until('the load is told', () => load.refused().length > 0)

  server = await startEmbedded({ folder: join(home, 'database') })
  const back = await until('the page is back', async () => (await app.get(page)).status === 200, 60_000)
  const done = load.acknowledged().length
  await until('the load goes on', () => load.acknowledged().length > done + 20, 120_000)
  await load.kill()
  assert.deepEqual(
    load.refused().filter((code) => !code.startsWith('database-away')),
    [],
  )
  acknowledged.push(...load.acknowledged())
  await until(
    'the log goes on',
    async () => {
      const { published_size, oldest_pending_ms } = await app.health()
      return oldest_pending_ms === 0 && published_size === (await number('select count(*) from log_outbox'))
    },
    15_000,
  )
  await sleep(600)
  await nothingLost()
  await allPublished(first)
  await app.stop()
  console.info(`the page was back ${Math.round(back)} ms after the database was`)
})

const mount = (folder: string, size: string): boolean =>
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' }).status === 0
const unmount = (folder: string) => spawnSync('umount', ['-l', folder], { stdio: 'ignore' })

const mayMount = mount(home, '1m')
if (mayMount) unmount(home)
else console.warn('⚠ FULL DISK NOT TESTED: making a small file system (mount -t tmpfs) is not permitted here.')

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile())

/** Takes all the room that is left, to the last page. */
function fill(file: string): void {
  const open = openSync(file, 'w')
  try {
    for (;;) writeSync(open, Buffer.alloc(4096))
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
  } finally {
    closeSync(open)
  }
}

const fullDisk =
  'the disk is full: an upload is refused whole, issuing goes on, publishing catches up once there is room'
test.skipIf(!mayMount)(fullDisk, { timeout: 60_000 }, async () => {
  const third = join(home, 'third')
  const [evidence, open] = [join(third, 'evidence'), join(third, 'public')]
  for (const folder of [evidence, open]) mkdirSync(folder, { recursive: true })
  assert.ok(mount(evidence, '1m') && mount(open, '4m'))
  const owner = await connectOwner(server.ownerConfig)
  await owner.query('create database full_disk')
  await owner.end()
  const database = connectionUrl({ ...server.ownerConfig, database: 'full_disk' })
  await install(third, database)
  const operator = await operatorOf(third)
  const opened = await withDatabase(database, () => openHouse({ home: third, operator, log: () => undefined }))
  assert.ok(opened.ok)
  const house = opened.value
  try {
    const large = Readable.from(Array.from({ length: 32 }, () => Buffer.alloc(65_536, 'x')))
    const refused = await house.ports.files.put(large, 10_000_000).catch((error: unknown) => error)
    assert.deepEqual([faultOfError(refused).code, statusOf(faultOfError(refused))], ['disk-full', 507])
    assert.deepEqual(filesIn(evidence), [], 'nothing half-stored stays behind')

    const before = await issueOne(house.ports)
    await house.flush()
    fill(join(open, 'filler'))
    const issued = await issueOne(house.ports)
    await assert.rejects(house.flush(), { code: 'ENOSPC' })
    assert.ok(await house.register.entry(issued.label!, house.ports.clock.now()), 'the register knows it already')
    assert.equal((await house.health()).database, true)
    assert.deepEqual(await wrongWith(third), [], 'what is published is whole')

    rmSync(join(open, 'filler'))
    await house.flush()
    const { logSize, publishedSize, oldestPendingMs } = await house.health()
    assert.deepEqual([publishedSize, oldestPendingMs], [logSize, 0])
    assert.deepEqual((await fsck(fromFolder(open), nodeCrypto)).findings, [])
    const there = filesIn(open)
    for (const { label } of [before, issued])
      assert.ok(
        there.some((path) => path.startsWith(`credentials/${label}/`)),
        `${label} is published`,
      )
    assert.deepEqual(
      there.filter((path) => path.includes('.tmp.')),
      [],
      'nothing half-written stays behind',
    )
  } finally {
    await house.close()
    for (const folder of [evidence, open]) unmount(folder)
  }
})
