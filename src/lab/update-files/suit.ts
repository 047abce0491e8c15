import { createHash } from 'node:crypto'
import { decode, type TagDecoder } from 'cborg'
import { type ByteSource, Malformed, type Range } from './byte-source.ts'
import {
  cannotTell,
  type UpdateFacts,
  type UpdateFormat,
  unsigned,
  type Verification,
  verified,
  wrong,
} from './format.ts'
import { type MakerKey, publicKeys } from './maker-key.ts'
import { fits, type SignatureScheme, signed } from './signature.ts'

// A SUIT envelope (draft-ietf-suit-manifest; information model RFC 9124): a CBOR map of an authentication wrapper, a manifest, and
// payloads that travel along. The wrapper holds the digest of the manifest and COSE_Sign1 signatures (RFC 9052) of that digest.

const mostEnvelope = 8 * 1024 * 1024
const key = { wrapper: 2, manifest: 3 } as const
const inManifest = { version: 1, sequence: 2, common: 3 } as const
const parameter = { imageDigest: 3, override: 20, set: 19 } as const
const digestAlgorithms: Readonly<Record<number, string>> = { [-16]: 'sha256', [-43]: 'sha384', [-44]: 'sha512' }
const coseAlgorithms: Readonly<Record<number, { readonly name: string; readonly scheme: SignatureScheme }>> = {
  [-7]: { name: 'ES256', scheme: { kind: 'ecdsa-raw', hash: 'sha256' } },
  [-35]: { name: 'ES384', scheme: { kind: 'ecdsa-raw', hash: 'sha384' } },
  [-36]: { name: 'ES512', scheme: { kind: 'ecdsa-raw', hash: 'sha512' } },
  [-8]: { name: 'EdDSA', scheme: { kind: 'ed25519' } },
  [-37]: { name: 'PS256', scheme: { kind: 'pss', hash: 'sha256' } },
}

type CborMap = ReadonlyMap<unknown, unknown>
const sign1 = Symbol('COSE_Sign1')
const tags: { [tag: number]: TagDecoder } = {
  107: (content) => content(),
  18: (content) => ({ [sign1]: content() }),
}
const options = { useMaps: true, tags, strict: false, allowIndefinite: false, rejectDuplicateMapKeys: true } as const

function cbor(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, options)
  } catch {
    throw new Malformed('malformed')
  }
}
const map = (value: unknown): CborMap => {
  if (!(value instanceof Map)) throw new Malformed('malformed')
  return value
}
const bytes = (value: unknown): Uint8Array => {
  if (!(value instanceof Uint8Array)) throw new Malformed('malformed')
  return value
}

interface Envelope {
  readonly whole: Buffer
  readonly members: CborMap
  readonly manifestBytes: Uint8Array
  readonly manifest: CborMap
  readonly digest:
    | { readonly wrapped: Uint8Array; readonly algorithm: string | undefined; readonly value: Uint8Array }
    | undefined
  readonly signatures: readonly {
    readonly protected: Uint8Array
    readonly algorithm: number
    readonly value: Uint8Array
  }[]
}

async function open(source: ByteSource): Promise<Envelope> {
  if (source.size > mostEnvelope) throw new Malformed('too-large')
  const whole = await source.read(0, source.size)
  const members = map(cbor(whole))
  const manifestBytes = bytes(members.get(key.manifest))
  const wrapper = members.has(key.wrapper) ? cbor(bytes(members.get(key.wrapper))) : []
  if (!Array.isArray(wrapper)) throw new Malformed('malformed')
  const [digest, ...blocks] = wrapper
  return {
    whole,
    members,
    manifestBytes,
    manifest: map(cbor(manifestBytes)),
    digest: digest === undefined ? undefined : { wrapped: bytes(digest), ...digestIn(bytes(digest)) },
    signatures: blocks.slice(0, 10).flatMap((block) => signatureIn(cbor(bytes(block)))),
  }
}

function digestIn(wrapped: Uint8Array): { readonly algorithm: string | undefined; readonly value: Uint8Array } {
  const digest = cbor(wrapped)
  if (!Array.isArray(digest)) throw new Malformed('malformed')
  return { algorithm: digestAlgorithms[Number(digest[0])], value: bytes(digest[1]) }
}

function signatureIn(block: unknown): Envelope['signatures'] {
  const inside = typeof block === 'object' && block !== null && sign1 in block ? block[sign1] : undefined
  if (!Array.isArray(inside)) return [] // a MAC is no signature: whoever can check it can make it
  if (inside.length !== 4 || inside[2] !== null) throw new Malformed('malformed') // the digest is signed detached
  const guarded = bytes(inside[0])
  return [{ protected: guarded, algorithm: Number(map(cbor(guarded)).get(1)), value: bytes(inside[3]) }]
}

/** The head of a CBOR byte string of that length, in its shortest form. */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([major | length])
  if (length < 0x100) return Buffer.from([major | 24, length])
  const bytes = Buffer.alloc(length < 0x10000 ? 3 : 5)
  bytes[0] = major | (length < 0x10000 ? 25 : 26)
  if (length < 0x10000) bytes.writeUInt16BE(length, 1)
  else bytes.writeUInt32BE(length, 1)
  return bytes
}
const byteString = (value: Uint8Array) => Buffer.concat([head(0x40, value.length), value])

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const { whole, members, manifest, manifestBytes, signatures } = await open(source)
  const sequence = Number(manifest.get(inManifest.sequence))
  const [payload] = payloadsIn(members)
    .map((p) => rangeIn(whole, p))
    .toSorted((a, b) => b.length - a.length)
  const at = whole.indexOf(manifestBytes)
  // In the shortest form: map head, 1, version, 2, then the sequence number; lowered where it is one byte or follows one.
  const numberAt = at + 4
  const size = whole[numberAt] === undefined || whole[numberAt]! < 0x18 ? 1 : whole[numberAt] === 0x18 ? 2 : 0
  const written = whole[at + 1] === 1 && whole[at + 3] === 2 && size > 0 && sequence > 0
  return {
    edition: `manifest version ${Number(manifest.get(inManifest.version))}`,
    version: `sequence ${sequence}`,
    signatures: signatures.map((s) => ({
      algorithm: coseAlgorithms[s.algorithm]?.name ?? `COSE ${s.algorithm}`,
      over: 'manifest',
    })),
    payload: payload ?? { offset: at, length: manifestBytes.length },
    ...(signatures[0] && { signature: rangeIn(whole, signatures[0].value) }),
    ...(written && { older: { at: numberAt, put: size === 1 ? Uint8Array.of(0) : Uint8Array.of(0x18, 0) } }),
  }
}

