import { type AddressKind, type Observation, ofKind } from '../../observation.ts'

/** A web service of the device. */
export interface WebService {
  readonly endpoint: string
  readonly port: number
  readonly tls: boolean
  readonly address?: AddressKind
}

const spokenInHttp: ReadonlySet<string> = new Set(['http', 'https', 'upnp'])

/** Web services that identification found, each port once, under the primary address where it is there. */
export function webServices(observed: readonly Observation[], primary: AddressKind): readonly WebService[] {
  const found = new Map<string, WebService>()
  for (const { endpoint, seen, address = primary } of ofKind(observed, 'service')) {
    if (!endpoint?.startsWith('tcp/') || !spokenInHttp.has(seen.protocol)) continue
    if (found.has(endpoint) && address !== primary) continue
    const tls = seen.tls || seen.protocol === 'https'
    found.set(endpoint, { endpoint, port: Number(endpoint.slice(4)), tls, address })
  }
  return [...found.values()].toSorted((a, b) => a.port - b.port)
}
