import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'vitest'
import { testAccounts } from '../../../tests/support/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/support/cluster.ts'
import type { Addressees, Mail } from '../../casework/ports.ts'
import { createCaseStore } from '../store/case-store.ts'
import { foundBody } from './found-body.ts'
import { transact } from './transaction.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.close())

const refusal = (code: string) => ({ ok: false, fault: { code } })
const tokenIn = (mail: Mail | undefined) => /token=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? ''

test('an invitation is read without being used, accepted once, and makes a member', async () => {
  const { accounts, signIn, mails } = await testAccounts(database.pool)
  const { viewer } = await signIn('hanako@hikari.example')
  const invitation = { email: 'Jun@hikari.example', name: '見本 純', roles: ['applicant'] as const }
  assert.ok((await accounts.invite(viewer, invitation)).ok)
  const mail = mails.at(-1)
  assert.equal(mail?.to, 'jun@hikari.example')
  assert.deepEqual(
    (await accounts.members(viewer)).filter((m) => m.invited).map((m) => m.email),
    ['jun@hikari.example'],
  )
  const token = tokenIn(mail)
  for (let i = 0; i < 3; i++) assert.ok((await accounts.readInvitation(token)).ok)
  const both = await Promise.all([accounts.acceptInvitation(token), accounts.acceptInvitation(token)])
  assert.equal(both.filter((r) => r.ok).length, 1)
  const joined = both.find((r) => r.ok)
  assert.equal(joined?.ok && joined.value.viewer.organisation, 'hikari')
  assert.deepEqual(await accounts.readInvitation(token), refusal('invitation-not-valid'))
  assert.deepEqual(await accounts.invite(viewer, invitation), refusal('already-member'))
  const { rows } = await transact(database.pool, { organisation: 'hikari' }, (client) =>
    client.query('select t::text from accounts.invitation t'),
  )
  assert.ok(token !== '' && rows.length > 0 && !JSON.stringify(rows).includes(token))
})

test('an invitation ends after seven days, and when it is sent again', async () => {
  const { accounts, signIn, mails, pass } = await testAccounts(database.pool)
  const { viewer } = await signIn('hanako@hikari.example')
  const invitation = { email: 'kei@hikari.example', name: '見本 圭', roles: ['applicant'] as const }
  await accounts.invite(viewer, invitation)
  const first = tokenIn(mails.at(-1))
  await accounts.invite(viewer, invitation)
  const second = tokenIn(mails.at(-1))
  assert.deepEqual(await accounts.acceptInvitation(first), refusal('invitation-not-valid'))
  pass(7 * 24 * 60)
  assert.deepEqual(await accounts.acceptInvitation(second), refusal('invitation-not-valid'))
})

test('a person of a laboratory joins as an evaluator; letters reach them about tests alone', async () => {
  const { accounts, signIn, mails } = await testAccounts(database.pool)
  const { viewer } = await signIn('hanako@hikari.example')
  const email = 'tester@laboratory.example'
  assert.ok((await accounts.invite(viewer, { email, name: '試験 する子', roles: ['evaluator'] })).ok)
  const joined = await accounts.acceptInvitation(tokenIn(mails.at(-1)))
  assert.deepEqual(joined.ok && joined.value.viewer.roles, ['evaluator'])
  const { organisation } = viewer
  const store = createCaseStore(database.pool)
  const to = (of: Addressees) => store.transact(viewer, (tx) => tx.addresses(of))
  assert.deepEqual(await to({ organisation }), ['hanako@hikari.example', 'taro@hikari.example'])
  assert.deepEqual(await to({ organisation, only: 'evaluator' }), [email])
  const body = await signIn('saiko@body.example')
  const stray = await accounts.invite(body.viewer, { email, name: '試験 する子', roles: ['evaluator'] })
  assert.deepEqual(stray.ok || stray.fault.code, 'role-not-for-this-organisation')
})

test('somebody who has an account joins a second organisation with it', async () => {
  const { accounts, signIn, mails } = await testAccounts(database.pool)
  const { viewer } = await signIn('saiko@body.example')
  await accounts.invite(viewer, { email: 'hanako@hikari.example', name: '花子', roles: ['intake'] })
  const joined = await accounts.acceptInvitation(tokenIn(mails.at(-1)))
  assert.ok(joined.ok)
  assert.equal(joined.value.viewer.person, 'hanako')
  assert.equal(joined.value.viewer.organisation, 'body')
  assert.deepEqual(joined.value.organisations.map((o) => o.id).sort(), ['body', 'hikari'])
})

