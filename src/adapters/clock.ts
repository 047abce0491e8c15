import { randomBytes } from 'node:crypto'
import type { Chance, Clock } from '../casework/ports.ts'

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date().toISOString() }

/** RFC 9562 version 7: milliseconds since 1970, then chance; sorts by time. */
function uuid7(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The chance of the machine. */
export const systemChance: Chance = { bytes: (n) => new Uint8Array(randomBytes(n)), uuid: uuid7 }
