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

const fromBinary = (binary: string): Uint8Array => Uint8Array.from(binary, (c) => c.charCodeAt(0))

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += pairs[byte]
  return text
}
