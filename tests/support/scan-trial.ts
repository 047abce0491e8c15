import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { scanOf } from '../../src/lab/instruments/scan/scan.ts'
import type { SeenOf } from '../../src/lab/observation.ts'
import { benchAt, benchPolicy, declaredInterface, seenBy } from './lab-bench.ts'

// Scans a device made of listeners on this namespace's loopback, and writes what it found. To be run by `inOwnNetwork` only.

/** What a trial is told, in the environment variable TRIAL. */
export interface ScanTrial {
  readonly open: readonly number[]
  readonly hosts: readonly ('127.0.0.1' | '::1')[]
  readonly declared?: readonly string[]
  readonly from?: number
  readonly to?: number
  readonly times?: number
  readonly busy?: number // processes that only burn time
  readonly scanTimeoutMs?: number
  readonly patientMs?: number
}
export interface TrialResult {
  readonly scans: readonly {
    readonly address?: string
    readonly completeness: string
    readonly trouble?: string
    readonly seen: SeenOf<'port-scan'>
  }[]
  readonly seconds: readonly number[]
  readonly megabytesOver: number // highest memory over what it was before
}

const trial: ScanTrial = JSON.parse(process.env['TRIAL'] ?? '{}')
const { open, hosts, declared = [], times = 1, busy = 0 } = trial
await Promise.all(
  hosts.flatMap((host) =>
    open.map(
      (port) => new Promise<void>((done) => createServer((s) => s.on('error', () => {})).listen(port, host, done)),
    ),
  ),
)
const burn = 'const end = Date.now() + 140000; while (Date.now() < end) Math.sqrt(Math.random())'
const burning = Array.from({ length: busy }, () => spawn(process.execPath, ['-e', burn]))
const before = process.memoryUsage().rss
let highest = before
setInterval(() => {
  highest = Math.max(highest, process.memoryUsage().rss)
}, 50).unref()

const addresses = {
  ...(hosts.includes('127.0.0.1') && { ipv4: '127.0.0.1' }),
  ...(hosts.includes('::1') && { ipv6: '::1' }),
}
const policy = {
  pace: { ...benchPolicy.pace, ...(trial.scanTimeoutMs && { scanTimeoutMs: trial.scanTimeoutMs }) },
  scan: { ...benchPolicy.scan, ...(trial.patientMs && { patientMs: trial.patientMs }) },
}
const scans: TrialResult['scans'][number][] = []
const seconds: number[] = []
for (let i = 0; i < times; i++) {
  const began = performance.now()
  const bench = benchAt(addresses, { declared: { interfaces: [declaredInterface('all', declared)] }, policy })
  for (const { address, completeness, trouble, seen } of await seenBy(scanOf(trial), bench))
    if (seen.kind === 'port-scan')
      scans.push({ ...(address && { address }), completeness, ...(trouble && { trouble }), seen })
  seconds.push((performance.now() - began) / 1_000)
}
for (const child of burning) child.kill('SIGKILL')
console.log(JSON.stringify({ scans, seconds, megabytesOver: (highest - before) / 1e6 } satisfies TrialResult))
process.exit()
