import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { labelA, labelB, labelC, labelD, labelE } from '../../../tests/support/entries.ts'
import { fakeHouse, operator } from '../../../tests/support/fake-house.ts'
import type { Session } from '../house.ts'
import { webApp } from './app.tsx'
import { style } from './assets.ts'
import { defineDeskPage, one } from './page.tsx'

const app = webApp(fakeHouse())
const get = (path: string, language = 'ja') => app.request(path, { headers: { 'accept-language': language } })
const html = async (path: string, language = 'ja') => (await get(path, language)).text()
const main = (page: string) => /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? ''
const words = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const title = (page: string) => /<title>([^<]*)<\/title>/.exec(page)?.[1] ?? ''

describe('the label page (ux.md §15)', () => {
  test('1 needs no script and says name, state and the last day', async () => {
    const page = await html('/l/7k3m9qxp2c')
    const h1 = words(/<h1>[\s\S]*?<\/h1>/.exec(page)?.[0] ?? '')
    assert.match(h1, /ひかりルーター HR-200シリーズ/)
    assert.match(words(page), /有効/)
    assert.match(page, /2028年4月14日/)
    assert.doesNotMatch(page, /<script|style=|onclick/)
  })

  test('2 is one page in any case, with hyphens, without a redirect', async () => {
    const canonicals = new Set<string>()
    for (const path of ['/L/7K3M9QXP2C', '/l/7k3m9qxp2c', '/l/7K3M-9QXP-2C']) {
      const answer = await get(path)
      assert.equal(answer.status, 200)
      canonicals.add(/rel="canonical" href="([^"]+)"/.exec(await answer.text())?.[1] ?? '')
    }
    assert.deepEqual([...canonicals], ['https://label.example.jp/L/7K3M9QXP2C'])
  })

  test('3 says the state before the level, and both end dates in the band', async () => {
    const page = main(await html(`/l/${labelA}`))
    const at = ['有効', 'レベル1', '自己宣言'].map((word) => page.indexOf(word))
    assert.ok(at.every((i) => i > 0))
    assert.deepEqual(
      at,
      [...at].sort((a, b) => a - b),
    )
    const band = /<div class="band[\s\S]*?<\/dl>/.exec(page)?.[0] ?? ''
    assert.match(band, /2028年4月14日まで/)
    assert.match(band, /2031年3月31日まで/)
  })

  test('4 of a suspended label begins with the state, fills no capsule and says what to do', async () => {
    const page = await html(`/l/${labelB}`)
    assert.match(title(page), /^停止中/)
    assert.doesNotMatch(page, /class="full"/)
    assert.match(page, /<h2>いますること<\/h2>/)
    const badge = await html(`/l/${labelB}/badge.svg`)
    assert.match(badge, /停止中/)
    assert.doesNotMatch(badge, /rx="4.5"/)
  })

  test('shows no level of labels that were withdrawn or expired', async () => {
    for (const [label, word] of [
      [labelC, '取消し'],
      [labelD, '期限切れ'],
    ] as const) {
      const page = await html(`/l/${label}`)
      assert.match(title(page), new RegExp(`^${word}`))
      assert.doesNotMatch(page, /class="full"/)
    }
  })

  test('of a past date shows what was so then', async () => {
    assert.match(title(await html(`/l/${labelB}?as_of=2026-11-01`)), /^有効/)
    assert.match(title(await html(`/l/${labelE}?as_of=2026-10-01`)), /^停止中/)
    assert.equal((await get(`/l/${labelA}?as_of=2026-04-01`)).status, 404)
    assert.equal((await get(`/l/${labelA}?as_of=yesterday`)).status, 400)
    assert.equal((await get(`/l/${labelA}?as_of=2027-01-01`)).status, 400)
  })

  test('marks what exists in Japanese only', async () => {
    assert.match(await html(`/l/${labelE}`, 'en'), /<h1><span lang="ja">/)
  })
})

describe('label numbers typed by hand', () => {
  test('5 a check character that does not fit keeps the input and focuses the summary', async () => {
    const answer = await get('/ja/label-check?id=7K3M9QXP2D')
    const page = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(page, /<div class="errs" tabindex="-1" autofocus/)
    assert.match(page, /最後の文字が合いません/)
    assert.match(page, /name="id"[^>]*value="7K3M9QXP2D"/)
    assert.match(page, /aria-invalid="true"/)
  })

  test('5 a well-formed number nobody has leads on to reporting', async () => {
    const answer = await get('/l/3C4M9THRDZ')
    assert.equal(answer.status, 404)
    assert.match(await answer.text(), /href="\/ja\/report"/)
  })

  test('a number that fits leads to its page', async () => {
    const answer = await get('/en/label-check?id=7k3m-9qxp-2c')
    assert.equal(answer.status, 303)
    assert.equal(answer.headers.get('location'), '/l/7K3M9QXP2C?lang=en')
  })
})