test('only administrators invite and give roles, and only roles of their kind of organisation', async () => {
  const { accounts, signIn } = await testAccounts(database.pool)
  const { viewer: taro } = await signIn('taro@hikari.example')
  const { viewer: hanako } = await signIn('hanako@hikari.example')
  const invitation = { email: 'x@hikari.example', name: 'x', roles: ['applicant'] as const }
  assert.deepEqual(await accounts.invite(taro, invitation), refusal('administrator-needed'))
  assert.deepEqual(await accounts.changeRoles(taro, 'taro', ['administrator']), refusal('administrator-needed'))
  const stray = { ok: false, fault: { code: 'role-not-for-this-organisation', role: 'decider' } }
  assert.deepEqual(await accounts.invite(hanako, { ...invitation, roles: ['decider'] }), stray)
  assert.deepEqual(await accounts.changeRoles(hanako, 'taro', ['decider']), stray)
  assert.deepEqual(await accounts.invite(hanako, { ...invitation, roles: [] }), refusal('member-role-missing'))
  // Somebody else's organisation is out of reach, whoever asks.
  assert.deepEqual(await accounts.changeRoles(hanako, 'saiko', []), refusal('member-unknown'))
})

test('changed roles count at once, a removed person is out at once, and the last administrator stays', async () => {
  const { accounts, signIn } = await testAccounts(database.pool)
  const hanako = await signIn('hanako@hikari.example')
  const asHikari = {
    ...hanako.viewer,
    organisation: 'hikari',
    kind: 'maker' as const,
    roles: ['administrator'] as const,
  }
  const taro = await signIn('taro@hikari.example')
  await accounts.switchOrganisation(taro, 'hikari')
  assert.ok((await accounts.changeRoles(asHikari, 'taro', ['applicant', 'administrator'])).ok)
  assert.deepEqual((await accounts.session(taro.token))?.viewer.roles, ['applicant', 'administrator'])
  // Two administrators removing each other at the same moment: one remains.
  const asTaro = { ...asHikari, person: 'taro' }
  const both = await Promise.all([
    accounts.changeRoles(asHikari, 'taro', ['applicant']),
    accounts.changeRoles(asTaro, 'hanako', ['applicant']),
  ])
  assert.equal(both.filter((r) => r.ok).length, 1)
  assert.ok(both.some((r) => !r.ok && r.fault.code === 'last-administrator'))

  const [admin, other] = both[0]!.ok ? [asHikari, taro] : [asTaro, hanako]
  assert.ok((await accounts.changeRoles(admin, other.viewer.person, [])).ok)
  const left = await accounts.session(other.token)
  assert.ok(left === undefined || left.viewer.organisation !== 'hikari')
  assert.ok((await accounts.members(admin)).every((m) => m.person !== other.viewer.person))
})

test('the database itself shows a transaction no members or invitations of other organisations', async () => {
  await testAccounts(database.pool)
  const seen = (behalf: { person?: string; organisation?: string }) =>
    transact(database.pool, behalf, async (client) => {
      const { rows } = await client.query<{ organisation: string }>(
        'select distinct organisation from accounts.membership',
      )
      return rows.map((row) => row.organisation).sort()
    })
  assert.deepEqual(await seen({}), [])
  assert.deepEqual(await seen({ organisation: 'kaze' }), ['kaze'])
  assert.deepEqual(await seen({ person: 'saiko' }), ['body'])
  await assert.rejects(
    transact(database.pool, { organisation: 'kaze' }, (client) =>
      client.query(
        `insert into accounts.membership (person, organisation, roles, since) values ('hanako', 'body', '{decider}', now())`,
      ),
    ),
    /row-level security/,
  )
  await assert.rejects(database.pool.query('select 1 from accounts.history'), /permission denied/)
  await assert.rejects(database.pool.query(`update accounts.person set email = 'x@example.jp'`), /permission denied/)
})

test('notices find the people of an organisation and the body’s people by role', async () => {
  await testAccounts(database.pool)
  const addresses = async (sql: string, value: unknown) =>
    (await database.pool.query<{ address: string }>(sql, [value])).rows.map((row) => row.address)
  assert.ok((await addresses('select accounts.addresses_of($1) as address', 'kaze')).includes('taro@hikari.example'))
  assert.deepEqual(await addresses('select accounts.addresses_of_body($1) as address', ['reviewer']), [
    'saiko@body.example',
  ])
  assert.deepEqual(await addresses('select accounts.addresses_of_body($1) as address', ['decider']), [])
})

test('a new installation gets its body and first administrator once, who then signs in by code', async () => {
  const { needs, signIn } = await testAccounts(database.pool, {}, { organisations: [], people: [] })
  const administrator = { name: '管理 者', email: 'Admin@Body.example' }
  const foundation = { name: { ja: '認証機構（見本）', en: 'Body (sample)' }, administrator }
  assert.equal(await foundBody(needs, foundation), true)
  assert.equal(await foundBody(needs, foundation), false)
  const { viewer } = await signIn('admin@body.example')
  assert.deepEqual([viewer.kind, viewer.roles], ['body', ['administrator']])
})
