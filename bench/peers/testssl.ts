import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tester } from '../targets/tester.ts'
import type { PeerRun } from './finding.ts'

const limitMs = 240_000

export interface TestsslLine {
  readonly id: string
  readonly severity: string
  readonly finding: string
}

/** What a line of testssl amounts to, for those that are true of a device in a local network. */
const meanings: Readonly<Record<string, (finding: string) => string | undefined>> = {
  SSLv2: () => 'tls-version SSLv2',
  SSLv3: () => 'tls-version SSLv3',
  TLS1: () => 'tls-version TLS1.0',
  TLS1_1: () => 'tls-version TLS1.1',
  cipherlist_NULL: () => 'tls-suite NULL',
  cipherlist_aNULL: () => 'tls-suite anonymous',
  cipherlist_EXPORT: () => 'tls-suite EXPORT',
  cipherlist_LOW: () => 'tls-suite LOW',
  cipherlist_3DES_IDEA: () => 'tls-suite 3DES',
  cipherlist_AVERAGE: () => 'tls-suite CBC',
  RC4: () => 'tls-suite RC4',
  SWEET32: () => 'tls-suite 3DES',
  FREAK: () => 'tls-suite EXPORT',
  BEAST_CBC_TLS1: () => 'tls-version TLS1.0',
  BEAST: () => 'tls-version TLS1.0',
  LOGJAM: (finding) => bits(finding, 'tls-prime-bits'),
  DH_groups: (finding) => bits(finding, 'tls-prime-bits'),
  cipher_order: () => 'tls-order client',
  secure_renego: () => 'tls-renegotiation insecure',
  CRIME_TLS: () => 'tls-compression',
  cert_signatureAlgorithm: (finding) => (/sha-?1|md5/i.test(finding) ? 'certificate weak-signature' : undefined),
  cert_keySize: (finding) => bits(finding, 'certificate key-bits'),
  cert_subjectAltName: () => 'certificate no-name',
  cert_trust: () => 'certificate no-name', // what it is called is not in it
  cert_validityPeriod: (finding) => `certificate long-validity ${/(\d+) days/.exec(finding)?.[1]}`,
  cert_notAfter: () => 'certificate expired',
  HSTS: () => 'header strict-transport-security',
  security_headers: () => 'header x-content-type-options',
}
const bits = (finding: string, what: string) => {
  const found = /(\d{3,5}) bits/.exec(finding)?.[1]
  return found === undefined ? undefined : `${what} ${found}`
}

/** Why a line is not counted: what it says is true of web sites, is a known false positive, or is about the tool itself. */
const discounts: Readonly<Record<string, string>> = {
  cert_chain_of_trust: 'a device in a local network has its own or its maker’s authority',
  cert_caIssuers: 'likewise',
  cert_revocation: 'likewise: there is no revocation service in a local network',
  OCSP_stapling: 'likewise',
  DNS_CAArecord: 'the device has no name in the public DNS',
  LUCKY13: 'said of every CBC suite (testssl.sh #789, #1011, #1181, #2537)',
  cipher_negotiated: 'about the tool',
  engine_problem: 'about the tool',
}

/** testssl.sh in full, against one TLS port. */
export async function testssl(tester: Tester, address: string, endpoint: string): Promise<PeerRun> {
  const port = endpoint.slice(4)
  const file = join(tmpdir(), `hoshirushi-testssl-${process.pid}-${port}.json`)
  rmSync(file, { force: true })
  const host = address.includes(':') ? `[${address}]` : address
  const args = ['--quiet', '--color', '0', '--warnings', 'off', '--jsonfile', file, `${host}:${port}`]
  try {
    const { ms, timedOut } = await tester.exec('testssl', args, { timeoutMs: limitMs })
    const lines = read(file)
    return {
      tool: 'testssl.sh',
      against: endpoint,
      seconds: ms / 1000,
      cutOff: timedOut,
      ...readTestssl(lines, endpoint),
    }
  } finally {
    rmSync(file, { force: true })
  }
}

// Ended in the middle it leaves a file that is no JSON; every line before is one.
function read(file: string): readonly TestsslLine[] {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
    return JSON.parse(text) as TestsslLine[]
  } catch {
    return [...text.matchAll(/\{[^{}]*\}/g)].flatMap(([line]) => {
      try {
        return [JSON.parse(line) as TestsslLine]
      } catch {
        return []
      }
    })
  }
}

/** What its lines amount to, in our words. */
export function readTestssl(lines: readonly TestsslLine[], endpoint: string): Pick<PeerRun, 'findings' | 'discounted'> {
  const told = lines.filter(({ severity }) => ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'WARN'].includes(severity))
  const readings = told.map(({ id, finding }) => {
    // With several certificates ids carry a number: 'cert_keySize <cert#1>'.
    const name = id.split(' ')[0] ?? id
    return { said: `${endpoint} ${id}: ${finding.slice(0, 80)}`, why: discounts[name], key: meanings[name]?.(finding) }
  })
  return {
    findings: readings.flatMap(({ key }) =>
      key === undefined ? [] : [{ key: `${endpoint} ${key}`, by: 'testssl.sh' }],
    ),
    discounted: readings.flatMap(({ said, why, key }) =>
      key === undefined ? [{ by: 'testssl.sh', said, why: why ?? 'not known to this comparison' }] : [],
    ),
  }
}
