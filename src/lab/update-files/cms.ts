import { type KeyObject, X509Certificate } from 'node:crypto'
import { Constructed, fromBER, Sequence } from 'asn1js'
import { ContentInfo, SignedData, type SignerInfo } from 'pkijs'
import { type ByteSource, digestOfRanges, Malformed, type Range, sourceOf } from './byte-source.ts'
import { cannotTell, type UpdateSignature, type Verification, verified, wrong } from './format.ts'
import { type MakerKey, publicKeys } from './maker-key.ts'
import { fits, type SignatureScheme, signed } from './signature.ts'

// Cryptographic Message Syntax (RFC 5652), as RAUC, SWUpdate and Android carry it. It is read with pkijs and checked with
// node:crypto while the content streams by, because the content does not fit into memory.

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const rsaPss = '1.2.840.113549.1.1.10'
const messageDigest = '1.2.840.113549.1.9.4'
const signedDataType = '1.2.840.113549.1.7.2'

interface Signer {
  readonly hash: string
  readonly scheme: SignatureScheme
  readonly signature: Uint8Array
  readonly attributes?: { readonly der: Uint8Array; readonly digest: Uint8Array }
}

export interface Cms {
  readonly content?: Uint8Array // where the content is carried inside
  readonly signers: readonly Signer[]
  readonly certificates: readonly X509Certificate[]
}

/** Reads a SignedData; undefined where the bytes are another kind of CMS. Throws Malformed where they are none. */
export function readCms(bytes: Uint8Array): Cms | undefined {
  try {
    const { offset, result } = fromBER(Uint8Array.from(bytes))
    if (offset === -1) throw new Malformed('malformed')
    const info = new ContentInfo({ schema: result })
    if (info.contentType !== signedDataType) return undefined
    const data = new SignedData({ schema: info.content })
    const content = data.encapContentInfo.eContent?.getValue()
    return {
      ...(content && { content: new Uint8Array(content) }),
      signers: data.signerInfos.map(signerOf),
      certificates: certificatesIn(info.content),
    }
  } catch (error) {
    throw error instanceof Malformed ? error : new Malformed('malformed') // pkijs throws whatever it stumbles over
  }
}

/** The certificates byte for byte as they stand there: re-encoded ones might not be the same. */
function certificatesIn(signedData: unknown): X509Certificate[] {
  if (!(signedData instanceof Sequence)) return []
  const set = signedData.valueBlock.value.find((v) => v.idBlock.tagClass === 3 && v.idBlock.tagNumber === 0)
  const members = set instanceof Constructed ? set.valueBlock.value : []
  return members.slice(0, mostCertificates).flatMap((member) => {
    try {
      return [new X509Certificate(Buffer.from(member.valueBeforeDecodeView))]
    } catch {
      return [] // another kind of certificate
    }
  })
}
const mostCertificates = 20

function signerOf(signer: SignerInfo): Signer {
  const hash = hashes[signer.digestAlgorithm.algorithmId]
  if (hash === undefined) throw new Malformed('algorithm-unknown')
  const attributes = signer.signedAttrs
  const digest = attributes?.attributes.find((a) => a.type === messageDigest)?.values[0]?.valueBlock?.valueHexView
  if (attributes && !(digest instanceof Uint8Array)) throw new Malformed('malformed')
  return {
    hash,
    scheme: schemeOf(signer.signatureAlgorithm.algorithmId, hash),
    signature: signer.signature.valueBlock.valueHexView,
    ...(attributes && { attributes: { der: new Uint8Array(attributes.encodedValue), digest } }),
  }
}

function schemeOf(algorithm: string, hash: string): SignatureScheme {
  if (algorithm === rsaPss) return { kind: 'pss', hash }
  if (algorithm.startsWith('1.2.840.113549.1.1.')) return { kind: 'pkcs1', hash }
  if (algorithm.startsWith('1.2.840.10045.4.') || algorithm === '1.2.840.10045.2.1') return { kind: 'ecdsa', hash }
  if (algorithm === '1.3.101.112') return { kind: 'ed25519' }
  throw new Malformed('algorithm-unknown')
}

