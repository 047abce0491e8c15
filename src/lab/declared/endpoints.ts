import type { Declared } from './declared.ts'

export const transports = ['tcp', 'udp'] as const
export type Transport = (typeof transports)[number]

/** The port of 'tcp/443', where it is of that transport. */
export function portOf(transport: Transport, endpoint: string): number | undefined {
  const [of, port] = endpoint.split('/')
  return of === transport ? Number(port) : undefined
}

/** Ports that the declaration says are in use, of interfaces and of services, in order. */
export function portsInUse(declared: Declared, transport: Transport): readonly number[] {
  const said = [...declared.interfaces, ...declared.services]
    .filter(({ enabled }) => enabled)
    .flatMap(({ endpoints }) => endpoints)
  const ports = said.map((endpoint) => portOf(transport, endpoint)).filter((port) => port !== undefined)
  return [...new Set(ports)].sort((a, b) => a - b)
}

/** Ports of interfaces that the declaration says are switched off, and of no interface that is on. */
export function portsSwitchedOff(declared: Declared, transport: Transport): readonly number[] {
  const on = new Set(portsInUse(declared, transport))
  const off = declared.interfaces
    .filter(({ enabled }) => !enabled)
    .flatMap(({ endpoints }) => endpoints)
    .map((endpoint) => portOf(transport, endpoint))
    .filter((port) => port !== undefined && !on.has(port))
  return [...new Set(off)].filter((port) => port !== undefined).sort((a, b) => a - b)
}
