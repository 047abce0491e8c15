import { Cursor, Short } from '../../wire/cursor.ts'

/** One value in BER (ITU-T X.690) with definite length, as SNMP uses it. */
export function ber(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const long = body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...(body.length < 0x80 ? [body.length] : long)]), body])
}

/** The next value: its tag and its body. Throws Short where there is none. */
export function nextBer(from: Cursor): { readonly tag: number; readonly body: Buffer } {
  const tag = from.number(1)
  const first = from.number(1)
  if (first < 0x80) return { tag, body: Buffer.from(from.take(first)) }
  const size = first & 0x7f
  if (size !== 1 && size !== 2 && size !== 3) throw new Short()
  return { tag, body: Buffer.from(from.vector(size)) }
}

/** The body of the next value, which has to have this tag. */
export function berBody(from: Cursor, tag: number): Buffer {
  const next = nextBer(from)
  if (next.tag !== tag) throw new Short()
  return next.body
}

/** What a reader finds in bytes that may end anywhere; undefined where they end too soon. */
export function readBer<T>(bytes: Uint8Array, read: (from: Cursor) => T): T | undefined {
  try {
    return read(new Cursor(bytes))
  } catch (error) {
    if (error instanceof Short) return undefined
    throw error
  }
}
