import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, test } from 'vitest'
import { ownTime } from '../../../tests/support/own-time.ts'
import { DialError } from './dial.ts'
import { hostsOf, mayBeAsked, type PublisherOptions, publisherDoor } from './publisher-door.ts'

let identity: { readonly key: string; readonly cert: string }
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'door-'))
  execFileSync(
    'openssl',
    'req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=maker.example -addext subjectAltName=DNS:maker.example,DNS:www.maker.example'.split(
      ' ',
    ),
    { cwd: folder, stdio: 'ignore' },
  )
  identity = {
    key: readFileSync(join(folder, 'key.pem'), 'utf8'),
    cert: readFileSync(join(folder, 'cert.pem'), 'utf8'),
  }
  rmSync(folder, { recursive: true })
})
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function maker(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(identity, answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}
const never = new AbortController().signal
const door = (port: number, options: Partial<PublisherOptions> = {}) =>
  publisherDoor({
    hosts: [`maker.example:${port}`, `www.maker.example:${port}`],
    lookup: async () => ['127.0.0.1'],
    privateAddresses: true,
    certificateAuthority: identity.cert,
    ...options,
  })
const codeOf = async (answer: ReturnType<ReturnType<typeof door>['fetch']>) => {
  const { ok, ...rest } = await answer
  return ok ? 'read' : 'fault' in rest ? rest.fault.code : ''
}

test('a page is read, over declared hosts only, with the way that led to it', async () => {
  const heard: string[] = []
  const port = await maker((request, response) => {
    heard.push(`${request.headers.host}${request.url}`)
    if (request.url === '/old') response.writeHead(301, { location: `https://www.maker.example:${port}/new?x=1` }).end()
    else response.end('<title>Policy</title>')
  })
  const answer = await door(port).fetch(`https://maker.example:${port}/old`, never)
  assert.ok(answer.ok)
  assert.equal(answer.value.body.toString(), '<title>Policy</title>')
  assert.equal(answer.value.url, `https://www.maker.example:${port}/new?x=1`)
  assert.equal(answer.value.ways.length, 2)
  assert.deepEqual(heard, [`maker.example:${port}/old`, `www.maker.example:${port}/new?x=1`])
})

test('a way to a host that is not declared, or out of TLS, is not taken', async () => {
  const to = async (location: string) => {
    const port = await maker((_, response) => response.writeHead(302, { location }).end())
    return codeOf(door(port).fetch(`https://maker.example:${port}/`, never))
  }
  assert.equal(await to('https://other.example/'), 'host-not-declared')
  assert.equal(await to('https://maker.example/'), 'host-not-declared') // another port
  assert.equal(await to('http://maker.example/'), 'not-https')
  assert.equal(await to('https://user:pass@maker.example/'), 'not-https')
  assert.equal(await to('file:///etc/passwd'), 'not-https')
})

test('redirects in a circle end', async () => {
  let asked = 0
  const port = await maker((request, response) => {
    asked++
    response.writeHead(302, { location: `${request.url}x` }).end()
  })
  assert.equal(await codeOf(door(port).fetch(`https://maker.example:${port}/`, never)), 'endless-redirect')
  assert.ok(asked <= 6)
})

test('a name that points into a private network is refused, and so is one that does so in part', async () => {
  let asked = 0
  const port = await maker((_, response) => {
    asked++
    response.end()
  })
  for (const address of [
    '127.0.0.1',
    '10.0.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '::1',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
    '100.64.0.1',
    '64:ff9b::7f00:1',
    'nonsense',
  ])
    for (const found of [[address], ['93.184.215.14', address]]) {
      const shut = door(port, { lookup: async () => found, privateAddresses: false })
      assert.equal(await codeOf(shut.fetch(`https://maker.example:${port}/`, never)), 'address-not-public', address)
    }
  assert.equal(asked, 0)
})

test('an address of the range for benches may be asked where it is declared itself, not where a name points to it', () => {
  assert.equal(mayBeAsked('198.18.0.9', ['198.18.0.9']), true)
  assert.equal(mayBeAsked('maker.example', ['198.18.0.9']), false)
  assert.equal(mayBeAsked('198.18.0.9', ['10.0.0.1']), false)
  assert.equal(mayBeAsked('10.0.0.1', ['10.0.0.1']), false)
  assert.equal(mayBeAsked('maker.example', ['93.184.215.14', '2606:2800:21f::1']), true)
  assert.equal(mayBeAsked('maker.example', []), false)
})

test('a name nobody knows, and a lookup that fails, are told apart from a page that is missing', async () => {
  const port = await maker((_, response) => response.writeHead(404).end('gone'))
  assert.equal(
    await codeOf(door(port, { lookup: async () => [] }).fetch(`https://maker.example:${port}/`, never)),
    'host-unknown',
  )
  const failing = door(port, { lookup: () => Promise.reject(new Error('offline')) })
  assert.equal(await codeOf(failing.fetch(`https://maker.example:${port}/`, never)), 'host-unknown')
  const missing = await door(port).fetch(`https://maker.example:${port}/`, never)
  assert.ok(missing.ok && missing.value.status === 404)
})

test('a certificate that does not hold is refused', async () => {
  const port = await maker((_, response) => response.end())
  const url = `https://maker.example:${port}/`
  const distrusting = publisherDoor({
    hosts: [`maker.example:${port}`],
    lookup: async () => ['127.0.0.1'],
    privateAddresses: true,
  })
  assert.equal(await codeOf(distrusting.fetch(url, never)), 'certificate-refused')
  const other = door(port, { hosts: [`elsewhere.example:${port}`] })
  assert.equal(await codeOf(other.fetch(`https://elsewhere.example:${port}/`, never)), 'certificate-refused')
})

test('an endless page is cut, and a run that stops is not kept waiting', async () => {
  const port = await maker((request, response) => {
    response.writeHead(200)
    if (request.url === '/slow') return
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x61)));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  const cut = await door(port).fetch(`https://maker.example:${port}/`, never)
  assert.ok(cut.ok && cut.value.cut === 'size' && cut.value.body.length === 2_000_000)
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 100)
  const spent = ownTime()
  await assert.rejects(
    door(port).fetch(`https://maker.example:${port}/slow`, stop.signal),
    (error: unknown) => error instanceof DialError && error.trouble === 'stopped',
  )
  assert.ok(spent() < 1_000)
})

test('hosts are those of the addresses that are declared', () => {
  assert.deepEqual(
    hostsOf(['https://maker.example/a', undefined, 'https://MAKER.example/b', 'no url', 'https://w.example:8443/']),
    ['maker.example', 'w.example:8443'],
  )
})
