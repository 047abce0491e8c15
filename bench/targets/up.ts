import { fork, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { whyNoTargets } from './available.ts'
import { deviceIds, readDevice } from './device.ts'
import { benches, namespaceOf, sweep } from './network.ts'
import type { RunningDevice } from './power.ts'

// The bench of target devices, for a person: up, down, list, exec. See README.md.

interface Ready {
  readonly prefix: string
  readonly startMs: number
  readonly devices: readonly {
    readonly id: string
    readonly title: { readonly en: string }
    readonly addresses: RunningDevice['addresses']
  }[]
}

const isKeeper = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bench/targets/keep.ts')
  } catch {
    return false
  }
}
const kept = () => benches().filter(({ alive, pid }) => alive && isKeeper(pid))

async function up(ids: readonly string[]): Promise<number> {
  const unknown = ids.filter((id) => !deviceIds.includes(id))
  if (unknown.length > 0) return refuse(`There is no ${unknown.join(', ')}; there are ${deviceIds.join(', ')}.`)
  const wanted = ids.length > 0 ? ids : deviceIds
  const why = whyNoTargets(wanted)
  if (why !== undefined) return refuse(`No devices can be started here: ${why}.`)
  const keeper = fork(join(import.meta.dirname, 'keep.ts'), wanted, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const words: Buffer[] = []
  keeper.stderr?.on('data', (part: Buffer) => words.push(part))
  const ready = await new Promise<Ready | undefined>((done) => {
    keeper.once('message', (said) => done(said as Ready))
    keeper.once('exit', () => done(undefined))
  })
  if (ready === undefined) return refuse(Buffer.concat(words).toString('utf8'))
  keeper.unref()
  keeper.stderr?.destroy()
  console.log(`${ready.prefix}, started in ${(ready.startMs / 1000).toFixed(2)} s`)
  for (const { id, title, addresses } of ready.devices)
    console.log(`  ${id.padEnd(14)} ${Object.values(addresses).join('  ')}\n                 ${title.en}`)
  console.log(`Look from the tester: ${process.argv[1]} exec nmap -n -p- 198.18.0.10\nEnd it: ${process.argv[1]} down`)
  return 0
}

function down(prefixes: readonly string[]): number {
  const wanted = kept().filter(({ prefix }) => prefixes.length === 0 || prefixes.includes(prefix))
  for (const { pid, prefix } of wanted) {
    process.kill(pid, 'SIGTERM')
    console.log(`ended: ${prefix}`)
  }
  for (const prefix of sweep()) console.log(`left behind by a killed run, removed: ${prefix}`)
  return wanted.length > 0 || prefixes.length === 0 ? 0 : refuse(`There is no bench called ${prefixes.join(', ')}.`)
}

function list(): number {
  for (const id of deviceIds) {
    const { title, host, ipv4, truth } = readDevice(id)
    const address = ipv4 ? `198.18.0.${host}` : `fdc6:198:18::${host}`
    console.log(`${id.padEnd(14)} ${address.padEnd(18)} ${String(truth.faults.length).padStart(2)} faults  ${title.en}`)
  }
  for (const { prefix, pid, alive } of benches())
    console.log(`bench ${prefix}: ${alive ? (isKeeper(pid) ? 'up' : 'of a test that runs') : 'left behind'}`)
  return 0
}

function exec(command: readonly string[]): number {
  const bench = kept().at(-1)
  if (bench === undefined) return refuse('No bench is up.')
  if (command.length === 0) return refuse('Say which command.')
  const tester = `--net=/run/netns/${namespaceOf(bench.prefix, 'tester')}`
  return spawnSync('nsenter', [tester, '--', ...command], { stdio: 'inherit' }).status ?? 1
}

function refuse(words: string): number {
  console.error(words)
  return 1
}

const [verb, ...rest] = process.argv.slice(2)
const verbs: Readonly<Record<string, (rest: readonly string[]) => number | Promise<number>>> = { up, down, list, exec }
process.exitCode = (await verbs[verb ?? '']?.(rest)) ?? refuse('up [DEVICE …] | down [BENCH …] | list | exec COMMAND …')