const rangeIn = (whole: Buffer, part: Uint8Array): Range => ({ offset: whole.indexOf(part), length: part.length })

/** What travels along under a name: a payload that is not fetched but carried. */
const payloadsIn = (members: CborMap): readonly Uint8Array[] =>
  [...members].flatMap(([name, value]) => (typeof name === 'string' && value instanceof Uint8Array ? [value] : []))

async function verify(source: ByteSource, maker: MakerKey | undefined): Promise<Verification> {
  const { members, manifestBytes, manifest, digest, signatures } = await open(source)
  if (digest === undefined || signatures.length === 0) return unsigned
  if (digest.algorithm === undefined) return cannotTell('algorithm-unknown')
  // The digest is over the manifest as a byte string, head included.
  const found = createHash(digest.algorithm).update(byteString(manifestBytes)).digest()
  if (!found.equals(Buffer.from(digest.value))) return wrong('digest-wrong')
  if (maker === undefined) return cannotTell('no-key')
  const answer = await signatureHolds(digest.wrapped, signatures, maker)
  if (answer.outcome !== 'verified') return answer
  return carriedIsNamed(members, manifest)
}

async function signatureHolds(
  payload: Uint8Array,
  signatures: Envelope['signatures'],
  maker: MakerKey,
): Promise<Verification> {
  let answer: Verification = cannotTell('algorithm-unknown')
  for (const { protected: guarded, algorithm, value } of signatures) {
    const scheme = coseAlgorithms[algorithm]?.scheme
    if (scheme === undefined) continue
    // RFC 9052 4.4: what is signed, the payload being the digest, detached.
    const over = Buffer.concat([
      head(0x80, 4),
      head(0x60, 10),
      Buffer.from('Signature1'),
      byteString(guarded),
      byteString(new Uint8Array()),
      byteString(payload),
    ])
    const keys = publicKeys(maker).filter((k) => fits(k, scheme))
    if (keys.length === 0) answer = cannotTell('key-unfit')
    for (const candidate of keys) {
      const whole = { size: over.length, read: async (at: number, length: number) => over.subarray(at, at + length) }
      if (await signed(whole, [{ offset: 0, length: over.length }], { key: candidate, scheme, signature: value }))
        return verified
      answer = wrong('signature-wrong')
    }
  }
  return answer
}

/** Every payload carried has its digest in the manifest, and every part that was cut out of the manifest still agrees with it. */
function carriedIsNamed(members: CborMap, manifest: CborMap): Verification {
  const digests = imageDigests(manifest)
  for (const payload of payloadsIn(members)) {
    const named = digests.some(
      ({ algorithm, value }) =>
        algorithm !== undefined && createHash(algorithm).update(payload).digest().equals(Buffer.from(value)),
    )
    if (!named) return wrong('content-not-covered')
  }
  for (const [name, value] of members) {
    if (typeof name !== 'number' || name === key.wrapper || name === key.manifest || name === 1) continue
    const stated = manifest.get(name)
    if (!Array.isArray(stated) || !(value instanceof Uint8Array)) return wrong('content-not-covered')
    const algorithm = digestAlgorithms[Number(stated[0])]
    if (algorithm === undefined) return cannotTell('algorithm-unknown')
    if (
      !createHash(algorithm)
        .update(byteString(value))
        .digest()
        .equals(Buffer.from(bytes(stated[1])))
    )
      return wrong('digest-wrong')
  }
  return verified
}

/** The digests of images anywhere in the command sequences of the manifest. */
function imageDigests(value: unknown, depth = 0): ReturnType<typeof digestIn>[] {
  if (depth > 12) throw new Malformed('malformed')
  if (value instanceof Uint8Array) {
    try {
      return imageDigests(decode(value, options), depth + 1)
    } catch {
      return []
    }
  }
  if (value instanceof Map)
    return [...value].flatMap(([name, inner]) =>
      name === parameter.imageDigest && inner instanceof Uint8Array && depth > 2
        ? [digestOrNone(inner)].flat()
        : imageDigests(inner, depth + 1),
    )
  return Array.isArray(value) ? value.flatMap((inner) => imageDigests(inner, depth + 1)) : []
}
const digestOrNone = (wrapped: Uint8Array) => {
  try {
    return [digestIn(wrapped)]
  } catch {
    return []
  }
}

export const suit: UpdateFormat = {
  name: 'suit',
  async detect(source) {
    if (source.size < 16 || source.size > mostEnvelope) return false
    const [first, second, third = 0] = await source.read(0, 3)
    // The tag 107, or a bare map whose first key is the delegation (1) or the wrapper (2).
    return (
      (first === 0xd8 && second === 107 && third >> 5 === 5) ||
      (first! >> 5 === 5 && first! < 0xb8 && (second === 1 || second === 2) && third >= 0x40 && third < 0x60)
    )
  },
  facts,
  verify,
}
