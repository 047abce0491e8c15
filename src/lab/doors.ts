import { type AddressKind, type Observation, ofKind } from './observation.ts'

// A device has several addresses, and what answers under one says nothing of the others: a firewall, a limit on tries or another
// program may stand behind each.

/** Where something was seen. */
export interface Place {
  readonly endpoint?: string | undefined
  readonly address?: AddressKind | undefined
  readonly sample: number
}

/** Whether two observations are of the same service, under the same address of the same unit. What names no address speaks for all. */
export const sameDoor = (a: Place, b: Place): boolean =>
  a.endpoint === b.endpoint &&
  a.sample === b.sample &&
  (a.address === undefined || b.address === undefined || a.address === b.address)

/** A service under one address, as it introduced itself. */
export interface Door extends Place {
  readonly id: string // of the observation that shows it
  readonly endpoint: string
  readonly protocol: string
  readonly tls: boolean
}

/**
 * The services that have to be looked at more closely, each under every address it was met under. The two addresses of IPv6 that a
 * device has on one link lead to one socket as a rule: where what speaks there is the same, one of them is looked at.
 */
export function doors(observations: readonly Observation[]): readonly Door[] {
  const met = [...overTcp(observations), ...overUdp(observations)]
  const once = [...new Map(met.map((one) => [JSON.stringify([one.endpoint, one.address, one.sample]), one])).values()]
  return once.filter(
    (one) => one.address !== 'link-local' || !once.some((other) => other.address === 'ipv6' && alike(one, other)),
  )
}

type Met = Door & { readonly said: string }

const alike = (a: Met, b: Met): boolean => a.endpoint === b.endpoint && a.sample === b.sample && a.said === b.said

const overTcp = (observations: readonly Observation[]): readonly Met[] =>
  ofKind(observations, 'service').flatMap(({ id, endpoint, address, sample, completeness, seen }) => {
    const { protocol, tls, banner = '' } = seen
    return endpoint === undefined
      ? []
      : [{ id, endpoint, address, sample, protocol, tls, said: JSON.stringify([protocol, tls, banner, completeness]) }]
  })

/** What answered over UDP. A port is known by a protocol that was recognised, whatever else was said to it. */
function overUdp(observations: readonly Observation[]): readonly Met[] {
  const probed = ofKind(observations, 'udp-probe').map((o) => ({ ...o, protocol: o.seen.protocol ?? 'unknown' }))
  const found = ofKind(observations, 'discovery').map((o) => ({ ...o, protocol: o.seen.by as string }))
  return [...probed, ...found]
    .flatMap(({ id, endpoint, address, sample, protocol, seen }) =>
      seen.answer === 'answered' && endpoint !== undefined
        ? [{ id, endpoint, address, sample, protocol, tls: false, said: protocol }]
        : [],
    )
    .toSorted((a, b) => rank(a) - rank(b) || (`${a.protocol} ${a.id}` < `${b.protocol} ${b.id}` ? 1 : -1)) // the last one counts
}
const rank = ({ protocol }: Met): number => (protocol === 'unknown' ? 0 : 1)

/** Ports over TCP that were found open and of which it is not known what speaks there, under one of the addresses at least. */
export function unidentified(observations: readonly Observation[]): readonly Place[] {
  const services = ofKind(observations, 'service').filter(({ completeness }) => completeness === 'complete')
  return ofKind(observations, 'port-scan').flatMap(({ address, sample, seen }) =>
    seen.open
      .map((port): Place => ({ endpoint: `tcp/${port}`, address, sample }))
      .filter((place) => !services.some((service) => sameDoor(service, place))),
  )
}
