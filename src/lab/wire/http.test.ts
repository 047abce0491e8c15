import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterEach, test } from 'vitest'
import { ownTime } from '../../../tests/support/own-time.ts'
import type { Target } from '../target.ts'
import { DialError, dialTo } from './dial.ts'
import { bodyText, type HttpBounds, headerOf, headersOf, hostOf, httpRequest, wayOnSameHost } from './http.ts'
import { paceOf } from './pace.ts'

const target: Target = { addresses: { ipv4: '127.0.0.1', ipv6: '::1' }, primary: 'ipv4' }
const servers: Server[] = []
const sockets = new Set<Socket>()
afterEach(() => {
  for (const s of sockets) s.destroy()
  for (const s of servers.splice(0)) s.close()
})

/** A device that does this with every connection once the request line has come; gives its port. */
async function device(act: (socket: Socket, request: string) => void, tls?: { key: string; cert: string }) {
  const onSocket = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', (chunk) => act(socket, chunk.toString('latin1')))
  }
  const server = tls ? createTlsServer(tls, onSocket) : createServer(onSocket)
  server.on('connection', (raw) => sockets.add(raw.on('error', () => {})))
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

const door = (signal: AbortSignal = new AbortController().signal) => ({
  target,
  signal,
  dial: dialTo(target, { signal, pace: paceOf({ perSecond: 1000, burst: 100 }) }),
})
const ask = async (port: number, bounds: Partial<HttpBounds> = {}, path = '/') =>
  httpRequest(door(), { port, tls: false, path }, { timeoutMs: 2_000, ...bounds })

test('an answer comes with its headers in order, repeated ones kept', async () => {
  let heard = ''
  const port = await device((socket, request) => {
    heard = request
    socket.end('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nServer: thing\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nhi')
  })
  const answer = await ask(port)
  assert.ok(answer.ok)
  assert.equal(answer.value.status, 200)
  assert.equal(bodyText(answer.value), 'hi')
  assert.deepEqual(headersOf(answer.value, 'set-cookie'), ['a=1', 'b=2'])
  assert.equal(headerOf(answer.value, 'server'), 'thing')
  assert.equal(answer.value.cut, undefined)
  assert.match(heard, /^GET \/ HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\n/)
})

test('a body and a method are sent with their length', async () => {
  let heard = ''
  const port = await device((socket, request) => {
    heard = request
    setTimeout(() => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), 20)
    socket.on('data', (more) => (heard += more.toString()))
  })
  const answer = await httpRequest(door(), {
    port,
    tls: false,
    method: 'POST',
    path: '/登録',
    headers: { 'Content-Type': 'application/json' },
    body: '{"名":1}',
  })
  assert.ok(answer.ok && answer.value.status === 204)
  assert.match(heard, /^POST \/%e7%99%bb%e9%8c%b2 HTTP/)
  assert.match(heard, /Content-Length: 9\r\n/)
  assert.ok(heard.endsWith(Buffer.from('{"名":1}').toString('latin1')) || heard.endsWith('{"名":1}'))
})

test('old devices are understood: HTTP/1.0, bare line feeds, no length', async () => {
  const port = await device((socket) => socket.end('HTTP/1.0 401 Unauthorized\nWWW-Authenticate: Basic\n\nno'))
  const answer = await ask(port)
  assert.ok(answer.ok)
  assert.equal(answer.value.status, 401)
  assert.equal(bodyText(answer.value), 'no')
  assert.equal(answer.value.cut, undefined)
})

test('chunks are put together', async () => {
  const port = await device((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'),
  )
  const answer = await ask(port)
  assert.ok(answer.ok && answer.value.cut === undefined)
  assert.equal(bodyText(answer.value), 'abcde')
})

test('a body that is shorter than it claims is told as cut', async () => {
  const port = await device((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'))
  const answer = await ask(port)
  assert.ok(answer.ok)
  assert.equal(bodyText(answer.value), 'half')
  assert.equal(answer.value.cut, 'closed')
})

test('an endless body is cut at its bound', async () => {
  const port = await device((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    const more = () => {
      while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 0x61)));
      if (!socket.destroyed) socket.once('drain', more)
    }
    more()
  })
  const answer = await ask(port, { bodyBytes: 100_000 })
  assert.ok(answer.ok)
  assert.equal(answer.value.body.length, 100_000)
  assert.equal(answer.value.cut, 'size')
})

test('endless chunks with a lying size are cut at the bound as well', async () => {
  const port = await device((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n')
    const more = () => {
      while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 0x61)));
      if (!socket.destroyed) socket.once('drain', more)
    }
    more()
  })
  const answer = await ask(port, { bodyBytes: 1_000 })
  assert.ok(answer.ok && answer.value.cut === 'size')
})

test('an answer that drips byte by byte ends when the time for the whole is over', async () => {
  const drip = (start: string) =>
    device((socket) => {
      socket.write(start)
      const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write('x')), 20)
    })
  const spent = ownTime()
  const inHead = await ask(await drip('HTTP/1.1 200 OK\r\nX-Slow: '), { timeoutMs: 300 })
  assert.deepEqual(inHead, { ok: false, fault: { code: 'timed-out' } })
  const inBody = await ask(await drip('HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n'), { timeoutMs: 300 })
  assert.ok(inBody.ok && inBody.value.cut === 'time')
  assert.ok(spent() < 2_000)
})

