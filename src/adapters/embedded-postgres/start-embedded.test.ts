import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, test } from 'vitest'
import { isAlive } from './process-identity.ts'
import { startEmbedded } from './start-embedded.ts'

const home = mkdtempSync(join(tmpdir(), 'hoshirushi-embedded-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

test('a folder becomes a running database, and what was written is there at the next start', async () => {
  const folder = join(home, 'a')
  const first = await startEmbedded({ folder })
  assert.equal(first.owner, true)
  await ask(first.ownerUrl, 'create table kept as select 7 as n')
  assert.equal(
    await ask(first.ownerUrl, "select current_setting('listen_addresses') || current_setting('fsync')"),
    'on',
  )
  await first.stop()
  assert.equal(isAlive(first.pid()), false)
  const second = await startEmbedded({ folder })
  assert.equal(await ask(second.ownerUrl, 'select n from kept'), 7)
  await second.stop()
})

test('a second process shares the running server, and the last one that leaves stops it', async () => {
  const folder = join(home, 'b')
  const [a, b] = await Promise.all([startEmbedded({ folder }), startEmbedded({ folder })])
  assert.deepEqual([a.owner, b.owner].sort(), [false, true])
  assert.equal(a.pid(), b.pid())
  const [starter, guest] = a.owner ? [a, b] : [b, a]
  await starter.stop()
  assert.equal(await ask(guest.ownerUrl, 'select 1'), 1)
  await guest.stop()
  assert.equal(isAlive(a.pid()), false)
})

test('a server whose starter was killed is found and adopted, not started twice', async () => {
  const folder = join(home, 'c')
  const script = join(home, 'c.mts')
  writeFileSync(
    script,
    `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'start-embedded.ts'))}
     const server = await startEmbedded({ folder: ${JSON.stringify(folder)} })
     console.log(server.pid())
     setInterval(() => {}, 1000)`,
  )
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = await new Promise<number>((resolve) => child.stdout.once('data', (d) => resolve(Number(String(d)))))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  assert.equal(isAlive(pid), true)
  const next = await startEmbedded({ folder })
  assert.equal(next.pid(), pid)
  assert.equal(next.owner, false)
  await next.stop()
  assert.equal(isAlive(pid), false)
})

test('a killed server is started again by the supervisor', async () => {
  const server = await startEmbedded({ folder: join(home, 'd') })
  const before = server.pid()
  process.kill(before, 'SIGKILL')
  for (let waited = 0; server.pid() === before && waited < 20_000; waited += 20) await sleep(20)
  assert.notEqual(server.pid(), before)
  assert.equal(await ask(server.ownerUrl, 'select 1'), 1)
  await server.stop()
})

test('a lock left by a dead server whose number now belongs to another program is cleared', async () => {
  const folder = join(home, 'e')
  const first = await startEmbedded({ folder })
  await first.stop()
  writeFileSync(
    join(folder, 'data/postmaster.pid'),
    `${process.pid}\n${folder}/data\n0\n5432\n${folder}/data\n\n\nready\n`,
  )
  const second = await startEmbedded({ folder })
  assert.equal(await ask(second.ownerUrl, 'select 1'), 1)
  await second.stop()
})

test('a path longer than a socket allows, with blanks and Japanese in it, works', async () => {
  const folder = join(home, `長い 名前のフォルダ "x" ${'あ'.repeat(30)}`)
  mkdirSync(folder)
  const server = await startEmbedded({ folder })
  assert.equal(await ask(server.ownerUrl, 'select 1'), 1)
  await server.stop()
})

test('a server that cannot start says what its log says', async () => {
  await assert.rejects(startEmbedded({ folder: join(home, 'g'), settings: ['no_such_setting=1'] }), /no_such_setting/)
})
