import assert from 'node:assert/strict'
import coap from 'coap-packet'
import { generate, type Packet, parser } from 'mqtt-packet'
import { describe, test } from 'vitest'
import { nothingDeclared, seenBy } from '../../../../tests/support/lab-bench.ts'
import {
  type Asked,
  loginBench,
  serviceSeen,
  type Told,
  tcpDevice,
  udpDevice,
  webDevice,
} from '../../../../tests/support/login-devices.ts'
import { givenOf, saidOf } from '../../../../tests/support/login-observations.ts'
import { passwordsUniqueOrChosen } from '../../checks/5.1-1-2.ts'
import { accessAfterLogin } from '../../checks/5.5-4-2.ts'
import type { Declared } from '../../declared/declared.ts'
import { type Observation, type ObservationOf, ofKind } from '../../observation.ts'
import { credentials } from '../credentials/credentials.ts'
import { anonymous } from './anonymous.ts'

/** What is seen of one service by somebody who has not logged in. */
async function seenAt(port: number, protocol: string, declared: Partial<Declared> = {}) {
  const endpoint = `${['coap', 'tftp', 'snmp'].includes(protocol) ? 'udp' : 'tcp'}/${port}`
  const observed: Observation[] = [serviceSeen(endpoint, protocol)]
  const bench = loginBench({ declared: { ...nothingDeclared, ...declared }, observed })
  const [access] = await seenBy(anonymous, bench)
  return { ...(access as ObservationOf<'access'>), bench, observed, endpoint }
}
const brief = ({ seen }: { seen: ObservationOf<'access'>['seen'] }) => [
  seen.without,
  ...seen.granted,
  ...seen.logins.map((l) => `${l.login}${l.place ? ` ${l.place}` : ''}`),
]
const form = '<form method=post action=/do><input name=u><input type=password name=p></form>'

describe('web', () => {
  const web = async (tell: (asked: Asked) => Told | undefined, declared?: Partial<Declared>) =>
    seenAt(await webDevice(tell), 'http', declared)
  const found = { status: 404 }

  test('a login at the first page, behind a redirect, behind a link, and at a usual name', async () => {
    const basic = { status: 401, headers: { 'www-authenticate': 'Basic realm="x", Digest realm="x", nonce="n"' } }
    assert.deepEqual(brief(await web(() => basic)), ['asks-login', 'http-basic /', 'http-digest /'])
    const redirect = ({ path }: Asked) =>
      path === '/' ? { status: 302, headers: { location: '/start?x=1' } } : { body: form }
    assert.deepEqual(brief(await web(redirect)), ['asks-login', 'http-form /start?x=1'])
    const link = ({ path }: Asked) =>
      path === '/' ? { body: '<a href="signin.cgi">Sign in</a>' } : path === '/signin.cgi' ? { body: form } : found
    assert.deepEqual(brief(await web(link)), ['shows-page', 'http-form /signin.cgi'])
    const usual = ({ path }: Asked) =>
      path === '/' ? { body: 'hello' } : path === '/login.html' ? { body: form } : found
    assert.deepEqual(brief(await web(usual)), ['shows-page', 'http-form /login.html'])
    const refresh = ({ path }: Asked) =>
      path === '/' ? { body: '<meta http-equiv="refresh" content="0; url=/in">' } : { body: form }
    assert.deepEqual(brief(await web(refresh)), ['asks-login', 'http-form /in'])
  })
  test('a redirect elsewhere is not followed, one in a circle ends', async () => {
    assert.deepEqual(brief(await web(() => ({ status: 301, headers: { location: 'https://192.0.2.7/' } }))), [
      'leads-elsewhere',
    ])
    let asked = 0
    const circle = await web(() => ({ status: 302, headers: { location: `/${++asked % 2}` } }))
    assert.equal(circle.seen.logins.length, 0)
    assert.ok(asked < 20, `${asked}`)
  })
  test('a service that limits is asked again, and left unclear if it goes on', async () => {
    const late = await web(({ count }) => (count < 2 ? { status: 503 } : { body: form }))
    assert.deepEqual(brief(late), ['asks-login', 'http-form /'])
  })

  describe('a login that a script draws (lab.md §4.7)', () => {
    const app = ({ path, body }: Asked): Told => {
      if (path !== '/api/session')
        return { body: '<html><script src=app.js></script><noscript>Script is needed</noscript></html>' }
      const { user, password } = JSON.parse(body) as Record<string, string>
      return user === 'admin' && password === 'admin' ? { body: '{"ok":1}' } : { status: 401, body: '{}' }
    }
    test('is invisible without a recipe, and that is inconclusive', async () => {
      const t = await web(app)
      assert.deepEqual(brief(t), ['shows-page'])
      const services = [{ id: 'S', enabled: true, endpoints: [t.endpoint], authentication: ['A'] }]
      const given = givenOf(
        [...t.observed, t as unknown as Observation].filter((o) => 'seen' in o),
        { services, authentication: [] },
      )
      assert.ok(saidOf(accessAfterLogin, '5.5-4-2a', given).includes(`${t.endpoint} inconclusive page-not-understood`))
    })
    test('is tried with a recipe, and its default is found', async () => {
      const port = await webDevice(app)
      const endpoint = `tcp/${port}`
      const recipe = {
        method: 'POST' as const,
        path: '/api/session',
        contentType: 'application/json',
        body: '{"user":"{user}","password":"{password}"}',
        success: { status: 200 },
      }
      const authentication = [{ id: 'A', endpoints: [endpoint], factor: 'password' as const, users: ['admin'], recipe }]
      const t = await seenAt(port, 'http', { authentication })
      assert.deepEqual(brief(t), ['shows-page', 'recipe /api/session'])
      const observed = [...t.observed, t as unknown as Observation]
      const seen = await seenBy(credentials, { ...t.bench, observed })
      assert.deepEqual(ofKind(seen, 'login-tries')[0]?.seen.found, ['generic-01'])
      const said = saidOf(passwordsUniqueOrChosen, '5.1-1-2c', givenOf([...observed, ...seen], { authentication }))
      assert.ok(said.includes(`${endpoint} fail default-accepted`))
    })
  })

  test('a form that a script may change is tried, and its refusals prove nothing', async () => {
    const t = await web(({ method }) => ({
      body: method === 'POST' ? `wrong ${form}` : `<script src=md5.js></script>${form}`,
    }))
    assert.equal(t.seen.logins[0]?.scripted, true)
    const [seen] = await seenBy(credentials, { ...t.bench, observed: [...t.observed, t as unknown as Observation] })
    assert.deepEqual([seen?.completeness, seen?.trouble], ['partial', 'login-by-script'])
  })
})