describe('the register', () => {
  test('6 the language link keeps path and filters', async () => {
    const page = await html('/ja/register?level=1&category=router')
    const other = /class="lang" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
    assert.equal(other, '/en/register?level=1&category=router')
    const english = await html(other ?? '')
    assert.match(english, /<html lang="en">/)
    assert.match(title(page), /2件/)
    assert.match(title(english), /^2 labels/)
  })

  test('7 finds a model whatever its width, and says what was searched', async () => {
    const page = await html('/ja/register?q=%EF%BC%A8%EF%BC%B2%EF%BC%8D%EF%BC%92%EF%BC%90%EF%BC%90%EF%BD%97')
    assert.match(page, /「HR-200W」としてさがしました/)
    const first = /<li class="hit">[\s\S]*?<\/li>/.exec(page)?.[0] ?? ''
    assert.match(first, new RegExp(labelA))
  })

  test('pages that are searched for say what they are, and machines are told what is not for them', async () => {
    assert.match(await html(`/l/${labelA}`), /<meta name="description" content="[^"]*HR-200/)
    assert.match(await html('/en/register'), /<meta name="description" content="IoT products that have/)
    const robots = await html('/robots.txt')
    assert.match(robots, /^User-agent: \*$/m)
    assert.match(robots, /^Disallow: \/ja\/desk$/m)
    assert.doesNotMatch(robots, /Disallow: \/$/m)
  })

  test('8 finding nothing is not an alarm', async () => {
    const page = main(await html('/ja/register?q=ZZ-999'))
    assert.match(page, /見つかりませんでした/)
    assert.match(page, /危険という意味ではありません/)
    assert.doesNotMatch(page, /class="[^"]*(stop|errs)/)
  })

  test('as of a past date lists what was so then', async () => {
    const page = await html('/ja/register?q=SG-40&as_of=2026-11-01')
    assert.match(/<li class="hit">[\s\S]*?<\/li>/.exec(page)?.[0] ?? '', /有効/)
  })

  test('escapes what was typed', async () => {
    const page = await html('/ja/register?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E')
    assert.doesNotMatch(page, /<script/)
  })
})

describe('every answer', () => {
  test('has the strict policy and sets no cookie', async () => {
    for (const path of ['/ja/', '/ja/register', `/l/${labelA}`, '/ja/nowhere']) {
      const answer = await get(path)
      assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self'/)
      assert.doesNotMatch(answer.headers.get('content-security-policy') ?? '', /unsafe|script-src/)
      assert.equal(answer.headers.get('set-cookie'), null)
      assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age/)
    }
  })

  test('chooses the language by Accept-Language where the address has none', async () => {
    assert.equal((await get('/', 'en-GB,en;q=0.9,ja;q=0.1')).headers.get('location'), '/en/')
    assert.equal((await get('/', 'fr')).headers.get('location'), '/ja/')
    assert.match(await html(`/l/${labelA}`, 'en'), /<html lang="en">/)
    assert.match(await html(`/l/${labelA}?lang=ja`, 'en'), /<html lang="ja">/)
    assert.equal((await get('/register?level=1', 'en')).headers.get('location'), '/en/register?level=1')
  })

  test('the style sheet is small, cached for ever and free of imports', async () => {
    assert.ok(style.brotli.length <= 15 * 1024, `${style.brotli.length} bytes`)
    const answer = await app.request(style.url, { headers: { 'accept-encoding': 'br' } })
    assert.equal(answer.headers.get('content-encoding'), 'br')
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
    assert.doesNotMatch(Buffer.from(style.body).toString(), /@import|https?:\/\/(?!www\.w3\.org)/)
  })

  test('of a broken house is a page that helps on, with a reference and no secrets', async () => {
    const house = fakeHouse()
    const broken = webApp({
      ...house,
      register: {
        ...house.register,
        search: async () => {
          throw new Error('secret at /home/x')
        },
      },
    })
    const answer = await broken.request('/ja/register')
    const page = await answer.text()
    assert.equal(answer.status, 500)
    assert.match(page, /受付番号/)
    assert.doesNotMatch(page, /secret/)
    assert.match(page, /role="search"|<search/)
  })

  test('of a house whose database is away is 503', async () => {
    const house = fakeHouse()
    const away = webApp({
      ...house,
      register: {
        ...house.register,
        search: async () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
      },
    })
    assert.equal((await away.request('/ja/register')).status, 503)
  })

  test('comes more slowly to those who ask too fast', async () => {
    const own = webApp(fakeHouse(), { addressOf: () => '192.0.2.1' })
    const statuses = new Set<number>()
    for (let i = 0; i < 70; i++) statuses.add((await own.request(`/ja/register?q=${i}`)).status)
    assert.deepEqual([...statuses], [200, 429])
  })
})

