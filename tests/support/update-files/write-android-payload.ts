import { createHash, type KeyObject, sign } from 'node:crypto'

// Written from the public message definitions of Android's update engine. Not tested against the real tool.

const varint = (value: number): Buffer => {
  const bytes: number[] = []
  let rest = value
  do {
    bytes.push((rest % 128) | (rest >= 128 ? 0x80 : 0))
    rest = Math.floor(rest / 128)
  } while (rest > 0)
  return Buffer.from(bytes)
}
const numberField = (field: number, value: number) => Buffer.concat([varint(field * 8), varint(value)])
const bytesField = (field: number, value: Buffer) => Buffer.concat([varint(field * 8 + 2), varint(value.length), value])
const fixed32 = (field: number, value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return Buffer.concat([varint(field * 8 + 5), bytes])
}

const signaturesMessage = (signature: Buffer) =>
  bytesField(1, Buffer.concat([bytesField(2, signature), fixed32(3, signature.length)]))

/** A payload with one partition; `key` absent: unsigned. */
export function writeAndroidPayload({
  data,
  stamp,
  key,
  metadataToo = true,
}: {
  readonly data: Buffer
  readonly stamp: number
  readonly key?: KeyObject
  readonly metadataToo?: boolean
}): Buffer {
  const length = (key?.asymmetricKeyDetails?.modulusLength ?? 0) / 8
  const size = key ? signaturesMessage(Buffer.alloc(length)).length : 0
  const operation = Buffer.concat([
    numberField(1, 0),
    numberField(2, 0),
    numberField(3, data.length),
    bytesField(8, createHash('sha256').update(data).digest()),
  ])
  const manifest = Buffer.concat([
    numberField(3, 4096),
    ...(key ? [numberField(4, data.length), numberField(5, size)] : []),
    numberField(12, 0),
    bytesField(13, Buffer.concat([bytesField(1, Buffer.from('boot')), bytesField(8, operation)])),
    numberField(14, stamp),
    bytesField(18, Buffer.from('2026-10-05')),
  ])
  const header = Buffer.alloc(24)
  header.write('CrAU', 'latin1')
  header.writeBigUInt64BE(2n, 4)
  header.writeBigUInt64BE(BigInt(manifest.length), 12)
  header.writeUInt32BE(key && metadataToo ? size : 0, 20)
  const metadata = Buffer.concat([header, manifest])
  if (key === undefined) return Buffer.concat([metadata, data])
  const overMetadata = metadataToo ? signaturesMessage(sign('sha256', metadata, key)) : Buffer.alloc(0)
  const overPayload = signaturesMessage(sign('sha256', Buffer.concat([metadata, data]), key))
  return Buffer.concat([metadata, overMetadata, data, overPayload])
}
