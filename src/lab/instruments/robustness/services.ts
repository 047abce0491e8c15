import { caps } from '../../caps.ts'
import type { Declared } from '../../declared/declared.ts'
import { type AddressKind, type Observation, ofKind } from '../../observation.ts'
import type { Policy } from '../../policy.ts'

/** A service that will be sent malformed messages, and how many. */
export interface StressedService {
  readonly endpoint: string
  readonly transport: 'tcp' | 'udp'
  readonly port: number
  readonly protocol: string
  readonly tls: boolean
  readonly address?: AddressKind
  readonly messages: number
}

/**
 * Shares the messages of a run among the services that were found. Who declares that it limits visitors is sent three, as more would
 * only meet the limit, and comes last, when what came before is forgotten.
 */
export function stressedServices(
  observed: readonly Observation[],
  {
    declared,
    policy,
    primary,
  }: { readonly declared: Declared; readonly policy: Policy; readonly primary: AddressKind },
): readonly StressedService[] {
  const found = new Map<string, Omit<StressedService, 'messages'>>()
  for (const { endpoint, seen, address = primary } of ofKind(observed, 'service')) {
    if (endpoint === undefined || (found.has(endpoint) && address !== primary)) continue
    found.set(endpoint, {
      ...placeOf(endpoint),
      protocol: seen.protocol,
      tls: seen.protocol !== 'tls' && (seen.tls || alwaysSecured.has(seen.protocol)), // of plain TLS it is the TLS that is stressed
      address,
    })
  }
  for (const { seen, address = primary } of ofKind(observed, 'udp-probe')) {
    const endpoint = `udp/${seen.port}`
    if (seen.answer !== 'answered' || found.has(endpoint)) continue
    found.set(endpoint, { ...placeOf(endpoint), protocol: seen.protocol ?? seen.probe, tls: false, address })
  }
  const limited = ({ endpoint }: { readonly endpoint: string }) => Number(limits(declared, endpoint))
  const services = [...found.values()].toSorted(
    (a, b) =>
      limited(a) - limited(b) || (a.transport === b.transport ? a.port - b.port : a.transport < b.transport ? -1 : 1),
  )
  const total = Math.min(policy.robustness.messages, caps.robustnessMessages)
  const each = Math.min(policy.robustness.messagesPerService, Math.floor(total / Math.max(1, services.length)))
  return services.slice(0, total).map((service) => ({
    ...service,
    messages: Math.min(limits(declared, service.endpoint) ? 3 : 60, Math.max(1, each)),
  }))
}

const alwaysSecured: ReadonlySet<string> = new Set(['https', 'mqtts', 'rtsps', 'ftps'])

const placeOf = (endpoint: string) => ({
  endpoint,
  transport: endpoint.startsWith('udp/') ? ('udp' as const) : ('tcp' as const),
  port: Number(endpoint.slice(4)),
})

/** Whether the maker declares that this service slows visitors down or locks them out. */
export const limits = ({ authentication }: Declared, endpoint: string): boolean =>
  authentication.some(
    ({ endpoints, bruteForce }) =>
      endpoints.includes(endpoint) && (bruteForce?.kind === 'rate-limit' || bruteForce?.kind === 'lock-out'),
  )
