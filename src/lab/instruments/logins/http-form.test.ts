import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { type Asked, loginAt, loginBench, type Told, webDevice } from '../../../../tests/support/login-devices.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { readPage } from './form.ts'
import { likeness, wordsOf } from './signature.ts'

const page = (said = '', more = '') =>
  `<html><head><title>Camera</title></head><body><h1>Camera</h1>${said}<form method="post" action="/login">${more}<input type="text" name="username"><input type="password" name="password"><input type="submit" value="OK"></form></body></html>`
const inside =
  '<html><head><title>Camera</title></head><body><h1>Status</h1><p>Blocked sites, network, storage, users, log out</p></body></html>'
const sent = ({ body, path }: Asked) => new URLSearchParams(body || path.split('?')[1])
const isRight = (asked: Asked) => sent(asked).get('username') === 'admin' && sent(asked).get('password') === 'right'

/** A form login; `tell` says what its POST answers. */
const form = async (
  tell: (asked: Asked, right: boolean) => Told | undefined,
  shown: (asked: Asked) => Told = () => ({ body: page() }),
) => {
  const port = await webDevice((asked) =>
    asked.path.startsWith('/login') && asked.method === 'POST' ? tell(asked, isRight(asked)) : shown(asked),
  )
  const login = loginAt('http-form', port, { place: '/' })
  const first = await login.calibrate!({ user: 'qqxx', password: 'zzyyxx' })
  const second = await login.calibrate!({ user: 'wwvv', password: 'rrttpp' })
  return {
    controls: [first, second],
    login,
    try: (user: string, password: string) => login.try({ user, password }).then((t) => t.answer),
  }
}

describe('a form is understood by how it answers nonsense', () => {
  test('the right password differs, whatever the words say', async () => {
    for (const refusal of ['Welcome to the login page', 'Successful security starts with a password', '失敗'])
      await form((_, right) => ({ body: right ? inside : page(`<p>${refusal}</p>`) })).then(async (f) => {
        assert.equal(await f.try('admin', 'wrong'), 'rejected')
        assert.equal(await f.try('admin', 'right'), 'accepted')
      })
  })

  test('a page that repeats the name refuses as often as it is asked', async () => {
    const f = await form((asked, right) => ({
      body: right ? inside : page(`<p>Sorry ${sent(asked).get('username')}, that was wrong. Administration</p>`),
    }))
    for (const user of ['admin', 'root', 'a', 'administrator', '<b>'])
      assert.equal(await f.try(user, 'wrong'), 'rejected', user)
    assert.equal(await f.try('admin', 'right'), 'accepted')
  })

  test('the same redirect for right and wrong is followed to where it leads', async () => {
    const port = await webDevice((asked) => {
      if (asked.method === 'POST')
        return {
          status: 302,
          headers: { location: '/', 'set-cookie': `s=${isRight(asked) ? 'in' : 'out'}-${Math.random()}` },
        }
      return { body: asked.headers['cookie']?.includes('s=in') ? inside : page() }
    })
    const login = loginAt('http-form', port, { place: '/' })
    for (const n of [1, 2]) await login.calibrate!({ user: `q${n}`, password: `z${n}` })
    assert.equal((await login.try({ user: 'admin', password: 'wrong' })).answer, 'rejected')
    assert.equal((await login.try({ user: 'admin', password: 'right' })).answer, 'accepted')
  })

  test('hidden fields and cookies of the page are sent back, fresh for every try', async () => {
    const given = new Set<string>()
    let n = 0
    const f = await form(
      (asked, right) => {
        const token = sent(asked).get('csrf') ?? ''
        const fresh = given.delete(token) && asked.headers['cookie']?.includes(`sid=${token}`)
        return fresh ? { body: right ? inside : page('wrong') } : { status: 403, body: 'Forbidden' }
      },
      () => {
        const token = `t${++n}&quot;`
        given.add(`t${n}"`)
        return {
          body: page('', `<input type="hidden" name="csrf" value="${token}">`),
          headers: { 'set-cookie': `sid=t${n}"; Path=/; HttpOnly` },
        }
      },
    )
    assert.equal(await f.try('admin', 'wrong'), 'rejected')
    assert.equal(await f.try('admin', 'right'), 'accepted')
  })

  test('a wrong password of a user that exists is worded otherwise: still no success, once it is taken as a refusal', async () => {
    const f = await form((asked, right) => ({
      body: right
        ? inside
        : page(
            sent(asked).get('username') === 'admin'
              ? 'The password does not match. Three chances remain for this account.'
              : 'There is no such user.',
          ),
    }))
    const odd = await f.login.try({ user: 'admin', password: 'wrong' })
    assert.equal(odd.answer, 'accepted') // differs; only the same user with nonsense shows what it means
    assert.equal(odd.asksAgain, true)
    assert.equal(f.login.takeAsRefusal!(odd, 'admin'), 'taken')
    assert.equal(await f.try('admin', 'other'), 'rejected')
    assert.equal(await f.try('admin', 'right'), 'accepted')
    assert.equal(f.login.takeAsRefusal!(odd, 'admin'), 'changed-meanwhile') // it was refused in the known way by now
  })

  test('200 for everything is a refusal that shows nothing', async () => {
    const f = await form(() => ({ body: inside }))
    assert.equal(f.controls[0]!.asksAgain, false)
    assert.equal(await f.try('admin', 'right'), 'rejected')
  })

  test('answers that differ each time say so', async () => {
    let n = 0
    const f = await form(() => (++n % 2 ? { status: 500, body: 'a' } : { body: page() }))
    assert.equal(f.controls[1]!.answer, 'unclear')
    assert.equal(f.controls[1]!.status, 'answers-vary')
  })

  test('a limit and a lock are no refusals', async () => {
    let n = 0
    const f = await form((_, right) =>
      ++n > 4 ? { status: 503, headers: { 'retry-after': '7' } } : { body: right ? inside : page('no') },
    )
    await f.try('a', 'b')
    await f.try('c', 'd')
    const slow = await f.login.try({ user: 'admin', password: 'right' })
    assert.deepEqual([slow.answer, slow.retryAfterSeconds], ['throttled', 7])
    let m = 0
    const g = await form(() => ({
      body: ++m > 2 ? page('<p>Account locked. Too many attempts.</p>') : page('<p>no</p>'),
    }))
    assert.equal(await g.try('admin', 'right'), 'locked')
  })

  test('a redirect that never ends, or leads elsewhere, ends', async () => {
    let n = 0
    const f = await form(
      () => ({ status: 302, headers: { location: `/loop?${++n}` } }),
      ({ path }) => (path === '/' ? { body: page() } : { status: 302, headers: { location: `/loop?${++n}` } }),
    )
    assert.equal(await f.try('admin', 'right'), 'rejected')
    const g = await form(() => ({ status: 302, headers: { location: 'http://192.0.2.1/in' } }))
    assert.equal(await g.try('admin', 'right'), 'rejected')
  })

  test('a form that sends to another host is not filled in', async () => {
    const port = await webDevice(() => ({ body: page().replace('action="/login"', 'action="http://192.0.2.1/login"') }))
    const tried = await loginAt('http-form', port, { place: '/' }).calibrate!({ user: 'a', password: 'b' })
    assert.deepEqual([tried.answer, tried.status], ['unclear', 'no-form'])
  })
})

