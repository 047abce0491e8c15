import { Cursor, Short } from '../../wire/cursor.ts'
import type { GroupId } from './groups.ts'
import type { SuiteId } from './suites.ts'
import { type TlsVersion, versionOf } from './versions.ts'

// What a server says before anything is encrypted: records (RFC 8446 5.1), in them handshake messages or an alert. A server may
// cut messages into records as it likes. Everything here is read from an enemy: nothing is believed beyond its bounds.

/** What the server chose. */
export interface ServerHello {
  readonly version: TlsVersion | undefined // undefined: a number that no version has
  readonly suite: SuiteId
  readonly compression: number
  readonly retry: boolean // TLS 1.3: it asks for a key of `group`
  readonly group?: GroupId
  readonly extensions: readonly number[]
  readonly alpn?: Uint8Array
}

/** The server's half of a key exchange up to TLS 1.2. */
export interface ServerKey {
  readonly group?: GroupId // named curve
  readonly primeBits?: number // of a finite field, or of an export RSA key
}

export interface Alert {
  readonly fatal: boolean
  readonly description: number
}

/** What has arrived so far. */
export interface Flight {
  readonly hello?: ServerHello
  readonly chain?: readonly Uint8Array[] // certificates as DER, the server's own first
  readonly keyMessage?: Uint8Array // ServerKeyExchange, read by `serverKey`
  readonly done: boolean // ServerHelloDone, or a fatal alert: nothing more will come
  readonly alert?: Alert
  /** Why it cannot be TLS, or is broken. */
  readonly wrong?: 'not-tls' | 'malformed'
}

export const flightBounds = { bytes: 262_144, message: 131_072, record: 16_384 + 2_048, certificates: 12 } as const

/** Reads as much as there is. Never throws; the same bytes give the same flight however they arrived. */
export function readFlight(bytes: Uint8Array): Flight {
  if (bytes.length > 0 && !looksLikeTls(bytes)) return { done: true, wrong: 'not-tls' }
  const cursor = new Cursor(bytes)
  const fragments: Uint8Array[] = []
  let ending: Pick<Flight, 'alert' | 'done' | 'wrong'> = { done: false }
  while (cursor.left >= 5 && !ending.done) {
    const type = cursor.number(1)
    const major = cursor.number(1)
    cursor.number(1)
    const length = cursor.number(2)
    if (major !== 3 || length > flightBounds.record || length === 0) ending = { done: true, wrong: 'malformed' }
    else if (cursor.left < length) break
    else if (type === 22) fragments.push(cursor.take(length))
    else if (type === 21) ending = alertOf(cursor.take(length))
    else ending = { done: true, ...(type === 20 || type === 23 ? {} : { wrong: 'malformed' as const }) }
  }
  const said = messages(Buffer.concat(fragments))
  return said.done ? said : { ...said, ...ending }
}

// A record of type handshake or alert, of a version that begins with 3.
const looksLikeTls = (bytes: Uint8Array): boolean =>
  (bytes[0] === 22 || bytes[0] === 21) && (bytes.length < 2 || bytes[1] === 3)

function alertOf(fragment: Uint8Array): Pick<Flight, 'alert' | 'done' | 'wrong'> {
  if (fragment.length !== 2) return { done: true, wrong: 'malformed' }
  const [level, description] = [fragment[0]!, fragment[1]!]
  // RFC 8446 6: close_notify ends the connection at any level; up to TLS 1.2 any other warning does not.
  const fatal = level === 2 || description === 0
  return { alert: { fatal, description }, done: fatal }
}

function messages(bytes: Uint8Array): Flight {
  const cursor = new Cursor(bytes)
  let flight: Flight = { done: false }
  while (cursor.left >= 4 && !flight.done) {
    const type = cursor.number(1)
    const length = cursor.number(3)
    if (length > flightBounds.message) return { ...flight, done: true, wrong: 'malformed' }
    if (cursor.left < length) break
    flight = withMessage(flight, type, cursor.take(length)) ?? { ...flight, done: true, wrong: 'malformed' }
  }
  return flight
}

function withMessage(flight: Flight, type: number, body: Uint8Array): Flight | undefined {
  try {
    switch (type) {
      case 2: {
        const hello = serverHello(body)
        return { ...flight, hello, done: hello.retry || hello.version === 'TLS1.3' }
      }
      case 11:
        return { ...flight, chain: chainOf(body) }
      case 12:
        return { ...flight, keyMessage: body }
      case 14:
        return { ...flight, done: true }
      default:
        return flight // CertificateStatus, CertificateRequest, NewSessionTicket and what nobody knows
    }
  } catch (error) {
    if (error instanceof Short) return undefined
    throw error
  }
}

// RFC 8446 4.1.3: the SHA-256 of "HelloRetryRequest" in place of a random number.
const retryRandom = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'

function serverHello(body: Uint8Array): ServerHello {
  const cursor = new Cursor(body)
  const legacy = cursor.number(2)
  const retry = Buffer.from(cursor.take(32)).toString('hex') === retryRandom
  cursor.vector(1)
  const suite = cursor.number(2)
  const compression = cursor.number(1)
  const found = new Map<number, Uint8Array>()
  if (cursor.left > 0) {
    const extensions = new Cursor(cursor.vector(2))
    while (extensions.left > 0 && found.size < 64) {
      const type = extensions.number(2)
      found.set(type, extensions.vector(2))
    }
  }
  const chosen = found.get(43)
  const share = found.get(51)
  const names = found.get(16)
  const version = versionOf(chosen ? new Cursor(chosen).number(2) : legacy)
  return {
    version,
    suite,
    compression,
    retry,
    ...(share && share.length >= 2 ? { group: new Cursor(share).number(2) } : {}),
    extensions: [...found.keys()].toSorted((a, b) => a - b),
    ...(names ? { alpn: new Cursor(new Cursor(names).vector(2)).vector(1) } : {}),
  }
}

function chainOf(body: Uint8Array): readonly Uint8Array[] {
  const list = new Cursor(new Cursor(body).vector(3))
  const chain: Uint8Array[] = []
  while (list.left > 0 && chain.length < flightBounds.certificates) chain.push(list.vector(3))
  return chain
}

/** Reads the server's half of a key exchange that has no pre-shared key; undefined where it is none that can be read. */
export function serverKey(message: Uint8Array, kind: 'ecdhe' | 'dhe' | 'other'): ServerKey | undefined {
  try {
    const cursor = new Cursor(message)
    if (kind !== 'ecdhe') return { primeBits: bitsOf(cursor.vector(2)) } // DHE; RSA_EXPORT puts its short key in the same place
    return cursor.number(1) === 3 ? { group: cursor.number(2) } : {} // 3: a named curve; explicit ones have no name
  } catch (error) {
    if (error instanceof Short) return undefined
    throw error
  }
}

const bitsOf = (number: Uint8Array): number => {
  const first = number.findIndex((byte) => byte !== 0)
  return first < 0 ? 0 : (number.length - first - 1) * 8 + (32 - Math.clz32(number[first]!))
}

const alertNames: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  22: 'record_overflow',
  40: 'handshake_failure',
  42: 'bad_certificate',
  47: 'illegal_parameter',
  50: 'decode_error',
  51: 'decrypt_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
}
/** What an alert is called (IANA registry "TLS Alerts"). */
export const alertName = (description: number): string => alertNames[description] ?? `alert ${description}`
