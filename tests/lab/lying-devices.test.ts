import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcp } from 'node:net'
import { afterEach, describe, test } from 'vitest'
import type { Bench } from '../../src/lab/bench.ts'
import type { Check } from '../../src/lab/check.ts'
import { passwordsUniqueOrChosen } from '../../src/lab/checks/5.1-1-2.ts'
import { bruteForceHindered } from '../../src/lab/checks/5.1-5-2.ts'
import { updateInterfacesAsDeclared } from '../../src/lab/checks/5.3-10-1.ts'
import { communicationCryptography } from '../../src/lab/checks/5.5-1-2.ts'
import { accessAfterLogin } from '../../src/lab/checks/5.5-4-2.ts'
import { secretsInTransit } from '../../src/lab/checks/5.5-6-2.ts'
import { interfacesAsDeclared } from '../../src/lab/checks/5.6-1-2.ts'
import { disclosureAsDeclared } from '../../src/lab/checks/5.6-2-2.ts'
import type { Declared } from '../../src/lab/declared/declared.ts'
import { anonymous } from '../../src/lab/instruments/anonymous/anonymous.ts'
import { credentials } from '../../src/lab/instruments/credentials/credentials.ts'
import { identify } from '../../src/lab/instruments/identify/identify.ts'
import { lockOut } from '../../src/lab/instruments/lock-out/lock-out.ts'
import { tls } from '../../src/lab/instruments/tls/tls.ts'
import type { AddressKind, Observation } from '../../src/lab/observation.ts'
import { benchAt, declaredInterface, nothingDeclared, seenBy } from '../support/lab-bench.ts'
import { judged } from '../support/lab-checks.ts'
import { benchCorpus, tcpDevice, webDevice } from '../support/login-devices.ts'
import { playedAnswer, playing } from '../support/played-tls.ts'

// Devices that behave while they are looked at: each passed once, or might. What can be known is found out; what cannot be known keeps
// the unit from passing, or stands in its reason.

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const port = (one: { address(): unknown }): number => (one.address() as AddressInfo).port
const scanned = (open: readonly number[], address: AddressKind = 'ipv4'): Observation => ({
  id: `port-scan/${address}`,
  ...{ sample: 1, address, began: 0, took: 1, completeness: 'complete' },
  seen: {
    ...{ kind: 'port-scan', from: 1, to: 65_535, open: [...open], refused: 65_535 - open.length, silent: 0 },
    ...{ canaries: [], control: 'kept' },
  },
})

/** A bench that is told which ports are open, and goes on from there as in a run. */
async function look(
  scans: readonly Observation[],
  declared: Partial<Declared>,
  instruments: readonly { run(bench: Bench): AsyncIterable<Observation> }[],
  more: Partial<Bench> = {},
): Promise<readonly Observation[]> {
  const addresses = Object.fromEntries(scans.map(({ address }) => [address!, address === 'ipv6' ? '::1' : '127.0.0.1']))
  const bench = { ...benchAt(addresses, { declared: { ...tables, ...declared } }), corpus: benchCorpus, ...more }
  const observed: Observation[] = [...scans]
  for (const instrument of instruments) observed.push(...(await seenBy(instrument, { ...bench, observed })))
  return observed
}
const tables = { tables: [...nothingDeclared.tables, '1-AuthMech', '13-SoftServ'] }
const said = (check: Check, unit: string, observed: readonly Observation[], declared: Partial<Declared>) =>
  judged(check, observed, { ...tables, ...declared }).of(unit)

const owner = { user: 'owner', password: 'own-password' }
const webLogin = (endpoint: string, more: Partial<Declared['authentication'][number]> = {}): Partial<Declared> => ({
  interfaces: [declaredInterface('Web', [endpoint], { protocol: 'http' })],
  services: [{ id: 'Web', enabled: true, endpoints: [endpoint], authentication: ['Login'] }],
  authentication: [
    {
      id: 'Login',
      endpoints: [endpoint],
      factor: 'password',
      users: ['owner'],
      passwordSource: 'unique-per-device',
      ...more,
    },
  ],
})
const logins = [{ authentication: 'Login', ...owner }]
const basic = ({ user, password }: { user: string; password: string }) => `Basic ${btoa(`${user}:${password}`)}`
const unauthorized = { 'www-authenticate': 'Basic realm="camera"' }

