import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { linkLocalOf } from '../../src/lab/scope.ts'
import type { Device } from './device.ts'
import { listeningIn } from './listening.ts'
import { setLink } from './network.ts'
import type { Child } from './tester.ts'

const readyMs = 20_000

/** A unit of a device that was started. */
export interface RunningDevice {
  readonly device: Device
  readonly sample: 1 | 2
  readonly mac: string
  /** Seen from the tester; link-local with its zone. */
  readonly addresses: { readonly ipv4?: string; readonly ipv6: string; readonly 'link-local': string }
  /** What it listens on just now, looked up from within. */
  listening(): Promise<ReadonlySet<string>>
  /** What its services said, for whoever looks for a mistake. */
  said(): string
  powerOff(): Promise<void>
  powerOn(): Promise<void>
  cutLink(): void
  restoreLink(): void
}

/** The same, for whoever has to switch it off in a hurry. */
export interface Power extends RunningDevice {
  /** As a pulled plug: at once, without waiting. */
  pull(): void
}

/** A device in its namespace, off at first. */
export function powerOf(
  prefix: string,
  port: number,
  namespace: string,
  { device, sample }: { readonly device: Device; readonly sample: 1 | 2 },
  keys: string,
): Power {
  const host = device.host + (sample - 1) * 100
  const mac = `02:00:5e:10:0${sample - 1}:${device.host.toString(16).padStart(2, '0')}`
  let on: { readonly child: Child; readonly ended: Promise<void>; said: string } | undefined
  const pull = () => on?.child.kill('SIGKILL') // unshare takes its child, the device's first process, with it

  async function powerOn(): Promise<void> {
    if (on) throw new Error(`${device.id} is on`)
    const isolated = ['--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private']
    const child = spawn(
      'nsenter',
      [`--net=/run/netns/${namespace}`, '--', 'unshare', ...isolated, join(import.meta.dirname, 'init.sh')],
      {
        cwd: '/',
        stdio: 'pipe',
        env: {
          PATH: process.env.PATH ?? '',
          BENCH: prefix, // by which its processes are told from those of another bench
          DEVICE: device.folder,
          BASE: device.base ?? '',
          KEYS_FOLDER: keys,
          KEYS: device.keys.join(' '),
          NODE: process.execPath,
          HOST: String(host),
          SAMPLE: String(sample),
          MAC: mac,
          LINK_LOCAL: linkLocalOf(mac) ?? '',
          IPV4: String(device.ipv4),
        },
      },
    )
    const ended = new Promise<void>((done) => child.once('close', () => done()))
    const now = { child, ended, said: '' }
    on = now
    child.stdin.on('error', () => {})
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        now.said = (now.said + part.toString('utf8')).slice(-20_000)
      })
    for (const until = performance.now() + readyMs; ; ) {
      const open =
        now.said.startsWith('started') || now.said.includes('\nstarted') ? await listeningIn(namespace) : undefined
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`${device.id} did not start:\n${now.said}`)
      const missing = open && device.listens.filter((endpoint) => !open.has(endpoint))
      if (missing?.length === 0) return
      if (performance.now() > until) throw new Error(`${device.id} lacks ${missing?.join(', ')}:\n${now.said}`)
      await sleep(20)
    }
  }
  return {
    device,
    sample,
    mac,
    addresses: {
      ...(device.ipv4 ? { ipv4: `198.18.0.${host}` } : {}),
      ipv6: `fdc6:198:18::${host}`,
      'link-local': `${linkLocalOf(mac)}%eth0`,
    },
    listening: () => listeningIn(namespace),
    said: () => on?.said ?? '',
    pull,
    powerOn,
    powerOff: async () => {
      if (!on) return
      const { child, ended } = on
      on = undefined
      child.kill('SIGKILL')
      await ended
    },
    cutLink: () => setLink(prefix, port, 'down'),
    restoreLink: () => setLink(prefix, port, 'up'),
  }
}