describe('the published files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-web-'))
  mkdirSync(join(folder, 'log'))
  mkdirSync(join(folder, 'bundle/7K3M9QXP2C'), { recursive: true })
  writeFileSync(join(folder, 'log/checkpoint'), 'origin\n1\n')
  writeFileSync(join(folder, 'bundle/7K3M9QXP2C/0.json'), '{}')
  writeFileSync(join(folder, 'secret.json'), '{}')
  const files = webApp(fakeHouse({ publicFolder: folder }))

  test('are served with their types and life spans, to anyone', async () => {
    const checkpoint = await files.request('/log/checkpoint')
    assert.equal(await checkpoint.text(), 'origin\n1\n')
    assert.equal(checkpoint.headers.get('cache-control'), 'public, max-age=2')
    assert.equal(checkpoint.headers.get('access-control-allow-origin'), '*')
    const bundle = await files.request('/bundle/7K3M9QXP2C/0.json')
    assert.match(bundle.headers.get('cache-control') ?? '', /immutable/)
    const again = await files.request('/bundle/7K3M9QXP2C/0.json', {
      headers: { 'if-none-match': bundle.headers.get('etag') ?? '' },
    })
    assert.equal(again.status, 304)
    // As a cache asks that was sent it compressed, and holds another as well.
    const known = `"other", W/${bundle.headers.get('etag')}`
    const cached = await files.request('/bundle/7K3M9QXP2C/0.json', { headers: { 'if-none-match': known } })
    assert.equal(cached.status, 304)
  })

  test('end at the folder', async () => {
    for (const path of ['/log/../secret.json', '/log/%2e%2e/secret.json', '/trust/..%2Fsecret.json', '/secret.json'])
      assert.equal((await files.request(path)).status, 404)
  })
})

describe('the workspace', () => {
  const session: Session = {
    token: 't',
    viewer: { person: 'p1', name: '見本 花子', organisation: 'o1', kind: 'body', roles: ['reviewer'] },
    email: 'hanako@example.jp',
    csrf: 'right',
    expiresAt: '2026-11-25T00:00:00Z',
    organisations: [],
  }
  const house = fakeHouse({
    operator: { ...operator, address: 'http://localhost:8080' },
    accounts: { session: async (token) => (token === 't' ? session : undefined) },
  })
  const texts = { ja: { title: '机' }, en: { title: 'Desk' } }
  const note = defineDeskPage({
    path: '/desk/note',
    texts,
    kind: 'body',
    handler: (p) => p.show({ title: p.t.title }, p.session.viewer.name),
    post: async (p) => p.c.text(one(await p.form(), 'text')),
  })
  const decide = defineDeskPage({ path: '/desk/decide', texts, roles: ['decider'], handler: (p) => p.c.text('x') })
  const desk = webApp(house, { pages: [note, decide] })
  const send = (headers: Record<string, string>, body: string) =>
    desk.request('http://localhost:8080/ja/desk/note', {
      method: 'POST',
      headers: {
        cookie: 'hoshirushi=t',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body,
    })

  test('sends strangers to the sign-in and back', async () => {
    const answer = await desk.request('/ja/desk/note?x=1')
    assert.equal(answer.status, 303)
    assert.equal(answer.headers.get('location'), '/ja/account/sign-in?next=%2Fja%2Fdesk%2Fnote%3Fx%3D1')
  })

  test('is never kept by caches and opens only for the right roles', async () => {
    const headers = { cookie: 'hoshirushi=t' }
    const answer = await desk.request('/ja/desk/note', { headers })
    assert.equal(answer.headers.get('cache-control'), 'private, no-store')
    assert.match(await answer.text(), /見本 花子/)
    assert.match(await (await desk.request('/ja/desk/decide', { headers })).text(), /このページは開けません/)
  })

  test('takes a form only with its token and from its own pages', async () => {
    const good = { origin: 'http://localhost:8080' }
    assert.equal(await (await send(good, 'csrf=right&text=hello')).text(), 'hello')
    assert.equal((await send(good, 'csrf=wrong&text=hello')).status, 403)
    assert.equal((await send(good, 'text=hello')).status, 403)
    assert.equal((await send({ origin: 'https://evil.example' }, 'csrf=right')).status, 403)
    assert.equal((await send({ 'sec-fetch-site': 'cross-site' }, 'csrf=right')).status, 403)
  })

  test('refuses a form that is too large', async () => {
    assert.equal((await send({}, `csrf=right&text=${'x'.repeat(300_000)}`)).status, 413)
  })
})