describe('forms as devices write them', () => {
  test('fields are found by kind, not by name', () => {
    const { forms } = readPage(
      `<FORM METHOD=POST ACTION='do.cgi?x=1&amp;y=2'><INPUT NAME=lang TYPE=hidden VALUE=en><input name=usr><select name=mode><option value=a><option value=b selected></select><input type=checkbox name=keep checked><input type=PASSWORD name=pwd><button name=go value=1>Go</button></FORM>`,
    )
    assert.deepEqual(forms, [
      {
        method: 'POST',
        action: 'do.cgi?x=1&y=2',
        userField: 'usr',
        passwordField: 'pwd',
        others: [
          ['lang', 'en'],
          ['mode', 'b'],
          ['keep', 'on'],
          ['go', '1'],
        ],
        scripted: false,
      },
    ])
  })
  test('a form with two passwords changes one, and is left alone', () => {
    assert.equal(readPage('<form><input type=password name=a><input type=password name=b></form>').forms.length, 0)
  })
  test('a password alone is a login without a user', () => {
    assert.equal(readPage('<form><input type=password name=a></form>').forms[0]?.userField, undefined)
  })
  test('a page whose script may change what is sent says so', () => {
    for (const page of [
      '<form onsubmit="return go()"><input type=password name=a></form>',
      '<script src="/js/md5.min.js"></script><form><input type=password name=a></form>',
      '<form><input type=password name=a></form><script>f.a.value=hex_md5(f.a.value)</script>',
      '<form><input type=password></form>',
    ])
      assert.equal(readPage(page).forms[0]?.scripted, true, page)
    assert.equal(
      readPage('<script>var x=1</script><form><input type=password name=a></form>').forms[0]?.scripted,
      false,
    )
  })
  test('hostile pages end', () => {
    const spent = ownTime()
    for (const page of [
      '<form '.repeat(40_000),
      '<input type=password '.repeat(12_000),
      `<form ${'a="'.repeat(80_000)}`,
      '<'.repeat(250_000),
      `<input ${"a='b ".repeat(50_000)}>`,
      `<script>${'<script>'.repeat(30_000)}`,
      `<!--${'<!--'.repeat(60_000)}`,
    ])
      readPage(page)
    assert.ok(spent() < 3_000, `${spent()}`)
  })
  test('what was typed does not make two pages differ', () => {
    const of = (user: string, html: string) => ({
      status: [200],
      to: '',
      cookies: [],
      asksPassword: true,
      title: '',
      words: wordsOf(html),
      attempt: { user, password: 'x9' },
    })
    assert.equal(
      likeness(of('admin', 'Hello admin, administration page'), of('zzzz', 'Hello zzzz, administration page')),
      1,
    )
    assert.ok(likeness(of('admin', 'one two three'), of('zzzz', 'four five six')) < 0.1)
  })
})

test('the door stops a try at once', async () => {
  const stop = new AbortController()
  const port = await webDevice(() => ({ body: page(), afterMs: 5_000 }))
  const login = loginAt('http-form', port, { place: '/' }, loginBench({ stop }))
  const spent = ownTime()
  setTimeout(() => stop.abort(), 100)
  await assert.rejects(login.try({ user: 'a', password: 'b' }), /stopped/)
  assert.ok(spent() < 1_000)
})