describe('other services', () => {
  test('MQTT: messages for anybody, a session alone, or a login', async () => {
    const broker = (connack: number, suback: number) =>
      tcpDevice((socket) => {
        const reader = parser()
        reader.on('packet', (packet: Packet) => {
          if (packet.cmd === 'connect')
            socket.write(generate({ cmd: 'connack', returnCode: connack, sessionPresent: false } as Packet))
          if (packet.cmd === 'subscribe')
            socket.write(generate({ cmd: 'suback', messageId: packet.messageId ?? 1, granted: [suback] } as Packet))
          if (packet.cmd === 'publish') throw new Error('something was published')
        })
        socket.on('data', (chunk) => reader.parse(chunk))
      })
    assert.deepEqual(brief(await seenAt(await broker(0, 0), 'mqtt')), ['granted', 'messages'])
    assert.deepEqual(brief(await seenAt(await broker(0, 0x80), 'mqtt')), ['granted', 'session'])
    assert.deepEqual(brief(await seenAt(await broker(5, 0), 'mqtt')), ['asks-login', 'mqtt'])
  })
  test('FTP: files for anybody, with a login beside them or alone', async () => {
    const ftp = (anonymousOk: boolean, others: string) =>
      tcpDevice((socket) => {
        socket.write('220 ready\r\n')
        socket.on('data', (chunk) => {
          const line = chunk.toString().trim()
          if (line === 'USER anonymous') socket.write(anonymousOk ? '331 mail please\r\n' : '530 no\r\n')
          else if (line.startsWith('PASS')) socket.write('230 in\r\n')
          else socket.write(`${others}\r\n`)
        })
      })
    assert.deepEqual(brief(await seenAt(await ftp(true, '530 anonymous only'), 'ftp')), ['granted', 'files'])
    assert.deepEqual(brief(await seenAt(await ftp(true, '331 password'), 'ftp')), ['granted', 'files', 'ftp'])
    assert.deepEqual(brief(await seenAt(await ftp(false, '331 password'), 'ftp')), ['asks-login', 'ftp'])
  })
  test('RTSP: a stream for anybody, or a login; no stream is played', async () => {
    const rtsp = (status: (path: string) => string) =>
      tcpDevice((socket) => {
        socket.on('data', (chunk) => {
          const [, verb, path = '', seq] =
            /^(\w+) rtsp:\/\/[^/]+(\S*) RTSP\/1\.0\r\nCSeq: (\d+)/.exec(chunk.toString()) ?? []
          assert.equal(verb, 'DESCRIBE')
          socket.write(
            `RTSP/1.0 ${status(path)}\r\nCSeq: ${seq}\r\nWWW-Authenticate: Digest realm="x", nonce="n"\r\n\r\n`,
          )
        })
      })
    assert.deepEqual(brief(await seenAt(await rtsp((p) => (p === '/live' ? '200 OK' : '404 Not Found')), 'rtsp')), [
      'granted',
      'stream',
    ])
    assert.deepEqual(brief(await seenAt(await rtsp(() => '401 Unauthorized'), 'rtsp')), ['asks-login', 'rtsp-digest /'])
    assert.deepEqual(brief(await seenAt(await rtsp(() => '404 Not Found'), 'rtsp')), ['unclear'])
  })
  test('CoAP: resources for anybody, or refused; the list of them is no resource', async () => {
    const device = (code: string) =>
      udpDevice((packet) => {
        const asked = coap.parse(packet)
        const path = asked.options
          .filter((o) => o.name === 'Uri-Path')
          .map((o) => o.value.toString())
          .join('/')
        const list = path === '.well-known/core'
        return coap.generate({
          code: list ? '2.05' : code,
          ack: true,
          messageId: asked.messageId,
          token: asked.token,
          payload: Buffer.from(list ? '</config>;rt="x",</.well-known/core>' : 'secret'),
        })
      })
    assert.deepEqual(brief(await seenAt(await device('2.05'), 'coap')), ['granted', 'resource'])
    assert.deepEqual(brief(await seenAt(await device('4.01'), 'coap')), ['asks-login'])
    assert.deepEqual(brief(await seenAt(await udpDevice(() => undefined), 'coap')), ['silent'])
  })
  test('TFTP, garbage and silence', async () => {
    assert.deepEqual(brief(await seenAt(await udpDevice(() => Buffer.from('\0\x05\0\x01not found\0')), 'tftp')), [
      'granted',
      'protocol',
    ])
    assert.deepEqual(brief(await seenAt(await udpDevice(() => undefined), 'tftp')), ['silent'])
    assert.deepEqual(brief(await seenAt(await tcpDevice((s) => void s.write('\xff\x00garbage')), 'ftp')), ['silent'])
    assert.deepEqual(brief(await seenAt(await tcpDevice((s) => s.destroy()), 'ssh')), ['unclear'])
  }, 60_000)
})