/** A page behind Basic, under both addresses at the same port; what else lets in differs by address. */
async function twoFaced(also: (address: AddressKind) => readonly { user: string; password: string }[]) {
  const serve = (address: AddressKind) => {
    const right = [owner, ...also(address)].map(basic)
    return createServer((request, response) => {
      const let_ = right.includes(request.headers.authorization ?? '')
      response.writeHead(let_ ? 200 : 401, let_ ? {} : unauthorized).end(let_ ? 'in' : 'log in')
    })
  }
  const four = serve('ipv4')
  await new Promise<void>((done) => four.listen(0, '127.0.0.1', done))
  const six = serve('ipv6')
  await new Promise<void>((done) => six.listen({ port: port(four), host: '::1', ipv6Only: true }, done))
  closing.push(
    () => four.close(),
    () => six.close(),
  )
  return port(four)
}

describe('one face under each address', () => {
  const instruments = [identify, anonymous, credentials, lockOut]
  const both = (open: number) => [scanned([open]), scanned([open], 'ipv6')]

  test('a default password that is taken over IPv6 alone is found', async () => {
    const open = await twoFaced((address) => (address === 'ipv6' ? [{ user: 'admin', password: 'admin' }] : []))
    const declared = webLogin(`tcp/${open}`)
    const observed = await look(both(open), declared, instruments, { logins })
    const { verdict, codes } = said(passwordsUniqueOrChosen, '5.1-1-2c', observed, declared)
    assert.equal(verdict, 'fail')
    assert.ok(codes.includes('default-accepted') && codes.includes('defaults-refused'))
  })

  test('where it was tried under one address alone nothing passes', async () => {
    const open = await twoFaced(() => [])
    const declared = webLogin(`tcp/${open}`)
    const observed = await look(both(open), declared, instruments, { logins })
    const isHeard = (o: Observation) => o.address !== 'ipv6' || ['port-scan', 'service'].includes(o.seen.kind)
    assert.equal(said(accessAfterLogin, '5.5-4-2a', observed, declared).verdict, 'pass')
    assert.equal(said(accessAfterLogin, '5.5-4-2a', observed.filter(isHeard), declared).verdict, 'inconclusive')
  })
})

