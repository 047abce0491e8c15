// Base64url without padding (RFC 4648 §5), written so that it runs in Node and in a browser alike.

export function toBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x2000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x2000))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * The bytes of a base64url text; undefined unless it is written in the one canonical way. Padding, other alphabets and
 * stray bits in the last character are refused: two spellings of one signature would be two leaves of the log.
 */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0))
  const rest = text.length % 4
  const last = bytes.length - (bytes.length % 3)
  return rest === 0 || toBase64url(bytes.subarray(last)) === text.slice(-rest) ? bytes : undefined
}
