import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'

// Network namespaces in the shape of a bench: a switch, a tester and the devices, joined by veth. Nothing joins them to the host:
// no interface of theirs ever is in the host's namespace, and there is no way out.

const runNetns = '/run/netns'

/** The name of a namespace of one bench: 'hb4711-tester'. The number is the process that answers for it. */
export const namespaceOf = (prefix: string, name: string): string => `${prefix}-${name}`

/** Runs `ip -batch` and throws what it complains of. */
function ip(lines: readonly string[], args: readonly string[] = []): void {
  const done = spawnSync('ip', [...args, '-batch', '-'], { input: `${lines.join('\n')}\n`, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`ip ${args.join(' ')}: ${done.stderr.trim() || done.error?.message}`)
}

/** Makes the switch, the tester with its addresses, and a namespace for each device, with eth0 waiting in it. */
export function createNetwork(prefix: string, devices: readonly string[]): void {
  const [bridge, tester] = [namespaceOf(prefix, 'switch'), namespaceOf(prefix, 'tester')]
  const ends = ['tester', ...devices]
  ip(['switch', ...ends].map((name) => `netns add ${namespaceOf(prefix, name)}`))
  ip(
    [
      'link add br0 type bridge stp_state 0 forward_delay 0 mcast_snooping 0',
      ...ends.flatMap((name, n) => [
        `link add port${n} type veth peer name eth0 netns ${namespaceOf(prefix, name)}`,
        `link set port${n} master br0 up`,
      ]),
      'link set br0 up',
    ],
    ['-n', bridge],
  )
  ip(
    [
      'link set lo up',
      'link set eth0 address 02:00:5e:10:00:01',
      'link set eth0 up',
      'addr add 198.18.0.1/24 dev eth0',
      'addr add fdc6:198:18::1/64 dev eth0 nodad',
      'route add 224.0.0.0/4 dev eth0',
    ],
    ['-n', tester],
  )
}

/** Pulls a device's cable at the switch, or puts it back. `port` counts from 1, in the order of `createNetwork`. */
export const setLink = (prefix: string, port: number, state: 'up' | 'down'): void =>
  ip([`link set port${port} ${state}`], ['-n', namespaceOf(prefix, 'switch')])

/** Ends what still runs in the namespaces of a bench, and removes them. */
export function removeNetwork(prefix: string): void {
  const names = namespaces().filter((name) => name.startsWith(`${prefix}-`))
  for (const name of names) {
    const { stdout } = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' })
    for (const pid of (stdout ?? '').split('\n').filter(Boolean)) {
      try {
        process.kill(Number(pid), 'SIGKILL')
      } catch {
        // gone by itself
      }
    }
  }
  if (names.length > 0) ip(names.map((name) => `netns delete ${name}`))
}

const namespaces = (): readonly string[] => {
  try {
    return readdirSync(runNetns)
  } catch {
    return [] // nobody has ever made one
  }
}

/** The benches there are, by prefix, with whether the process that answers for them lives. */
export function benches(): readonly { readonly prefix: string; readonly pid: number; readonly alive: boolean }[] {
  const prefixes = new Set(namespaces().flatMap((name) => /^(hb\d+[a-z]?)-/.exec(name)?.[1] ?? []))
  return [...prefixes].map((prefix) => {
    const pid = Number.parseInt(prefix.slice(2), 10)
    const first = namespaces().find((name) => name.startsWith(`${prefix}-`))
    return { prefix, pid, alive: first !== undefined && startedBefore(pid, `${runNetns}/${first}`) }
  })
}

/** A process number may be another's by now: whoever made the namespace is older than it. */
function startedBefore(pid: number, file: string): boolean {
  try {
    const ticks = Number(/\) (?:\S+ ){19}(\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
    const uptimeMs = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000
    const startedMs = Date.now() - uptimeMs + ticks * 10 // USER_HZ is 100 wherever Linux runs
    return startedMs <= statSync(file).ctimeMs + 2_000
  } catch {
    return false
  }
}

/** Removes what killed runs have left behind. Benches whose process lives are left alone. */
export function sweep(): readonly string[] {
  const left = benches().filter((bench) => !bench.alive)
  for (const { prefix } of left) removeNetwork(prefix)
  return left.map(({ prefix }) => prefix)
}
