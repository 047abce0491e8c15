import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { fsck } from '../../src/adapters/log/fsck.ts'
import { fromFolder } from '../../src/adapters/log/read-published.ts'
import { parseCheckpoint } from '../../src/core/log/checkpoint.ts'
import { parseNote } from '../../src/core/log/note.ts'
import { nodeCrypto } from '../../src/core/verifier/crypto-node.ts'
import { checkout, until } from '../support/app-process.ts'
import { type BalancedDesk, balancedDesk } from '../support/balanced-desk.ts'
import { type BalancedServers, balancedServers } from '../support/balanced-servers.ts'
import { labelPlaces, places } from '../support/label-places.ts'
import { labelTruth } from '../support/label-truth.ts'
import { type SharedInstallation, shareInstallation } from '../support/shared-installation.ts'

// Two app servers over one PostgreSQL and one HOSHIRUSHI_HOME, published folder included. Whatever people do and ask goes to
// whichever server is next, and one server after the other is killed. `npm run bench load` does the same for ten minutes.

const seconds = 20
const home = mkdtempSync(join(tmpdir(), 'hoshirushi-two-servers-'))
let shared: SharedInstallation
let servers: BalancedServers
let desk: BalancedDesk

beforeAll(async () => {
  assert.ok(existsSync(join(checkout, 'dist/apps/cli/main.js')), 'the program is not built: npm run build')
  shared = await shareInstallation(home)
  servers = await balancedServers(home, shared.environment)
  desk = balancedDesk(shared, servers)
}, 60_000)
afterAll(async () => {
  await servers?.stop()
  await shared?.stop()
  rmSync(home, { recursive: true, force: true })
})

test(`${seconds} s of acts, reads and checks with one server killed after the other: every answer is right`, {
  timeout: 120_000,
}, async () => {
  const truth = labelTruth()
  const told = labelPlaces(servers, truth)
  const sizes: number[] = []
  let over = false
  const again = async (work: () => Promise<unknown>, pauseMs: number): Promise<void> => {
    while (!over) {
      await work()
      await sleep(pauseMs)
    }
  }
  const some = () => {
    const all = truth.labels()
    return all[Math.floor(Math.random() * all.length)]!
  }
  await truth.learn('valid', () => desk.issue())
  const checkpoint = async () => {
    const { status, text } = await servers.ask('/log/checkpoint', { as: 'checkpoint' })
    if (status === 200) sizes.push(parseCheckpoint(parseNote(text)!.text)!.size)
  }
  const work = [
    again(() => truth.learn('valid', () => desk.issue()), 0),
    again(async () => {
      const one = truth.labels()[0]!
      await truth.learn('suspended', () => desk.suspend(one.case), one.label)
      await sleep(300)
      await truth.learn('valid', () => desk.restore(truth.labels()[0]!.case), one.label)
    }, 300),
    ...places.map((place) => again(() => told.read(place, some()), 10)),
    ...places.map((place) => again(() => told.read(place, truth.labels()[0]!), 10)),
    again(() => told.checkList(300), 100),
    again(checkpoint, 5),
  ]
  const ends = performance.now() + seconds * 1000
  for (let n = 0; performance.now() < ends; n++) {
    await sleep(1_000)
    await servers.killAndStart(n % 2, 200)
  }
  over = true
  await Promise.all(work)

  assert.deepEqual(told.wrong, [])
  assert.deepEqual(servers.seen.broken(), [])
  const { kills, answers, cut } = servers.seen
  const did = `${answers()} answers, ${kills()} kills, ${cut()} connections cut, ${truth.labels().length} labels, ${sizes.length} checkpoints`
  assert.ok(kills() >= 2 && truth.labels().length >= 2 && sizes.length >= 20, `too little to prove anything: ${did}`)
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => a - b),
    'a checkpoint never goes back',
  )

  const stopped = await truth.learn('suspended', () => desk.suspend(truth.labels()[0]!.case), truth.labels()[0]!.label)
  for (const place of places)
    for (const server of [0, 1])
      await until(
        `${place} of server ${server} tells of a suspension`,
        async () => (await told.read(place, stopped, server)) === 'suspended',
      )
  await until('all is published', async () => {
    const { log_size, published_size, oldest_pending_ms } = await servers.running()[0]!.health()
    return published_size === log_size && oldest_pending_ms === 0
  })
  await sleep(600) // the lists follow the checkpoint
  assert.deepEqual((await fsck(fromFolder(join(home, 'public')), nodeCrypto)).findings, [])
  const halves = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tmp(\.|$)/.test(path))
  assert.deepEqual(halves, [])
  console.info(`${did}: none wrong`)
})
