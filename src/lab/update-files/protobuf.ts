import { Malformed } from './byte-source.ts'

/** One field of a Protocol Buffers message (protobuf.dev, "Encoding"). */
export interface Field {
  readonly number: number
  readonly value: bigint | Buffer // varint and fixed as numbers, the rest as bytes
  readonly at: number // of the value, in the message
  readonly length: number
}

const mostFields = 200_000

/** The fields of a message, in the order in which they stand. Nothing inside is looked at. */
export function fieldsOf(message: Buffer): readonly Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++]
      if (byte === undefined) throw new Malformed('cut-short')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw new Malformed('malformed')
  }
  while (at < message.length) {
    if (fields.length > mostFields) throw new Malformed('too-large')
    const tag = varint()
    const number = Number(tag >> 3n)
    const kind = Number(tag & 7n)
    if (number === 0) throw new Malformed('malformed')
    const began = at
    if (kind === 0) fields.push({ number, value: varint(), at: began, length: at - began })
    else {
      const length = kind === 1 ? 8 : kind === 5 ? 4 : kind === 2 ? Number(varint()) : -1
      if (length < 0 || at + length > message.length) throw new Malformed('length-impossible')
      const bytes = message.subarray(at, at + length)
      const value = kind === 1 ? bytes.readBigUInt64LE(0) : kind === 5 ? BigInt(bytes.readUInt32LE(0)) : bytes
      fields.push({ number, value, at, length })
      at += length
    }
  }
  return fields
}

/** A number in a field; undefined where there is none. */
export const numberIn = (fields: readonly Field[], number: number): bigint | undefined => {
  const value = fields.findLast((f) => f.number === number)?.value
  return typeof value === 'bigint' ? value : undefined
}

/** The bytes of every field of that number. */
export const bytesIn = (fields: readonly Field[], number: number): readonly (Field & { readonly value: Buffer })[] =>
  fields.filter((f): f is Field & { value: Buffer } => f.number === number && Buffer.isBuffer(f.value))
