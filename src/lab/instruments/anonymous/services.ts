import { doors } from '../../doors.ts'
import type { AddressKind, Observation } from '../../observation.ts'
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
const overUdp = new Set(['snmp', 'coap', 'tftp'])
const overTls = ['https', 'ftps', 'rtsps', 'mqtts']

/** The services to be looked at, each under every address it was met under, the primary one first. */
export function servicesSeen(
  observed: readonly Observation[],
  { primary }: Pick<Target, 'primary'>,
): readonly Service[] {
  return doors(observed)
    .filter(({ endpoint, protocol }) => (endpoint.startsWith('udp/') ? overUdp : withAccess).has(protocol))
    .map(({ endpoint, protocol, tls, address = primary }) => ({
      endpoint,
      protocol,
      tls: tls || overTls.includes(protocol),
      address,
    }))
    .toSorted(byPlace(primary))
}

/** By port, and under the primary address first: the same in every run. */
export const byPlace =
  (primary: AddressKind) =>
  (a: { endpoint: string; address?: AddressKind }, b: { endpoint: string; address?: AddressKind }): number => {
    const port = ({ endpoint }: { endpoint: string }) => Number(endpoint.slice(4))
    const place = ({ endpoint, address = primary }: { endpoint: string; address?: AddressKind }) =>
      `${endpoint} ${address === primary ? 0 : 1} ${address}`
    return port(a) - port(b) || (place(a) < place(b) ? -1 : 1)
  }
