import type { TlsVersion } from '../instruments/tls/versions.ts'
import { helloIn } from './hello-seen.ts'
import { namesAsked } from './names-asked.ts'
import type { Packet } from './packet.ts'
import { plaintextInTcp, plaintextInUdp, type SeenPlaintext } from './plaintext-seen.ts'
import type { ImportedTraffic } from './seen.ts'

// Only what is needed to go on is held, and for as long: the beginning of a ClientHello that comes in several packets. All lists
// are bounded, so that a capture made to fill the memory fills nothing.
const most = {
  destinations: 1000,
  plaintext: 500,
  hellos: 500,
  names: 1000,
  connections: 20_000,
  held: 4_000_000,
} as const
const packetsLookedAt = 8 // of one side of a connection

/** What a device's traffic came to. */
export interface Traffic extends Omit<ImportedTraffic, 'kind' | 'tool' | 'version'> {
  readonly firstOther?: string // somebody else who spoke
  readonly others: number // packets that were not the device's
  readonly full: boolean // something was left out
}

type SeenPlain = ImportedTraffic['plaintext'][number]

interface Connection {
  looked: number
  held: Uint8Array | undefined // of a ClientHello
  next: number // sequence number that goes on with it
}

/** Looks through packets for what a device sent to whom. */
export function trafficOf(
  packets: Iterable<{ readonly packet: Packet; readonly seconds: number }>,
  isDevice: (address: string) => boolean,
): Traffic {
  const connections = new Map<string, Connection>()
  const destinations = new Map<
    string,
    { peer: string; transport: Packet['transport']; port: number; packets: number }
  >()
  const plaintext = new Map<string, SeenPlain>()
  const hellos = new Map<string, { peer: string; port: number; versions: TlsVersion[]; name?: string }>()
  const names = new Set<string>()
  let [count, others, held, full] = [0, 0, 0, false]
  let [first, last]: (number | undefined)[] = []
  let firstOther: string | undefined

  const put = <V>(into: Map<string, V>, key: string, value: V, limit: number): void => {
    if (into.size < limit) into.set(key, value)
    else full = true
  }
  for (const { packet, seconds } of packets) {
    const sends = isDevice(packet.from)
    if (!sends && !isDevice(packet.to)) {
      others++
      firstOther ??= packet.from
      continue
    }
    count++
    if (seconds > 0) [first, last] = [Math.min(first ?? seconds, seconds), Math.max(last ?? seconds, seconds)]
    const peer = sends ? packet.to : packet.from
    if (sends) goesTo(packet)
    if (packet.said.length === 0) continue
    if (packet.transport === 'tcp') inTcp(packet, peer, sends)
    if (packet.transport === 'udp') inUdp(packet, peer, sends)
  }
  return {
    packets: count,
    seconds: Math.round(((last ?? 0) - (first ?? 0)) * 1000) / 1000,
    destinations: [...destinations.values()],
    plaintext: [...plaintext.values()],
    hellos: [...hellos.values()],
    names: [...names].toSorted(),
    ...(firstOther === undefined ? {} : { firstOther }),
    others,
    full,
  }

  /** Of its own accord: it opened the connection, or it sent to a port that is not its own service. */
  function goesTo({ transport, to: peer, toPort, fromPort, opens }: Packet): void {
    const key = `${transport} ${peer} ${toPort}`
    const known = destinations.get(key)
    if (known) known.packets++
    else if (opens || (transport === 'udp' && !(fromPort < 1024 && toPort >= 1024)) || transport === 'other')
      put(destinations, key, { peer, transport, port: toPort, packets: 1 }, most.destinations)
  }

  function tell(seen: SeenPlaintext | undefined, where: Pick<SeenPlain, 'peer' | 'port' | 'asks'>): void {
    if (!seen) return
    const key = `${seen.protocol} ${where.peer} ${where.port} ${where.asks}`
    const known = plaintext.get(key)
    if (known) known.credentials ||= seen.credentials
    else put(plaintext, key, { ...seen, ...where }, most.plaintext)
  }

  function inTcp(packet: Packet, peer: string, sends: boolean): void {
    const key = `${packet.from} ${packet.fromPort} ${packet.to} ${packet.toPort}`
    let connection = connections.get(key)
    if (!connection) {
      if (connections.size >= most.connections) {
        full = true
        return
      }
      connection = { looked: 0, held: undefined, next: 0 }
      connections.set(key, connection)
    }
    if (connection.looked++ >= packetsLookedAt) {
      drop(connection)
      return
    }
    // Whoever asks speaks to the port of the service: the device as client, or somebody who uses the device.
    tell(plaintextInTcp(packet.said, packet.toPort), { peer, port: packet.toPort, asks: sends ? 'device' : 'peer' })
    if (sends) hello(packet, connection)
  }

  function hello(packet: Packet, connection: Connection): void {
    if (connection.held && packet.sequence !== connection.next) return
    const sofar = connection.held ? Buffer.concat([connection.held, packet.said]) : packet.said
    const found = helloIn(sofar)
    drop(connection)
    if (found === 'more' && sofar.length <= 16_384 && held + sofar.length <= most.held) {
      connection.held = sofar
      connection.next = (packet.sequence + packet.said.length) >>> 0
      held += sofar.length
    } else if (found && found !== 'more') {
      const { to: peer, toPort: port } = packet
      const { versions, name } = found
      if (name) names.add(name)
      const told = { peer, port, versions: versions.slice(0, 6), ...(name === undefined ? {} : { name }) }
      put(hellos, `${peer} ${port} ${name} ${versions}`, told, most.hellos)
    }
  }

  function drop(connection: Connection): void {
    held -= connection.held?.length ?? 0
    connection.held = undefined
  }

  function inUdp(packet: Packet, peer: string, sends: boolean): void {
    tell(plaintextInUdp(packet.said, packet.toPort), { peer, port: packet.toPort, asks: sends ? 'device' : 'peer' })
    if (!sends || packet.toPort !== 53) return
    for (const name of namesAsked(packet.said)) {
      if (names.size < most.names) names.add(name)
      else full = true
    }
  }
}
