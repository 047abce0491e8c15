import { Cursor } from '../../wire/cursor.ts'
import { berBody, readBer } from './ber.ts'

/** What an SNMPv3 agent tells of its engine to whoever asks (RFC 3414, 4). */
export interface SnmpEngine {
  readonly id?: string // hexadecimal
  readonly mac?: string
  readonly seconds?: number // since it was started
}

/** Reads the engine out of a report message; empty where it is not there. */
export function engineIn(packet: Uint8Array): SnmpEngine {
  const read = readBer(packet, (outer) => {
    const message = new Cursor(berBody(outer, 0x30))
    berBody(message, 0x02) // version
    berBody(message, 0x30) // header
    const security = new Cursor(berBody(new Cursor(berBody(message, 0x04)), 0x30))
    const engine = berBody(security, 0x04)
    berBody(security, 0x02) // how often it was started
    return { engine, seconds: berBody(security, 0x02) }
  })
  if (!read) return {}
  const { engine, seconds } = read
  // RFC 3411, 5: the fifth octet says what the identifier is made of; 3 is the MAC address.
  const mac = engine.length >= 11 && engine[4] === 3 ? engine.subarray(5, 11).toString('hex') : undefined
  return {
    ...(engine.length > 0 && { id: engine.toString('hex') }),
    ...(mac && { mac: mac.replace(/(..)(?=.)/g, '$1:') }),
    ...(seconds.length > 0 && seconds.length <= 5 && { seconds: seconds.readUIntBE(0, seconds.length) }),
  }
}
