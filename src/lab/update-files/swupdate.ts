import { type ByteSource, digestOfRanges, Malformed, pieces, type Range } from './byte-source.ts'
import { cmsAlgorithms, readCms, signatureWithin, verifyCms } from './cms.ts'
import { type CpioMember, cpioMembers } from './cpio.ts'
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
import { readLibconfig, type Setting } from './libconfig.ts'
import { type MakerKey, publicKeys } from './maker-key.ts'
import { signed } from './signature.ts'

// An SWUpdate file (sbabic.github.io/swupdate, "Update images from verified source"): a cpio archive whose first member,
// sw-description, names the others and their SHA-256, and whose second, sw-description.sig, signs the first: bare RSA or CMS.

const mostDescription = 1024 * 1024

interface Described {
  readonly description: CpioMember
  readonly signature?: CpioMember
  readonly content: readonly CpioMember[]
  readonly settings: Setting
  readonly text: string
}

async function open(source: ByteSource): Promise<Described> {
  const [description, second, ...rest] = await cpioMembers(source)
  if (description?.name !== 'sw-description' || description.length > mostDescription) throw new Malformed('malformed')
  const text = (await source.read(description.offset, description.length)).toString('utf8')
  const signature = second?.name === 'sw-description.sig' ? second : undefined
  const content = signature || !second ? rest : [second, ...rest]
  return { description, ...(signature && { signature }), content, settings: parsed(text), text }
}

function parsed(text: string): Setting {
  if (!text.trimStart().startsWith('{')) return readLibconfig(text)
  try {
    return JSON.parse(text) as Setting
  } catch {
    throw new Malformed('malformed')
  }
}

const isGroup = (s: Setting | undefined): s is { readonly [name: string]: Setting } =>
  typeof s === 'object' && s !== null && !Array.isArray(s)

/** Every group in the description that names a file. */
function* entries(
  setting: Setting,
  depth = 0,
): Iterable<{ readonly filename: string; readonly sha256?: string; readonly encrypted: boolean }> {
  if (depth > 40 || typeof setting !== 'object' || setting === null) return
  if (isGroup(setting) && typeof setting['filename'] === 'string') {
    const sum = setting['sha256']
    const encrypted = ![undefined, false].includes(setting['encrypted'] as undefined)
    yield { filename: setting['filename'], encrypted, ...(typeof sum === 'string' && { sha256: sum.toLowerCase() }) }
  }
  for (const inner of Object.values(setting)) yield* entries(inner, depth + 1)
}

const softwareOf = (settings: Setting) =>
  isGroup(settings) && isGroup(settings['software']) ? settings['software'] : undefined

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const { description, signature, content, settings, text } = await open(source)
  const version = softwareOf(settings)?.['version']
  const at = typeof version === 'string' ? text.indexOf(`"${version}"`) : -1
  const zeros = typeof version === 'string' ? version.replace(/[0-9]/g, '0') : ''
  const payload = content.toSorted((a, b) => b.length - a.length)[0]
  return {
    ...(typeof version === 'string' && { version }),
    signatures: signature ? await signatureOf(source, signature) : [],
    ...([...entries(settings)].some((e) => e.encrypted) && { encrypted: true }),
    ...(payload && payload.length > 0 && { payload: rangeOf(payload) }),
    ...(signature && { signature: await signatureRange(source, signature) }),
    ...(at !== -1 &&
      zeros !== version && {
        older: { at: description.offset + Buffer.byteLength(text.slice(0, at)) + 1, put: Buffer.from(zeros) },
      }),
  }
}

async function signatureRange(source: ByteSource, { offset, length }: Range): Promise<Range> {
  const bytes = await source.read(offset, Math.min(length, mostDescription))
  const cms = cmsIn(bytes)
  return cms ? signatureWithin({ offset, length }, bytes, cms) : { offset, length }
}

const rangeOf = ({ offset, length }: Range): Range => ({ offset, length })

