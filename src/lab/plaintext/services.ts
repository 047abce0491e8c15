import type { Given } from '../check.ts'
import { ofKind } from '../observation.ts'

/** What speaks on an endpoint, whatever address it was met under. */
export interface SpokenEndpoint {
  readonly endpoint: string
  readonly protocol: string
  readonly encrypted: boolean
  readonly restsOn: readonly string[]
}

const encryptedByNature: ReadonlySet<string> = new Set(['ssh', 'https', 'mqtts', 'rtsps', 'ftps', 'coaps', 'tls'])

/** Every endpoint that was found, with its protocol. Where one address speaks in clear and another does not, it is in clear. */
export function spokenEndpoints({ observations }: Given): readonly SpokenEndpoint[] {
  const found = new Map<string, SpokenEndpoint>()
  const add = (endpoint: string, protocol: string, encrypted: boolean, id: string) => {
    const known = found.get(endpoint)
    found.set(endpoint, {
      endpoint,
      protocol:
        known === undefined || known.protocol === 'unknown' || (known.encrypted && !encrypted)
          ? protocol
          : known.protocol,
      encrypted: encrypted && (known?.encrypted ?? true),
      restsOn: [...(known?.restsOn ?? []), id],
    })
  }
  for (const { id, endpoint, seen } of ofKind(observations, 'service'))
    if (endpoint) add(endpoint, seen.protocol, seen.tls || encryptedByNature.has(seen.protocol), id)
  for (const { id, seen } of ofKind(observations, 'udp-probe'))
    if (seen.answer === 'answered' && !found.has(`udp/${seen.port}`))
      add(`udp/${seen.port}`, seen.protocol ?? 'unknown', encryptedByNature.has(seen.protocol ?? ''), id)
  for (const { id, endpoint, seen } of ofKind(observations, 'discovery'))
    if (seen.answer === 'answered' && endpoint !== undefined && !found.has(endpoint)) add(endpoint, seen.by, false, id)
  for (const { id, seen } of ofKind(observations, 'port-scan'))
    for (const port of seen.open) if (!found.has(`tcp/${port}`)) add(`tcp/${port}`, 'unknown', false, id)
  return [...found.values()].toSorted((a, b) => a.endpoint.localeCompare(b.endpoint, 'en', { numeric: true }))
}
