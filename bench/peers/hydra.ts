import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CredentialPair } from '../../src/lab/bench.ts'
import type { Tester } from '../targets/tester.ts'
import type { PeerRun } from './finding.ts'

const limitMs = 120_000 // its telnet module may never end (lab.md §3); a run that is cut off counts as that long

/** A login as one has to describe it to hydra by hand. */
export interface HydraLogin {
  readonly endpoint: string
  readonly module: string // 'ssh', 'telnet', 'http-get', 'https-post-form', …
  readonly path?: string // what the module wants besides: '/', '/login:username=^USER^…'
}

/** hydra with a list of pairs, against one login. */
export async function hydra(
  tester: Tester,
  address: string,
  { endpoint, module, path }: HydraLogin,
  pairs: readonly CredentialPair[],
): Promise<PeerRun> {
  const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-hydra-'))
  const file = join(folder, 'pairs')
  const snmp = module === 'snmp'
  writeFileSync(file, pairs.map((p) => (snmp ? p.password : `${p.user}:${p.password}`)).join('\n'))
  try {
    const list = snmp ? ['-P', file] : ['-C', file]
    const args = [
      '-I',
      ...list,
      '-t',
      '4',
      '-w',
      '10',
      '-s',
      endpoint.slice(4),
      address,
      module,
      ...(path ? [path] : []),
    ]
    const { stdout, ms, timedOut } = await tester.exec('hydra', args, { timeoutMs: limitMs })
    const findings = readHydra(stdout).map((user) => ({ key: `${endpoint} login ${user}`, by: 'hydra' }))
    return {
      tool: `hydra ${module}`,
      against: endpoint,
      seconds: ms / 1000,
      cutOff: timedOut,
      findings,
      discounted: [],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The users it says it got in as. */
export const readHydra = (text: string): readonly string[] => [
  ...new Set(
    [...text.matchAll(/^\[\d+\]\[[^\]]+\] host: \S+ +(?:login: (\S*) +)?password: /gm)].map(([, user]) => user ?? ''),
  ),
]