describe('logins', () => {
  test('a form that answers 200 and the same page to everybody shows nothing: not that defaults are refused', async () => {
    const form = '<title>Camera</title><form method=post action=/><input name=u><input type=password name=p></form>'
    const endpoint = `tcp/${await webDevice(() => ({ body: form }))}`
    const declared = webLogin(endpoint)
    const observed = await look([scanned([Number(endpoint.slice(4))])], declared, [identify, anonymous, credentials], {
      logins,
    })
    assert.equal(said(passwordsUniqueOrChosen, '5.1-1-2c', observed, declared).verdict, 'inconclusive')
  })

  test('a limit that counts by source port hinders nobody', async () => {
    const wrong = new Map<number, number>()
    const server = createServer((request, response) => {
      const from = request.socket.remotePort ?? 0
      const count = wrong.get(from) ?? 0
      if (request.headers.authorization === basic(owner)) return void response.end('in')
      if (request.headers.authorization !== undefined) wrong.set(from, count + 1)
      response.writeHead(count >= 3 ? 429 : 401, unauthorized).end('no')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    closing.push(() => server.close())
    const endpoint = `tcp/${port(server)}`
    const declared = webLogin(endpoint, { bruteForce: { kind: 'rate-limit', after: 3, seconds: 60 } })
    const observed = await look([scanned([port(server)])], declared, [identify, anonymous, credentials, lockOut], {
      logins,
    })
    assert.deepEqual(said(bruteForceHindered, '5.1-5-2b', observed, declared), {
      verdict: 'fail',
      codes: ['not-hindered'],
    })
  })

  test('a command line on a high port that keeps silent for five seconds may be a login', async () => {
    const open = await tcpDevice((socket) => {
      setTimeout(() => socket.write('login: '), 5_000).unref()
    })
    const declared = { interfaces: [declaredInterface('Debug', [`tcp/${open}`])] }
    const observed = await look([scanned([open])], declared, [identify, anonymous])
    for (const [check, unit] of [
      [passwordsUniqueOrChosen, '5.1-1-2a'],
      [bruteForceHindered, '5.1-5-2a'],
      [accessAfterLogin, '5.5-4-2a'],
      [disclosureAsDeclared, '5.6-2-2a'],
      [updateInterfacesAsDeclared, '5.3-10-1c'],
    ] as const)
      assert.notEqual(said(check, unit, observed, declared).verdict, 'pass', unit)
  })

  test('a page that is open under the name the device tells is not passed over', async () => {
    const open = await webDevice(({ headers }) =>
      headers['host']?.startsWith('camera.local')
        ? { body: '<h1>Settings</h1><form action=/set><input name=dns></form>' }
        : headers['authorization'] === basic(owner)
          ? { body: 'in' }
          : { status: 401, headers: unauthorized },
    )
    const declared = webLogin(`tcp/${open}`)
    const named: Observation = {
      ...{ id: 'disclosure/mdns/ipv4/5353/hostname/SRV', sample: 1, address: 'ipv4', endpoint: 'udp/5353' },
      ...{ began: 0, took: 1, completeness: 'complete' },
      seen: { kind: 'disclosure', token: 'hostname', where: 'SRV', said: 'camera.local' },
    }
    const observed = await look([scanned([open]), named], declared, [identify, anonymous, credentials], { logins })
    const { verdict, codes } = said(accessAfterLogin, '5.5-4-2a', observed, declared)
    assert.equal(verdict, 'inconclusive', codes.join())
  })
})

describe('cryptography', () => {
  test('TLS that shows its old versions to later visitors alone is not sound', async () => {
    const good = { 'TLS1.2': ['TLS_RSA_WITH_AES_128_GCM_SHA256'] } as const
    const weak = { ...good, 'TLS1.0': ['TLS_RSA_WITH_AES_128_CBC_SHA'] } as const
    const played = await playing((socket, connection) =>
      socket.once('data', (bytes: Buffer) => {
        const answer = playedAnswer({ versions: connection > 12 ? weak : good }, bytes)
        if (answer) socket.write(answer)
        else socket.destroy()
      }),
    )
    closing.push(() => played.close())
    const endpoint = `tcp/${played.port}`
    const declared = {
      interfaces: [declaredInterface('Web', [endpoint], { protocol: 'https' })],
      communication: [{ id: 'Com', endpoints: [endpoint], protocols: ['TLS1.2'] }],
    }
    const service: Observation = {
      ...{
        id: `service/${endpoint}`,
        sample: 1,
        address: 'ipv4',
        endpoint,
        began: 0,
        took: 1,
        completeness: 'complete',
      },
      seen: { kind: 'service', protocol: 'https', tls: true },
    }
    const observed = await look([scanned([played.port]), service], declared, [tls])
    const { codes } = said(communicationCryptography, '5.5-1-2a', observed, declared)
    assert.ok(codes.includes('tls-version-refused'), codes.join())
    assert.ok(codes.includes('tls-version-undeclared'), codes.join())
  })
})

describe('ports that change', () => {
  test('a port that was open and is closed when it is asked what it speaks keeps everything open', async () => {
    const gone = createTcp()
    await new Promise<void>((done) => gone.listen(0, '127.0.0.1', done))
    const open = port(gone)
    await new Promise((done) => gone.close(done))
    const declared = { interfaces: [declaredInterface('Web', [`tcp/${open}`])], boundUdp: [] }
    const observed = await look([scanned([open])], declared, [identify, anonymous])
    for (const [check, unit] of [
      [passwordsUniqueOrChosen, '5.1-1-2a'],
      [bruteForceHindered, '5.1-5-2a'],
      [bruteForceHindered, '5.1-5-2b'],
      [communicationCryptography, '5.5-1-2a'],
      [secretsInTransit, '5.5-6-2a'],
      [disclosureAsDeclared, '5.6-2-2a'],
      [updateInterfacesAsDeclared, '5.3-10-1c'],
    ] as const)
      assert.ok(!['pass', 'not-applicable'].includes(said(check, unit, observed, declared).verdict), unit)
  })

  test('what opens after the scan, or for a knock, cannot be known: the reason says of when it speaks', () => {
    for (const text of Object.values(interfacesAsDeclared.reasons['all-ports-known'] ?? {}))
      assert.match(text, /走査のとき|at the time of the scan/)
  })
})
