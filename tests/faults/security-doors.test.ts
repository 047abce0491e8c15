import assert from 'node:assert/strict'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { type OpenHouse, openProduction, origin, type Visitor } from './house.ts'

// What strangers may send to a running house. Nothing may be answered as our own mistake (500).
describe('the doors of a production house', () => {
  let open: OpenHouse
  let stranger: Visitor
  let maker: Visitor
  beforeAll(async () => {
    open = await openProduction()
    stranger = open.visitor()
    maker = await open.signUp('hanako@hikari.example', '株式会社ひかり見本（架空）')
  })
  afterAll(() => open.close())

  test('a null character, a year before the first and a broken percent sign are refused, not broken by', async () => {
    const asked: readonly [string, number][] = [
      ['/ja/register?q=%00', 400],
      ['/ja/register?q=a%00b', 400],
      ['/ja/register?level=%00', 400],
      ['/ja/register?maker=%00', 400],
      ['/ja/register?q=%EF%BF%BF%ED%A0%80', 200],
      ['/ja/register?page=99999999999999999999', 200],
      ['/ja/makers/%00', 400],
      ['/api/v1/labels?as_of=0000-01-01', 400],
      ['/api/v1/labels?as_of=0000-05-05T00:00:00Z', 400],
      ['/api/v1/labels/7K3M9QXP2C?as_of=0000-05-05', 400],
      ['/api/v1/makers?as_of=0001-01-01', 400],
      ['/bundle/%E0%A4%A', 404],
      ['/log/%E0%A4%A', 404],
      ['/ja/%E0%A4%A', 404],
    ]
    for (const [path, status] of asked) assert.equal((await stranger.request(path)).status, status, path)
    const told = await (await stranger.request('/ja/register?q=%00')).text()
    assert.match(told, /request-malformed/)
    assert.match(told, /制御文字/)
  })

  test('a form that cannot be read, or holds what cannot be kept, is refused', async () => {
    const body = (type: string, text: string) => ({ method: 'POST', headers: { 'content-type': type }, body: text })
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'multipart/form-data; boundary='])
      assert.equal((await stranger.request('/ja/account/sign-in', body(type, 'garbage'))).status, 400, type)
    for (const [path, field] of [
      ['/ja/account/passkeys/remove', 'id'],
      ['/ja/account/organisation', 'organisation'],
    ] as const)
      assert.equal((await maker.send(path, { [field]: 'a\0b' })).status, 400, path)
  })

  test('every answer has a policy that lets nothing run, and signed-in answers are kept in no cache', async () => {
    const token = maker.token()
    const answers: readonly (readonly [Response, boolean])[] = await Promise.all([
      stranger.request('/ja/').then((r) => [r, false] as const),
      stranger.request('/ja/none').then((r) => [r, false] as const),
      stranger.request('/ja/register?q=%00').then((r) => [r, false] as const),
      stranger.request('/ja/account/sign-in').then((r) => [r, true] as const),
      stranger.request('/api/v1/labels').then((r) => [r, false] as const),
      stranger.request('/api/v1/none').then((r) => [r, false] as const),
      stranger.request('/checkpoint').then((r) => [r, false] as const),
      maker.request('/ja/account').then((r) => [r, true] as const),
      maker.request('/ja/desk/admin/people').then((r) => [r, true] as const),
      maker.request('/api/v1/cases', { headers: { authorization: `Bearer ${token}` } }).then((r) => [r, true] as const),
    ])
    for (const [{ url, headers }, inside] of answers) {
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/, url)
      assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe|\*/, url)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', url)
      assert.match(headers.get('strict-transport-security') ?? '', /max-age/, url)
      if (inside) assert.match(headers.get('cache-control') ?? '', /no-store/, url)
    }
  })

  test('the session is a new cookie that scripts, other hosts and plain http never see', async () => {
    const first = open.visitor()
    await first.send('/ja/account/sign-in', { email: 'nobody@hikari.example' })
    const line = (await first.request('/ja/account/code')).headers.getSetCookie()
    assert.deepEqual(line, [])
    assert.deepEqual([...first.cookies.keys()], ['__Host-hoshirushi-waiting'])
    const planted = open.visitor()
    ;(planted.cookies as Map<string, string>).set('__Host-hoshirushi', 'A'.repeat(43)) // a session an attacker chose
    const one = await open.signIn('hanako@hikari.example')
    assert.notEqual(one.token(), maker.token())
    assert.equal((await planted.request('/ja/account')).status, 303)
    await one.send('/ja/account/sign-out', {})
    const over = open.visitor()
    ;(over.cookies as Map<string, string>).set('__Host-hoshirushi', one.token())
    assert.equal((await over.request('/ja/account')).status, 303) // signed out is out, also for whoever kept the cookie
  })

  test('a form of another site is refused, signed in or not, whatever Host it names', async () => {
    const fields = { email: 'hanako@hikari.example' }
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://label.example.jp.evil.example' },
      { origin: 'http://label.example.jp' },
      { origin: 'https://evil.example', host: 'evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      assert.equal((await stranger.send('/ja/account/sign-in', fields, headers)).status, 403, JSON.stringify(headers))
      assert.equal((await maker.send('/ja/account/sign-out', {}, headers)).status, 403, JSON.stringify(headers))
    }
    for (const csrf of ['', 'A'.repeat(43)])
      assert.equal((await maker.send('/ja/account/sign-out', { csrf })).status, 403)
    assert.equal((await maker.request('/ja/account/sign-out')).status, 404) // not by a link
    assert.equal((await maker.request('/ja/account')).status, 200)
  })

  test('after signing in one is led to a page of ours and nowhere else', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '/ja/..//evil.example',
      '/ja/%2e%2e//evil.example',
      '/ja/\\evil.example',
      '/ja/\t//evil.example',
      'javascript:alert(1)',
      '/ja/x\r\nSet-Cookie: a=b',
    ]) {
      const page = await (await stranger.request(`/ja/account/sign-in?next=${encodeURIComponent(next)}`)).text()
      for (const [, value = ''] of page.matchAll(/name="next" value="([^"]*)"/g))
        assert.ok(
          value === '' || (/^\/ja\//.test(value) && new URL(value, origin).origin === origin),
          `${next}: ${value}`,
        )
    }
    const page = await (await stranger.request('/ja/account/sign-in?next=/ja/desk/admin/people?a=1')).text()
    assert.match(page, /name="next" value="\/ja\/desk\/admin\/people\?a=1"/)
  })

  test('keys, settings, mails and evidence are under no address, however it is written', async () => {
    for (const name of ['keys/issuer.json', 'operator.json', 'outbox', 'evidence', 'database/PG_VERSION'])
      for (const way of [
        `/bundle/../../${name}`,
        `/bundle/%2e%2e/%2e%2e/${name}`,
        `/bundle/..%2f..%2f${name.replaceAll('/', '%2f')}`,
        `/trust/..%5c..%5c${name}`,
        `/credentials/x/../../../${name}.jwt`,
        `/tile/../../${name}`,
        `/checkpoints/..%2f..%2f${name}`,
        `/.well-known/../../${name}`,
        `/tile/%00/../../../${name}`,
        `/${name}`,
      ])
        assert.notEqual((await stranger.request(way)).status, 200, way)
  })

  test('in production nobody is let in without a code, and there is no outbox to read', async () => {
    assert.equal((await stranger.request('/ja/outbox')).status, 404)
    const entered = await stranger.send('/ja/account/sign-in/sample', { person: 'hikari-hanako' })
    assert.equal(entered.status, 403)
    assert.match(await entered.text(), /demonstration-only/)
  })

  test('what a stranger signs up with is written in no letter that could carry a message of theirs', async () => {
    const sign = (organisation: string, name = '見本 花子') =>
      stranger.send('/ja/account/register', { organisation, name, email: 'victim@other.example' })
    for (const organisation of ['a\nhttps://evil.example/', 'x'.repeat(121), 'a\0', 'gpj.\u202eexe'])
      assert.equal((await sign(organisation)).status, 422, JSON.stringify(organisation))
    assert.equal((await sign('見本', 'x'.repeat(81))).status, 422)
    assert.match(await (await sign('a\0')).text(), /長すぎるか、表示できない文字/)
  })

  test('the host a client names appears on no page', async () => {
    for (const path of ['/ja/', '/ja/none', '/ja/account/sign-in', '/api/v1/openapi.json', '/api/v1/labels'])
      assert.doesNotMatch(
        await (
          await stranger.request(path, { headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' } })
        ).text(),
        /evil/,
        path,
      )
  })

  test('beginning a sign-in that is never finished is slowed down, and leaves nothing behind for ever', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 130 && statuses.at(-1) !== 429; n++)
      statuses.push((await stranger.request('/ja/account/sign-in/passkey')).status)
    assert.equal(statuses[0], 200)
    assert.equal(statuses.at(-1), 429)
  })

  test('an address where nothing is answers in the words of the service, to people and to programs', async () => {
    for (const path of ['/en/none', '/ja/crosswalks/a/b/c', '/none', '/POSTx']) {
      const answer = await stranger.request(path)
      assert.equal(answer.status, 404)
      assert.match(await answer.text(), /<h1/, path)
    }
    const answer = await stranger.request('/api/v1/none/at/all')
    assert.equal(answer.status, 404)
    assert.equal(((await answer.json()) as { code: string }).code, 'page-not-found')
  })

  test('plans, which take far longer than pages, are slowed down for whoever asks for one after another', async () => {
    const page = async () => (await stranger.request('/en/plan/result?to=uk-psti')).status
    const body = JSON.stringify({ facts: {}, targets: ['uk-psti'] })
    const headers = { 'content-type': 'application/json' }
    const call = async () => (await stranger.request('/api/v1/plan', { method: 'POST', headers, body })).status
    for (const ask of [page, call]) {
      const statuses: number[] = []
      for (let n = 0; n < 130 && statuses.at(-1) !== 429; n++) statuses.push(await ask())
      assert.notEqual(statuses[0], 429)
      assert.equal(statuses.at(-1), 429)
    }
    assert.equal((await stranger.request('/api/v1/schemes')).status, 200)
  })
})
