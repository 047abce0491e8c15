import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'vitest'
import { testAccounts } from '../../../tests/support/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/support/cluster.ts'
import { sweep } from './rate.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.close())

test('a session ends after eight idle hours, and after twenty-four in any case', async () => {
  const { accounts, signIn, pass } = await testAccounts(database.pool)
  const idle = await signIn('hanako@hikari.example')
  pass(8 * 60 - 1)
  assert.ok(await accounts.session(idle.token))
  pass(8 * 60 - 1) // the look above moved the idle time
  assert.ok(await accounts.session(idle.token))
  pass(8 * 60)
  assert.equal(await accounts.session(idle.token), undefined)

  const busy = await signIn('hanako@hikari.example')
  for (let hour = 1; hour < 24; hour++) {
    pass(60)
    assert.ok(await accounts.session(busy.token), `hour ${hour}`)
  }
  pass(60)
  assert.equal(await accounts.session(busy.token), undefined)
})

test('signing out ends this session and leaves others of the same person', async () => {
  const { accounts, signIn } = await testAccounts(database.pool)
  const [one, other] = [await signIn('taro@hikari.example'), await signIn('taro@hikari.example')]
  assert.notEqual(one.token, other.token)
  await accounts.signOut(one)
  assert.equal(await accounts.session(one.token), undefined)
  assert.ok(await accounts.session(other.token))
  for (const nonsense of ['', 'x', `${other.token}x`, other.token.slice(1), other.token.replace(/./, '%')])
    assert.equal(await accounts.session(nonsense), undefined)
})

test('a person of two organisations works for one at a time, and only for their own', async () => {
  const { accounts, signIn } = await testAccounts(database.pool)
  const session = await signIn('taro@hikari.example')
  assert.deepEqual(session.organisations.map((o) => o.id).sort(), ['hikari', 'kaze'])
  assert.ok((await accounts.switchOrganisation(session, 'kaze')).ok)
  assert.equal((await accounts.session(session.token))?.viewer.organisation, 'kaze')
  assert.deepEqual(await accounts.switchOrganisation(session, 'body'), {
    ok: false,
    fault: { code: 'organisation-not-yours' },
  })
  assert.equal((await accounts.session(session.token))?.viewer.organisation, 'kaze')
})

test('sample people are entered without a code in a demonstration only', async () => {
  const production = await testAccounts(database.pool)
  assert.deepEqual(await production.accounts.demonstrationAccounts(), [])
  assert.deepEqual(await production.accounts.signInAsDemonstration('hanako'), {
    ok: false,
    fault: { code: 'demonstration-only' },
  })

  const demonstration = await testAccounts(database.pool, { mode: 'demonstration' })
  const offered = await demonstration.accounts.demonstrationAccounts()
  assert.deepEqual(offered.map((a) => a.person).sort(), ['hanako', 'saiko', 'taro'])
  const entered = await demonstration.accounts.signInAsDemonstration('saiko')
  assert.equal(entered.ok && entered.value.viewer.kind, 'body')

  // Somebody who registered for themselves is real, even in a demonstration.
  await demonstration.accounts.register(
    { organisation: '実在', name: '実在 次郎', email: 'jiro@real.example' },
    '203.0.113.9',
  )
  const real = await demonstration.accounts.signInWithCode('jiro@real.example', demonstration.code(), '203.0.113.9')
  assert.ok(real.ok)
  assert.deepEqual(await demonstration.accounts.signInAsDemonstration(real.value.viewer.person), {
    ok: false,
    fault: { code: 'account-unknown' },
  })
})

test('what has run out is swept away, and nothing else', async () => {
  const { accounts, needs, signIn, pass } = await testAccounts(database.pool)
  const old = await signIn('saiko@body.example')
  pass(20 * 60)
  const young = await signIn('saiko@body.example')
  pass(5 * 60)
  await sweep(needs)
  const { rows } = await database.pool.query(`select 1 from accounts.session where person = 'saiko'`)
  assert.equal(rows.length, 1)
  assert.equal(await accounts.session(old.token), undefined)
  assert.ok(await accounts.session(young.token))
})