/** In words, for the facts. */
export const cmsAlgorithms = (cms: Cms, over: UpdateSignature['over']): readonly UpdateSignature[] =>
  cms.signers.map(({ scheme, hash }) => ({
    algorithm: `CMS ${{ pkcs1: 'RSA', pss: 'RSA-PSS', ecdsa: 'ECDSA', 'ecdsa-raw': 'ECDSA', ed25519: 'Ed25519' }[scheme.kind]} ${hash.toUpperCase().replace('SHA', 'SHA-')}`,
    over,
  }))

/** Where the signature itself stands in the bytes of a CMS; what else is in there may be changed without it meaning anything. */
export function signatureWithin(at: Range, bytes: Buffer, { signers }: Cms): Range {
  const value = signers[0]?.signature ?? new Uint8Array()
  const found = bytes.indexOf(value)
  return found === -1 || value.length === 0 ? at : { offset: at.offset + found, length: value.length }
}

/** Checks that one of the signers is the maker, and that the content is what was signed. */
export async function verifyCms(
  cms: Cms,
  {
    source,
    ranges,
    key,
  }: { readonly source: ByteSource; readonly ranges: readonly Range[]; readonly key: MakerKey | undefined },
): Promise<Verification> {
  if (cms.signers.length === 0) return wrong('signature-wrong')
  if (key === undefined) return cannotTell('no-key')
  const makers = [...publicKeys(key), ...cms.certificates.filter((c) => fromMaker(c, cms, key)).flatMap(keyOf)]
  const others = cms.certificates.flatMap(keyOf)
  let answer: Verification = wrong('signature-wrong')
  for (const signer of cms.signers) {
    const digestHolds =
      !signer.attributes ||
      (await digestOfRanges(source, ranges, signer.hash)).equals(Buffer.from(signer.attributes.digest))
    if (await anyHolds(signer, makers, source, ranges)) {
      if (digestHolds) return verified
      answer = wrong('digest-wrong')
    } else if (answer.reason === 'signature-wrong' && (await anyHolds(signer, others, source, ranges)))
      answer = wrong(digestHolds ? 'key-differs' : 'digest-wrong')
  }
  return answer
}

async function anyHolds(
  { scheme, signature, attributes }: Signer,
  keys: readonly KeyObject[],
  source: ByteSource,
  ranges: readonly Range[],
): Promise<boolean> {
  for (const key of keys) {
    if (!fits(key, scheme)) continue
    // RFC 5652 5.4: with signed attributes the signature is over their DER, else over the content itself.
    const [over, stretch] = attributes ? [sourceOf(attributes.der), undefined] : [source, ranges]
    if (await signed(over, stretch ?? [{ offset: 0, length: over.size }], { key, scheme, signature })) return true
  }
  return false
}

/** The certificate is the maker's own, or leads to one in at most five steps. Dates are not judged: a device may have no clock. */
function fromMaker(certificate: X509Certificate, cms: Cms, maker: MakerKey, steps = 5): boolean {
  const [own] = keyOf(certificate)
  if (own === undefined) return false
  if (maker.certificates.some((c) => c.raw.equals(certificate.raw)) || maker.keys.some((k) => k.equals(own)))
    return true
  if (maker.keys.some((k) => issuedBy(certificate, k))) return true
  if (maker.certificates.some((c) => certificate.checkIssued(c) && issuedBy(certificate, c.publicKey))) return true
  if (steps === 0) return false
  return cms.certificates.some(
    (c) =>
      c.ca &&
      !c.raw.equals(certificate.raw) &&
      certificate.checkIssued(c) &&
      issuedBy(certificate, c.publicKey) &&
      fromMaker(c, cms, maker, steps - 1),
  )
}

/** The key in a certificate; none where it is of a kind that cannot be read. */
const keyOf = (certificate: X509Certificate): KeyObject[] => {
  try {
    return [certificate.publicKey]
  } catch {
    return []
  }
}

const issuedBy = (certificate: X509Certificate, key: KeyObject): boolean => {
  try {
    return certificate.verify(key)
  } catch {
    return false
  }
}
