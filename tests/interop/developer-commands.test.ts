import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { demonstrationOperator, openHouse } from '../../src/apps/compose.ts'
import type { House } from '../../src/apps/house.ts'
import { type Listening, listen, serviceOf } from '../../src/apps/server.ts'

// What /developers shows is copied into a terminal: every line of it is run as it stands, against the demonstration.

const root = mkdtempSync(join(tmpdir(), 'hoshirushi-developers-'))
let house: House
let listening: Listening
let base: string

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => found(port))
    })
  })

beforeAll(async () => {
  const port = await freePort()
  const opened = await openHouse({
    home: join(root, 'home'),
    operator: demonstrationOperator(port),
    log: () => undefined,
  })
  assert.ok(opened.ok)
  house = opened.value
  const bound = await listen(serviceOf(house), '127.0.0.1', port)
  assert.ok(bound.ok)
  listening = bound.value
  base = `http://localhost:${port}`
  // The command, from its source.
  const program = join(root, 'bin', 'hoshirushi')
  mkdirSync(join(root, 'bin'))
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${resolve('src/apps/cli/main.ts')}" "$@"\n`)
  chmodSync(program, 0o755)
  for (let n = 0; n < 100; n++) {
    if ((await fetch(`${base}/bulk/latest.json`)).ok) return
    await sleep(200)
  }
  throw new Error('no snapshot was published within 20 seconds')
})
afterAll(async () => {
  await listening?.stop(0)
  await house?.close()
  rmSync(root, { recursive: true, force: true })
})

const run = (script: string, folder: string) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((done) => {
    const env = { ...process.env, PATH: `${join(root, 'bin')}:${process.env.PATH}`, LANG: 'en_US.UTF-8' }
    const shell = ['-e', '-c', script.replaceAll('curl ', 'curl --silent --show-error --fail ')]
    execFile('sh', shell, { cwd: folder, env, timeout: 60_000 }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code ?? 1), out, err }),
    )
  })

const unescaped = (text: string) =>
  text.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name]!,
  )

for (const lang of ['ja', 'en'])
  test(`every command of the page for developers works as it stands (${lang})`, async () => {
    const page = await (await fetch(`${base}/${lang}/developers`)).text()
    const blocks = [...page.matchAll(/<pre><code>(.*?)<\/code><\/pre>/gs)].map(([, text]) => unescaped(text!))
    assert.equal(blocks.length, 8)
    for (const [n, block] of blocks.entries()) {
      const folder = join(root, `${lang}-${n}`)
      mkdirSync(folder)
      const { code, out, err } = await run(block, folder)
      assert.equal(code, 0, `${block}\n${out}\n${err}`)
      assert.ok(out.length > 0, block)
    }
  })

test('every file that the page of data leads to is there, with a life span and for anyone', async () => {
  const page = await (await fetch(`${base}/ja/data`)).text()
  const paths = [...page.matchAll(/href="(\/(?:bulk|api|log|trust|status|\.well-known|feed)[^"]*)"/g)].map(([, path]) =>
    unescaped(path!),
  )
  assert.ok(paths.filter((path) => path.startsWith('/bulk/')).length >= 7)
  for (const path of paths) {
    const answer = await fetch(base + path)
    await answer.body?.cancel()
    assert.equal(answer.status, 200, path)
    assert.equal(answer.headers.get('access-control-allow-origin'), '*', path)
    if (path.startsWith('/bulk/'))
      assert.match(answer.headers.get('cache-control') ?? '', /immutable|max-age=60$/, path)
  }
})
