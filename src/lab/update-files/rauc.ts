import { type ByteSource, Malformed, type Range, sourceOf, within } from './byte-source.ts'
import { type Cms, cmsAlgorithms, readCms, signatureWithin, verifyCms } from './cms.ts'
import { verityTree } from './dm-verity.ts'
import type { Edit } from './edit.ts'
import { cannotTell, type UpdateFacts, type UpdateFormat, type Verification, wrong } from './format.ts'

// A RAUC bundle (rauc.readthedocs.io, reference: bundle formats): a squashfs, for the format `verity` its hash tree, then a CMS
// signature and the size of that in eight bytes. `plain` signs the bytes before it; `verity` signs a manifest carried inside.

const mostSignature = 1024 * 1024

interface Bundle {
  readonly content: Range
  readonly trailer: Range
  readonly signature: Range // within the trailer
  readonly cms: Cms | undefined // undefined: encrypted
  readonly manifest?: string
}

async function open(source: ByteSource): Promise<Bundle> {
  const size = Number((await source.read(source.size - 8, 8)).readBigUInt64BE())
  if (size === 0 || size > mostSignature) throw new Malformed('malformed')
  const signature = within(source, { offset: source.size - 8 - size, length: size })
  const bytes = await source.read(signature.offset, signature.length)
  const cms = readCms(bytes)
  const manifest = cms?.content && Buffer.from(cms.content).toString('utf8')
  return {
    content: { offset: 0, length: signature.offset },
    trailer: signature,
    signature: cms ? signatureWithin(signature, bytes, cms) : signature,
    cms,
    ...(manifest !== undefined && { manifest }),
  }
}

/** A value of the manifest, which is an INI file. */
function entryOf(manifest: string, section: string, key: string): string | undefined {
  let inside = false
  for (const line of manifest.slice(0, 64_000).split('\n')) {
    if (line.startsWith('[')) inside = line.trim() === `[${section}]`
    else if (inside && line.startsWith(`${key}=`)) return line.slice(key.length + 1).trim()
  }
  return undefined
}

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const { content, trailer, signature, cms, manifest } = await open(source)
  if (cms === undefined) return { edition: 'crypt', signatures: [], encrypted: true, payload: content, signature }
  const version = manifest === undefined ? undefined : entryOf(manifest, 'update', 'version')
  const older = version && (await lowered(source, trailer, `version=${version}`))
  return {
    edition: manifest === undefined ? 'plain' : 'verity',
    ...(version && { version }),
    signatures: cmsAlgorithms(cms, manifest === undefined ? 'payload' : 'manifest'),
    payload: content,
    signature,
    ...(older && { older }),
  }
}

/** Sets every digit of the version to 0, where it stands in clear. */
async function lowered(source: ByteSource, { offset, length }: Range, text: string): Promise<Edit | undefined> {
  const at = (await source.read(offset, length)).indexOf(text)
  const zeros = text.replace(/[0-9]/g, '0')
  return at === -1 || zeros === text ? undefined : { at: offset + at, put: Buffer.from(zeros) }
}

async function verify(source: ByteSource, key: Parameters<UpdateFormat['verify']>[1]): Promise<Verification> {
  const { content, cms, manifest } = await open(source)
  if (cms === undefined) return cannotTell('encrypted')
  if (manifest === undefined) return verifyCms(cms, { source, ranges: [content], key })
  const inside = sourceOf(Buffer.from(cms.content!))
  const answer = await verifyCms(cms, { source: inside, ranges: [{ offset: 0, length: inside.size }], key })
  if (answer.outcome !== 'verified' && answer.reason !== 'no-key') return answer
  return (await treeHolds(source, content, manifest)) ? answer : wrong('digest-wrong')
}

/** The tree over the content has the signed root, and is itself stored unchanged. */
async function treeHolds(source: ByteSource, content: Range, manifest: string): Promise<boolean> {
  const [hash = '', salt = ''] = ['verity-hash', 'verity-salt'].map((k) => entryOf(manifest, 'bundle', k))
  const size = Number(entryOf(manifest, 'bundle', 'verity-size'))
  if (!/^[0-9a-f]{64}$/.test(hash) || !/^[0-9a-f]{64}$/.test(salt)) throw new Malformed('malformed')
  if (!Number.isSafeInteger(size) || size <= 0 || size >= content.length) throw new Malformed('malformed')
  const data = { offset: 0, length: content.length - size }
  const { root, levels } = await verityTree(source, data, Buffer.from(salt, 'hex'))
  if (root.toString('hex') !== hash) return false
  let at = data.length
  for (const level of levels) {
    if (at + level.length > content.length || !(await source.read(at, level.length)).equals(level)) return false
    at += level.length
  }
  return at === content.length
}

export const rauc: UpdateFormat = {
  name: 'rauc',
  async detect(source) {
    if (source.size < 1024 || (await source.read(0, 4)).toString('latin1') !== 'hsqs') return false
    const size = (await source.read(source.size - 8, 8)).readBigUInt64BE()
    if (size === 0n || size > BigInt(mostSignature) || size > BigInt(source.size - 8)) return false
    return (await source.read(source.size - 8 - Number(size), 1))[0] === 0x30
  },
  facts,
  verify,
}
