import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'vitest'
import { type TestAccounts, testAccounts } from '../../../tests/support/accounts.ts'
import { Authenticator } from '../../../tests/support/authenticator.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/support/cluster.ts'

const origin = 'https://label.example.jp'
const notAccepted = { ok: false, fault: { code: 'passkey-not-accepted' } }

let database: TestDatabase
let own: TestAccounts
beforeEach(async () => {
  database = await freshDatabase()
  own = await testAccounts(database.pool)
})
afterEach(() => database.close())

async function withPasskey() {
  const session = await own.signIn('hanako@hikari.example')
  const authenticator = new Authenticator()
  const options = await own.accounts.passkeyRegistrationOptions(session)
  const response = authenticator.create(options, { origin })
  const added = await own.accounts.registerPasskey(session, response, '会社のノートPC')
  assert.deepEqual(added, { ok: true, value: null })
  return { session, authenticator }
}

const signInWith = async (authenticator: Authenticator, settings = { origin }) => {
  const { flow, options } = await own.accounts.passkeySignInOptions()
  return own.accounts.signInWithPasskey(flow, authenticator.get(options, settings))
}

test('a passkey is added, signs in without a name, and shows when it was used', async () => {
  const { session, authenticator } = await withPasskey()
  own.pass(60)
  const entered = await signInWith(authenticator)
  assert.ok(entered.ok)
  assert.equal(entered.value.viewer.person, 'hanako')
  assert.notEqual(entered.value.token, session.token)
  const [passkey] = await own.accounts.passkeys(entered.value)
  assert.equal(passkey?.name, '会社のノートPC')
  assert.equal(passkey?.usedAt, '2026-11-24T02:00:00.000Z')
})

test('an answer counts once, in time, for this site, and from a verified owner', async () => {
  const { authenticator } = await withPasskey()
  const { flow, options } = await own.accounts.passkeySignInOptions()
  const answer = authenticator.get(options, { origin })
  assert.ok((await own.accounts.signInWithPasskey(flow, answer)).ok)
  assert.deepEqual(await own.accounts.signInWithPasskey(flow, answer), notAccepted)

  const other = await own.accounts.passkeySignInOptions()
  assert.deepEqual(await own.accounts.signInWithPasskey(other.flow, answer), notAccepted)

  assert.deepEqual(await signInWith(authenticator, { origin: 'https://label.example.jp.evil.example' }), notAccepted)
  const unverified = { origin, userVerified: false }
  assert.deepEqual(await signInWith(authenticator, unverified), notAccepted)

  const late = await own.accounts.passkeySignInOptions()
  own.pass(5)
  assert.deepEqual(
    await own.accounts.signInWithPasskey(late.flow, authenticator.get(late.options, { origin })),
    notAccepted,
  )
  for (const nonsense of [undefined, null, {}, { id: 'x' }, 'text'])
    assert.deepEqual(await own.accounts.signInWithPasskey(late.flow, nonsense), notAccepted)
})

test('a counter that does not go up is a copied passkey, and is refused', async () => {
  const { authenticator } = await withPasskey()
  authenticator.count = 5
  assert.ok((await signInWith(authenticator)).ok)
  assert.deepEqual(await signInWith(authenticator), notAccepted)
  authenticator.count = 4
  assert.deepEqual(await signInWith(authenticator), notAccepted)
  authenticator.count = 6
  assert.ok((await signInWith(authenticator)).ok)
})

test('a stranger’s passkey and a removed one open nothing, and nobody removes another person’s', async () => {
  const { session, authenticator } = await withPasskey()
  assert.deepEqual(await signInWith(new Authenticator()), notAccepted)
  const [passkey] = await own.accounts.passkeys(session)
  const taro = await own.signIn('taro@hikari.example')
  assert.deepEqual(await own.accounts.removePasskey(taro, passkey!.id), {
    ok: false,
    fault: { code: 'passkey-unknown' },
  })
  assert.ok((await signInWith(authenticator)).ok)
  assert.ok((await own.accounts.removePasskey(session, passkey!.id)).ok)
  assert.deepEqual(await signInWith(authenticator), notAccepted)
})

test('the options made for one session do not register a passkey for another', async () => {
  const hanako = await own.signIn('hanako@hikari.example')
  const taro = await own.signIn('taro@hikari.example')
  const authenticator = new Authenticator()
  const response = authenticator.create(await own.accounts.passkeyRegistrationOptions(hanako), { origin })
  assert.deepEqual(await own.accounts.registerPasskey(taro, response, 'x'), notAccepted)
  assert.deepEqual(await own.accounts.passkeys(taro), [])
})
