import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Bench } from '../../src/lab/bench.ts'
import type { Declared } from '../../src/lab/declared/declared.ts'
import type { Observation } from '../../src/lab/observation.ts'
import { type Policy, policySchema } from '../../src/lab/policy.ts'
import type { Target } from '../../src/lab/target.ts'
import { dialTo } from '../../src/lab/wire/dial.ts'
import { paceOf } from '../../src/lab/wire/pace.ts'

/** The policy as it is delivered. */
export const benchPolicy: Policy = policySchema.parse(
  parse(readFileSync(join(import.meta.dirname, '../../catalogue/device-tests/policy.yaml'), 'utf8')),
)

/** A declaration that says nothing; tests put in what they are about. */
export const nothingDeclared: Declared = {
  interfaces: [],
  authentication: [],
  communication: [],
  services: [],
  updates: [],
  information: {},
  tables: ['28-LogIntf', '7-UpdMech'],
  gaps: [],
}

/** An interface of a declaration, switched on. */
export const declaredInterface = (
  id: string,
  endpoints: readonly string[],
  more: Partial<Declared['interfaces'][number]> = {},
): Declared['interfaces'][number] => ({ id, enabled: true, endpoints, discloses: [], ...more })

export interface BenchOptions {
  readonly declared?: Partial<Declared>
  readonly policy?: Partial<Policy>
  readonly observed?: readonly Observation[]
  readonly stop?: AbortController
}

/** A bench before one device, real but for the consent. */
export function benchAt(
  addresses: Target['addresses'],
  { declared, policy, observed = [], stop = new AbortController() }: BenchOptions = {},
): Bench {
  const kinds = ['ipv4', 'ipv6', 'link-local'] as const
  const target: Target = { addresses, primary: kinds.find((kind) => addresses[kind] !== undefined)! }
  const inForce = { ...benchPolicy, ...policy }
  const began = performance.now()
  const { connectionsPerSecond, connectionsAtOnce } = inForce.pace
  return {
    target,
    sample: 1,
    declared: { ...nothingDeclared, ...declared },
    policy: inForce,
    corpus: [],
    logins: [],
    dial: dialTo(target, {
      signal: stop.signal,
      pace: paceOf({ perSecond: connectionsPerSecond, burst: connectionsAtOnce }),
    }),
    signal: stop.signal,
    consent: { wrongTries: true, realAccount: true, robustness: true },
    observed,
    clock: () => performance.now() - began,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    progress: () => undefined,
    pause: (ms) => new Promise((done) => setTimeout(done, stop.signal.aborted ? 0 : ms)),
  }
}

/** Everything an instrument sees, checked against the schema that evidence is read by. */
export async function seenBy(
  instrument: { run(bench: Bench): AsyncIterable<Observation> },
  bench: Bench,
): Promise<readonly Observation[]> {
  const { observationSchema } = await import('../../src/lab/observation.ts')
  const seen: Observation[] = []
  for await (const observation of instrument.run(bench)) seen.push(observationSchema.parse(observation))
  return seen
}

/** The same bench, but UDP to a port goes to another one, and to every other port nowhere: a test needs no port below 1024. */
export function withUdpPorts(bench: Bench, ports: Readonly<Record<number, number>>): Bench {
  const led = async (options: Parameters<typeof bench.dial.udp>[0]) => {
    const { connectedTo, ...rest } = options ?? {}
    const to = connectedTo === undefined ? undefined : ports[connectedTo]
    const real = await bench.dial.udp({ ...rest, ...(to !== undefined && { connectedTo: to }) })
    return {
      ...real,
      send: (port: number, packet: Uint8Array) =>
        ports[port] === undefined ? Promise.resolve() : real.send(ports[port], packet),
    }
  }
  const dial = {
    ...bench.dial,
    udp: led,
    multicast: ({ address }: Parameters<typeof bench.dial.multicast>[0]) => led(address && { address }),
    probe: () => Promise.resolve('refused' as const),
  }
  return { ...bench, dial }
}
