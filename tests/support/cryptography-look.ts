import { ssh } from '../../src/lab/instruments/ssh/ssh.ts'
import { tls } from '../../src/lab/instruments/tls/tls.ts'
import type { Observation } from '../../src/lab/observation.ts'
import { benchAt, seenBy } from './lab-bench.ts'

// Looks at the TLS and SSH ports named in the environment, and writes what was seen. To be run where the device is.

/** What is looked at, in the environment variable LOOK. */
export interface CryptographyLook {
  readonly address: string
  readonly tls?: readonly number[]
  readonly ssh?: readonly number[]
}
export interface CryptographySeen {
  readonly observations: readonly Observation[]
  readonly ms: number
  readonly connections: number
}

const { address, tls: tlsPorts = [], ssh: sshPorts = [] }: CryptographyLook = JSON.parse(process.env['LOOK'] ?? '{}')
const service = (port: number, protocol: 'https' | 'ssh'): Observation => ({
  id: `service/tcp/${port}`,
  sample: 1,
  endpoint: `tcp/${port}`,
  began: 0,
  took: 0,
  completeness: 'complete',
  seen: { kind: 'service', protocol, tls: protocol === 'https' },
})
const observed = [...tlsPorts.map((p) => service(p, 'https')), ...sshPorts.map((p) => service(p, 'ssh'))]
const bench = {
  ...benchAt(address.includes(':') ? { ipv6: address } : { ipv4: address }, { observed }),
  today: '2026-11-23',
}
const began = performance.now()
const observations = [...(await seenBy(tls, bench)), ...(await seenBy(ssh, bench))]
const ms = Math.round(performance.now() - began)
console.log(JSON.stringify({ observations, ms, connections: bench.dial.spent.connections } satisfies CryptographySeen))
