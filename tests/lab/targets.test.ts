import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { deviceIds, readDevice } from '../../bench/targets/device.ts'
import { benches, sweep } from '../../bench/targets/network.ts'
import type { Targets } from '../../bench/targets/start.ts'
import type { Finished } from '../../bench/targets/tester.ts'
import { loadIxitTables } from '../../src/adapters/example-files.ts'
import { readIxit } from '../../src/lab/declared/read-ixit.ts'
import { checkout, until } from '../support/app-process.ts'
import { withTargets } from '../support/targets.ts'

// The bench itself: what its devices are said to be is what other people's tools find.

const ours = deviceIds.map(readDevice)
const tools = ['nmap', 'sslscan', 'ssh-audit', 'hydra', 'curl', 'dig', 'ssh', 'ssh-keyscan', 'bash']

describe('the folders of the devices', () => {
  test('every declaration can be compared with a device, without a gap', async () => {
    for (const { id, ixit } of ours.filter((d) => d.kind === 'device')) {
      const tables = await loadIxitTables(ixit)
      assert.ok(tables.ok, `${id}: ${JSON.stringify(tables)}`)
      assert.deepEqual(readIxit(tables.value).gaps, [], id)
      assert.ok(readIxit(tables.value).interfaces.length > 0, id)
    }
  })

  test('a fault is named once, and its endpoint is one the device listens on', () => {
    for (const { id, listens, truth } of ours) {
      assert.equal(truth.device, id)
      assert.equal(new Set(truth.faults.map((f) => f.id)).size, truth.faults.length, id)
      for (const { endpoint } of truth.faults) assert.ok(endpoint === undefined || listens.includes(endpoint), endpoint)
    }
  })

  test('no unit is to hold and to fail on the same device', () => {
    for (const { id, truth } of ours) {
      const failing = truth.faults.flatMap((f) => f.units)
      assert.deepEqual(
        truth.passes.filter(({ unit }) => failing.includes(unit)),
        [],
        id,
      )
    }
  })
})

const ports = (nmap: Finished): readonly string[] =>
  [...nmap.stdout.matchAll(/^(\d+\/(?:tcp|udp)) +open /gm)].map(([, port = '']) => port.split('/').reverse().join('/'))
const sorted = (all: Iterable<string>): readonly string[] => [...all].toSorted()
const tcp = (all: readonly string[]) => sorted(all.filter((endpoint) => endpoint.startsWith('tcp/')))
const scan = (targets: Targets, address: string, ...more: readonly string[]) =>
  targets.exec('nmap', ['-n', '-Pn', '-sT', '-p-', ...(address.includes(':') ? ['-6'] : []), ...more, address])
const said = async (targets: Targets, command: string, ...args: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await targets.exec(command, args, { timeoutMs: 20_000 })
  return stdout + stderr
}
const status = (targets: Targets, url: string, ...args: readonly string[]) =>
  said(targets, 'curl', '-gsk', '-m', '5', '-o', '/dev/null', '-w', '%{http_code}', ...args, url)
const json = (user: string, password: string) => [
  ...['-H', 'content-type: application/json'],
  ...['-d', JSON.stringify({ user, password })],
]
const formed = (user: string, password: string) => ['-d', `username=${user}&password=${password}`]

