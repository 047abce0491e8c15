// Strict both ways: one text for one byte string, so that no two spellings of the same proof or signature exist.
// Node's Buffer where there is one (it is an order of magnitude faster), atob and btoa in a browser.

const native = typeof Buffer !== 'undefined'

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  if (native) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** The bytes of a standard base64 text, undefined when it is not the one canonical spelling of them. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (native) {
    const bytes = Buffer.from(text, 'base64')
    return bytes.toString('base64') === text ? bytes : undefined
  }
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  const bytes = fromBinary(atob(text))
  return toBase64(bytes) === text ? bytes : undefined
}

/** base64url without padding (RFC 7515). */
export const toBase64url = (bytes: Uint8Array): string =>
  native
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
    : toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** The bytes of a base64url text, undefined when it is not the one canonical spelling of them. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (native) {
    const bytes = Buffer.from(text, 'base64url')
    return bytes.toString('base64url') === text ? bytes : undefined
  }
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined
  const padded = text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4)
  const bytes = fromBinary(atob(padded))
  return toBase64url(bytes) === text ? bytes : undefined
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
// One leaf after the other is unpacked here; what is larger than any leaf gets a place of its own.
const bench = native ? Buffer.allocUnsafeSlow(65_536) : undefined

/** The UTF-8 text behind a base64url text, undefined when either of the two is not well-formed. */
export function textFromBase64url(text: string): string | undefined {
  let bytes: Uint8Array | undefined
  if (bench && text.length <= bench.length) {
    const length = bench.write(text, 'base64url')
    bytes = bench.toString('base64url', 0, length) === text ? bench.subarray(0, length) : undefined
  } else bytes = fromBase64url(text)
  if (!bytes) return undefined
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined // not UTF-8
  }
}

// Leaves are cut from one piece of memory after the other: asking for each alone costs more than filling it.
const pieceLength = 65_536
let piece = native ? Buffer.allocUnsafeSlow(pieceLength) : undefined
let used = 0

function take(length: number): Buffer {
  if (!piece || length > pieceLength / 4) return Buffer.allocUnsafeSlow(length)
  if (used + length > pieceLength) {
    piece = Buffer.allocUnsafeSlow(pieceLength)
    used = 0
  }
  used += length
  return piece.subarray(used - length, used)
}

/** The bytes of a text known to be ASCII, behind `before` bytes of zero. */
export function fromAscii(text: string, before = 0): Uint8Array {
  if (native) {
    const bytes = take(before + text.length)
    bytes.fill(0, 0, before).write(text, before, 'latin1')
    return bytes
  }
  const bytes = new Uint8Array(before + text.length)
  for (let i = 0; i < text.length; i++) bytes[before + i] = text.charCodeAt(i)
  return bytes
}

const fromBinary = (binary: string): Uint8Array => Uint8Array.from(binary, (c) => c.charCodeAt(0))

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  if (native) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
  let text = ''
  for (const byte of bytes) text += pairs[byte]
  return text
}
