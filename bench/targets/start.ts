import { join } from 'node:path'
import { readDevice } from './device.ts'
import { keysFolder } from './keys.ts'
import { benches, createNetwork, namespaceOf, removeNetwork, sweep } from './network.ts'
import { type Power, powerOf, type RunningDevice } from './power.ts'
import { type Tester, testerIn } from './tester.ts'

const checkout = join(import.meta.dirname, '../..')
const cache = join(checkout, '.cache/targets')

/** A unit of a device to be started; two samples of one device stand beside each other. */
export interface Wanted {
  readonly id: string
  readonly sample?: 1 | 2
}

/** Devices that run, and a tester that sees nothing but them. */
export interface Targets extends Tester {
  readonly prefix: string
  readonly startMs: number
  readonly devices: readonly RunningDevice[]
  device(id: string, sample?: 1 | 2): RunningDevice
  stop(): Promise<void>
}

/** Starts devices and a tester beside them. Everything ends with `stop`, and with this process at the latest. */
export async function startTargets(wanted: readonly (string | Wanted)[]): Promise<Targets> {
  const began = performance.now()
  const units = wanted.map((w) => ({ sample: 1 as const, ...(typeof w === 'string' ? { id: w } : w) }))
  const described = units.map(({ id, sample }) => ({ device: readDevice(id), sample }))
  const nameOf = ({ device, sample }: (typeof described)[number]) => (sample === 1 ? device.id : `${device.id}-2`)
  sweep()
  const keys = await keysFolder(cache)
  const prefix = freePrefix()
  const { endAll, ...tester } = testerIn(namespaceOf(prefix, 'tester'), checkout)
  const devices: Power[] = []
  const last = () => {
    endAll()
    for (const device of devices) device.pull()
    removeNetwork(prefix)
  }
  process.once('exit', last)
  async function stop(): Promise<void> {
    endAll()
    await Promise.all(devices.map((device) => device.powerOff()))
    removeNetwork(prefix)
    process.off('exit', last)
  }
  try {
    createNetwork(prefix, described.map(nameOf))
    for (const [n, unit] of described.entries())
      devices.push(powerOf(prefix, n + 1, namespaceOf(prefix, nameOf(unit)), unit, keys))
    await Promise.all(devices.map((device) => device.powerOn()))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    ...tester,
    prefix,
    startMs: performance.now() - began,
    devices,
    device: (id, sample = 1) => {
      const found = devices.find((d) => d.device.id === id && d.sample === sample)
      if (!found) throw new Error(`not started: ${id}, sample ${sample}`)
      return found
    },
    stop,
  }
}

/** By the number of this process; a second bench in it has a letter besides. */
function freePrefix(): string {
  const taken = benches().map((bench) => bench.prefix)
  const prefixes = ['', ...'bcdefghijklmnopqrstuvwxyz'].map((letter) => `hb${process.pid}${letter}`)
  const free = prefixes.find((name) => !taken.includes(name))
  if (free === undefined) throw new Error('too many benches in one process')
  return free
}
