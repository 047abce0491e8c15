import { createHash } from 'node:crypto'
import { Cursor, Short } from '../../wire/cursor.ts'

export interface HostKey {
  readonly type: string
  readonly bits?: number
  readonly fingerprint: string
}

/** Kinds of key behind the names in a KEXINIT: RSA has three signatures and one key (RFC 8332). */
export const keyFamily = (algorithm: string): string =>
  /^(rsa-sha2-|ssh-rsa$)/.test(algorithm) ? 'ssh-rsa' : algorithm

const fixedBits: Readonly<Record<string, number>> = {
  'ssh-ed25519': 256,
  'ssh-ed448': 456,
  'ecdsa-sha2-nistp256': 256,
  'ecdsa-sha2-nistp384': 384,
  'ecdsa-sha2-nistp521': 521,
}

/** Reads a host key as it stands in a key exchange (RFC 4253 6.6, RFC 5656, RFC 8709); undefined where it is broken. */
export function readHostKey(blob: Uint8Array): HostKey | undefined {
  try {
    const cursor = new Cursor(blob)
    const type = Buffer.from(cursor.vector(4).subarray(0, 80))
      .toString('latin1')
      .replace(/[^\x21-\x7e]/g, '?')
    const bits = type === 'ssh-rsa' ? rsaBits(cursor) : type === 'ssh-dss' ? bitsOf(cursor.vector(4)) : fixedBits[type]
    return {
      type,
      ...(bits === undefined ? {} : { bits }),
      fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
    }
  } catch (error) {
    if (error instanceof Short) return undefined
    throw error
  }
}

const rsaBits = (cursor: Cursor): number => {
  cursor.vector(4) // the exponent
  return bitsOf(cursor.vector(4))
}

const bitsOf = (number: Uint8Array): number => {
  const first = number.findIndex((byte) => byte !== 0)
  return first < 0 ? 0 : (number.length - first - 1) * 8 + (32 - Math.clz32(number[first]!))
}