withTargets(
  'all devices',
  deviceIds,
  (targets) => {
    test('each listens on what its folder says, and on nothing else', async () => {
      for (const device of targets().devices)
        assert.deepEqual(sorted(await device.listening()), sorted(device.device.listens), device.device.id)
    })

    test('nmap finds those ports on three of them', async () => {
      for (const id of ['bad-cam', 'good-cam', 'mid-hub']) {
        const { device, addresses } = targets().device(id)
        const onIpv4 = device.listens.filter((endpoint) => endpoint !== 'tcp/9527')
        assert.deepEqual(sorted(ports(await scan(targets(), addresses.ipv4!))), tcp(onIpv4), id)
      }
    })

    test('the debug shell of the bad camera is open on IPv6 alone', async () => {
      const { addresses } = targets().device('bad-cam')
      const look = (address: string) => targets().exec('nmap', ['-n', '-Pn', '-p9527', ...six(address), address])
      assert.deepEqual(ports(await look(addresses.ipv6)), ['tcp/9527'])
      assert.deepEqual(ports(await look(addresses.ipv4!)), [])
    })

    test('one port of the device with IPv6 alone is open on its link-local address alone', async () => {
      const { addresses } = targets().device('six-only')
      assert.equal(addresses.ipv4, undefined)
      assert.deepEqual(sorted(ports(await scan(targets(), addresses['link-local']))), ['tcp/443', 'tcp/4444'])
      assert.deepEqual(ports(await scan(targets(), addresses.ipv6)), ['tcp/443'])
    })

    test('the dropping host answers on two ports and is silent on the others', async () => {
      const seen = await targets().exec('nmap', ['-n', '-Pn', '-p', '22,80,443,8443,51413', '198.18.0.13'])
      assert.deepEqual(sorted(ports(seen)), ['tcp/51413', 'tcp/8443'])
      assert.equal(seen.stdout.match(/filtered/g)?.length, 3)
    })

    test('the bad camera speaks TLS 1.0, without authentication and without encryption, under a weak certificate', async () => {
      const seen = await said(targets(), 'sslscan', '--no-colour', '198.18.0.10')
      for (const part of [
        'TLSv1.0   enabled',
        'TLSv1.1   enabled',
        'TLSv1.3   disabled',
        'ADH-AES256-SHA',
        'NULL-SHA256',
      ])
        assert.ok(seen.includes(part), part)
      assert.match(seen, /Signature Algorithm: +sha1WithRSAEncryption/)
      assert.match(seen, /RSA Key Strength: +1024/)
      assert.doesNotMatch(seen, /Altnames/)
    })

    test('the bad camera speaks group1, 3DES and MD5 in SSH, with a key of 1024 bits', async () => {
      const seen = await said(targets(), 'ssh-audit', '-n', '198.18.0.10')
      for (const part of ['diffie-hellman-group1-sha1', '3des-cbc', 'hmac-md5', 'ssh-rsa (1024-bit)'])
        assert.ok(seen.includes(part), part)
    })

    test('the known passwords open the bad camera, and others do not', async () => {
      const bad = (url: string, ...args: readonly string[]) => status(targets(), `http://198.18.0.10${url}`, ...args)
      assert.equal(await bad('/', '-u', 'admin:admin'), '200')
      assert.equal(await bad('/', '-u', 'admin:wrong'), '401')
      assert.equal(await bad(':8080/login', ...formed('admin', 'admin')), '302')
      for (let tries = 0; tries < 8; tries++) assert.equal(await bad(':8080/login', ...formed('admin', 'wrong')), '200')
      assert.equal(await bad(':8080/login', ...formed('admin', 'admin')), '302', 'eight wrong tries close nothing')
      const stream = (login: string) =>
        said(
          targets(),
          'bash',
          '-c',
          `exec 3<>/dev/tcp/198.18.0.10/554; printf '${describeStream(login)}' >&3; timeout 1 cat <&3`,
        )
      assert.match(await stream('admin:12345'), /application\/sdp/)
      assert.match(await stream('admin:admin'), /401 Unauthorized/)
    })

    test('telnet and the second SSH of the bad camera open to known passwords', async () => {
      // hydra’s telnet module may never come to an end; telnet is spoken by ourselves.
      const shell = await targets().node(join(checkout, 'tests/support/telnet-login.ts'), [
        '198.18.0.10',
        'root',
        'xc3511',
      ])
      assert.match(shell.stdout, /# $/)
      const guess = ['-I', '-t1', '-f', '-l', 'admin', '-p', 'admin', 'ssh://198.18.0.10:2222']
      assert.match(await said(targets(), 'hydra', ...guess), /login: admin +password: admin/)
    })

    test('anybody reads the files, messages and settings of the bad camera', async () => {
      const curl = (url: string) => said(targets(), 'curl', '-s', '-m', '3', url)
      assert.match(await curl('ftp://198.18.0.10/'), /recording\.txt/)
      assert.match(await curl('tftp://198.18.0.10/config.cfg'), /admin_password/)
      assert.match(await curl('mqtt://198.18.0.10/%24SYS/broker/version'), /mosquitto version/)
      assert.match(await curl('http://198.18.0.10/cgi-bin/info.json'), /"serial":"BC2017000A1B2"/)
      const scripts = ['--script', 'snmp-sysdescr,coap-resources']
      const udp = await said(targets(), 'nmap', '-n', '-Pn', '-sU', '-p161,5683', ...scripts, '198.18.0.10')
      assert.match(udp, /IPC-2017 fw 1\.0\.7/)
      assert.match(udp, /\/config/)
      const txt = ['-p', '5353', '@198.18.0.10', 'IPC-2017\\ 00A1B2._http._tcp.local', 'TXT', '+short', '+time=2']
      assert.match(await said(targets(), 'dig', ...txt), /serial=BC2017000A1B2/)
    })

    test('the good camera speaks TLS 1.3 alone, under a certificate of the maker, and locks after five tries', async () => {
      const good = 'https://198.18.0.11'
      const handshake = (...args: readonly string[]) =>
        said(targets(), 'openssl', 's_client', '-connect', '198.18.0.11:443', ...args)
      assert.match(await handshake('-tls1_3'), /i:CN = Hoshi Devices Bench CA/)
      assert.match(await handshake('-tls1_2'), /alert protocol version/)
      assert.equal(await status(targets(), `${good}/api/status`), '401')
      for (const tries of [1, 2, 3, 4, 5, 6])
        assert.equal(await status(targets(), `${good}/api/session`, ...json('guest', 'x')), tries <= 5 ? '401' : '429')
      const known = targets().device('good-cam').device.logins[0]!
      assert.equal(await status(targets(), `${good}/api/session`, ...json(known.user, known.password)), '200')
    })

    test('the good camera offers no password in SSH', async () => {
      const asked = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'PreferredAuthentications=none']
      const seen = await said(targets(), 'ssh', ...asked.flatMap((option) => ['-o', option]), 'service@198.18.0.11')
      assert.match(seen, /Permission denied \(publickey\)/)
    })

    test('the throttled hub answers 503 and 429 before its default password would be tried', async () => {
      const seen = { page: [] as string[], api: [] as string[] }
      for (let tries = 0; tries < 5; tries++) {
        seen.page.push(await status(targets(), 'https://198.18.0.16/login', ...formed('admin', 'x')))
        seen.api.push(await status(targets(), 'https://198.18.0.16:8443/api/session', ...json('admin', 'x')))
      }
      assert.deepEqual(seen, { page: ['200', '200', '200', '503', '503'], api: ['401', '401', '401', '429', '429'] })
      assert.equal(await status(targets(), 'https://198.18.0.16/login', ...formed('admin', '12345678')), '503')
    })

    test('the locking device closes an account after three wrong tries: openly, and in silence', async () => {
      const api = (password: string) => status(targets(), 'https://198.18.0.15/api/session', ...json('admin', password))
      const page = (password: string) =>
        status(targets(), 'https://198.18.0.15:8443/login', ...formed('admin', password))
      assert.deepEqual([await api('admin'), await page('12345')], ['200', '302'])
      for (let tries = 0; tries < 3; tries++) assert.deepEqual([await api('x'), await page('x')], ['401', '200'])
      assert.deepEqual([await api('admin'), await page('12345')], ['423', '200'], 'the right password is refused now')
    })

    test('the two routers differ by telnet with root:admin', async () => {
      assert.deepEqual(ports(await targets().exec('nmap', ['-n', '-Pn', '-p23', '198.18.0.20'])), [])
      const shell = await targets().node(join(checkout, 'tests/support/telnet-login.ts'), [
        '198.18.0.21',
        'root',
        'admin',
      ])
      assert.match(shell.stdout, /# $/)
      const wrong = await targets().node(join(checkout, 'tests/support/telnet-login.ts'), [
        '198.18.0.21',
        'root',
        'wrong',
      ])
      assert.match(wrong.stdout, /Login incorrect/)
    })

    test('the pages of the maker are there, over TLS that the bench’s own authority signs', async () => {
      for (const path of [
        '.well-known/security.txt',
        '.well-known/csaf/provider-metadata.json',
        'security/policy.html',
        'support/hr-500.html',
      ])
        assert.equal(await status(targets(), `https://198.18.0.9/${path}`), '200', path)
    })
  },
  tools,
)

withTargets(
  'a bench by itself',
  ['good-cam', { id: 'good-cam', sample: 2 }],
  (targets) => {
    test('the tester sees nothing but the bench, and the host nothing of it', async () => {
      for (const address of ['192.0.2.1', '8.8.8.8', '2001:db8::1'])
        assert.match(await said(targets(), 'ip', ...six(address), 'route', 'get', address), /unreachable/)
      assert.deepEqual(
        (JSON.parse(await said(targets(), 'ip', '-j', 'link')) as { ifname: string }[]).map((link) => link.ifname),
        ['lo', 'eth0'],
      )
      const ofTheHost = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
      assert.deepEqual(
        ofTheHost.filter((address) => /^(198\.18\.|fdc6:198:18:)/.test(address)),
        [],
      )
      // A namespace is joined to another by a pair of interfaces; none of the host's has its peer in one of the bench.
      const links = readFileSync('/proc/net/dev', 'utf8')
      assert.doesNotMatch(links, /^\s*(port\d+|br0):/m)
    })

    test('two units of one product have their own address, key and password', async () => {
      const [first, second] = [targets().device('good-cam', 1), targets().device('good-cam', 2)]
      assert.notEqual(first.mac, second.mac)
      const keyOf = (address = '') => said(targets(), 'ssh-keyscan', '-T', '3', '-t', 'ed25519', address)
      const [one, two] = [await keyOf(first.addresses.ipv4), await keyOf(second.addresses.ipv4)].map(
        (seen) => /ssh-ed25519 (AAAA\S+)/.exec(seen)?.[1],
      )
      assert.ok(one !== undefined && two !== undefined && one !== two)
      const of = (sample: number) => first.device.logins.find((login) => login.sample === sample)!
      const url = `https://${second.addresses.ipv4}/api/session`
      assert.equal(await status(targets(), url, ...json('owner', of(2).password)), '200')
      assert.equal(await status(targets(), url, ...json('owner', of(1).password)), '401')
    })

    test('a device can be unplugged and comes back', async () => {
      const device = targets().device('good-cam', 2)
      const url = `https://${device.addresses.ipv4}/`
      device.cutLink()
      assert.equal(await status(targets(), url, '-m', '1'), '000')
      device.restoreLink()
      assert.equal(await status(targets(), url), '200')
      await device.powerOff()
      assert.deepEqual([...(await device.listening())], [])
      await device.powerOn()
      assert.equal(await status(targets(), url), '200')
    })

    test('a command that does not end is ended after its time, with what it started', async () => {
      const slow = await targets().exec('sh', ['-c', 'sleep 60 & sleep 60'], { timeoutMs: 300 })
      assert.ok(slow.timedOut && slow.ms < 5_000, `${slow.ms}`)
    })

    test('what a device does to its disk stays in its memory', () => {
      assert.doesNotMatch(readFileSync('/etc/passwd', 'utf8'), /run\/device/)
    })
  },
  tools,
)

withTargets('what is left behind', [], () => {
  const keeper = join(checkout, 'bench/targets/keep.ts')
  const started = () => spawn(process.execPath, [keeper, 'good-cam'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ready = (child: ReturnType<typeof started>) =>
    new Promise<{ prefix: string }>((done) => child.once('message', (m) => done(m as { prefix: string })))
  const processesOf = (prefix: string) =>
    readdirSync('/proc').filter((pid) => {
      try {
        return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`BENCH=${prefix}\0`)
      } catch {
        return false
      }
    })

  test('nothing, after a bench was stopped', async () => {
    const child = started()
    const { prefix } = await ready(child)
    assert.ok(benches().some((bench) => bench.prefix === prefix && bench.alive))
    assert.ok(processesOf(prefix).length > 2)
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
    assert.deepEqual(
      benches().filter((bench) => bench.prefix === prefix),
      [],
    )
    assert.deepEqual(processesOf(prefix), [])
  })

  test('no process, after a bench was killed; its namespaces are swept by the next start', async () => {
    const child = started()
    const { prefix } = await ready(child)
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
    await until('its devices are gone', () => processesOf(prefix).length === 0, 5_000)
    assert.ok(benches().some((bench) => bench.prefix === prefix && !bench.alive))
    assert.ok(sweep().includes(prefix))
    assert.deepEqual(
      benches().filter((bench) => bench.prefix === prefix),
      [],
    )
  })
})

function describeStream(login: string): string {
  const basic = Buffer.from(login).toString('base64')
  return `DESCRIBE rtsp://198.18.0.10/ RTSP/1.0\\r\\nCSeq: 1\\r\\nAuthorization: Basic ${basic}\\r\\n\\r\\n`
}

function six(address: string): readonly string[] {
  return address.includes(':') ? ['-6'] : []
}
