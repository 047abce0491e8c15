import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { type AppProcess, checkout, startApp } from '../support/app-process.ts'
import { install } from '../support/installation.ts'
import { besiege, mostConnections } from '../support/slow-clients.ts'

const wanted = 10_000
const clients = mostConnections(wanted)
if (clients < wanted)
  console.warn(
    `⚠ ${clients} SLOW CLIENTS INSTEAD OF ${wanted}: a process may not have more files open here (ulimit -Hn).`,
  )

const home = mkdtempSync(join(tmpdir(), 'hoshirushi-slow-clients-'))
let app: AppProcess
beforeAll(async () => {
  assert.ok(existsSync(join(checkout, 'dist/apps/cli/main.js')), 'the program is not built: npm run build')
  await install(home)
  app = await startApp(home)
})
afterAll(async () => {
  await app?.stop()
  rmSync(home, { recursive: true, force: true })
})

test(`${clients} clients that never get on do not keep others out, and take no memory without end`, async () => {
  const siege = await besiege(app, clients, 12)
  assert.ok(siege.opened >= clients, `only ${siege.opened} connections were tried`)
  assert.deepEqual(siege.failed, [], 'a visitor reads on, on a new connection each time')
  assert.ok(siege.times.length >= 10, `only ${siege.times.length} pages were asked for`)
  const longest = Math.max(...siege.times)
  assert.ok(longest < 20_000, `a visitor waited ${Math.round(longest)} ms`)
  const grown = (siege.memoryMost - siege.memoryBefore) / 1e6
  assert.ok(grown < 250, `the server grew by ${Math.round(grown)} MB`)
  console.info(
    `${siege.opened} connections tried, ${siege.heldAtMost} at once; a visitor read ${siege.times.length} pages, the slowest in ${Math.round(longest)} ms; the server grew by ${Math.round(grown)} MB`,
  )
})