async function signatureOf(source: ByteSource, { offset, length }: Range): Promise<UpdateFacts['signatures']> {
  const bytes = await source.read(offset, Math.min(length, mostDescription))
  const cms = cmsIn(bytes)
  return cms ? cmsAlgorithms(cms, 'manifest') : [{ algorithm: `RSA-${bytes.length * 8} SHA-256`, over: 'manifest' }]
}

/** A CMS signature is a DER sequence as long as the member; a bare RSA signature is not, but by chance. */
function cmsIn(bytes: Buffer) {
  if (bytes[0] !== 0x30 || [128, 256, 384, 512, 1024].includes(bytes.length)) return undefined
  return readCms(bytes)
}

async function verify(source: ByteSource, key: MakerKey | undefined): Promise<Verification> {
  const { description, signature, content, settings } = await open(source)
  if (signature === undefined) return unsigned
  if (signature.length > mostDescription) throw new Malformed('malformed')
  const answer = await signatureHolds(source, description, signature, key)
  if (answer.outcome !== 'verified' && answer.reason !== 'no-key') return answer
  const described = [...entries(settings)]
  for (const member of content) {
    const own = described.filter(({ filename }) => filename === member.name)
    if (own.length === 0) return cannotTell('member-not-described')
    // One entry of several without a digest is enough to install it unchecked.
    if (own.some(({ sha256 }) => sha256 === undefined)) return wrong('content-not-covered')
    const found = (await digestOfRanges(source, [member], 'sha256')).toString('hex')
    if (own.some(({ sha256 }) => sha256 !== found)) return wrong('digest-wrong')
  }
  // A file that is named and missing is not covered either: what is installed then comes from elsewhere.
  if (described.some(({ filename }) => !content.some((m) => m.name === filename))) return wrong('content-not-covered')
  return answer
}

async function signatureHolds(
  source: ByteSource,
  description: Range,
  signature: Range,
  key: MakerKey | undefined,
): Promise<Verification> {
  const bytes = await source.read(signature.offset, signature.length)
  const cms = cmsIn(bytes)
  if (cms) return verifyCms(cms, { source, ranges: [description], key })
  if (key === undefined) return cannotTell('no-key')
  const keys = publicKeys(key).filter((k) => k.asymmetricKeyType === 'rsa')
  if (keys.length === 0) return cannotTell('key-unfit')
  for (const candidate of keys)
    for (const kind of ['pkcs1', 'pss'] as const)
      if (await signed(source, [description], { key: candidate, scheme: { kind, hash: 'sha256' }, signature: bytes }))
        return verified
  return wrong('signature-wrong')
}

/** The sum of the bytes of a member, as the header of its archive has it. */
async function archiveSum(source: ByteSource, member: CpioMember): Promise<readonly Edit[]> {
  if (member.sumAt === undefined) return []
  let sum = 0
  for await (const piece of pieces(source, [member])) for (const byte of piece) sum = (sum + byte) >>> 0
  return [{ at: member.sumAt, put: Buffer.from(sum.toString(16).padStart(8, '0')) }]
}

async function repair(source: ByteSource): Promise<readonly Edit[]> {
  const { description, content, settings, text } = await open(source)
  const edits: Edit[] = []
  for (const member of content) {
    const now = (await digestOfRanges(source, [member], 'sha256')).toString('hex')
    for (const { filename, sha256 } of entries(settings)) {
      const at = filename === member.name && sha256 ? text.toLowerCase().indexOf(sha256) : -1
      if (at !== -1)
        edits.push({ at: description.offset + Buffer.byteLength(text.slice(0, at)), put: Buffer.from(now) })
    }
    edits.push(...(await archiveSum(source, member)))
  }
  return [...edits, ...(await archiveSum(edited(source, edits), description))]
}

export const swupdate: UpdateFormat = {
  name: 'swupdate',
  async detect(source) {
    if (source.size < 256) return false
    const head = (await source.read(0, 125)).toString('latin1')
    return /^07070[12]/.test(head) && head.slice(110, 124) === 'sw-description'
  },
  facts,
  verify,
  repair,
}
