import { constants, createHash, type KeyObject, sign } from 'node:crypto'

// Written from the public description of the format, because MCUboot's own tool is not among Debian's packages: what these files show
// is that our reading agrees with our understanding of it. Not tested against the real tool.

export interface McubootSample {
  readonly program: Buffer
  readonly version: readonly [number, number, number, number]
  readonly key?: KeyObject // private; absent: unsigned
  readonly pure?: boolean
  readonly guarded?: boolean // with a protected entry (security counter)
  readonly padTo?: number // as a slot is filled behind the image
}

const entry = (type: number, value: Uint8Array) => {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(type, 0)
  head.writeUInt16LE(value.length, 2)
  return Buffer.concat([head, value])
}

const area = (magic: number, entries: readonly Buffer[]) => {
  const body = Buffer.concat(entries)
  const head = Buffer.alloc(4)
  head.writeUInt16LE(magic, 0)
  head.writeUInt16LE(body.length + 4, 2)
  return Buffer.concat([head, body])
}

/** An MCUboot image. */
export function writeMcuboot({ program, version, key, pure, guarded, padTo }: McubootSample): Buffer {
  const protectedArea = guarded ? area(0x6908, [entry(0x50, Buffer.from([1, 0, 0, 0]))]) : Buffer.alloc(0)
  const header = Buffer.alloc(512)
  header.writeUInt32LE(0x96f3b83d, 0)
  header.writeUInt16LE(512, 8)
  header.writeUInt16LE(protectedArea.length, 10)
  header.writeUInt32LE(program.length, 12)
  header[20] = version[0]
  header[21] = version[1]
  header.writeUInt16LE(version[2], 22)
  header.writeUInt32LE(version[3], 24)
  const covered = Buffer.concat([header, program, protectedArea])
  const digest = createHash('sha256').update(covered).digest()
  const entries = [entry(0x10, digest)]
  if (key?.asymmetricKeyType === 'rsa') {
    const bits = key.asymmetricKeyDetails?.modulusLength
    const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    entries.push(entry(bits === 3072 ? 0x23 : 0x20, sign('sha256', covered, pss)))
  }
  if (key?.asymmetricKeyType === 'ec') entries.push(entry(0x22, sign('sha256', covered, key)))
  if (key?.asymmetricKeyType === 'ed25519') {
    if (pure) entries.push(entry(0x25, Buffer.from([1])))
    entries.push(entry(0x24, sign(null, pure ? covered : digest, key)))
  }
  const image = Buffer.concat([covered, area(0x6907, entries)])
  return padTo === undefined ? image : Buffer.concat([image, Buffer.alloc(padTo - image.length, 0xff)])
}
