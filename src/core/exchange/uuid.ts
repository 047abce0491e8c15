import { createHash } from 'node:crypto'

// A namespace of our own, made once at random: the same name gives the same UUID for ever.
const namespace = Buffer.from('7c0b7a0e3d2f4b6a9a5e1f4c8d3b2a10', 'hex')

/** The UUID of a name (RFC 9562, version 5), so that the same export twice is the same file. */
export function uuidOf(...name: readonly string[]): string {
  const digest = createHash('sha1').update(namespace).update(JSON.stringify(name)).digest()
  const bytes = Buffer.from(digest.subarray(0, 16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
