import { Malformed } from './byte-source.ts'

// A ucert chain (OpenWrt): blobs of libubox one after the other. A blob with a payload is a certificate, signed by the key before
// it; one without is the signature of the file. An attribute is four bytes (type and length, big-endian), then its value.

/** One link: a signature in usign's form, and for a certificate what it is over and the key that it vouches for. */
export interface UcertLink {
  readonly signature: string
  readonly at: number // of the signature in the chain
  readonly certificate?: { readonly payload: Buffer; readonly key: string; readonly kind: number }
}

interface Attribute {
  readonly type: number
  readonly value: Buffer
  readonly at: number // of the value
}

const mostLinks = 10

/** The attributes in a stretch; each begins at a multiple of four. */
function attributes(bytes: Buffer, from: number): readonly Attribute[] {
  const found: Attribute[] = []
  for (let at = 0; at + 4 <= bytes.length; ) {
    const head = bytes.readUInt32BE(at)
    const length = head & 0x00ffffff
    if (length < 4 || at + length > bytes.length || found.length > 50) throw new Malformed('malformed')
    found.push({ type: (head >>> 24) & 0x7f, value: bytes.subarray(at + 4, at + length), at: from + at + 4 })
    at += Math.ceil(length / 4) * 4
  }
  return found
}

/** Named values, as blobmsg writes them: two bytes of length, the name, a zero, padding, the value. */
function named(bytes: Buffer): ReadonlyMap<string, Buffer> {
  return new Map(
    attributes(bytes, 0).map(({ value }) => {
      if (value.length < 3) throw new Malformed('malformed')
      const length = value.readUInt16BE(0)
      const behind = Math.ceil((length + 3) / 4) * 4
      if (behind > value.length) throw new Malformed('malformed')
      return [value.toString('utf8', 2, 2 + length), value.subarray(behind)]
    }),
  )
}

export function readUcert(bytes: Buffer): readonly UcertLink[] {
  const blobs = attributes(bytes, 0)
  if (blobs.length === 0 || blobs.length > mostLinks) throw new Malformed('malformed')
  return blobs.map(({ value, at }): UcertLink => {
    const inside = attributes(value, at)
    const signature = inside.find(({ type }) => type === 0)
    const payload = inside.find(({ type }) => type === 1)
    if (signature === undefined) throw new Malformed('malformed')
    const link = { signature: signature.value.toString('latin1'), at: signature.at }
    if (payload === undefined) return link
    const table = named(payload.value).get('ucert')
    const values = table && named(table)
    const key = values?.get('pubkey')
    const kind = values?.get('certtype')
    if (!key || kind?.length !== 4) throw new Malformed('malformed')
    return {
      ...link,
      certificate: {
        payload: payload.value,
        key: key.toString('utf8', 0, 2_000).replaceAll('\0', ''),
        kind: kind.readUInt32BE(0),
      },
    }
  })
}

/** The kind of certificate that lets its key sign; another kind takes that back. */
export const authorises = 1
