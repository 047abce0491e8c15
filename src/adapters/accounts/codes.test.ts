import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'vitest'
import { testAccounts } from '../../../tests/support/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/support/cluster.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.close())

let host = 0
const fresh = () => `198.51.100.${++host}`
const refusal = (code: string) => ({ ok: false, fault: { code } })

test('a mailed code lets its owner in, once', async () => {
  const { accounts, code, mails } = await testAccounts(database.pool)
  const ip = fresh()
  assert.deepEqual(await accounts.requestCode('Hanako@Hikari.example', ip), { ok: true, value: null })
  assert.equal(mails.length, 1)
  assert.equal(mails[0]!.to, 'hanako@hikari.example')
  const entered = await accounts.signInWithCode('hanako@hikari.example', code(), ip)
  assert.ok(entered.ok)
  assert.deepEqual(entered.value.viewer, {
    person: 'hanako',
    name: '見本 花子',
    organisation: 'hikari',
    kind: 'maker',
    roles: ['applicant', 'administrator'],
  })
  assert.deepEqual(await accounts.signInWithCode('hanako@hikari.example', code(), ip), refusal('code-not-accepted'))
})

test('two entries of the same code at once let in only one', async () => {
  const { accounts, code } = await testAccounts(database.pool)
  const ip = fresh()
  await accounts.requestCode('taro@hikari.example', ip)
  const both = await Promise.all([1, 2].map(() => accounts.signInWithCode('taro@hikari.example', code(), ip)))
  assert.equal(both.filter((r) => r.ok).length, 1)
})

test('an unknown address gets the same answers, no mail, and no way in', async () => {
  const { accounts, mails } = await testAccounts(database.pool)
  const ip = fresh()
  const known = await accounts.requestCode('saiko@body.example', ip)
  assert.deepEqual(await accounts.requestCode('nobody@example.jp', ip), known)
  assert.deepEqual(
    mails.map((m) => m.to),
    ['saiko@body.example'],
  )
  assert.deepEqual(
    await accounts.signInWithCode('nobody@example.jp', '000000', ip),
    await accounts.signInWithCode('saiko@body.example', 'wrong', ip),
  )
})

test('a code ends after ten minutes, after five wrong tries, and when a newer one is sent', async () => {
  const { accounts, code, pass } = await testAccounts(database.pool)
  const ip = fresh()
  const email = 'hanako@hikari.example'
  const send = async () => {
    await accounts.requestCode(email, ip)
    return code()
  }
  const enter = (typed: string) => accounts.signInWithCode(email, typed, ip)
  const wrong = (right: string) => (right === '111111' ? '222222' : '111111')

  const late = await send()
  pass(10)
  assert.deepEqual(await enter(late), refusal('code-not-accepted'))

  const guessed = await send()
  for (let i = 0; i < 5; i++) assert.deepEqual(await enter(wrong(guessed)), refusal('code-not-accepted'))
  assert.deepEqual(await enter(guessed), refusal('code-not-accepted'))

  const older = await send()
  pass(1)
  const newer = await send()
  if (older !== newer) assert.deepEqual(await enter(older), refusal('code-not-accepted'))
  assert.ok((await enter(newer)).ok)
})

test('too many requests are held back for everyone alike, and let go after an hour', async () => {
  const { accounts, mails, pass } = await testAccounts(database.pool)
  const answers = []
  for (let i = 0; i < 9; i++) answers.push(await accounts.requestCode('flood@example.jp', fresh()))
  assert.deepEqual(answers.at(7), { ok: true, value: null })
  assert.deepEqual(answers.at(8), { ok: false, fault: { code: 'too-many-attempts', minutes: 60 } })
  assert.equal(mails.length, 0)
  pass(61)
  assert.ok((await accounts.requestCode('flood@example.jp', fresh())).ok)

  const one = fresh()
  const fromOne = []
  for (let i = 0; i < 41; i++) fromOne.push(await accounts.requestCode(`someone${i}@example.jp`, one))
  assert.equal(fromOne.filter((r) => r.ok).length, 40)
  assert.ok((await accounts.requestCode('someone40@example.jp', fresh())).ok)
})

test('nothing that opens a door is stored in the clear', async () => {
  const { accounts, code } = await testAccounts(database.pool)
  const ip = fresh()
  await accounts.requestCode('hanako@hikari.example', ip)
  const entered = await accounts.signInWithCode('hanako@hikari.example', code(), ip)
  assert.ok(entered.ok)
  for (const table of ['session', 'login_code', 'rate']) {
    const { rows } = await database.pool.query(`select t::text from accounts.${table} t`)
    const stored = JSON.stringify(rows)
    assert.ok(rows.length > 0)
    for (const secret of [entered.value.token, entered.value.csrf, ip, 'hanako@hikari.example'])
      assert.ok(!stored.includes(secret), `${table} holds ${secret}`)
  }
  const { rows } = await database.pool.query<{ digest: Buffer }>('select digest from accounts.login_code')
  assert.ok(rows.every((row) => row.digest.length === 32))
})

test('who is signing up and asks for another code goes on signing up', async () => {
  const { accounts, code, mails } = await testAccounts(database.pool)
  const ip = fresh()
  const maker = { organisation: '株式会社ふたたび', name: '再度 二郎', email: 'jiro@futatabi.example' }
  assert.ok((await accounts.register(maker, ip)).ok)
  const first = code()
  assert.ok((await accounts.requestCode(maker.email, ip)).ok)
  assert.equal(mails.length, 2)
  assert.match(mails[1]!.text, /株式会社ふたたび/)
  if (first !== code()) assert.equal((await accounts.signInWithCode(maker.email, first, ip)).ok, false)
  const entered = await accounts.signInWithCode(maker.email, code(), ip)
  assert.ok(entered.ok)
  assert.equal(entered.value.organisations[0]?.name, '株式会社ふたたび')
})

test('a maker signs up: organisation and first person appear when the code is entered, not before', async () => {
  const { accounts, code, mails } = await testAccounts(database.pool)
  const ip = fresh()
  const maker = { organisation: '株式会社みほん', name: '新規 一郎', email: 'ichiro@mihon.example' }
  const count = async () =>
    Number((await database.pool.query('select count(*) from accounts.organisation')).rows[0].count)
  const before = await count()
  assert.deepEqual(
    await accounts.register({ ...maker, corporateNumber: '1234567890123' }, ip),
    refusal('corporate-number-malformed'),
  )
  assert.ok((await accounts.register({ ...maker, corporateNumber: '7000012050002' }, ip)).ok)
  assert.equal(await count(), before)
  assert.match(mails.at(-1)!.text, /株式会社みほん/)
  const entered = await accounts.signInWithCode(maker.email, code(), ip)
  assert.ok(entered.ok)
  assert.deepEqual(entered.value.viewer.roles, ['applicant', 'administrator'])
  assert.deepEqual(
    entered.value.organisations.map((o) => o.name),
    ['株式会社みほん'],
  )
  assert.equal(await count(), before + 1)

  // A second sign-up with the same address answers the same, tells its owner by mail, and makes nothing.
  assert.ok((await accounts.register({ ...maker, organisation: '別の会社' }, ip)).ok)
  assert.match(mails.at(-1)!.subject, /すでに登録/)
  const again = await accounts.signInWithCode(maker.email, code(), ip)
  assert.ok(again.ok)
  assert.equal(again.value.viewer.person, entered.value.viewer.person)
  assert.equal(await count(), before + 1)
})
