import { createHash, X509Certificate } from 'node:crypto'
import { fromBER, ObjectIdentifier, Sequence } from 'asn1js'
import { tamed } from '../../observation.ts'
import type { SeenCertificate } from './seen.ts'

/** What a certificate says, as far as it can be read. Never throws: a device may send anything as a certificate. */
export function readCertificate(der: Uint8Array): SeenCertificate {
  const base = { fingerprint: createHash('sha256').update(der).digest('hex'), bytes: der.length }
  const x509 = attempt(() => new X509Certificate(der))
  if (x509 === undefined) return { ...base, readable: false }
  const signature = attempt(() => x509.signatureAlgorithm ?? x509.signatureAlgorithmOid)
  const hash = hashOf(signature, der)
  const key = attempt(() => keyOf(x509))
  const names = attempt(() => namesOf(x509.subjectAltName))
  const notBefore = attempt(() => dayOf(x509.validFromDate))
  const notAfter = attempt(() => dayOf(x509.validToDate))
  return {
    ...base,
    readable: true,
    subject: tamed((x509.subject ?? '').replaceAll('\n', ', '), 500),
    issuer: tamed((x509.issuer ?? '').replaceAll('\n', ', '), 500),
    serial: tamed(x509.serialNumber, 128),
    ...(names === undefined ? {} : { names }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
    ...(key === undefined ? {} : key),
    ...(signature === undefined ? {} : { signature: tamed(signature, 80) }),
    ...(hash === undefined ? {} : { hash }),
    selfSigned: x509.subject === x509.issuer && attempt(() => x509.verify(x509.publicKey)) === true,
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined // OpenSSL throws on what it cannot read; the field is then absent
  }
}

const dayOf = (date: Date): string => {
  const [, year, rest] = /^\+?0*(\d{4,5})(-\d{2}-\d{2})T/.exec(date.toISOString()) ?? []
  if (year === undefined) throw new RangeError('no day')
  return `${year}${rest}`
}

const namesOf = (text: string | undefined): string[] | undefined =>
  text
    ?.split(/, (?=[A-Za-z ]+:)/)
    .slice(0, 50)
    .map((name) => tamed(name, 260))

function keyOf(x509: X509Certificate): { keyType: string; keyBits?: number } | undefined {
  const { publicKey: key } = x509
  const details = key.asymmetricKeyDetails
  const keyType = key.asymmetricKeyType
  if (keyType === undefined) return undefined
  const bits =
    details?.modulusLength ??
    (keyType === 'ec' ? Number(/\d{3}/.exec(details?.namedCurve ?? '')?.[0] ?? Number.NaN) : edwardsBits[keyType])
  return { keyType, ...(bits !== undefined && Number.isSafeInteger(bits) ? { keyBits: bits } : {}) }
}
const edwardsBits: Readonly<Record<string, number>> = { ed25519: 256, ed448: 456 }

const hashName =
  /(md2|md4|md5|sha3-\d{3}|sha-?1(?!\d)|sha-?224|sha-?256|sha-?384|sha-?512|ripemd160|sm3|streebog\d*|shake\d+)/i

/** The hash that was signed: mostly part of the algorithm's name. */
function hashOf(signature: string | undefined, der: Uint8Array): string | undefined {
  if (signature === undefined) return undefined
  if (/^rsassa-?pss$/i.test(signature)) return attempt(() => pssHash(der))
  if (/^ed(25519|448)$/i.test(signature)) return signature.toLowerCase() // the hash is part of the scheme
  if (/^shaWithRSA|dsaWithSHA$/i.test(signature)) return 'sha'
  return hashName.exec(signature)?.[1]?.toLowerCase().replace('sha-', 'sha')
}

const pssHashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** RFC 4055 3.1: RSASSA-PSS names its hash in its parameters; where none is named, it is SHA-1. */
function pssHash(der: Uint8Array): string | undefined {
  const { result } = fromBER(Uint8Array.from(der).buffer)
  const algorithm = result instanceof Sequence ? result.valueBlock.value[1] : undefined
  const parameters = algorithm instanceof Sequence ? algorithm.valueBlock.value[1] : undefined
  if (!(parameters instanceof Sequence)) return undefined
  const tagged = parameters.valueBlock.value.find((part) => part.idBlock.tagClass === 3 && part.idBlock.tagNumber === 0)
  if (tagged === undefined) return 'sha1'
  const named = (tagged.valueBlock as unknown as { value: readonly unknown[] }).value[0]
  const oid = named instanceof Sequence ? named.valueBlock.value[0] : undefined
  return oid instanceof ObjectIdentifier ? pssHashes[oid.valueBlock.toString()] : undefined
}
