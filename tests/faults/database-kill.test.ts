import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { startEmbedded } from '../../src/adapters/embedded-postgres/start-embedded.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { connectOwner, openPool } from '../../src/adapters/store/database.ts'
import { migrate } from '../../src/adapters/store/migrate.ts'
import { brokenLink } from '../../src/casework/events.ts'
import { advance, maker } from '../store/sample.ts'

// Invariant 9: what was acknowledged survives kill -9 at any point. The server is killed at moments chosen at random
// while writers append; the supervisor starts it again, and the writers go on with the pool they have.
const kills = 25
const writers = 6

test(`${kills} kills of the database server under load: no acknowledged act is lost, no chain is torn`, async () => {
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-kill-'))
  const server = await startEmbedded({ folder: join(home, 'database') })
  try {
    const owner = await connectOwner(server.ownerConfig)
    assert.equal((await owner.query('show fsync')).rows[0].fsync, 'on')
    await migrate(owner)
    await owner.end()
    const pool = openPool({ connection: server.appConfig })
    const store = createCaseStore(pool)
    const viewer = maker('maker-a')
    const acknowledged = new Map<string, number>()
    let refusals = 0
    let over = false
    const write = async (id: string): Promise<void> => {
      while (!over)
        try {
          const event = await store.transact(viewer, (tx) => advance(tx, { id, organisation: 'maker-a', data: { id } }))
          acknowledged.set(id, event.seq)
        } catch {
          refusals++ // not acknowledged: it may or may not have happened
        }
    }
    const writing = Array.from({ length: writers }, (_, i) => write(`case-${i}`))
    const total = () => [...acknowledged.values()].reduce((sum, n) => sum + n, 0)
    for (let kill = 0; kill < kills; kill++) {
      const before = total()
      while (total() < before + 5) await sleep(2) // up again, and at work
      await sleep(Math.random() * 60)
      const pid = server.pid()
      process.kill(pid, 'SIGKILL')
      while (server.pid() === pid) await sleep(5)
    }
    over = true
    await Promise.all(writing)
    assert.ok(refusals > 0, 'the kills were felt')
    for (const [id, seq] of acknowledged) {
      const events = await store.transact(viewer, (tx) => tx.readEvents(id))
      assert.ok(events.length >= seq, `${id}: ${seq} acknowledged, ${events.length} found`)
      assert.equal(brokenLink(events), undefined, id)
      const [line] = await store.transact(viewer, (tx) => tx.list({ text: id }))
      assert.equal(line!.seq, events.length, `${id}: the worklist agrees with the events`)
    }
    console.info(`${kills} kills, ${total()} acknowledged acts, ${refusals} refused: none lost`)
    await pool.end()
  } finally {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
})
