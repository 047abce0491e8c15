import { type AddressKind, type Observation, ofKind } from '../../observation.ts'
import type { Target } from '../../target.ts'

/** A service that may ask for a login, or should. */
export interface Service {
  readonly endpoint: string
  readonly protocol: string // as identified
  readonly tls: boolean
  readonly address: AddressKind
}

const withAccess = new Set([
  ...[
    'ssh',
    'telnet',
    'ftp',
    'ftps',
    'http',
    'https',
    'upnp',
    'rtsp',
    'rtsps',
    'mqtt',
    'mqtts',
    'snmp',
    'coap',
    'tftp',
  ],
  ...['shell', 'unknown'], // whatever speaks there may be a command line
])
const overUdp = ['snmp', 'coap', 'tftp']
const overTls = ['https', 'ftps', 'rtsps', 'mqtts']

/** Services that were identified, each port once, under the primary address where it is there. */
export function servicesSeen(
  observed: readonly Observation[],
  { primary }: Pick<Target, 'primary'>,
): readonly Service[] {
  const found = new Map<string, Service>()
  const take = (service: Service) => {
    const before = found.get(service.endpoint)
    if (before === undefined || (before.address !== primary && service.address === primary))
      found.set(service.endpoint, service)
  }
  for (const { endpoint, address = primary, seen } of ofKind(observed, 'service')) {
    if (endpoint === undefined || !withAccess.has(seen.protocol)) continue
    const tls = seen.tls || overTls.includes(seen.protocol)
    take({ endpoint, protocol: seen.protocol, tls, address })
  }
  for (const { address = primary, seen } of ofKind(observed, 'udp-probe')) {
    const protocol = overUdp.find((name) => seen.protocol === name)
    if (protocol === undefined || seen.answer !== 'answered') continue
    const endpoint = `udp/${seen.port}`
    if (!found.has(endpoint)) take({ endpoint, protocol, tls: false, address })
  }
  const number = ({ endpoint }: Service) => Number(endpoint.slice(4))
  return [...found.values()].toSorted((a, b) => number(a) - number(b) || (a.endpoint < b.endpoint ? -1 : 1))
}
