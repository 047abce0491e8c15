import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'vitest'
import { type Asked, loginAt, type Told, tcpDevice, webDevice } from '../../../../tests/support/login-devices.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { retryAfter } from './http-said.ts'
import { filled } from './recipe.ts'
import { matchesWithin } from './within-time.ts'

const right = { user: 'admin', password: 'right' }
const wrong = { user: 'admin', password: 'wrong' }

describe('Basic', () => {
  const basic = (tell: (right: boolean, asked: Asked) => Told | undefined) =>
    webDevice((asked) => tell(asked.headers['authorization'] === `Basic ${btoa('admin:right')}`, asked))
  const asked = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }

  test('tells right from wrong, also where the page behind is missing', async () => {
    for (const behind of [200, 302, 404]) {
      const login = loginAt(
        'http-basic',
        await basic((ok) => (ok ? { status: behind, headers: { location: '/' } } : asked)),
      )
      assert.equal((await login.try(right)).answer, 'accepted', `${behind}`)
      assert.equal((await login.try(wrong)).answer, 'rejected')
    }
  })
  test('what was not looked at is not rejected', async () => {
    const expected = { 429: 'throttled', 503: 'throttled', 423: 'locked', 403: 'unclear', 500: 'unclear' }
    for (const [status, answer] of Object.entries(expected)) {
      const login = loginAt('http-basic', await basic(() => ({ status: Number(status) })))
      assert.equal((await login.try(wrong)).answer, answer, status)
    }
    const closing = loginAt('http-basic', await basic(() => undefined))
    assert.equal((await closing.try(wrong)).answer, 'refused-connection')
    const words = loginAt(
      'http-basic',
      await basic(() => ({ ...asked, body: 'Too many failed attempts, try again later' })),
    )
    assert.equal((await words.try(wrong)).answer, 'locked')
  })
})

describe('Digest', () => {
  /** A server of its own arithmetic: it takes the header apart and computes the response again. */
  const digest = (challenge: (nonce: string) => string, hash: 'md5' | 'sha256', stale = 0) => {
    let n = 0
    let old = stale
    const h = (text: string) => createHash(hash).update(text).digest('hex')
    return webDevice(({ method, path, headers }) => {
      const said = headers['authorization'] ?? ''
      const field = (name: string) => new RegExp(`(?:^|[ ,])${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^,]*))`).exec(said)
      const value = (name: string) => (field(name)?.[1] ?? field(name)?.[2] ?? '').replace(/\\(.)/g, '$1')
      const qop = value('qop')
      const ha1 = h(`${right.user}:${value('realm')}:${right.password}`)
      const ha2 = h(`${method}:${path}`)
      const expected = h(
        qop
          ? [ha1, value('nonce'), value('nc'), value('cnonce'), qop, ha2].join(':')
          : [ha1, value('nonce'), ha2].join(':'),
      )
      if (said !== '' && value('response') === expected && value('uri') === path) {
        if (old-- > 0) return { status: 401, headers: { 'www-authenticate': `${challenge(`n${++n}`)}, stale=true` } }
        return { body: 'in' }
      }
      return { status: 401, headers: { 'www-authenticate': challenge(`n${++n}`) } }
    })
  }
  for (const [name, challenge, hash] of [
    ['MD5 with qop', (n: string) => `Digest realm="cam", nonce="${n}", qop="auth"`, 'md5'],
    ['MD5 as in RFC 2069', (n: string) => `Digest realm="cam", nonce="${n}"`, 'md5'],
    ['SHA-256', (n: string) => `Digest realm="cam", nonce="${n}", qop="auth", algorithm=SHA-256`, 'sha256'],
    ['odd quoting', (n: string) => `Digest realm=IP Camera,nonce = '${n}',qop=auth , opaque=""`, 'md5'],
    ['a realm with quotes', (n: string) => `Digest realm="my \\"cam\\"", nonce="${n}", qop="auth,auth-int"`, 'md5'],
    ['Basic offered beside it', (n: string) => `Basic realm="x", Digest realm="cam", nonce="${n}", qop="auth"`, 'md5'],
  ] as const)
    test(name, async () => {
      const login = loginAt('http-digest', await digest(challenge, hash), { place: '/view?x=1' })
      assert.equal((await login.try(right)).answer, 'accepted')
      assert.equal((await login.try(wrong)).answer, 'rejected')
    })
  test('a stale nonce is asked for again, once', async () => {
    const challenge = (n: string) => `Digest realm="cam", nonce="${n}", qop="auth"`
    assert.equal((await loginAt('http-digest', await digest(challenge, 'md5', 1)).try(right)).answer, 'accepted')
    assert.equal((await loginAt('http-digest', await digest(challenge, 'md5', 9)).try(right)).answer, 'rejected')
  })
  test('a page that asks for nothing, and one that asks for what we cannot do, are told apart', async () => {
    const open = loginAt('http-digest', await webDevice(() => ({ body: 'hello' })))
    assert.deepEqual([(await open.try(wrong)).answer, (await open.try(wrong)).status], ['accepted', '200-unasked'])
    const odd = await webDevice(() => ({
      status: 401,
      headers: { 'www-authenticate': 'Digest realm="x", nonce="n", algorithm=FOO' },
    }))
    assert.equal((await loginAt('http-digest', odd).try(right)).answer, 'unclear')
  })
})

