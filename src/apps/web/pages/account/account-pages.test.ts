import assert from 'node:assert/strict'
import type { Hono } from 'hono'
import { afterEach, beforeEach, test } from 'vitest'
import { type TestAccounts, testAccounts } from '../../../../../tests/support/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../../../../tests/support/cluster.ts'
import { fakeHouse, operator } from '../../../../../tests/support/fake-house.ts'
import { webApp } from '../../app.tsx'
import { defineDeskPage, definePage } from '../../page.tsx'
import { accountPages } from './routes.ts'

let database: TestDatabase
let own: TestAccounts
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.close())

// Where people land after signing in; the real one belongs to another area.
const desk = defineDeskPage({
  path: '/desk',
  texts: { ja: {}, en: {} },
  handler: (p) => p.c.text(p.session.viewer.name),
})
const home = definePage({ path: '/', texts: { ja: {}, en: {} }, handler: (p) => p.c.text('home') })

async function site(mode: 'production' | 'demonstration' = 'production'): Promise<Hono> {
  own = await testAccounts(database.pool, { mode })
  const house = {
    ...fakeHouse({ operator: { ...operator, mode } }),
    accounts: own.accounts,
    outbox: async () => own.mails.map((mail) => ({ ...mail, at: '2026-11-24T01:00:00Z' })).reverse(),
  }
  return webApp(house, { pages: [...accountPages, desk, home], addressOf: () => '192.0.2.10' })
}

/** A browser without scripts: keeps cookies, follows redirects after a POST, finds the token of the form it sends. */
function browser(app: Hono) {
  const cookies = new Map<string, string>()
  const origin = operator.address
  let page = ''
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { cookie: [...cookies].map(([n, v]) => `${n}=${v}`).join('; '), ...init.headers }
    const response = await app.request(new URL(path, origin).href, { ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = response.headers.get('location')
    if (response.status === 303 && to) return send(to)
    page = await response.clone().text()
    return response
  }
  return {
    cookies,
    open: (path: string) => send(path),
    page: () => page,
    submit: (path: string, fields: Record<string, string>, headers: Record<string, string> = { origin }) => {
      const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1]
      const body = new URLSearchParams({ ...(csrf && { csrf }), ...fields })
      return send(path, { method: 'POST', body, headers })
    },
  }
}

test('the way in by mailed code needs no script, in both languages, and leads to where one wanted to go', async () => {
  const app = await site()
  for (const lang of ['ja', 'en']) {
    const b = browser(app)
    assert.equal((await b.open(`/${lang}/desk?filter=1`)).status, 200)
    assert.match(b.page(), /name="email"/)
    assert.match(b.page(), new RegExp(`name="next" value="/${lang}/desk\\?filter=1"`))
    const sent = await b.submit(`/${lang}/account/sign-in`, {
      email: 'hanako@hikari.example',
      next: `/${lang}/desk?filter=1`,
    })
    assert.equal(sent.status, 200)
    assert.match(b.page(), /autocomplete="one-time-code"/)
    assert.match(b.page(), /hanako@hikari\.example/)
    const wrong = await b.submit(`/${lang}/account/code`, { code: 'wrong' })
    assert.equal(wrong.status, 422)
    assert.match(b.page(), /href="#code"/)
    assert.match(b.page(), /aria-invalid="true"/)
    await b.submit(`/${lang}/account/code`, { code: own.code() })
    assert.equal(b.page(), '見本 花子')
    assert.ok([...b.cookies.keys()].includes('__Host-hoshirushi'))
  }
})

test('an unknown address sees the same pages as a known one', async () => {
  const app = await site()
  const seen = async (email: string) => {
    const b = browser(app)
    await b.open('/ja/account/sign-in')
    await b.submit('/ja/account/sign-in', { email })
    const first = b.page()
    await b.submit('/ja/account/code', { code: '000000' === own.code() ? '000001' : '000000' })
    return [first, b.page()].map((page) => page.replaceAll(email, '…'))
  }
  assert.deepEqual(await seen('nobody@example.jp'), await seen('hanako@hikari.example'))
})

test('an address elsewhere is never where one lands after signing in', async () => {
  const app = await site('demonstration')
  for (const next of [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/ja/\\evil',
    'javascript:alert(1)',
  ]) {
    const b = browser(app)
    await b.open(`/ja/account/sign-in?next=${encodeURIComponent(next)}`)
    assert.ok(!b.page().includes('evil.example/"') && !b.page().includes('value="javascript'), next)
    await b.submit('/ja/account/sign-in/sample', { person: 'hanako', next })
    assert.equal(b.page(), '見本 花子', next)
  }
})

test('sample people and the outbox exist in a demonstration only', async () => {
  const production = browser(await site())
  await production.open('/ja/account/sign-in')
  assert.ok(!production.page().includes('見本 花子'))
  assert.equal((await production.open('/ja/outbox')).status, 404)
  assert.equal((await production.submit('/ja/account/sign-in/sample', { person: 'hanako' })).status, 403)
  assert.equal(production.cookies.has('__Host-hoshirushi'), false)

  const b = browser(await site('demonstration'))
  await b.open('/en/account/sign-in')
  assert.match(b.page(), /見本 花子/)
  await b.submit('/en/account/sign-in', { email: 'taro@hikari.example' })
  await b.open('/en/outbox')
  assert.ok(b.page().includes(own.code()))
})

