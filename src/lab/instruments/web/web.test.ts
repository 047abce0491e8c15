import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, test } from 'vitest'
import { benchAt, benchPolicy, seenBy } from '../../../../tests/support/lab-bench.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import type { Bench } from '../../bench.ts'
import { type Observation, ofKind } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { web } from './web.ts'

const servers: { close(): void; closeAllConnections?: () => void }[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.()
    server.close()
  }
})

async function device(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server: Server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

const httpAt = (port: number): Observation => ({
  id: `identify/tcp/${port}`,
  sample: 1,
  endpoint: `tcp/${port}`,
  began: 0,
  took: 1,
  completeness: 'complete',
  seen: { kind: 'service', protocol: 'http', tls: false },
})

const look = async (port: number, options: Parameters<typeof benchAt>[1] = {}) => {
  const bench: Bench = benchAt(
    { ipv4: '127.0.0.1' },
    { ...options, observed: [httpAt(port), ...(options.observed ?? [])] },
  )
  return seenBy(web, bench)
}
const pageIn = (all: readonly Observation[]) => ofKind(all, 'web-page')[0]!
const pathsIn = (all: readonly Observation[]) => ofKind(all, 'open-paths')[0]!

test('the page of a camera: title, headers, login, and what the headers tell', async () => {
  const port = await device((request, response) => {
    if (request.url !== '/') return response.writeHead(404).end('gone')
    response.setHeader('Server', 'thttpd/2.25')
    response.setHeader('Set-Cookie', ['session=s3cret; HttpOnly; SameSite=Strict', 'lang=ja'])
    response.setHeader('Content-Type', 'text/html')
    return response.end('<title>IPC-2017 Login</title><form><input name=p type=password></form>')
  })
  const seen = await look(port, { declared: { information: { model: 'ipc-2017' } } })
  const { page, ways } = pageIn(seen).seen
  assert.equal(page?.title, 'IPC-2017 Login')
  assert.equal(page?.passwordField, true)
  assert.deepEqual(ways, [])
  assert.deepEqual(page?.cookies, [
    { name: 'session', secure: false, httpOnly: true, sameSite: 'strict' },
    { name: 'lang', secure: false, httpOnly: false, sameSite: 'unsaid' },
  ])
  assert.equal(JSON.stringify(seen).includes('s3cret'), false)
  assert.deepEqual(
    ofKind(seen, 'disclosure').map(({ seen: { token, where } }) => `${token} in ${where}`),
    ['server-software in header server', 'model in title'],
  )
})

test('a path that anybody can read is found, with what it tells', async () => {
  const port = await device((request, response) => {
    if (request.url?.startsWith('/cgi-bin/info'))
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"model":"IPC-2017","serial":"BC1","admin_password":"hunter2"}')
    return response.writeHead(401, { 'www-authenticate': 'Basic realm="IP Camera"' }).end('who are you?')
  })
  const seen = await look(port)
  assert.deepEqual(pageIn(seen).seen.page?.challenges, ['basic'])
  assert.deepEqual(pathsIn(seen).seen.open, [
    {
      path: '/cgi-bin/info.json',
      status: 200,
      contentType: 'application/json',
      tells: ['credential', 'model', 'serial-number'],
    },
    {
      path: '/cgi-bin/info.cgi',
      status: 200,
      contentType: 'application/json',
      tells: ['credential', 'model', 'serial-number'],
    },
  ])
  assert.equal(JSON.stringify(seen).includes('hunter2'), false)
  assert.ok(ofKind(seen, 'disclosure').some(({ seen: { token } }) => token === 'credential'))
})

