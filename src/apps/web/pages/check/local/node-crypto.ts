import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * What the core asks of `node:crypto`, for a browser: the bundle takes this file in its place. Digests are made at once there,
 * and a browser makes them only later, so they are computed here; signatures are left to the browser.
 */
export function hash(algorithm: 'sha256', data: Uint8Array | string, form: 'hex'): string {
  if (algorithm !== 'sha256' || form !== 'hex') throw new Error(`a browser is asked for ${algorithm} as ${form}`)
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))
}
