import type { GroupId } from './groups.ts'
import type { SuiteId } from './suites.ts'
import { type TlsVersion, wireVersion } from './versions.ts'

/** One question to a server: a first message, from which it has to choose. */
export interface Hello {
  readonly version: Exclude<TlsVersion, 'SSLv2'>
  readonly suites: readonly SuiteId[]
  readonly groups: readonly GroupId[]
  readonly random: Uint8Array // 32 bytes
  /** Servers of before 2003 close on a message that has extensions; SSLv3 knows none. */
  readonly extensions: boolean
  readonly alpn?: readonly string[]
  readonly compression?: true // offers DEFLATE first
  /** TLS 1.3: without a key the server asks for one and so shows what it would choose; some do not know that, and get one. */
  readonly key?: Uint8Array // 32 bytes, for X25519
}

/** The message as one record, ready to send. */
export function clientHello(hello: Hello): Uint8Array {
  const is13 = hello.version === 'TLS1.3'
  const scsv = is13 ? [] : [0x00ff] // RFC 5746: heard by servers of SSLv3, too
  const body = joined(
    u16(Math.min(wireVersion[hello.version], 0x0303)),
    hello.random.subarray(0, 32),
    // RFC 8446 D.4: boxes between that do not know TLS 1.3 expect a session id.
    vector8(is13 ? hello.random.subarray(0, 32) : []),
    vector16(joined(...[...hello.suites, ...scsv].map(u16))),
    vector8(hello.compression ? [1, 0] : [0]),
    hello.extensions ? vector16(extensionsOf(hello, is13)) : [],
  )
  const message = joined([1], u24(body.length), body)
  // RFC 5246 E.1: the record carries the lowest version, because old servers look at it.
  return joined([22], u16(Math.min(wireVersion[hello.version], 0x0301)), vector16(message))
}

const extensionsOf = (hello: Hello, is13: boolean): Uint8Array =>
  joined(
    hello.groups.length > 0 ? extension(10, vector16(joined(...hello.groups.map(u16)))) : [],
    is13 ? [] : extension(11, vector8([0, 1, 2])), // points uncompressed and compressed
    is13 || hello.version === 'TLS1.2' ? extension(13, vector16(joined(...signatures.map(u16)))) : [],
    hello.alpn ? extension(16, vector16(joined(...hello.alpn.map((name) => vector8(Buffer.from(name)))))) : [],
    is13 ? [] : extension(23, []), // extended master secret
    is13 ? extension(43, vector8(u16(wireVersion['TLS1.3']))) : [],
    is13 ? extension(45, vector8([1])) : [],
    is13 ? extension(51, vector16(hello.key ? joined(u16(29), vector16(hello.key)) : [])) : [],
  )

// IANA registry "TLS SignatureScheme", weak ones of TLS 1.2 included: a server that can sign with SHA-1 or MD5 only has to show itself.
const signatures: readonly number[] = [
  ...[0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x081a, 0x081b, 0x081c, 0x0708], // ECDSA, EdDSA, Brainpool, SM2
  ...[0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b], // RSA-PSS
  ...[0x0401, 0x0501, 0x0601, 0x0301, 0x0201, 0x0101], // RSA PKCS #1, down to SHA-1 and MD5
  ...[0x0303, 0x0203, 0x0402, 0x0502, 0x0602, 0x0302, 0x0202], // ECDSA and DSA with SHA-2 and SHA-1
]

type Bytes = Uint8Array | readonly number[]
const u16 = (n: number): Bytes => [(n >> 8) & 0xff, n & 0xff]
const u24 = (n: number): Bytes => [(n >> 16) & 0xff, (n >> 8) & 0xff, n & 0xff]
const joined = (...parts: readonly Bytes[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))
const vector8 = (bytes: Bytes): Bytes => joined([bytes.length], bytes)
const vector16 = (bytes: Bytes): Uint8Array => joined(u16(bytes.length), bytes)
const extension = (type: number, bytes: Bytes): Uint8Array => joined(u16(type), vector16(bytes))
