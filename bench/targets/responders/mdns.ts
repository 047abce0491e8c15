import { createSocket } from 'node:dgram'
import { type Answer, decode, encode } from 'dns-packet'

export interface MdnsOptions {
  readonly hostname: string // 'bc-100'
  readonly name: string // of the service, as people see it
  readonly type: string // '_http._tcp'
  readonly port: number
  readonly txt: Readonly<Record<string, string>>
  readonly address?: string // IPv4
  readonly address6?: string
  readonly interface6?: string // listen on IPv6 alone, on this interface
}

/** Multicast DNS (RFC 6762): answers for one service of the device, by multicast and to whoever asks it directly. */
export function mdns({ hostname, name, type, port, txt, address, address6, interface6 }: MdnsOptions): void {
  const six = interface6 !== undefined
  const group = six ? 'ff02::fb' : '224.0.0.251'
  const socket = createSocket({ type: six ? 'udp6' : 'udp4', reuseAddr: true })
  const [service, instance, host] = [`${type}.local`, `${name}.${type}.local`, `${hostname}.local`]
  const ttl = 120
  const records: readonly Answer[] = [
    { name: '_services._dns-sd._udp.local', type: 'PTR', ttl, data: service },
    { name: service, type: 'PTR', ttl, data: instance },
    { name: instance, type: 'SRV', ttl, data: { target: host, port, priority: 0, weight: 0 } },
    { name: instance, type: 'TXT', ttl, data: Object.entries(txt).map(([key, value]) => `${key}=${value}`) },
    ...(address === undefined ? [] : [{ name: host, type: 'A', ttl, data: address } as const]),
    ...(address6 === undefined ? [] : [{ name: host, type: 'AAAA', ttl, data: address6 } as const]),
  ]
  socket.on('message', (message, from) => {
    try {
      const asked = decode(message)
      if (asked.type !== 'query') return
      const wanted = (asked.questions ?? []).flatMap((question) =>
        records.filter(
          (record) =>
            record.name.toLowerCase() === question.name.toLowerCase() && ['ANY', record.type].includes(question.type),
        ),
      )
      if (wanted.length === 0) return
      // What whoever found the service will ask next (RFC 6763, 12).
      const others = wanted.some(({ name: asked }) => asked !== records[0]?.name)
        ? records.slice(2).filter((record) => !wanted.includes(record))
        : []
      const plain = from.port !== 5353 // a simple resolver wants its own id and question back (RFC 6762, 6.7)
      const answer = encode({
        type: 'response',
        id: plain ? (asked.id ?? 0) : 0,
        flags: 0x0400,
        questions: plain ? (asked.questions ?? []) : [],
        answers: wanted,
        additionals: others,
      })
      if (plain) socket.send(answer, from.port, from.address)
      else socket.send(answer, 5353, six ? `${group}%${interface6}` : group)
    } catch {
      // what is no DNS gets no answer
    }
  })
  socket.bind(5353, () => {
    if (six) socket.addMembership(group, `::%${interface6}`)
    else socket.addMembership(group)
  })
}
