import { type ByteSource, Malformed, type Range, within } from './byte-source.ts'
import type { Edit } from './edit.ts'
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
import { bytesIn, type Field, fieldsOf, numberIn } from './protobuf.ts'
import { type SignatureScheme, signed } from './signature.ts'

// The payload of an Android A/B update (system/update_engine, update_metadata.proto): 'CrAU', version, sizes, a manifest, a signature
// of what came before, the data, and a signature of everything but the two signatures.

const mostManifest = 64 * 1024 * 1024
const mostSignatures = 64 * 1024

interface Payload {
  readonly manifest: readonly Field[]
  readonly manifestAt: number
  readonly metadata: Range // header and manifest
  readonly metadataSignature: Range
  readonly data: Range
  readonly payloadSignature: Range | undefined
  readonly edition: bigint
}

async function open(source: ByteSource): Promise<Payload> {
  const header = await source.read(0, 24)
  if (header.toString('latin1', 0, 4) !== 'CrAU') throw new Malformed('malformed')
  const edition = header.readBigUInt64BE(4)
  if (edition !== 2n) throw new Malformed('algorithm-unknown')
  const manifestSize = header.readBigUInt64BE(12)
  if (manifestSize > BigInt(mostManifest)) throw new Malformed('too-large')
  const metadata = within(source, { offset: 0, length: 24 + Number(manifestSize) })
  const metadataSignature = within(source, { offset: metadata.length, length: header.readUInt32BE(20) })
  const parts: Buffer[] = []
  for (let at = 24; at < metadata.length; at += 4 * 1024 * 1024)
    parts.push(await source.read(at, Math.min(4 * 1024 * 1024, metadata.length - at)))
  const manifest = fieldsOf(Buffer.concat(parts))
  const dataAt = metadataSignature.offset + metadataSignature.length
  const [offset, size] = [numberIn(manifest, 4), numberIn(manifest, 5)] // signatures_offset, signatures_size
  if ((offset ?? 0n) > BigInt(source.size) || (size ?? 0n) > BigInt(mostSignatures))
    throw new Malformed('length-impossible')
  const payloadSignature =
    offset === undefined || size === undefined
      ? undefined
      : within(source, { offset: dataAt + Number(offset), length: Number(size) })
  const data = within(source, { offset: dataAt, length: (payloadSignature?.offset ?? source.size) - dataAt })
  return { manifest, manifestAt: 24, metadata, metadataSignature, data, payloadSignature, edition }
}

/** The signatures in a Signatures message: each padded, with its true length beside it. */
async function signaturesIn(source: ByteSource, { offset, length }: Range) {
  if (length > mostSignatures) throw new Malformed('too-large')
  return bytesIn(fieldsOf(await source.read(offset, length)), 1).flatMap((signature) => {
    const fields = fieldsOf(signature.value)
    const [data] = bytesIn(fields, 2)
    const unpadded = Number(numberIn(fields, 3) ?? BigInt(data?.value.length ?? 0))
    return data === undefined || unpadded > data.value.length
      ? []
      : [{ value: data.value.subarray(0, unpadded), at: offset + signature.at + data.at }]
  })
}

const nameOf = (signature: Uint8Array) =>
  signature[0] === 0x30 && signature.length < 128 ? 'ECDSA SHA-256' : `RSA-${signature.length * 8} PKCS#1 SHA-256`

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const { manifest, manifestAt, metadataSignature, data, payloadSignature, edition } = await open(source)
  const overMetadata = metadataSignature.length > 0 ? await signaturesIn(source, metadataSignature) : []
  const overPayload = payloadSignature ? await signaturesIn(source, payloadSignature) : []
  const stamp = manifest.findLast((f) => f.number === 14) // max_timestamp: what an older build is told by
  const seconds = typeof stamp?.value === 'bigint' ? stamp.value : undefined
  const [patch] = bytesIn(manifest, 18) // security_patch_level
  const [first] = overPayload.length > 0 ? overPayload : overMetadata
  return {
    edition: `v${edition}`,
    ...((patch || seconds) && { version: patch ? patch.value.toString('latin1').slice(0, 80) : String(seconds) }),
    signatures: [
      ...overMetadata.map((s) => ({ algorithm: nameOf(s.value), over: 'metadata' as const })),
      ...overPayload.map((s) => ({ algorithm: nameOf(s.value), over: 'payload' as const })),
    ],
    ...(data.length > 0 && { payload: data }),
    ...(first && { signature: { offset: first.at, length: first.value.length } }),
    ...(stamp && seconds && { older: lowered(stamp, manifestAt) }),
  }
}

/** The same number of bytes that say zero: seven bits a byte, all but the last marked as going on. */
const lowered = ({ at, length }: Field, from: number): Edit => ({
  at: from + at,
  put: Uint8Array.from({ length }, (_, i) => (i === length - 1 ? 0 : 0x80)),
})

async function verify(source: ByteSource, key: MakerKey | undefined): Promise<Verification> {
  const { metadata, metadataSignature, data, payloadSignature } = await open(source)
  const overMetadata = metadataSignature.length > 0 ? await signaturesIn(source, metadataSignature) : []
  const overPayload = payloadSignature ? await signaturesIn(source, payloadSignature) : []
  if (overMetadata.length + overPayload.length === 0) return unsigned
  if (key === undefined) return cannotTell('no-key')
  const keys = publicKeys(key).filter((k) => k.asymmetricKeyType === 'rsa' || k.asymmetricKeyType === 'ec')
  if (keys.length === 0) return cannotTell('key-unfit')
  const holds = async (ranges: readonly Range[], signatures: readonly { readonly value: Buffer }[]) => {
    for (const { value } of signatures)
      for (const candidate of keys) {
        const kind: SignatureScheme['kind'] = candidate.asymmetricKeyType === 'ec' ? 'ecdsa' : 'pkcs1'
        if (await signed(source, ranges, { key: candidate, scheme: { kind, hash: 'sha256' }, signature: value }))
          return true
      }
    return false
  }
  if (overMetadata.length > 0 && !(await holds([metadata], overMetadata))) return wrong('signature-wrong')
  if (overPayload.length === 0) return wrong('content-not-covered')
  if (!(await holds([metadata, data], overPayload))) return wrong('signature-wrong')
  // The metadata is acted on before the payload has come in: without a signature of its own it is not covered in time.
  if (overMetadata.length === 0) return wrong('content-not-covered')
  const end = payloadSignature!.offset + payloadSignature!.length
  return end === source.size ? verified : wrong('content-not-covered')
}

export const androidPayload: UpdateFormat = {
  name: 'android-payload',
  async detect(source) {
    return source.size > 24 && (await source.read(0, 4)).toString('latin1') === 'CrAU'
  },
  facts,
  verify,
}
