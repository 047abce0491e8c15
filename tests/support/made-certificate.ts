import { webcrypto } from 'node:crypto'
import { Integer, Utf8String } from 'asn1js'
import { AltName, AttributeTypeAndValue, Certificate, CryptoEngine, Extension, GeneralName, setEngine } from 'pkijs'

// Certificates as devices have them, good and bad, made when a test needs them: no key is kept in the repository.

setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }))

type Kind = 'rsa' | 'rsa-pss' | 'ecdsa'

export interface CertificateWish {
  readonly key?: Kind
  readonly bits?: number // of RSA
  readonly curve?: 'P-256' | 'P-384'
  readonly hash?: 'SHA-1' | 'SHA-256'
  readonly subject?: string
  readonly names?: readonly string[] // DNS names; none: no such extension
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** Issued by another, instead of by itself. */
  readonly issuer?: MadeCertificate
}

export interface MadeCertificate {
  readonly key: string // PEM
  readonly cert: string // PEM
  readonly der: Uint8Array
  readonly subject: string
  readonly signing: webcrypto.CryptoKey
  readonly hash: string
}

/** Makes a key and a certificate over it. */
export async function madeCertificate(wish: CertificateWish = {}): Promise<MadeCertificate> {
  const { key = 'rsa', hash = 'SHA-256', subject = 'device.local', names = ['device.local'], issuer } = wish
  const pair = (await webcrypto.subtle.generateKey(algorithmOf(key, wish, hash), true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: 4711 }) })
  certificate.subject.typesAndValues.push(commonName(subject))
  certificate.issuer.typesAndValues.push(commonName(issuer?.subject ?? subject))
  certificate.notBefore.value = wish.notBefore ?? new Date('2026-01-01T00:00:00Z')
  certificate.notAfter.value = wish.notAfter ?? new Date('2028-01-01T00:00:00Z')
  if (names.length > 0) {
    const altNames = new AltName({ altNames: names.map((value) => new GeneralName({ type: 2, value })) })
    certificate.extensions = [new Extension({ extnID: '2.5.29.17', extnValue: altNames.toSchema().toBER() })]
  }
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey as CryptoKey)
  await certificate.sign((issuer?.signing ?? pair.privateKey) as CryptoKey, issuer?.hash ?? hash)
  const der = new Uint8Array(certificate.toSchema(true).toBER())
  return {
    key: pem('PRIVATE KEY', new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey))),
    cert: pem('CERTIFICATE', der),
    der,
    subject,
    signing: pair.privateKey,
    hash,
  }
}

const algorithmOf = (key: Kind, { bits = 2_048, curve = 'P-256' }: CertificateWish, hash: string) =>
  key === 'ecdsa'
    ? { name: 'ECDSA', namedCurve: curve }
    : {
        name: key === 'rsa' ? 'RSASSA-PKCS1-v1_5' : 'RSA-PSS',
        modulusLength: bits,
        publicExponent: Uint8Array.of(1, 0, 1),
        hash,
      }

const commonName = (value: string) => new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value }) })

const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`
