import { Cursor, Short } from '../../wire/cursor.ts'

// SSL 2.0 as Netscape published it in 1995 (draft-hickman-netscape-ssl-00): another protocol in another form. RFC 6176 forbids it;
// it is asked for once, to see whether a device still answers it.

const cipherKinds: ReadonlyMap<number, string> = new Map([
  [0x010080, 'SSL_CK_RC4_128_WITH_MD5'],
  [0x020080, 'SSL_CK_RC4_128_EXPORT40_WITH_MD5'],
  [0x030080, 'SSL_CK_RC2_128_CBC_WITH_MD5'],
  [0x040080, 'SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5'],
  [0x050080, 'SSL_CK_IDEA_128_CBC_WITH_MD5'],
  [0x060040, 'SSL_CK_DES_64_CBC_WITH_MD5'],
  [0x060140, 'SSL_CK_DES_64_CBC_WITH_SHA'],
  [0x0700c0, 'SSL_CK_DES_192_EDE3_CBC_WITH_MD5'],
  [0x0701c0, 'SSL_CK_DES_192_EDE3_CBC_WITH_SHA'],
  [0x080080, 'SSL_CK_RC4_64_WITH_MD5'],
  [0x000000, 'SSL_CK_NULL_WITH_MD5'],
])

/** Asks for SSL 2.0 with every cipher it has. */
export function ssl2Hello(random: Uint8Array): Uint8Array {
  const challenge = random.subarray(0, 16)
  const specs = [...cipherKinds.keys()].flatMap((kind) => [(kind >> 16) & 0xff, (kind >> 8) & 0xff, kind & 0xff])
  const body = [1, 0x00, 0x02, ...pair(specs.length), 0, 0, ...pair(challenge.length), ...specs, ...challenge]
  return Uint8Array.from([0x80 | (body.length >> 8), body.length & 0xff, ...body])
}
const pair = (n: number): readonly number[] => [(n >> 8) & 0xff, n & 0xff]

export interface Ssl2Answer {
  readonly ciphers: readonly string[]
  readonly certificate?: Uint8Array
}

/** Reads an SSL 2.0 answer: 'more' is to come, or it is 'none'. Never throws. */
export function readSsl2(bytes: Uint8Array): Ssl2Answer | 'more' | 'none' {
  if (bytes.length > 0 && !(bytes[0]! & 0x80)) return 'none' // also every alert and record of later versions
  if (bytes.length < 3) return 'more'
  const length = ((bytes[0]! & 0x7f) << 8) | bytes[1]!
  if (bytes[2] !== 4) return 'none' // SERVER-HELLO
  if (bytes.length < 2 + length) return 'more'
  try {
    const cursor = new Cursor(bytes.subarray(3, 2 + length))
    cursor.number(1)
    cursor.number(1)
    if (cursor.number(2) !== 0x0002) return 'none'
    const [certificateLength, specsLength] = [cursor.number(2), cursor.number(2)]
    cursor.number(2)
    const certificate = cursor.take(certificateLength)
    const specs = new Cursor(cursor.take(specsLength))
    const ciphers: string[] = []
    while (specs.left >= 3 && ciphers.length < 64) {
      const kind = specs.number(3)
      ciphers.push(cipherKinds.get(kind) ?? `0x${kind.toString(16).toUpperCase().padStart(6, '0')}`)
    }
    return { ciphers, ...(certificate.length > 0 ? { certificate } : {}) }
  } catch (error) {
    if (error instanceof Short) return 'none'
    throw error
  }
}
