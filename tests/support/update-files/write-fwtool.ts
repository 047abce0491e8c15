import { type KeyObject, sign } from 'node:crypto'
import { crc32 } from 'node:zlib'

// Written from the public description: OpenWrt's fwtool and ucert are not among Debian's packages. Not tested against the real tools;
// the signatures inside are of signify's form, which was.

/** A usign key pair as this project writes it for tests. */
export interface UsignPair {
  readonly private: KeyObject
  readonly raw: Buffer // the public key, 32 bytes
}

const number = Buffer.from('0123456789abcdef', 'hex')

export const usignPublic = ({ raw }: UsignPair): string =>
  `untrusted comment: sample\n${Buffer.concat([Buffer.from('Ed'), number, raw]).toString('base64')}\n`

export const usignSign = (pair: UsignPair, message: Buffer): string =>
  `untrusted comment: signed by sample\n${Buffer.concat([Buffer.from('Ed'), number, sign(null, message, pair.private)]).toString('base64')}\n`

/** Appends a chunk with its trailer. */
export function fwtoolAppend(firmware: Buffer, kind: 'signature' | 'metadata', body: Buffer): Buffer {
  const content = Buffer.concat([firmware, kind === 'metadata' ? Buffer.alloc(8) : Buffer.alloc(0), body])
  const trailer = Buffer.alloc(16)
  trailer.writeUInt32BE(0x46577830, 0)
  trailer.writeUInt32BE(~crc32(content) >>> 0, 4)
  trailer[8] = kind === 'metadata' ? 1 : 0
  trailer.writeUInt32BE(content.length - firmware.length + 16, 12)
  return Buffer.concat([content, trailer])
}

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

const attribute = (type: number, value: Buffer, extended = false) => {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(((extended ? 0x80000000 : 0) | (type << 24) | (value.length + 4)) >>> 0)
  return padded(Buffer.concat([head, value]))
}

const named = (type: number, name: string, value: Buffer) => {
  const head = Buffer.alloc(2)
  head.writeUInt16BE(name.length)
  return attribute(type, Buffer.concat([padded(Buffer.concat([head, Buffer.from(`${name}\0`)])), value]), true)
}

const long = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
const int = (value: number) => Buffer.from([0, 0, 0, value])

/** A certificate in which one key vouches for another. */
export function ucertCertificate(issuer: UsignPair, subject: UsignPair, kind = 1): Buffer {
  const payload = named(
    2,
    'ucert',
    Buffer.concat([
      named(5, 'certtype', int(kind)),
      named(4, 'validfrom', long(1_700_000_000)),
      named(4, 'expiresat', long(1_900_000_000)),
      named(3, 'pubkey', Buffer.from(`${usignPublic(subject)}\0`)),
    ]),
  )
  return attribute(0, Buffer.concat([attribute(0, Buffer.from(usignSign(issuer, payload))), attribute(1, payload)]))
}

/** The last link of a chain: the signature of the file. */
export const ucertSignature = (signer: UsignPair, message: Buffer): Buffer =>
  attribute(0, attribute(0, Buffer.from(usignSign(signer, message))))
