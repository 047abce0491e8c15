import { Cursor, Short } from '../../wire/cursor.ts'

// The first exchange of SSH is in clear (RFC 4253 4.2 and 7.1): a line each, then a list each of what one can do.

/** The lists of a KEXINIT, each direction by itself, in the order of preference. */
export interface KexInit {
  readonly keyExchange: readonly string[]
  readonly hostKeys: readonly string[]
  readonly encryption: readonly [toServer: readonly string[], toClient: readonly string[]]
  readonly integrity: readonly [toServer: readonly string[], toClient: readonly string[]]
  readonly compression: readonly [toServer: readonly string[], toClient: readonly string[]]
}

export const sshBounds = { greeting: 32_768, packet: 65_536, names: 120 } as const // RFC 4253 6.1 asks for packets of 35,000 bytes

// Web and stream servers, FTP and mail, telnet: what they say first is never said before a line of SSH.
const others = /^(HTTP\/|RTSP\/|220[ -]|\xff[\xfb-\xfe])/

/** Where a server's line ends and its packets begin; 'more' is to come, or it is 'not-ssh'. */
export function readBanner(
  bytes: Uint8Array,
): { readonly banner: string; readonly rest: Uint8Array } | 'more' | 'not-ssh' {
  const text = Buffer.from(bytes.subarray(0, sshBounds.greeting)).toString('latin1')
  // RFC 4253 4.2: other lines may stand before it.
  const found = /(?:^|\n)(SSH-[^\r\n]*)\r?\n/.exec(text)
  if (found) return { banner: found[1]!, rest: bytes.subarray(found.index + found[0].length) }
  return bytes.length < sshBounds.greeting && !others.test(text) ? 'more' : 'not-ssh'
}

/** Versions of the protocol that a server's line stands for (RFC 4253 5.1: 1.99 is both). */
export const versionsOf = (banner: string): ('SSH1' | 'SSH2')[] =>
  banner.startsWith('SSH-2.') ? ['SSH2'] : banner.startsWith('SSH-1.99-') ? ['SSH1', 'SSH2'] : ['SSH1']

/** The next packet in clear; 'more' is to come, or it is 'malformed'. */
export function readPacket(
  bytes: Uint8Array,
): { readonly payload: Uint8Array; readonly rest: Uint8Array } | 'more' | 'malformed' {
  if (bytes.length < 5) return 'more'
  const cursor = new Cursor(bytes)
  const length = cursor.number(4)
  const padding = cursor.number(1)
  if (length > sshBounds.packet || length < padding + 2) return 'malformed'
  if (bytes.length < 4 + length) return 'more'
  return { payload: cursor.take(length - padding - 1), rest: bytes.subarray(4 + length) }
}

/** A payload as a packet in clear. */
export function packetOf(payload: Uint8Array): Uint8Array {
  const short = 8 - ((payload.length + 5) % 8)
  const padding = short < 4 ? short + 8 : short // RFC 4253 6: at least four, to a multiple of eight
  const packet = Buffer.alloc(payload.length + 5 + padding)
  packet.writeUInt32BE(payload.length + 1 + padding)
  packet[4] = padding
  packet.set(payload, 5)
  return packet
}

/** Reads a KEXINIT; undefined where it is none, or broken. */
export function readKexInit(payload: Uint8Array): KexInit | undefined {
  try {
    const cursor = new Cursor(payload)
    if (cursor.number(1) !== 20) return undefined
    cursor.take(16)
    const list = () => namesIn(cursor.vector(4))
    return {
      keyExchange: list(),
      hostKeys: list(),
      encryption: [list(), list()],
      integrity: [list(), list()],
      compression: [list(), list()],
    }
  } catch (error) {
    if (error instanceof Short) return undefined
    throw error
  }
}

// RFC 4251 6: names are printable ASCII, of 64 characters at most.
const namesIn = (bytes: Uint8Array): readonly string[] =>
  Buffer.from(bytes.subarray(0, 16_384))
    .toString('latin1')
    .replace(/[^\x21-\x7e]/g, '?')
    .split(',')
    .filter((name) => name !== '')
    .slice(0, sshBounds.names)
    .map((name) => name.slice(0, 80))

/** A KEXINIT as a payload. */
export function kexInitPayload(lists: KexInit, cookie: Uint8Array): Uint8Array {
  const { keyExchange, hostKeys, encryption, integrity, compression } = lists
  const all = [keyExchange, hostKeys, ...encryption, ...integrity, ...compression, [], []]
  return Buffer.concat([
    Uint8Array.of(20),
    cookie.subarray(0, 16),
    ...all.map((names) => sshString(Buffer.from(names.join(',')))),
    Buffer.alloc(5),
  ])
}

/** Bytes behind their length, as SSH writes strings and numbers. */
export function sshString(bytes: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
