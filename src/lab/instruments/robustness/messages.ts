import { chanceFrom } from './chance.ts'
import type { messageSorts } from './seen.ts'
import { templates } from './templates.ts'

/** One message that no well-behaved client sends. Nothing in it is an exploit: it is short, long or wrong, and carries no command. */
export interface MalformedMessage {
  readonly name: string // 'http/header-too-long', the same in every run
  readonly sort: (typeof messageSorts)[number]
  readonly bytes: Uint8Array
}

/** The messages for one service, from seed and number alone: first one of each sort in turn, then altered copies of a proper one. */
export function messagesFor(
  protocol: string,
  { seed, count }: { readonly seed: number; readonly count: number },
): readonly MalformedMessage[] {
  const family = familyOf(protocol)
  const { proper, kept, malformed } = templates[family]!
  const bySort = (['truncated', 'invalid', 'oversized'] as const).map((sort) => malformed.filter((m) => m[1] === sort))
  const inTurn = Array.from({ length: malformed.length }, (_, i) =>
    bySort.flatMap((sort) => sort.slice(i, i + 1)),
  ).flat()
  const given = inTurn
    .slice(0, count)
    .map(([name, sort, bytes]): MalformedMessage => ({ name: `${family}/${name}`, sort, bytes: bytesOf(bytes) }))
  const chance = chanceFrom(seed ^ [...family].reduce((sum, c) => (Math.imul(sum, 31) + c.codePointAt(0)!) >>> 0, 7))
  if (kept === 'all') return given
  const altered = Array.from({ length: Math.max(0, count - given.length) }, (_, i): MalformedMessage => {
    const bytes = bytesOf(proper).slice()
    for (let n = 0; n <= bytes.length / 16; n++) bytes[kept + chance.below(bytes.length - kept)] = chance.below(256)
    return { name: `${family}/altered-${i + 1}`, sort: 'altered', bytes }
  })
  return [...given, ...altered]
}

const bytesOf = (from: string | Uint8Array) => (typeof from === 'string' ? Buffer.from(from, 'latin1') : from)

/** Whose messages a protocol takes. Over TLS it is the protocol inside that is spoken. */
const families: Readonly<Record<string, string>> = {
  http: 'http',
  https: 'http',
  upnp: 'http',
  rtsp: 'rtsp',
  rtsps: 'rtsp',
  sip: 'rtsp',
  mqtt: 'mqtt',
  mqtts: 'mqtt',
  ssh: 'ssh',
  ftp: 'ftp',
  ftps: 'ftp',
  smtp: 'ftp',
  telnet: 'telnet',
  tls: 'tls',
  snmp: 'snmp',
  coap: 'coap',
  dns: 'dns',
  mdns: 'mdns',
  ssdp: 'ssdp',
  tftp: 'tftp',
  ntp: 'ntp',
}

/** Which of the templates a protocol is spoken to with. */
export const familyOf = (protocol: string): string => families[protocol] ?? 'unknown'