describe('a login by recipe', () => {
  const recipe = {
    method: 'POST' as const,
    path: '/api/session',
    contentType: 'application/json',
    body: '{"user":"{user}","password":"{password}"}',
    success: { status: 200, bodyMatches: '"ok":true' },
  }
  const at = async (
    tell: (asked: Asked) => Told | undefined,
    more: Partial<typeof recipe> & { before?: string } = {},
  ) => {
    const port = await webDevice(tell)
    const { loginBench, nothingDeclared } = await import('../../../../tests/support/login-devices.ts')
    const authentication = [
      { id: 'A', endpoints: [`tcp/${port}`], factor: 'password' as const, users: [], recipe: { ...recipe, ...more } },
    ]
    const bench = loginBench({ declared: { ...nothingDeclared, authentication } })
    return loginAt('recipe', port, { authentication: 'A' }, bench)
  }
  const api = ({ body }: Asked): Told => {
    const { user, password } = JSON.parse(body) as Record<string, string>
    return user === 'admin' && password === 'ri"ght'
      ? { body: '{"ok":true}' }
      : { status: 401, body: '{"ok":false,"locked":false}' }
  }

  test('JSON, with a password that would break out of its quotes', async () => {
    const login = await at(api)
    assert.equal((await login.try({ user: 'admin', password: 'ri"ght' })).answer, 'accepted')
    assert.equal((await login.try({ user: 'admin', password: '","user":"x' })).answer, 'rejected')
  })
  test('success is what was declared and nothing else; a wrong address is no refusal', async () => {
    assert.equal((await (await at(() => ({ body: '{"ok":false}' }))).try(wrong)).answer, 'rejected')
    for (const status of [400, 404, 405, 415, 500])
      assert.equal((await (await at(() => ({ status }))).try(wrong)).answer, 'unclear')
    const limited = await (
      await at(() => ({ status: 429, headers: { 'retry-after': '60' }, body: '{"error":"locked"}' }))
    ).try(wrong)
    assert.deepEqual([limited.answer, limited.retryAfterSeconds], ['throttled', 60])
    assert.equal((await (await at(() => ({ body: '{"error":"account locked"}' }))).try(wrong)).answer, 'locked')
  })
  test('a page before it gives cookies and hidden fields', async () => {
    const login = await at(
      ({ path, headers, body }) =>
        path === '/start'
          ? {
              body: '<form><input type=hidden name=t value=abc><input type=password name=p></form>',
              headers: { 'set-cookie': 'sid=1' },
            }
          : headers['cookie'] === 'sid=1' && new URLSearchParams(body).get('t') === 'abc'
            ? { body: '"ok":true' }
            : { status: 403 },
      { before: '/start', contentType: 'application/x-www-form-urlencoded', body: 'u={user}&p={password}' },
    )
    assert.equal((await login.try(right)).answer, 'accepted')
  })
  test('values are escaped for where they stand', () => {
    const pair = { user: 'a&b=c', password: '<"x">%' }
    const of = (contentType: string, body: string) => filled({ path: '/x/{user}', contentType, body }, pair, {})
    assert.equal(
      of('application/x-www-form-urlencoded', 'u={user}&p={password}').body,
      'u=a%26b%3Dc&p=%3C%22x%22%3E%25',
    )
    assert.equal(of('application/json', '["{password}"]').body, '["<\\"x\\">%"]')
    assert.equal(of('text/xml', '<p>{password}</p>').body, '<p>&#60;&#34;x&#34;&#62;%</p>')
    assert.equal(of('text/plain', '{nobody}').body, '{nobody}')
    assert.equal(of('text/plain', '').path, '/x/a%26b%3Dc')
  })
  test('a pattern that runs for ever is stopped', () => {
    const spent = ownTime()
    assert.equal(matchesWithin('^(a+)+$', `${'a'.repeat(60)}!`), 'too-slow')
    assert.ok(spent() < 1_500)
    assert.equal(matchesWithin('(', 'x'), 'no-pattern')
  })
})

