import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tls } from '../../../src/lab/instruments/tls/tls.ts'
import type { Observation } from '../../../src/lab/observation.ts'
import { benchAt, seenBy } from '../lab-bench.ts'

// Servers of other makers on this namespace's loopback, looked at by us and by sslscan. To be run by `inOwnNetwork` only.

export interface PeerSeen {
  readonly server: string
  readonly observations: readonly Observation[]
  readonly connections: number
  readonly ms: number
  readonly sslscan: string // XML
  readonly sslscanMs: number
}

const folder = mkdtempSync(join(tmpdir(), 'tls-peers-'))
const file = (name: string) => join(folder, name)
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder })
const request = ['req', '-x509', '-nodes', '-days', '4000', '-subj', '/CN=peer']
openssl(...request, '-newkey', 'rsa:1024', '-sha1', '-keyout', 'weak.key', '-out', 'weak.crt')
openssl(
  ...request,
  '-newkey',
  'rsa:2048',
  '-addext',
  'subjectAltName=DNS:peer',
  '-keyout',
  'rsa.key',
  '-out',
  'rsa.crt',
)
openssl(...request, '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', 'ec.key', '-out', 'ec.crt')
openssl('dhparam', '-dsaparam', '-out', 'dh.pem', '1024')
openssl(
  'pkcs12',
  '-export',
  '-in',
  'weak.crt',
  '-inkey',
  'weak.key',
  '-name',
  'peer',
  '-passout',
  'pass:password',
  '-out',
  'weak.p12',
)

const keysOf = (name: string, other?: string) => [
  ...['-cert', file(`${name}.crt`), '-key', file(`${name}.key`)],
  ...(other ? ['-dcert', file(`${other}.crt`), '-dkey', file(`${other}.key`)] : []),
]
const sServer = (port: number, ...args: readonly string[]) =>
  ['openssl', 's_server', '-accept', String(port), '-quiet', ...args] as const
const everything = ['-cipher', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0', '-min_protocol', 'TLSv1', '-dhparam', file('dh.pem')]

const servers: readonly (readonly [name: string, port: number, command: readonly string[]])[] = [
  ['openssl, everything', 4431, sServer(4431, ...keysOf('weak', 'ec'), ...everything)],
  ['openssl, TLS 1.3 alone', 4432, sServer(4432, ...keysOf('rsa', 'ec'), '-tls1_3')],
  ['openssl, as delivered', 4433, sServer(4433, ...keysOf('rsa'))],
  ['openssl, ECDSA on one curve', 4434, sServer(4434, ...keysOf('ec'), '-tls1_2', '-named_curve', 'P-384')],
  ...(spawnSync('java', ['-version']).status === 0
    ? [
        [
          'java, everything',
          4435,
          ['java', join(import.meta.dirname, 'LegacyServer.java'), '4435', file('weak.p12')],
        ] as const,
      ]
    : []),
]

const running: ChildProcess[] = []
for (const [, , [command = '', ...args]] of servers)
  running.push(spawn(command, args, { cwd: folder, stdio: 'ignore' }))
const opens = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false))
    setTimeout(() => socket.destroy(), 200)
  })
const seen: PeerSeen[] = []
try {
  for (const [server, port] of servers) {
    for (let i = 0; i < 100 && !(await opens(port)); i++) await sleep(200)
    await sleep(300) // s_server serves one visitor after the other, and has just had one
    const bench = benchAt(
      { ipv4: '127.0.0.1' },
      { declared: { communication: [{ id: 'peer', endpoints: [`tcp/${port}`], protocols: ['TLS1.2'] }] } },
    )
    const began = performance.now()
    const observations = await seenBy(tls, bench)
    const ms = Math.round(performance.now() - began)
    const theirs = performance.now()
    const { status } = spawnSync('sslscan', [`--xml=${file('sslscan.xml')}`, `127.0.0.1:${port}`], { timeout: 60_000 })
    const sslscanMs = Math.round(performance.now() - theirs)
    if (status !== 0) throw new Error(`sslscan of ${server} ended with ${status}`)
    const sslscan = readFileSync(file('sslscan.xml'), 'utf8')
    seen.push({ server, observations, connections: bench.dial.spent.connections, ms, sslscan, sslscanMs })
  }
} finally {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
}
console.log(JSON.stringify(seen))
process.exit()
