import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { connectOwner } from '../../src/adapters/store/database.ts'
import { demonstrationOperator, openHouse, writeOperator } from '../../src/apps/compose.ts'
import { administrator, type OpenHouse, openProduction } from './house.ts'

// What lies on the disk and in the database of an installation, and what the demonstration may never touch.
describe('a production installation', () => {
  let open: OpenHouse
  const heard: string[] = []
  const told = { log: console.log, error: console.error, warn: console.warn }
  beforeAll(async () => {
    for (const way of ['log', 'error', 'warn'] as const) console[way] = (...words) => void heard.push(words.join(' '))
    open = await openProduction()
  })
  afterAll(async () => {
    Object.assign(console, told)
    await open.close()
  })
  const demonstration = (home: string) =>
    openHouse({ home, operator: demonstrationOperator(4000), log: () => undefined })

  test('is not entered, filled or migrated by a demonstration, by its folder or by its database', async () => {
    await writeOperator(open.home, open.house.operator)
    const inHome = await demonstration(open.home)
    assert.ok(!inHome.ok && inHome.fault.code === 'demonstration-over-production')
    const elsewhere = mkdtempSync(join(tmpdir(), 'hoshirushi-other-'))
    const inDatabase = await demonstration(elsewhere) // DATABASE_URL still names the production register
    assert.ok(!inDatabase.ok && inDatabase.fault.code === 'demonstration-over-production')
    assert.equal((await open.house.register.figures(new Date().toISOString())).labels, 0)
    rmSync(elsewhere, { recursive: true })
  })

  test('keeps keys, settings, mails and evidence for its owner alone', async () => {
    await open.signIn(administrator)
    const mode = async (name: string) => (await stat(join(open.home, name))).mode & 0o777
    assert.equal(await mode('operator.json'), 0o600)
    for (const folder of ['keys', 'outbox', 'evidence']) {
      assert.equal(await mode(folder), 0o700, folder)
      for (const name of await readdir(join(open.home, folder))) {
        const m = await mode(join(folder, name))
        assert.equal(m & 0o077, 0, `${folder}/${name} ${m.toString(8)}`)
      }
    }
  })

  test('does not start with a key others can read', async () => {
    chmodSync(join(open.home, 'keys/issuer.json'), 0o644)
    const again = await openHouse({ home: open.home, operator: open.house.operator, log: () => undefined })
    assert.ok(!again.ok && again.fault.code === 'key-file-open-to-others')
    chmodSync(join(open.home, 'keys/issuer.json'), 0o600)
  })

  test('keeps no code, token or link in its database once they were sent, and tells none to its log', async () => {
    const someone = await open.signIn(administrator)
    const { text } = await open.mailTo(administrator)
    const code = /[0-9]{6}/.exec(text)?.[0] ?? ''
    assert.notEqual(code, '')
    await someone.request('/ja/account/invitation?token=a-token-from-a-mail')
    await someone.request('/ja/account/invitation?token=%00')
    const owner = await connectOwner(process.env.DATABASE_OWNER_URL ?? '')
    await owner.query(`select set_config('hoshirushi.kind', 'maintenance', false)`)
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('public', 'accounts') and table_type = 'BASE TABLE'`,
    )
    const key = JSON.parse(readFileSync(join(open.home, 'keys/issuer.json'), 'utf8')).d as string
    for (const { name } of tables) {
      const { rows } = await owner.query<{ line: string }>(`select row_to_json(t)::text as line from ${name} t`)
      const all = rows.map((row) => row.line).join('\n')
      assert.ok(!all.includes(someone.token()), `${name} holds a session’s token`)
      assert.ok(!all.includes(key), `${name} holds a key`)
      assert.ok(!all.includes(`：${code}`), `${name} holds a code`)
    }
    await owner.end()
    for (const secret of [someone.token(), code, key, 'a-token-from-a-mail'])
      assert.ok(!heard.some((line) => line.includes(secret)))
  })
})