test('how long to wait is read in seconds and as a date', () => {
  const of = (said: string) => retryAfter({ headers: [['retry-after', said]] }, Date.parse('2026-11-23T00:00:00Z'))
  assert.deepEqual(
    [of('60'), of('Mon, 23 Nov 2026 00:00:30 GMT'), of('Mon, 23 Nov 2025 00:00:00 GMT'), of('soon'), of('')],
    [60, 30, 0, undefined, undefined],
  )
})

describe('RTSP', () => {
  const device = (tell: (head: string) => string, closes = false) =>
    tcpDevice((socket) => {
      let kept = ''
      socket.on('data', (chunk) => {
        kept += chunk.toString('latin1')
        for (let end = kept.indexOf('\r\n\r\n'); end >= 0; end = kept.indexOf('\r\n\r\n')) {
          const answer = tell(kept.slice(0, end))
          kept = kept.slice(end + 4)
          if (closes && answer.includes(' 401 ')) socket.end(answer)
          else socket.write(answer)
        }
      })
    })
  const seq = (head: string) => `CSeq: ${/CSeq: (\d+)/.exec(head)?.[1]}`
  const digestDevice = (closes: boolean) =>
    device((head) => {
      const said = /^Authorization: (.*)$/m.exec(head)?.[1]?.trim() ?? ''
      const uri = /uri="([^"]*)"/.exec(said)?.[1] ?? ''
      const md5 = (t: string) => createHash('md5').update(t).digest('hex')
      const expected = md5(`${md5('admin:IP Camera:right')}:abc:${md5(`DESCRIBE:${uri}`)}`)
      return said.includes(`response="${expected}"`) && uri.startsWith('rtsp://127.0.0.1')
        ? `RTSP/1.0 200 OK\r\n${seq(head)}\r\nContent-Length: 3\r\n\r\nv=0`
        : `RTSP/1.0 401 Unauthorized\r\n${seq(head)}\r\nWWW-Authenticate: Digest realm="IP Camera", nonce="abc"\r\n\r\n`
    }, closes)
  test('Basic and Digest tell right from wrong, also where each 401 closes the connection', async () => {
    const basic = await device((head) =>
      head.includes(`Authorization: Basic ${btoa('admin:right')}`)
        ? `RTSP/1.0 200 OK\r\n${seq(head)}\r\n\r\n`
        : `RTSP/1.0 401 Unauthorized\r\n${seq(head)}\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n`,
    )
    for (const [kind, port] of [
      ['rtsp-basic', basic],
      ['rtsp-digest', await digestDevice(false)],
      ['rtsp-digest', await digestDevice(true)],
    ] as const) {
      const login = loginAt(kind, port, { place: '/live' })
      assert.equal((await login.try(right)).answer, 'accepted', kind)
      assert.equal((await login.try(wrong)).answer, 'rejected', kind)
    }
  })
  test('too little bandwidth, silence and nonsense are no refusals', async () => {
    const busy = await device((head) => `RTSP/1.0 453 Not Enough Bandwidth\r\n${seq(head)}\r\n\r\n`)
    assert.equal((await loginAt('rtsp-basic', busy).try(right)).answer, 'throttled')
    const odd = await device(() => 'HTTP/1.1 200 OK\r\n\r\n')
    assert.equal((await loginAt('rtsp-basic', odd).try(right)).answer, 'no-answer')
  })
})
