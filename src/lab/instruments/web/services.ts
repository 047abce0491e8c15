import { doors } from '../../doors.ts'
import type { AddressKind, Observation } from '../../observation.ts'
import { addressesToLookAt, aside } from '../../wire/through.ts'

/** A web service of the device. */
export interface WebService {
  readonly endpoint: string
  readonly port: number
  readonly tls: boolean
  readonly address?: AddressKind
  readonly aside: string // of the names of its observations
}

const spokenInHttp: ReadonlySet<string> = new Set(['http', 'https', 'upnp'])

/** Web services that identification found, each under every address it was met under, the primary one first. */
export function webServices(observed: readonly Observation[], primary: AddressKind): readonly WebService[] {
  const found = doors(observed).filter(
    ({ endpoint, protocol }) => endpoint.startsWith('tcp/') && spokenInHttp.has(protocol),
  )
  const endpoints = [...new Set(found.map(({ endpoint }) => endpoint))]
  return endpoints
    .flatMap((endpoint) => {
      const addresses = addressesToLookAt(observed, endpoint, primary)
      return found
        .filter((door) => door.endpoint === endpoint)
        .map(({ address = primary, tls, protocol }): WebService => {
          const port = Number(endpoint.slice(4))
          return { endpoint, port, tls: tls || protocol === 'https', address, aside: aside(addresses, address) }
        })
    })
    .toSorted((a, b) => a.port - b.port || a.aside.localeCompare(b.aside, 'en'))
}
