import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Targets } from '../../bench/targets/start.ts'
import type { Assessment } from '../../src/lab/assess.ts'
import { type Evidence, openEvidence } from '../../src/lab/evidence/open-evidence.ts'
import { program } from './program.ts'

/** What one run of the command on a device of the bench came to. */
export interface Probed {
  readonly folder: string
  readonly file: Buffer // evidence.zip
  readonly evidence: Evidence
  readonly assessment: Assessment
  readonly seconds: number // of the run itself
  readonly wallSeconds: number // with the start of the program
  readonly output: string
}

export interface ProbeWish {
  readonly consent?: string // as on the command line
  readonly logins?: boolean // hand over the logins that a person at the bench knows; true
  readonly home?: string
  readonly ixit?: string
  readonly sample?: 1 | 2
  readonly more?: readonly string[]
  readonly only?: 'ipv4' | 'ipv6' // one address of the device; otherwise all
  readonly built?: boolean // the program as it is installed, from dist/; otherwise its source
}

const checkout = join(import.meta.dirname, '../..')
const source = [join(checkout, 'src/apps/cli/main.ts')]

/** Runs `hoshirushi probe plan` and `probe run` from beside the device, as a person would. */
export async function probeDevice(targets: Targets, id: string, wish: ProbeWish = {}): Promise<Probed> {
  const { consent = 'wrong-tries,real-account,robustness', sample = 1 } = wish
  const { device, addresses } = targets.device(id, sample)
  const work = mkdtempSync(join(tmpdir(), 'hoshirushi-probe-'))
  const folder = join(work, 'run')
  const home = wish.home ?? join(work, 'home')
  mkdirSync(home, { recursive: true })
  const asked = [
    ...Object.entries(addresses).flatMap(([kind, address]) =>
      wish.only === undefined || wish.only === kind ? ['--target', address] : [],
    ),
    '--ixit',
    wish.ixit ?? device.ixit,
    '--consent',
    consent,
    ...(sample === 1 ? [] : ['--sample', `${sample}`]),
    ...loginsOf(wish.logins === false ? [] : device.logins.filter((login) => login.sample === sample), work),
  ]
  const run = (...args: readonly string[]) =>
    targets.exec(process.execPath, [...(wish.built ? program : source), '--lang', 'en', 'probe', ...args], {
      timeoutMs: 240_000,
      env: { HOSHIRUSHI_HOME: home, ...(wish.built && { NODE_COMPILE_CACHE: join(checkout, 'dist/.compiled') }) },
    })
  const planned = await run('plan', ...asked, '--json')
  const { digest } = JSON.parse(planned.stdout || '{}')
  if (digest === undefined) throw new Error(`probe plan: ${planned.stderr || planned.stdout}`)
  const began = performance.now()
  const ran = await run(
    'run',
    ...asked,
    '--yes',
    digest,
    '--run',
    folder,
    '--person',
    'bench',
    '--label',
    `${id}-${randomUUID().slice(0, 4)}`,
    ...(wish.more ?? []),
  )
  const wallSeconds = (performance.now() - began) / 1000
  const output = `${ran.stdout}\n${ran.stderr}`
  const file = (() => {
    try {
      return readFileSync(join(folder, 'evidence.zip'))
    } catch {
      throw new Error(`probe run left no evidence: ${output}`)
    }
  })()
  const evidence = openEvidence(file)
  if (!evidence.ok) throw new Error(`the evidence cannot be opened: ${JSON.stringify(evidence.fault)}`)
  const { assessment, record } = evidence.value
  return { folder, file, evidence: evidence.value, assessment, seconds: record.elapsedMs / 1000, wallSeconds, output }
}

function loginsOf(
  logins: readonly { authentication: string; user: string; password: string }[],
  work: string,
): readonly string[] {
  if (logins.length === 0) return []
  const file = join(work, 'logins.yaml')
  const plain = logins.map(({ authentication, user, password }) => ({ authentication, user, password }))
  writeFileSync(file, stringify({ logins: plain }), { mode: 0o600 })
  return ['--logins', file]
}
