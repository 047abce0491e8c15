import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, afterEach, beforeAll, beforeEach, test } from 'vitest'
import { type TestAccounts, testAccounts } from '../support/accounts.ts'
import { freshDatabase, type TestDatabase } from '../support/cluster.ts'

// A provider of other people's making: oidc-provider, certified by the OpenID Foundation, on this machine. It demands PKCE
// and tells the mail address through its user info only.

const callback = 'https://label.example.jp/account/oidc/callback'
const refusal = (code: string) => ({ ok: false, fault: { code } })

let server: Server
let issuer: string
let database: TestDatabase
let house: TestAccounts

// Who signs in there, by login name; `verified` is what the provider claims about the address.
const logins: Record<string, { email: string; verified: boolean }> = {
  hanako: { email: 'Hanako@hikari.example', verified: true },
  unproved: { email: 'hanako@hikari.example', verified: false },
  stranger: { email: 'stranger@elsewhere.example', verified: true },
  saiko: { email: 'saiko@body.example', verified: true },
}

beforeAll(async () => {
  let provider: Provider | undefined
  server = createServer((request, response) => provider?.callback()(request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  provider = new Provider(issuer, {
    clients: [{ client_id: 'hoshirushi', client_secret: 'only for this test', redirect_uris: [callback] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['only for this test'] },
    findAccount: async (_: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: logins[id]?.email, email_verified: logins[id]?.verified }),
    }),
  })
})
afterAll(() => new Promise<void>((done) => server.close(() => done())))

beforeEach(async () => {
  database = await freshDatabase()
  const oidc = { issuer, clientId: 'hoshirushi', clientSecret: 'only for this test' }
  house = await testAccounts(database.pool, { oidc })
})
afterEach(() => database.close())

/** A browser at the provider: follows redirects with its cookies, signs in, consents, and says where it was sent at last. */
async function signInThere(start: string, login: string): Promise<string> {
  const cookies = new Map<string, string>()
  const visit = async (url: string, form?: Record<string, string>): Promise<string | Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const to = response.headers.get('location')
    return to === null ? response : new URL(to, url).href
  }
  let at: string | Response = await visit(start)
  for (let step = 0; step < 12; step++) {
    if (typeof at === 'string') {
      if (at.startsWith(callback)) return at
      at = await visit(at)
      continue
    }
    const page = await at.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1]
    assert.ok(action && prompt, `no form at the provider: ${page.slice(0, 500)}`)
    at = await visit(new URL(action, issuer).href, { prompt, login, password: 'any' })
  }
  throw new Error('the provider never came back')
}

const allow = async (email: string) => {
  const { viewer } = await house.signIn(email)
  const allowed = await house.accounts.allowOidc(viewer, true)
  assert.ok(allowed.ok)
  assert.ok(await house.accounts.oidcAllowed(viewer))
}

const begin = async () => {
  const started = await house.accounts.oidcStart()
  assert.ok(started.ok)
  return started.value
}

test('a member of an organisation that allows the provider comes in, and keeps coming in by the same account', async () => {
  await allow('hanako@hikari.example')
  for (const visit of ['first', 'second']) {
    const { url, flow } = await begin()
    for (const part of ['code_challenge_method=S256', 'state=', 'nonce=', 'code_challenge='])
      assert.ok(url.includes(part))
    const entered = await house.accounts.oidcFinish(flow, await signInThere(url, 'hanako'))
    assert.ok(entered.ok, `${visit}: ${JSON.stringify(entered)}`)
    assert.equal(entered.value.viewer.person, 'hanako')
    assert.equal(entered.value.viewer.organisation, 'hikari')
  }
  const { rows } = await database.pool.query('select subject, person from accounts.oidc_identity')
  assert.deepEqual(rows, [{ subject: 'hanako', person: 'hanako' }])
})

test('an unverified address, a stranger, and a member whose organisation allows nothing stay outside', async () => {
  await allow('hanako@hikari.example')
  for (const login of ['unproved', 'stranger', 'saiko']) {
    const { url, flow } = await begin()
    const back = await signInThere(url, login)
    assert.deepEqual(await house.accounts.oidcFinish(flow, back), refusal('oidc-not-linked'), login)
  }
})

test('when the permission is taken back, a linked account no longer opens', async () => {
  await allow('hanako@hikari.example')
  const first = await begin()
  assert.ok((await house.accounts.oidcFinish(first.flow, await signInThere(first.url, 'hanako'))).ok)
  const { viewer } = await house.signIn('hanako@hikari.example')
  await house.accounts.allowOidc(viewer, false)
  const second = await begin()
  assert.deepEqual(
    await house.accounts.oidcFinish(second.flow, await signInThere(second.url, 'hanako')),
    refusal('oidc-not-linked'),
  )
})

test('an answer is taken once, from the browser that asked, with the state it was given', async () => {
  await allow('hanako@hikari.example')
  const mine = await begin()
  const back = await signInThere(mine.url, 'hanako')
  const another = await begin()
  // Somebody else's answer put into my browser (sign-in forgery), and a state that was changed on the way.
  assert.deepEqual(await house.accounts.oidcFinish(another.flow, back), refusal('oidc-not-accepted'))
  assert.deepEqual(await house.accounts.oidcFinish('', back), refusal('oidc-not-accepted'))
  assert.ok((await house.accounts.oidcFinish(mine.flow, back)).ok)
  assert.deepEqual(await house.accounts.oidcFinish(mine.flow, back), refusal('oidc-not-accepted'))

  const forged = await begin()
  const url = new URL(await signInThere(forged.url, 'hanako'))
  url.searchParams.set('state', 'x'.repeat(43))
  assert.deepEqual(await house.accounts.oidcFinish(forged.flow, url.href), refusal('oidc-not-accepted'))

  const slow = await begin()
  const late = await signInThere(slow.url, 'hanako')
  house.pass(11)
  assert.deepEqual(await house.accounts.oidcFinish(slow.flow, late), refusal('oidc-not-accepted'))
})

test('cancelling at the provider is no way in', async () => {
  const { flow, url } = await begin()
  const state = new URL(url).searchParams.get('state')
  const back = `${callback}?error=access_denied&state=${state}&iss=${encodeURIComponent(issuer)}`
  assert.deepEqual(await house.accounts.oidcFinish(flow, back), refusal('oidc-not-accepted'))
})

test('a provider that is away is said to be away, and asked again the next time', async () => {
  const closed = createServer()
  await new Promise<void>((ready) => closed.listen(0, '127.0.0.1', ready))
  const { port } = closed.address() as AddressInfo
  await new Promise((done) => closed.close(done))
  const away = await testAccounts(database.pool, { oidc: { issuer: `http://127.0.0.1:${port}`, clientId: 'x' } })
  assert.deepEqual(await away.accounts.oidcStart(), refusal('oidc-unreachable'))

  const body = { issuer: `http://127.0.0.1:${port}`, authorization_endpoint: `http://127.0.0.1:${port}/auth` }
  const back = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
  )
  await new Promise<void>((ready) => back.listen(port, '127.0.0.1', ready))
  assert.ok((await away.accounts.oidcStart()).ok)
  await new Promise((done) => back.close(done))

  const none = await testAccounts(database.pool)
  assert.deepEqual(await none.accounts.oidcStart(), refusal('oidc-not-configured'))
})