test('a form from elsewhere, or without the session’s token, changes nothing', async () => {
  const b = browser(await site('demonstration'))
  await b.open('/ja/account/sign-in')
  assert.equal(
    (await b.submit('/ja/account/sign-in/sample', { person: 'hanako' }, { origin: 'https://evil.example' })).status,
    403,
  )
  assert.equal(b.cookies.has('__Host-hoshirushi'), false)
  await b.submit('/ja/account/sign-in/sample', { person: 'hanako' })
  await b.open('/ja/account')
  assert.equal((await b.submit('/ja/account/sign-out', { csrf: 'x'.repeat(43) })).status, 403)
  assert.equal((await b.open('/ja/account')).status, 200)
  assert.match(b.page(), /見本 花子/)
})

test('a new sign-in ends the session before it, and signing out ends the last', async () => {
  const b = browser(await site('demonstration'))
  await b.open('/ja/account/sign-in')
  await b.submit('/ja/account/sign-in/sample', { person: 'hanako' })
  const first = b.cookies.get('__Host-hoshirushi') ?? ''
  await b.open('/ja/account/sign-in')
  await b.submit('/ja/account/sign-in/sample', { person: 'taro' })
  const second = b.cookies.get('__Host-hoshirushi') ?? ''
  assert.notEqual(first, second)
  assert.equal(await own.accounts.session(first), undefined)
  await b.open('/ja/account')
  await b.submit('/ja/account/organisation', { organisation: 'kaze' })
  assert.match(b.page(), /組織を切り替えました/)
  await b.submit('/ja/account/sign-out', {})
  assert.equal(await own.accounts.session(second), undefined)
  assert.equal(b.cookies.has('__Host-hoshirushi'), false)
})

test('a maker signs up, invites a colleague, and changes what the colleague may do', async () => {
  const app = await site()
  const b = browser(app)
  await b.open('/ja/account/register')
  const maker = {
    organisation: '株式会社みほん',
    corporateNumber: '1',
    name: '新規 一郎',
    email: 'ichiro@mihon.example',
  }
  assert.equal((await b.submit('/ja/account/register', maker)).status, 422)
  assert.match(b.page(), /href="#corporateNumber"/)
  assert.match(b.page(), /value="株式会社みほん"/)
  await b.submit('/ja/account/register', { ...maker, corporateNumber: '' })
  await b.submit('/ja/account/code', { code: own.code() })
  assert.equal(b.page(), '新規 一郎')

  await b.open('/ja/desk/admin/people')
  assert.equal((await b.submit('/ja/desk/admin/people', { email: 'jun@mihon.example', name: '見本 純' })).status, 422)
  assert.match(b.page(), /href="#roles"/)
  // Whoever gives a role reads what it opens, and what not.
  assert.match(b.page(), /実機試験の評価者<span class="hint">[^<]*回答、ほかの資料、審査は見られません/)
  assert.doesNotMatch(b.page(), /審査した案件の判定はできません/, 'a maker has no reviewers to invite')
  await b.submit('/ja/desk/admin/people', { email: 'jun@mihon.example', name: '見本 純', roles: 'applicant' })
  assert.match(b.page(), /招待のメールを送りました/)
  const link = /https:\S+token=\S+/.exec(own.mails.at(-1)!.text)?.[0] ?? ''

  const colleague = browser(app)
  assert.equal((await colleague.open(link)).status, 200)
  assert.match(colleague.page(), /申請者<span class="hint">[^<]*申請をすべて見られます/)
  assert.equal((await colleague.open(link)).status, 200)
  const token = new URL(link).searchParams.get('token') ?? ''
  await colleague.submit('/ja/account/invitation', { token })
  assert.equal(colleague.page(), '見本 純')
  assert.equal((await colleague.open('/ja/desk/admin/people')).status, 403)
  assert.ok(!colleague.page().includes('ichiro@mihon.example'))

  await b.open('/ja/desk/admin/people')
  const person = /people\/([^"]+)">[^<]*<span class="vh">: 見本 純/.exec(b.page())?.[1] ?? ''
  assert.equal((await b.open(`/ja/desk/admin/people/${person}`)).status, 200)
  assert.equal((await b.submit(`/ja/desk/admin/people/${person}`, { do: 'save' })).status, 422)
  await b.submit(`/ja/desk/admin/people/${person}`, { do: 'save', roles: 'administrator' })
  assert.match(b.page(), /役割を変更しました/)
  assert.equal((await colleague.open('/ja/desk/admin/people')).status, 200)
  await b.open(`/ja/desk/admin/people/${person}`)
  await b.submit(`/ja/desk/admin/people/${person}`, { do: 'remove' })
  assert.match(b.page(), /この組織から外しました/)
  await colleague.open('/ja/desk')
  assert.match(colleague.page(), /name="email"/)
})

test('scripts are allowed on the pages with a passkey only, and the script is served', async () => {
  const b = browser(await site())
  const signIn = await b.open('/ja/account/sign-in')
  assert.match(signIn.headers.get('content-security-policy') ?? '', /script-src 'self'/)
  const src = /<script type="module" src="([^"]+)"/.exec(b.page())?.[1] ?? ''
  const script = await b.open(src)
  assert.equal(script.status, 200)
  assert.match(script.headers.get('content-type') ?? '', /javascript/)
  const register = await b.open('/ja/account/register')
  assert.doesNotMatch(register.headers.get('content-security-policy') ?? '', /script-src/)
  const options = (await (await b.open('/ja/account/sign-in/passkey')).json()) as { options: { rpId: string } }
  assert.equal(options.options.rpId, 'label.example.jp')
})
