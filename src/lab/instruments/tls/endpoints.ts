import type { Bench } from '../../bench.ts'
import type { Declared } from '../../declared/declared.ts'
import { ofKind } from '../../observation.ts'

/** A port to look at, and why: `unknown` ports are asked whether they speak TLS at all. */
export interface TlsEndpoint {
  readonly endpoint: string
  readonly port: number
  readonly why: 'seen' | 'declared' | 'unknown'
}

/** Protocols that are spoken inside TLS from the first byte on. */
export const securedProtocols: readonly string[] = ['https', 'mqtts', 'tls', 'rtsps', 'ftps']

type Candidate = readonly [endpoint: string, why: TlsEndpoint['why']]

/** Ports that the declaration puts TLS on, in the order of their numbers. */
export const declaredTls = (declared: Declared): readonly TlsEndpoint[] =>
  inOrder(
    [
      ...declared.communication.filter(({ protocols }) => protocols.some((name) => /^(tls|ssl)/i.test(name))),
      ...declared.interfaces.filter(({ protocol, enabled }) => enabled && securedProtocols.includes(protocol ?? '')),
    ].flatMap(({ endpoints }) => endpoints.map((endpoint): Candidate => [endpoint, 'declared'])),
  )

/** Ports to look at: what speaks TLS, what should, and what was not made out. */
export function tlsEndpoints({ declared, observed }: Pick<Bench, 'declared' | 'observed'>): readonly TlsEndpoint[] {
  const services = ofKind(observed, 'service').flatMap(({ endpoint, seen }): readonly Candidate[] => {
    if (endpoint === undefined) return []
    if (seen.tls || securedProtocols.includes(seen.protocol)) return [[endpoint, 'seen']]
    return seen.protocol === 'unknown' ? [[endpoint, 'unknown']] : []
  })
  return inOrder([...services, ...declaredTls(declared).map(({ endpoint }): Candidate => [endpoint, 'declared'])])
}

function inOrder(all: readonly Candidate[]): readonly TlsEndpoint[] {
  const byEndpoint = new Map<string, TlsEndpoint>()
  for (const why of ['seen', 'declared', 'unknown'] as const)
    for (const [endpoint, reason] of all) {
      const port = Number(/^tcp\/(\d+)$/.exec(endpoint)?.[1] ?? Number.NaN)
      if (reason === why && port >= 1 && port <= 65_535 && !byEndpoint.has(endpoint))
        byEndpoint.set(endpoint, { endpoint, port, why })
    }
  return [...byEndpoint.values()].toSorted((a, b) => a.port - b.port)
}
