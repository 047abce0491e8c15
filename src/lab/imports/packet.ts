import ipaddr from 'ipaddr.js'
import type { Frame } from './capture-file.ts'

/** What of a packet judges: who spoke to whom over what, and the bytes that were said. */
export interface Packet {
  readonly from: string
  readonly to: string
  readonly transport: 'tcp' | 'udp' | 'other'
  readonly fromPort: number // 0 where the transport has no ports
  readonly toPort: number
  readonly opens: boolean // TCP: the first packet of a connection
  readonly sequence: number // TCP
  readonly said: Uint8Array
}

// https://www.tcpdump.org/linktypes.html
const links = {
  none: 0,
  ethernet: 1,
  raw: 101,
  rawOld: 12,
  loop: 108,
  cooked: 113,
  raw4: 228,
  raw6: 229,
  cooked2: 276,
} as const

/** Takes a frame apart down to what was said; undefined where it is no IP, or not whole. Never throws, whatever it holds. */
export function packetOf({ link, bytes }: Frame): Packet | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = networkAt(link, view)
  if (at === undefined || at >= bytes.length) return undefined
  const version = view.getUint8(at) >> 4
  return version === 4 ? overIpv4(view, at) : version === 6 ? overIpv6(view, at) : undefined
}

/** Where the network layer begins. */
function networkAt(link: number, view: DataView): number | undefined {
  switch (link) {
    case links.ethernet:
      return behindTags(view, 12)
    case links.cooked:
      return view.byteLength >= 16 ? behindTags(view, 14) : undefined
    case links.cooked2:
      return view.byteLength >= 20 && isIp(view.getUint16(0)) ? 20 : undefined
    case links.raw:
    case links.rawOld:
    case links.raw4:
    case links.raw6:
      return 0
    case links.none:
    case links.loop:
      return 4
    default:
      return undefined
  }
}

const isIp = (type: number): boolean => type === 0x0800 || type === 0x86dd

/** Past the tags of virtual networks, of which there may be two. */
function behindTags(view: DataView, typeAt: number): number | undefined {
  for (let at = typeAt; at <= typeAt + 8 && at + 2 <= view.byteLength; at += 4) {
    const type = view.getUint16(at)
    if (isIp(type)) return at + 2
    if (type !== 0x8100 && type !== 0x88a8) return undefined
  }
  return undefined
}

function overIpv4(view: DataView, at: number): Packet | undefined {
  if (at + 20 > view.byteLength) return undefined
  const header = (view.getUint8(at) & 0x0f) * 4
  const length = view.getUint16(at + 2)
  const end = Math.min(view.byteLength, length > 0 ? at + length : view.byteLength) // 0: cut up by the network card later
  const address = (from: number) => [0, 1, 2, 3].map((i) => view.getUint8(from + i)).join('.')
  const fragment = (view.getUint16(at + 6) & 0x1fff) > 0
  return transported(view, {
    at: at + header,
    end,
    protocol: fragment ? -1 : view.getUint8(at + 9), // only the first piece tells ports
    from: address(at + 12),
    to: address(at + 16),
  })
}

const extensions = new Set([0, 43, 60]) // hop by hop, routing, destination

function overIpv6(view: DataView, at: number): Packet | undefined {
  if (at + 40 > view.byteLength) return undefined
  let protocol = view.getUint8(at + 6)
  let next = at + 40
  for (let i = 0; i < 8 && extensions.has(protocol) && next + 8 <= view.byteLength; i++) {
    protocol = view.getUint8(next)
    next += (view.getUint8(next + 1) + 1) * 8
  }
  const length = view.getUint16(at + 4)
  const end = Math.min(view.byteLength, length > 0 ? at + 40 + length : view.byteLength)
  return transported(view, { at: next, end, protocol, from: ipv6At(view, at + 8), to: ipv6At(view, at + 24) })
}

const ipv6At = (view: DataView, at: number): string =>
  ipaddr.fromByteArray(Array.from({ length: 16 }, (_, i) => view.getUint8(at + i))).toString()

interface Network {
  readonly at: number
  readonly end: number
  readonly protocol: number
  readonly from: string
  readonly to: string
}

function transported(view: DataView, { at, end, protocol, from, to }: Network): Packet | undefined {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  const said = (start: number) => bytes.subarray(Math.min(start, end), end)
  const plain = { from, to, transport: 'other' as const, fromPort: 0, toPort: 0, opens: false, sequence: 0 }
  if (protocol === 6) {
    if (at + 20 > end) return undefined
    const flags = view.getUint8(at + 13)
    return {
      from,
      to,
      transport: 'tcp',
      fromPort: view.getUint16(at),
      toPort: view.getUint16(at + 2),
      opens: (flags & 0x12) === 0x02, // SYN without ACK
      sequence: view.getUint32(at + 4),
      said: said(at + (view.getUint8(at + 12) >> 4) * 4),
    }
  }
  if (protocol === 17) {
    if (at + 8 > end) return undefined
    return {
      ...plain,
      transport: 'udp',
      fromPort: view.getUint16(at),
      toPort: view.getUint16(at + 2),
      said: said(at + 8),
    }
  }
  return { ...plain, said: said(end) }
}
