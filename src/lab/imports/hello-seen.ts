import { type TlsVersion, versionOf } from '../instruments/tls/versions.ts'

/** How a client asks for TLS: the versions it would take, and whom it asks for. */
export interface SeenHello {
  readonly versions: readonly TlsVersion[]
  readonly name?: string
}

const longestHello = 16_384

/**
 * Reads the ClientHello at the beginning of a connection. `more`: it begins as one and goes on; undefined: it is none. What a
 * client says here it says in clear, before anything is secret.
 */
export function helloIn(bytes: Uint8Array): SeenHello | 'more' | undefined {
  if (bytes.length < 6) return bytes[0] === 0x16 ? 'more' : undefined
  if (bytes[0] !== 0x16 || bytes[1] !== 3 || bytes[5] !== 1) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const record = 5 + view.getUint16(3)
  if (record > longestHello) return undefined
  if (bytes.length < record) return 'more'
  try {
    return read(bytes.subarray(9, record), view.getUint16(9))
  } catch (error) {
    if (error instanceof RangeError) return undefined // its own lengths lead beyond its end
    throw error
  }
}

function read(body: Uint8Array, legacy: number): SeenHello {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  let at = 34 // version and random
  at += 1 + view.getUint8(at) // session
  at += 2 + view.getUint16(at) // suites
  at += 1 + view.getUint8(at) // compression
  let versions: readonly TlsVersion[] | undefined
  let name: string | undefined
  const end = at + 2 <= body.length ? at + 2 + view.getUint16(at) : 0
  for (at += 2; at + 4 <= end; ) {
    const type = view.getUint16(at)
    const length = view.getUint16(at + 2)
    const data = at + 4
    if (type === 43) versions = listed(view, data) // supported_versions
    if (type === 0 && length > 5) name = hostName(body.subarray(data + 5, data + 5 + view.getUint16(data + 3)))
    at = data + length
  }
  const most = versionOf(legacy)
  return { versions: versions ?? (most ? [most] : []), ...(name === undefined ? {} : { name }) }
}

/** The versions in the list; numbers that stand for none are thrown in by clients on purpose (RFC 8701). */
function listed(view: DataView, at: number): readonly TlsVersion[] {
  const count = Math.min(view.getUint8(at) >> 1, 20)
  return Array.from({ length: count }, (_, i) => versionOf(view.getUint16(at + 1 + 2 * i))).filter(
    (version) => version !== undefined,
  )
}

const hostName = (bytes: Uint8Array): string | undefined => {
  const name = Buffer.from(bytes).toString('latin1')
  return /^[A-Za-z0-9._-]{1,255}$/.test(name) ? name.toLowerCase() : undefined
}