test('a device that answers every path with its one page has no open paths', async () => {
  let served = 0
  const port = await device((request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<title>App</title><p>You asked for ${request.url}</p><input value="${++served}${Math.random()}">`),
  )
  const { seen, completeness } = pathsIn(await look(port))
  assert.deepEqual(seen.open, [])
  assert.equal(completeness, 'complete')
  assert.equal(seen.answered, benchPolicy.web.paths.length)
})

test('a page beside the first that looks much like it, and tells more, is open', async () => {
  const frame = (content: string) => `<title>MyCam</title><h1>MyCam camera</h1><p>${content}</p>`
  const port = await device((request, response) => {
    response.setHeader('Content-Type', 'text/html')
    if (request.url === '/') response.end(frame('Please log in with your name and password now'))
    else if (request.url === '/status') response.end(frame('Serial number: SN12345 Firmware: 1.2.3 all systems fine'))
    else response.end(frame('Please log in with your name and password now'))
  })
  assert.deepEqual(
    pathsIn(await look(port)).seen.open.map(({ path, tells }) => [path, tells]),
    [['/status', ['serial-number']]],
  )
})

test('what the first page tells by itself is told, as data and as a page', async () => {
  const first = async (type: string, body: string) => {
    const port = await device((request, response) =>
      request.url === '/' ? response.setHeader('Content-Type', type).end(body) : response.writeHead(404).end('no'),
    )
    return ofKind(await look(port), 'disclosure').map(({ seen }) => `${seen.token} ${seen.where}`)
  }
  assert.deepEqual(await first('application/json', '{"mac":"02:00:5e:10:00:10"}'), ['mac-address path / mac'])
  assert.deepEqual(await first('text/html', '<title>x</title><p>Firmware: 1.0.7</p>'), [
    'firmware-version path / Firmware',
  ])
})

test('a service that slows visitors down is partly seen, never taken for closed', async () => {
  let asked = 0
  const port = await device((request, response) =>
    ++asked > 10 ? response.writeHead(503).end() : response.writeHead(request.url === '/' ? 200 : 404).end('x'),
  )
  const { completeness, trouble, seen } = pathsIn(await look(port))
  assert.equal(completeness, 'partial')
  assert.equal(trouble, 'throttled')
  assert.ok(seen.answered < seen.asked)
}, 15_000)

test('a way to TLS is noted, a way to another host is not taken', async () => {
  const hosts: (string | undefined)[] = []
  const away = await device((request, response) => {
    hosts.push(request.headers.host)
    response.writeHead(302, { location: 'https://maker.example/login' }).end()
  })
  const seen = pageIn(await look(away)).seen
  assert.deepEqual(seen.ways, [{ status: 302, to: 'elsewhere' }])
  assert.ok(hosts.every((host) => host === `127.0.0.1:${away}`))
  const secure = await device((_, response) => response.writeHead(301, { location: 'https://127.0.0.1/' }).end())
  assert.deepEqual(pageIn(await look(secure)).seen.ways, [
    { status: 301, to: 'other-service', secured: true, port: 443 },
  ])
})

test('redirects in a circle end', async () => {
  const port = await device((request, response) => response.writeHead(302, { location: `${request.url}x` }).end())
  const first = pageIn(await look(port))
  assert.equal(first.seen.ways.length, 5)
  assert.equal(first.trouble, 'endless-redirect')
  assert.equal(first.completeness, 'partial')
})

test('what a hostile page says is harmless in an observation', async () => {
  const port = await device((_, response) => {
    response.setHeader('Server', `x\t${'y'.repeat(5_000)}`)
    response.setHeader('Content-Type', 'text/html')
    response.end(`<title>\u001b[31m<script>\u202eevil${'z'.repeat(9_000)}</title>${'<input '.repeat(40_000)}`)
  })
  const seen = await look(port)
  const text = JSON.stringify(seen)
  for (const evil of ['\u001b', '\u202e', '\\u001b']) assert.equal(text.includes(evil), false)
  assert.ok(text.length < 20_000)
})

test('a service that is no web server after all gives an observation without a page', async () => {
  const server = createTcpServer((socket) => socket.on('error', () => {}).end('SSH-2.0-x\r\n'))
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const seen = await look((server.address() as AddressInfo).port)
  assert.equal(seen.length, 1)
  assert.equal(pageIn(seen).completeness, 'none')
  assert.equal(pageIn(seen).trouble, 'not-http')
  assert.equal(pageIn(seen).seen.page, undefined)
})

test('a description that the device pointed to is read, on this device alone', async () => {
  const port = await device((request, response) =>
    request.url === '/desc.xml'
      ? response
          .writeHead(200, { 'content-type': 'text/xml' })
          .end('<root><device><modelName>X1</modelName><serialNumber>9</serialNumber></device></root>')
      : response.writeHead(404).end('no'),
  )
  const pointed = (said: string, id: string): Observation => ({
    ...httpAt(port),
    id,
    endpoint: 'udp/1900',
    seen: { kind: 'disclosure', token: 'location', where: 'header location', said },
  })
  const seen = await look(port, {
    observed: [pointed(`http://127.0.0.1:${port}/desc.xml`, 'a'), pointed('http://192.0.2.1/evil.xml', 'b')],
  })
  assert.deepEqual(
    pathsIn(seen).seen.open.map(({ path, tells }) => [path, tells]),
    [['/desc.xml', ['model', 'serial-number']]],
  )
})

test('a form that takes a file without a login is a way in for software', async () => {
  const port = await device((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<title>Upgrade</title><input type=file name=fw>'),
  )
  assert.equal(ofKind(await look(port), 'update-interface')[0]?.seen.mechanism, 'upload-form')
})

test('a run that is stopped ends at once', async () => {
  const port = await device(() => {})
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 100)
  const spent = ownTime()
  await assert.rejects(
    look(port, { stop }),
    (error: unknown) => error instanceof DialError && error.trouble === 'stopped',
  )
  assert.ok(spent() < 1_000)
})

test('the plan counts every request beforehand', async () => {
  let asked = 0
  const port = await device((_, response) => {
    asked++
    response.writeHead(404).end('no')
  })
  const bench = benchAt({ ipv4: '127.0.0.1' })
  await look(port)
  const [step] = web.plan(bench)
  assert.ok(asked <= step!.packets, `${asked} of ${step!.packets}`)
  assert.equal(step!.tries, 0)
})
