import type { Text } from '../core/kernel/text.ts'
import type { Bench } from './bench.ts'
import type { Observation } from './observation.ts'

/** In this order (lab.md §5): what is gentle first, what may lock or upset the device last. */
export const stages = [
  'discover',
  'scan',
  'identify',
  'passive',
  'anonymous',
  'credentials',
  'lock-out',
  'robustness',
] as const
export type Stage = (typeof stages)[number]

/** What an instrument will send, said before anything is sent. */
export interface PlannedStep {
  readonly instrument: string
  readonly what: Text // the class of packets
  readonly endpoint?: string // absent: the whole device
  readonly packets: number // at most, connections or datagrams
  readonly tries: number // wrong logins at most
  readonly seconds: number // estimate
  readonly risk?: Text // lock-out, reboot …
}

/** Sees one thing about a device. It judges nothing, and speaks through `bench.dial` alone. */
export interface Instrument {
  readonly id: string // its folder in instruments/
  readonly stage: Stage
  readonly title: Text
  /** What it would do, from the declaration and policy alone; no packet leaves. */
  plan(given: Pick<Bench, 'declared' | 'policy' | 'corpus' | 'target'>): readonly PlannedStep[]
  /** Gives observations as they are made, so that what was seen survives being stopped. Throws DialError('stopped') when it is. */
  run(bench: Bench): AsyncIterable<Observation>
}
