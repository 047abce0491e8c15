import { crc32 } from 'node:zlib'
import { type ByteSource, Malformed, pieces, within } from './byte-source.ts'
import { edited } from './edit.ts'
import { type UpdateFacts, type UpdateFormat, unsigned, wrong } from './format.ts'

// The legacy image of U-Boot: 64 bytes of header with two CRC-32, and the data. It cannot be signed; a sum is no signature.

const headerLength = 64
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

async function sums(source: ByteSource): Promise<{ readonly data: number; readonly header: number }> {
  const { header, data } = await open(source)
  let sum = 0
  for await (const piece of pieces(source, [data])) sum = crc32(piece, sum)
  const own = Buffer.from(header)
  own.writeUInt32BE(0, 4)
  return { data: sum, header: crc32(own) }
}

export const uimageMagic = 0x27051956

async function open(source: ByteSource) {
  const header = await source.read(0, headerLength)
  if (header.readUInt32BE(0) !== uimageMagic) throw new Malformed('malformed')
  const data = within(source, { offset: headerLength, length: header.readUInt32BE(12) })
  return { header, data }
}

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const { header, data } = await open(source)
  const name = header.toString('latin1', 32, 64).replace(/\0.*$/s, '')
  return {
    edition: 'legacy',
    ...(name !== '' && { version: name }),
    signatures: [],
    ...(data.length > 0 && { payload: data }),
    ...(header.readUInt32BE(8) > 1 && { older: { at: 8, put: Uint8Array.of(0, 0, 0, 1) } }), // when it was made
  }
}

export const uimage: UpdateFormat = {
  name: 'uimage',
  async detect(source) {
    return source.size > headerLength && (await source.read(0, 4)).readUInt32BE(0) === uimageMagic
  },
  facts,
  async verify(source) {
    const { header } = await open(source)
    const sum = await sums(source)
    return sum.data === header.readUInt32BE(24) && sum.header === header.readUInt32BE(4)
      ? unsigned
      : wrong('digest-wrong')
  },
  async repair(source) {
    const data = { at: 24, put: uint32((await sums(source)).data) }
    return [data, { at: 4, put: uint32((await sums(edited(source, [data]))).header) }]
  },
}
