import type { Bench } from '../../bench.ts'
import type { AddressKind } from '../../observation.ts'
import { wsProbe } from '../udp/probes/finding.ts'
import type { Told } from '../udp/udp-probe.ts'
import { conversing, type Found, gather, nothingFound } from './gather.ts'

const port = 3702
const group = { ipv4: '239.255.255.250', ipv6: 'ff02::c', port } // WS-Discovery (April 2005), 2.4

/** What a device announces by WS-Discovery, as cameras with ONVIF do. */
export const wsDiscovery = (bench: Bench, address: AddressKind, way: 'unicast' | 'multicast'): Promise<Found> =>
  conversing(
    () => (way === 'unicast' ? bench.dial.udp({ address }) : bench.dial.multicast({ ...group, address })),
    async (datagrams) => {
      const answers: string[] = []
      const take = (packet: Buffer) => {
        const text = packet.subarray(0, 16_000).toString('utf8')
        if (!/<(?:\w+:)?(?:ProbeMatch|Hello)\b/.test(text)) return false
        if (answers.length < 20) answers.push(text)
        return true
      }
      const { waitMs } = bench.policy.datagrams
      if (!(await gather(datagrams, { port, packet: wsProbe(), waitMs, take }))) return nothingFound
      return readMatches(answers.join('\n'))
    },
  )

/** Scopes of ONVIF (Core Specification, 7.3.3.2) and what they tell. */
const scopeTokens: Readonly<Record<string, Told['token']>> = {
  hardware: 'model',
  name: 'hostname',
  location: 'location',
  mac: 'mac-address',
  serial: 'serial-number',
  firmware: 'firmware-version',
  type: 'device-type',
}

function readMatches(text: string): Found {
  const all = (name: string) => [
    ...new Set(
      [...text.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b[^>]{0,300}>([^<]{1,2000})<`, 'g'))].map((m) => m[1]!.trim()),
    ),
  ]
  const words = (name: string) => all(name).flatMap((words) => words.split(/\s+/))
  const types = [...new Set(words('Types'))].slice(0, 40)
  const uuid = all('Address').flatMap((address) => /^urn:uuid:([\w-]+)/i.exec(address)?.[1] ?? [])
  const tells: Told[] = [
    ...uuid.slice(0, 2).map((said): Told => ({ token: 'uuid', where: 'WS-Discovery address', said })),
    ...words('XAddrs')
      .slice(0, 4)
      .map((said): Told => ({ token: 'location', where: 'WS-Discovery XAddrs', said })),
    ...(types.length > 0
      ? [{ token: 'service-list', where: 'WS-Discovery types', said: types.join(' ') } as const]
      : []),
    ...words('Scopes').flatMap((scope): Told[] => {
      const [, name = '', said = ''] = /^onvif:\/\/www\.onvif\.org\/(\w+)\/(.+)$/i.exec(scope) ?? []
      const token = scopeTokens[name.toLowerCase()]
      return token ? [{ token, where: `scope ${name}`, said: decoded(said) }] : []
    }),
  ]
  return { answer: 'answered', services: types.map((type) => ({ type })), tells }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
