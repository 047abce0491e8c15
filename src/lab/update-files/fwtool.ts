import { crc32 } from 'node:zlib'
import { type ByteSource, Malformed, pieces, type Range, sourceOf, within } from './byte-source.ts'
import { type Edit, edited } from './edit.ts'
import {
  cannotTell,
  type UpdateFacts,
  type UpdateFormat,
  unsigned,
  type Verification,
  verified,
  wrong,
} from './format.ts'
import { type MakerKey, publicKeys, usignKey } from './maker-key.ts'
import { authorises, readUcert, type UcertLink } from './ucert.ts'
import { usignHolds, usignSignature } from './usign.ts'

// What OpenWrt's fwtool appends to a firmware image: chunks, each ending in a trailer of 16 bytes (magic 'FWx0', CRC-32 over all
// before it, type, size of the chunk). The signature is the last chunk and is over everything before it, the metadata included.

const magic = 0x46577830
const trailer = 16
const kinds = { signature: 0, metadata: 1 } as const
const mostChunk = 64 * 1024
const mostText = 32_000

interface Chunk {
  readonly kind: number
  readonly whole: Range
  readonly body: Range
}

async function chunks(source: ByteSource): Promise<readonly Chunk[]> {
  const found: Chunk[] = []
  for (let end = source.size; end >= trailer && found.length < 8; ) {
    const bytes = await source.read(end - trailer, trailer)
    if (bytes.readUInt32BE(0) !== magic) break
    const size = bytes.readUInt32BE(12)
    if (size < trailer || size > mostChunk || size > end) throw new Malformed('length-impossible')
    const whole = { offset: end - size, length: size }
    found.unshift({ kind: bytes[8]!, whole, body: { offset: whole.offset, length: size - trailer } })
    end = whole.offset
  }
  return found
}

async function open(source: ByteSource) {
  const found = await chunks(source)
  if (found.length === 0) throw new Malformed('malformed')
  const last = found.at(-1)!
  const signature = last.kind === kinds.signature ? last : undefined
  const metadata = found.find(({ kind }) => kind === kinds.metadata)
  return { found, signature, metadata, firmware: { offset: 0, length: found[0]!.whole.offset } }
}

async function versionIn(
  source: ByteSource,
  chunk: Chunk | undefined,
): Promise<{ version: string; at: number } | undefined> {
  if (chunk === undefined || chunk.body.length <= 8) return undefined
  const text = (await source.read(chunk.body.offset + 8, chunk.body.length - 8)).toString('latin1', 0, mostText) // after version and flags
  const match = /"version"\s*:\s*\{[^}]*?"(?:version|revision)"\s*:\s*"([^"]{1,80})"/.exec(text)
  return match
    ? { version: match[1]!, at: chunk.body.offset + 8 + match.index + match[0].length - match[1]!.length - 1 }
    : undefined
}

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const { signature, metadata, firmware } = await open(source)
  const version = await versionIn(source, metadata)
  const zeros = version?.version.replace(/[0-9]/g, '0')
  const links = signature ? await linksOf(source, signature.body) : []
  return {
    ...(version && { version: version.version }),
    signatures: links
      .filter((l) => l.certificate === undefined)
      .map(() => ({ algorithm: links.length > 1 ? 'Ed25519 (ucert)' : 'Ed25519 (usign)', over: 'payload' })),
    ...(firmware.length > 0 && { payload: firmware }),
    ...(signature && links.length > 0 && { signature: base64In(signature.body, links) }),
    ...(version && zeros !== version.version && { older: { at: version.at, put: Buffer.from(zeros!, 'latin1') } }),
  }
}

/** The base64 of the last signature: the comment before it is signed by nobody, and changing it means nothing. */
function base64In({ offset }: Range, links: readonly UcertLink[]): Range {
  const { at, signature } = links.at(-1)!
  const line = signature.indexOf('\n') + 1
  const length = signature.slice(line).trimEnd().length
  return { offset: offset + at + line + 20, length: Math.max(1, length - 20) } // past 'Ed' and the key number
}

/** A usign signature alone, or a chain of certificates with the signature at its end. */
async function linksOf(source: ByteSource, { offset, length }: Range): Promise<readonly UcertLink[]> {
  const bytes = await source.read(offset, length)
  if (length === 0) return []
  return bytes.toString('latin1', 0, 9) === 'untrusted'
    ? [{ signature: bytes.toString('latin1'), at: 0 }]
    : readUcert(bytes)
}

async function verify(source: ByteSource, key: MakerKey | undefined): Promise<Verification> {
  const { found, signature } = await open(source)
  for (const { whole } of found) if (!(await sumHolds(source, whole))) return wrong('digest-wrong')
  if (signature === undefined) return unsigned
  const links = await linksOf(source, signature.body)
  const last = links.at(-1)
  if (last === undefined || last.certificate) return unsigned // certificates, and nothing that they signed
  if (key === undefined) return cannotTell('no-key')
  let keys = publicKeys(key).filter((k) => k.asymmetricKeyType === 'ed25519')
  if (keys.length === 0) return cannotTell('key-unfit')
  for (const { signature: text, certificate } of links.slice(0, -1)) {
    if (!certificate || certificate.kind !== authorises) return wrong('key-differs')
    const over = sourceOf(certificate.payload)
    if (!(await usignHolds(over, [{ offset: 0, length: over.size }], { signature: usignSignature(text), keys })))
      return wrong('key-differs')
    const next = usignKey(certificate.key)
    if (next === undefined) throw new Malformed('malformed')
    keys = [next]
  }
  const content = within(source, { offset: 0, length: signature.whole.offset })
  return (await usignHolds(source, [content], { signature: usignSignature(last.signature), keys }))
    ? verified
    : wrong('signature-wrong')
}

/** CRC-32 as fwtool makes it: over everything before the trailer, without the final complement. */
async function sumHolds(source: ByteSource, { offset, length }: Range): Promise<boolean> {
  const end = offset + length - trailer
  return (await sumBefore(source, end)) === (await source.read(end, trailer)).readUInt32BE(4)
}

async function sumBefore(source: ByteSource, end: number): Promise<number> {
  let sum = 0
  for await (const piece of pieces(source, [{ offset: 0, length: end }])) sum = crc32(piece, sum)
  return ~sum >>> 0
}

export const fwtool: UpdateFormat = {
  name: 'fwtool',
  async detect(source) {
    return source.size > trailer && (await source.read(source.size - trailer, 4)).readUInt32BE(0) === magic
  },
  facts,
  verify,
  async repair(source) {
    const edits: Edit[] = []
    // Each sum is over what stands before it, the sums before it included.
    for (const { whole } of await chunks(source)) {
      const end = whole.offset + whole.length - trailer
      const put = Buffer.alloc(4)
      put.writeUInt32BE(await sumBefore(edited(source, edits), end))
      edits.push({ at: end + 4, put })
    }
    return edits
  },
}
