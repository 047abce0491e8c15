import { decode, encode, type Packet } from 'dns-packet'
import { macAt, type Told, textAt, type UdpProbe } from '../udp-probe.ts'

/** Reads a DNS answer; undefined where it is none, or is broken. */
export function dnsAnswer(packet: Buffer): Packet | undefined {
  try {
    const read = decode(packet)
    return read.type === 'response' ? read : undefined
  } catch {
    return undefined
  }
}

const dns: UdpProbe = {
  id: 'dns',
  protocol: 'dns',
  port: 53,
  source: 'RFC 1035; version.bind: RFC 4892, 2.2',
  packet: (random) =>
    encode({
      type: 'query',
      id: Buffer.from(random(2)).readUInt16BE(),
      questions: [{ type: 'TXT', class: 'CH', name: 'version.bind' }],
    }),
  recognise(answer, asked) {
    if (answer.length < 12 || answer[0] !== asked[0] || answer[1] !== asked[1] || (answer[2]! & 0x80) === 0)
      return undefined
    const texts = (dnsAnswer(answer)?.answers ?? []).flatMap((a) => (a.type === 'TXT' ? [a.data].flat() : []))
    const said = texts.map(String).join(' ')
    return said === '' ? {} : { said, tells: [{ token: 'server-software', where: 'version.bind', said }] }
  },
}

const mdns: UdpProbe = {
  id: 'mdns',
  protocol: 'mdns',
  port: 5353,
  source: 'RFC 6762, 5.5 (direct unicast query); RFC 6763, 9',
  packet: (random) =>
    encode({
      type: 'query',
      id: Buffer.from(random(2)).readUInt16BE(),
      questions: [{ type: 'PTR', name: '_services._dns-sd._udp.local' }],
    }),
  recognise(answer) {
    const read = dnsAnswer(answer)
    if (!read) return undefined
    return { said: (read.answers ?? []).flatMap((a) => (a.type === 'PTR' ? [a.data] : [])).join(' ') }
  },
}

const netbios: UdpProbe = {
  id: 'netbios',
  protocol: 'netbios',
  port: 137,
  source: 'RFC 1002, 4.2.17',
  packet: (random) =>
    Buffer.concat([
      random(2),
      Buffer.from('00000001000000000000', 'hex'),
      Buffer.from([0x20]),
      Buffer.from(`CK${'A'.repeat(30)}`),
      Buffer.from('0000210001', 'hex'),
    ]),
  recognise(answer, asked) {
    if (answer.length < 57 || answer[0] !== asked[0] || answer[1] !== asked[1] || (answer[2]! & 0x80) === 0)
      return undefined
    const count = Math.min(answer[56]!, 20)
    const names = Array.from({ length: count }, (_, i) => textAt(answer, 57 + i * 18, 57 + i * 18 + 15)).filter(Boolean)
    const mac = macAt(answer, 57 + count * 18)
    const tells: Told[] = [
      ...(names[0] ? [{ token: 'hostname', where: 'NetBIOS name', said: names[0] } as const] : []),
      ...(mac ? [{ token: 'mac-address', where: 'NetBIOS unit id', said: mac } as const] : []),
    ]
    return { said: names.join(' '), tells }
  },
}

/** Protocols that tell names. */
export const nameProbes: readonly UdpProbe[] = [dns, mdns, netbios]