test('ten megabytes of headers are refused, as one header or as many', async () => {
  const one = await device((socket) => socket.end(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(10_000_000)}\r\n\r\n`))
  assert.deepEqual(await ask(one), { ok: false, fault: { code: 'header-too-large' } })
  const many = await device((socket) => socket.end(`HTTP/1.1 200 OK\r\n${'X: a\r\n'.repeat(1_600_000)}\r\n`))
  assert.deepEqual(await ask(many), { ok: false, fault: { code: 'header-too-large' } })
})

test('what is not HTTP is told apart from silence and from a closed door', async () => {
  assert.deepEqual(await ask(await device((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))), {
    ok: false,
    fault: { code: 'not-http' },
  })
  assert.deepEqual(await ask(await device((socket) => socket.end())), {
    ok: false,
    fault: { code: 'closed-unanswered' },
  })
  assert.deepEqual(await ask(await device(() => {}), { timeoutMs: 200 }), { ok: false, fault: { code: 'timed-out' } })
  const gone = await device(() => {})
  servers.at(-1)!.close()
  assert.deepEqual(await ask(gone), { ok: false, fault: { code: 'refused' } })
})

test('informational answers, however many, do not keep us', async () => {
  const port = await device((socket) => {
    const timer = setInterval(() => {
      if (socket.destroyed) clearInterval(timer)
      else socket.write('HTTP/1.1 100 Continue\r\n\r\n'.repeat(100))
    }, 5)
  })
  assert.deepEqual(await ask(port, { timeoutMs: 300 }), { ok: false, fault: { code: 'timed-out' } })
})

test('a change of protocol is an answer and nothing more', async () => {
  const port = await device((socket) =>
    socket.end('HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nxx'),
  )
  const answer = await ask(port)
  assert.ok(answer.ok)
  assert.equal(answer.value.status, 101)
})

test('a compressed page is read, a compressed bomb only up to the bound', async () => {
  const page = gzipSync('<title>x</title>')
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  for (const [body, cut, length] of [
    [page, undefined, 16],
    [bomb, 'size', 524_288],
    [Buffer.from('no gzip'), 'undecodable', 0],
  ] as const) {
    const port = await device((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`)
      socket.end(body)
    })
    const answer = await ask(port)
    assert.ok(answer.ok)
    assert.equal(answer.value.cut, cut)
    assert.equal(answer.value.body.length, length)
  }
})

test('a run that is stopped stops the request within a second and blames nobody', async () => {
  const port = await device((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 100)
  const spent = ownTime()
  await assert.rejects(
    httpRequest(door(stop.signal), { port, tls: false, path: '/' }, { timeoutMs: 20_000 }),
    (error: unknown) => error instanceof DialError && error.trouble === 'stopped',
  )
  assert.ok(spent() < 1_000)
})

test('TLS is spoken without believing the certificate, is bounded, and its bytes are counted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'))
  execFileSync(
    'openssl',
    `req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 1 -subj /CN=device`.split(' '),
    { cwd: folder, stdio: 'ignore' },
  )
  const identity = {
    key: readFileSync(join(folder, 'key.pem'), 'utf8'),
    cert: readFileSync(join(folder, 'cert.pem'), 'utf8'),
  }
  rmSync(folder, { recursive: true })
  const port = await device((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    socket.end(Buffer.alloc(300_000, 0x61))
  }, identity)
  const at = door()
  const whole = await httpRequest(at, { port, tls: true, path: '/' })
  assert.ok(whole.ok && whole.value.cut === undefined && whole.value.body.length === 300_000)
  await new Promise((done) => setTimeout(done, 20)) // counted when the socket closes
  assert.ok(at.dial.spent.bytes > 300_000, `${at.dial.spent.bytes} bytes counted`)
  const part = await httpRequest(at, { port, tls: true, path: '/' }, { bodyBytes: 1_000 })
  assert.ok(part.ok && part.value.cut === 'size' && part.value.body.length === 1_000)
  const silent = await device(() => {})
  assert.deepEqual(await httpRequest(door(), { port: silent, tls: true, path: '/' }, { timeoutMs: 300 }), {
    ok: false,
    fault: { code: 'tls-no-answer' },
  })
  const garbage = await device((socket) => socket.end('no TLS here\r\n'))
  assert.deepEqual(await httpRequest(door(), { port: garbage, tls: true, path: '/' }), {
    ok: false,
    fault: { code: 'tls-refused' },
  })
})

test('the host is the literal address, without zone', () => {
  const local: Target = { addresses: { 'link-local': 'fe80::1%eth0' }, primary: 'link-local' }
  assert.equal(hostOf(local, { port: 8080, tls: false }), '[fe80::1]:8080')
  assert.equal(hostOf(target, { port: 443, tls: true }), '127.0.0.1')
  assert.equal(hostOf(target, { port: 443, tls: false }), '127.0.0.1:443')
})

test('a way on is taken on the same host only', () => {
  const asked = { port: 80, tls: false, path: '/a/b' }
  const to = (location: string, status = 302) =>
    wayOnSameHost(target, asked, { status, headers: [['location', location]] })
  assert.deepEqual(to('/login?x=1'), { tls: false, port: 80, path: '/login?x=1' })
  assert.deepEqual(to('c'), { tls: false, port: 80, path: '/a/c' })
  assert.deepEqual(to('https://127.0.0.1/'), { tls: true, port: 443, path: '/' })
  assert.deepEqual(to('https://127.0.0.1:8443/x'), { tls: true, port: 8443, path: '/x' })
  assert.equal(to('/x', 200), undefined)
  for (const elsewhere of [
    'http://127.0.0.2/',
    '//127.0.0.2/',
    'https://maker.example/',
    'http://127.0.0.1@127.0.0.2/',
    'http://127.0.0.1.example/',
    'ftp://127.0.0.1/',
    'javascript:alert(1)',
    'http://[',
    `/${'a'.repeat(3000)}`,
  ])
    assert.equal(to(elsewhere), undefined, elsewhere)
})
