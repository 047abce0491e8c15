import { createHash } from 'node:crypto'
import { type ByteSource, digestOfRanges, Malformed, type Range, within } from './byte-source.ts'
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

// An MCUboot image (docs.mcuboot.com, "Image format"): a header, the program, protected entries (type, length, value) and others
// after them. The digest is over all but the unprotected ones; the signature is over that digest, or for `pure` over the bytes.

const magic = 0x96f3b83d
const entriesMagic = { plain: 0x6907, guarded: 0x6908 } as const
const mostEntries = 1024 * 1024

const digests: Readonly<Record<number, string>> = { 16: 'sha256', 17: 'sha384', 18: 'sha512' }
const signatures: Readonly<Record<number, { readonly name: string; readonly kind: SignatureScheme['kind'] }>> = {
  32: { name: 'RSA-2048 PSS SHA-256', kind: 'pss' },
  34: { name: 'ECDSA', kind: 'ecdsa' },
  35: { name: 'RSA-3072 PSS SHA-256', kind: 'pss' },
  36: { name: 'Ed25519', kind: 'ed25519' },
}
const pure = 0x25
const encryption = new Set([0x30, 0x31, 0x32, 0x33])
const encryptedFlags = 0x04 | 0x08 // AES-128, AES-256

interface Entry {
  readonly type: number
  readonly value: Buffer
  readonly at: number
}

interface Image {
  readonly version: string
  readonly program: Range
  readonly covered: Range // header, program and protected entries
  readonly entries: readonly Entry[] // the unprotected ones, which nothing is over
  readonly encrypted: boolean
}

async function open(source: ByteSource): Promise<Image> {
  const header = await source.read(0, 32)
  if (header.readUInt32LE(0) !== magic) throw new Malformed('malformed')
  const [headerLength, guardedLength] = [header.readUInt16LE(8), header.readUInt16LE(10)]
  if (headerLength < 32) throw new Malformed('malformed')
  const program = within(source, { offset: headerLength, length: header.readUInt32LE(12) })
  const end = program.offset + program.length
  if (guardedLength > 0) await area(source, end, entriesMagic.guarded, guardedLength)
  const covered = within(source, { offset: 0, length: end + guardedLength })
  const entries = await area(source, covered.length, entriesMagic.plain)
  const [major, minor, revision, build] = [header[20], header[21], header.readUInt16LE(22), header.readUInt32LE(24)]
  return {
    version: `${major}.${minor}.${revision}${build ? `+${build}` : ''}`,
    program,
    covered,
    entries,
    encrypted: (header.readUInt32LE(16) & encryptedFlags) !== 0 || entries.some(({ type }) => encryption.has(type)),
  }
}

async function area(source: ByteSource, at: number, expected: number, exactly?: number): Promise<readonly Entry[]> {
  const info = await source.read(at, 4)
  const length = info.readUInt16LE(2)
  if (info.readUInt16LE(0) !== expected || length < 4 || length > mostEntries) throw new Malformed('malformed')
  if (exactly !== undefined && length !== exactly) throw new Malformed('malformed')
  const bytes = await source.read(at, length)
  const entries: Entry[] = []
  for (let i = 4; i < length; ) {
    if (i + 4 > length) throw new Malformed('malformed')
    const size = bytes.readUInt16LE(i + 2)
    if (i + 4 + size > length) throw new Malformed('malformed')
    entries.push({ type: bytes.readUInt16LE(i), value: bytes.subarray(i + 4, i + 4 + size), at: at + i + 4 })
    i += 4 + size
  }
  return entries
}

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const { version, program, entries, encrypted } = await open(source)
  const isPure = entries.some(({ type }) => type === pure)
  const found = entries.filter(({ type }) => type in signatures)
  return {
    version,
    signatures: found.map(({ type }) => ({
      algorithm: `${signatures[type]!.name}${isPure ? ' (pure)' : ''}`,
      over: 'image',
    })),
    ...(encrypted && { encrypted }),
    ...(program.length > 0 && { payload: program }),
    ...(found[0] && { signature: { offset: found[0].at, length: found[0].value.length } }),
    ...(version !== '0.0.0' && { older: { at: 20, put: new Uint8Array(8) } }),
  }
}

async function verify(source: ByteSource, key: MakerKey | undefined): Promise<Verification> {
  const { covered, entries, encrypted } = await open(source)
  const found = entries.filter(({ type }) => type in signatures)
  if (found.length === 0) return unsigned
  if (encrypted) return cannotTell('encrypted') // the digest is over the program before it was encrypted
  const stated = entries.find(({ type }) => type in digests)
  const isPure = entries.some(({ type }) => type === pure)
  if (stated === undefined && !isPure) throw new Malformed('malformed')
  const hash = stated === undefined ? 'sha256' : digests[stated.type]!
  if (stated && !(await digestOfRanges(source, [covered], hash)).equals(stated.value)) return wrong('digest-wrong')
  if (key === undefined) return cannotTell('no-key')
  let unfit = true
  for (const { type, value } of found) {
    const { kind } = signatures[type]!
    const scheme: SignatureScheme = kind === 'ed25519' ? { kind } : { kind, hash }
    for (const candidate of publicKeys(key)) {
      if (!fits(candidate, scheme)) continue
      unfit = false
      const check = { key: candidate, scheme, signature: kind === 'ecdsa' ? unpadded(value) : value }
      // Ed25519 signs the digest as its message; the others hash the bytes, which comes to the same as signing the digest.
      const over = kind === 'ed25519' && !isPure ? stated!.value : undefined
      if (over ? await signedBytes(over, check) : await signed(source, [covered], check)) return verified
    }
  }
  if (unfit) return cannotTell('key-unfit')
  return wrong(madeBy(entries, key) === false ? 'key-differs' : 'signature-wrong')
}

const signedBytes = (bytes: Buffer, check: Parameters<typeof signed>[2]) =>
  signed(
    { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) },
    [{ offset: 0, length: bytes.length }],
    check,
  )

/** Older tools pad an ECDSA signature with zeros to a fixed length. */
const unpadded = (value: Buffer): Buffer =>
  value[0] === 0x30 && value[1]! < 0x80 ? value.subarray(0, Math.min(value.length, value[1]! + 2)) : value

/** Whether the entry that names the key's hash is of one of these keys; undefined where there is none. */
function madeBy(entries: readonly Entry[], key: MakerKey): boolean | undefined {
  const named = entries.find(({ type }) => type === 0x01)
  if (named === undefined) return undefined
  return publicKeys(key).some((k) =>
    (k.asymmetricKeyType === 'rsa' ? (['pkcs1', 'spki'] as const) : (['spki'] as const)).some((type) =>
      createHash('sha256')
        .update(k.export({ type, format: 'der' }))
        .digest()
        .equals(named.value),
    ),
  )
}

export const mcuboot: UpdateFormat = {
  name: 'mcuboot',
  async detect(source) {
    return source.size > 36 && (await source.read(0, 4)).readUInt32LE(0) === magic
  },
  facts,
  verify,
  async repair(source) {
    const { covered, entries } = await open(source)
    const stated = entries.filter(({ type }) => type in digests)
    return Promise.all(
      stated.map(async ({ type, at }) => ({ at, put: await digestOfRanges(source, [covered], digests[type]!) })),
    )
  },
}
