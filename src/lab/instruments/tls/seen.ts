import { z } from 'zod'
import { tlsVersions } from './versions.ts'

const name = z.string().max(80)
const text = z.string().max(512)
const day = z.string().regex(/^\d{4,5}-\d{2}-\d{2}$/)

/** One version that a server speaks, with every suite it takes in it. */
const version = z.strictObject({
  version: z.enum(tlsVersions),
  suites: z.array(name).max(400), // IANA names
  preference: z.enum(['server', 'client', 'unknown']), // whose order decides
})

const offer = z.strictObject({
  kind: z.literal('tls-offer'),
  speaksTls: z.boolean(), // it answered in TLS, be it with a refusal; false and complete: it speaks something else
  versions: z.array(version).max(tlsVersions.length),
  notOffered: z.array(z.enum(tlsVersions)).max(tlsVersions.length), // refused; what stands in neither list was not found out
  groups: z.array(name).max(80),
  primeBits: z.number().int().optional(), // the shortest of a finite field, or of an export key
  compression: z.boolean().optional(), // up to TLS 1.2, as the three below
  secureRenegotiation: z.boolean().optional(), // RFC 5746
  extendedMasterSecret: z.boolean().optional(), // RFC 7627
  alpn: z.string().max(40).optional(),
  connections: z.number().int(),
})
export type TlsOffer = z.output<typeof offer>

/** One certificate, as far as it can be read. */
const certificate = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/), // SHA-256 of the DER
  bytes: z.number().int(),
  readable: z.boolean(),
  subject: text.optional(),
  issuer: text.optional(),
  serial: z.string().max(128).optional(),
  names: z.array(z.string().max(260)).max(50).optional(), // subject alternative names
  notBefore: day.optional(),
  notAfter: day.optional(),
  keyType: name.optional(), // rsa, ec, ed25519, dsa …
  keyBits: z.number().int().optional(),
  signature: name.optional(),
  hash: z.string().max(20).optional(), // of the signature: sha1, sha256 …
  selfSigned: z.boolean().optional(),
})
export type SeenCertificate = z.output<typeof certificate>

/** What TLS endpoints show. */
export const seenByTls = [
  offer,
  /** The certificates a server proves itself with, its own first. */
  z.strictObject({
    kind: z.literal('tls-certificate'),
    over: z.enum(tlsVersions),
    asOf: day.optional(), // the day on which it was seen, by the clock of the bench
    chain: z.array(certificate).max(12),
  }),
] as const
