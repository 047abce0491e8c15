// The few bytes of SNMP that asking for one value takes (RFC 1157, RFC 3416, RFC 3412), in BER.

const tlv = (tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const body = Buffer.concat(parts.map((p) => Uint8Array.from(p)))
  const length =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255]
  return Uint8Array.from([tag, ...length, ...body])
}

const integer = (value: number): Uint8Array => {
  const bytes = [value & 255]
  for (let rest = value >> 8; rest > 0 || (bytes[0]! & 0x80) !== 0; rest >>= 8) {
    bytes.unshift(rest & 255)
    if (rest === 0) break
  }
  return tlv(0x02, bytes)
}
const octets = (text: string | Uint8Array) => tlv(0x04, typeof text === 'string' ? Buffer.from(text, 'utf8') : text)

const sysObjectId = tlv(0x06, [0x2b, 6, 1, 2, 1, 1, 2, 0]) // 1.3.6.1.2.1.1.2.0: there in every agent, and tells no person anything
const variables = tlv(0x30, tlv(0x30, sysObjectId, tlv(0x05)))

/** GetRequest for sysObjectID.0 with a community; version 0 is SNMPv1, 1 is SNMPv2c. */
export const getPacket = (version: 0 | 1, community: string, id: number): Uint8Array =>
  tlv(0x30, integer(version), octets(community), tlv(0xa0, integer(id), integer(0), integer(0), variables))

/** The question of RFC 3414, 4, that an agent of version 3 answers with its engine id, without any user. */
export function discoveryPacket(id: number): Uint8Array {
  const header = tlv(0x30, integer(id), integer(65_507), octets(Uint8Array.of(4)), integer(3))
  const security = tlv(0x30, octets(''), integer(0), integer(0), octets(''), octets(''), octets(''))
  const pdu = tlv(0xa0, integer(id), integer(0), integer(0), tlv(0x30))
  return tlv(0x30, integer(3), header, octets(security), tlv(0x30, octets(''), octets(''), pdu))
}

/** What a packet answers: the id of the question, and how. `denied`: an agent that says so instead of keeping silent. */
export function readReply(
  packet: Uint8Array,
): { readonly id: number; readonly kind: 'response' | 'denied' | 'report' } | undefined {
  const message = next(packet, 0)
  const version = message?.tag === 0x30 ? next(message.body, 0) : undefined
  if (!message || version?.tag !== 0x02) return undefined
  const second = next(message.body, version.end)
  if (number(version.body) === 3) {
    const id = second?.tag === 0x30 ? next(second.body, 0) : undefined
    return id?.tag === 0x02 ? { id: number(id.body), kind: 'report' } : undefined
  }
  const pdu = second?.tag === 0x04 ? next(message.body, second.end) : undefined
  const id = pdu?.tag === 0xa2 ? next(pdu.body, 0) : undefined
  if (!pdu || id?.tag !== 0x02) return undefined
  const error = next(pdu.body, id.end)
  const code = error?.tag === 0x02 ? number(error.body) : 0
  return { id: number(id.body), kind: code === 16 || code === 6 ? 'denied' : 'response' } // authorizationError, noAccess
}

interface Part {
  readonly tag: number
  readonly body: Uint8Array
  readonly end: number
}
function next(bytes: Uint8Array, at: number): Part | undefined {
  const tag = bytes[at]
  let length = bytes[at + 1]
  let from = at + 2
  if (tag === undefined || length === undefined) return undefined
  if (length >= 0x80) {
    const size = length & 0x7f
    if (size < 1 || size > 3) return undefined
    length = 0
    for (let i = 0; i < size; i++) length = length * 256 + (bytes[from++] ?? Number.NaN)
  }
  if (!(from + length <= bytes.length)) return undefined
  return { tag, body: bytes.subarray(from, from + length), end: from + length }
}
const number = (body: Uint8Array): number =>
  body.length > 4 ? Number.NaN : body.reduce((n, byte) => n * 256 + byte, 0)
