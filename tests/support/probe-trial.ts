import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stageText } from '../../src/apps/cli/commands/probe-plan.ts'
import { programFlags } from './program.ts'

// Runs `hoshirushi probe run` as a process of its own against an evil device in this namespace, and measures it. To be run by
// `inOwnNetwork` only.

/** What a trial is told, in the environment variable TRIAL. */
export interface ProbeTrial {
  readonly device: string // a name of evil-device.ts
  readonly targets?: readonly string[]
  readonly consent?: string
  readonly stop?: 'SIGINT' | 'SIGKILL' // a moment after it began to speak to services: Ctrl-C, or kill -9
  readonly capMs: number // the run is ended for good then, and that is a failure
  readonly keep?: boolean // leaves the folder for whoever looks
}
export interface ProbeTrialResult {
  readonly folder: string
  readonly code: number | null
  readonly signal: string | null
  readonly seconds: number
  readonly megabytes: number // highest resident memory of the command
  readonly stopMs?: number // from Ctrl-C to the end of the process
  readonly lastTrafficMs?: number // from Ctrl-C to the last byte or connection that reached the device
  readonly output: string
  readonly verify: { readonly code: number | null; readonly output: string }
  readonly ending?: string // of the record
  readonly outOfOrder: readonly string[] // files of the run that others could read
  readonly tellsSecrets: readonly string[] // files and output in which a lent password stands
  readonly neighbourMet: boolean
}

const checkout = join(import.meta.dirname, '../..')
const cli = join(checkout, 'src/apps/cli/main.ts')
const trial: ProbeTrial = JSON.parse(process.env['TRIAL'] ?? '{}')
const { targets = ['127.0.0.1'], consent = 'wrong-tries,real-account,robustness' } = trial
const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-evil-'))
const home = join(folder, 'home')
mkdirSync(home)
const logins = join(folder, 'logins.yaml')
const lent = { user: 'keeper', password: 'Tr0ub4dor&3 x/"q' }
writeFileSync(
  logins,
  JSON.stringify({
    logins: ['AuthMech-WebUI', 'AuthMech-Stream'].map((authentication) => ({ authentication, ...lent })),
  }),
)
chmodSync(logins, 0o600)

const env = { ...process.env, HOSHIRUSHI_HOME: home, NODE_OPTIONS: '', TRIAL: '' }
const device = spawn(process.execPath, [join(import.meta.dirname, 'evil-device.ts'), trial.device], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const traffic = { last: 0, neighbour: false }
const ready = new Promise<void>((done, fail) => {
  device.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('ready')) done()
    if (chunk.includes('neighbour')) traffic.neighbour = true
    for (const [, at] of chunk.toString().matchAll(/^(\d+)$/gm)) traffic.last = Number(at)
  })
  device.on('exit', () => fail(new Error('the device has ended')))
})
await ready

const command = (...args: readonly string[]) =>
  spawn(process.execPath, [...programFlags, cli, '--lang', 'en', 'probe', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
async function ended(child: ChildProcess, capMs: number) {
  let output = ''
  const keep = (chunk: Buffer) => {
    if (output.length < 200_000) output += chunk.toString('utf8')
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  let capped = false
  const cap = setTimeout(() => {
    capped = true
    child.kill('SIGKILL')
  }, capMs)
  const [code, signal] = await new Promise<[number | null, string | null]>((done) =>
    child.on('close', (...how) => done(how)),
  )
  clearTimeout(cap)
  return { code, signal: capped ? 'capped' : signal, output }
}

const asked = [
  ...targets.flatMap((target) => ['--target', target]),
  ...['--ixit', join(checkout, 'bench/targets/bad-cam')],
  ...['--consent', consent, '--logins', logins],
]
const planned = await ended(command('plan', ...asked, '--json'), 60_000)
const { digest } = JSON.parse(planned.output.slice(planned.output.indexOf('{')))
const run = join(folder, 'run')
const began = performance.now()
const child = command('run', ...asked, '--yes', digest, '--run', run, '--person', 'bench', '--label', 'evil')
const inTheMiddle = stageText.identify.en
let highest = 0
const watching = setInterval(() => {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    highest = Math.max(highest, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
  } catch {
    // it has ended
  }
}, 50)
let stoppedAt = 0
let told = ''
child.stderr?.on('data', (chunk: Buffer) => {
  if (trial.stop === undefined || told.includes(inTheMiddle)) return
  told += chunk.toString('utf8').slice(0, 10_000)
  if (told.includes(inTheMiddle))
    setTimeout(() => {
      stoppedAt = Date.now()
      child.kill(trial.stop)
    }, 200)
})
const done = await ended(child, trial.capMs)
const stopMs = stoppedAt > 0 ? Date.now() - stoppedAt : undefined
const seconds = (performance.now() - began) / 1_000
clearInterval(watching)
const evidence = join(run, 'evidence.zip')
const verify = existsSync(evidence)
  ? await ended(command('verify', evidence), 60_000)
  : { code: null, output: 'no evidence' }
if (stoppedAt > 0) await new Promise((wait) => setTimeout(wait, 1_500)) // whatever still comes
device.kill('SIGKILL')
const files = existsSync(run)
  ? readdirSync(run, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(run, name)).isFile())
  : []
const spelt = [lent.password, encodeURIComponent(lent.password), `${lent.user}:${lent.password}`].flatMap((text) => [
  text,
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
])
const tells = (bytes: Buffer | string) => spelt.some((text) => bytes.includes(text))
const record = join(run, 'record.json')
const result: ProbeTrialResult = {
  folder,
  code: done.code,
  signal: done.signal,
  seconds,
  megabytes: highest / 1_024,
  ...(stopMs !== undefined && { stopMs, lastTrafficMs: traffic.last - stoppedAt }),
  output: done.output.slice(-6_000),
  verify: { code: verify.code, output: verify.output },
  ...(existsSync(record) && { ending: JSON.parse(readFileSync(record, 'utf8')).ending }),
  outOfOrder: files.filter((name) => (statSync(join(run, name)).mode & 0o077) !== 0),
  tellsSecrets: [
    ...files.filter((name) => tells(readFileSync(join(run, name)))),
    ...(tells(done.output) ? ['output'] : []),
  ],
  neighbourMet: traffic.neighbour,
}
if (trial.keep !== true) rmSync(folder, { recursive: true, force: true })
console.log(JSON.stringify(result))
process.exit()
