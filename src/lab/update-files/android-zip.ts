import { type ByteSource, Malformed, type Range } from './byte-source.ts'
import { type Cms, cmsAlgorithms, readCms, signatureWithin, verifyCms } from './cms.ts'
import { cannotTell, type UpdateFacts, type UpdateFormat, unsigned, type Verification } from './format.ts'
import type { MakerKey } from './maker-key.ts'

// An Android update package that is signed as a whole (bootable/recovery, "verify_package"): a zip whose comment holds a CMS
// signature over everything before the comment's length, found through the six bytes at the end.

const eocd = 22 // end of central directory, without its comment
const footer = 6

interface Package {
  readonly covered: Range
  readonly signature: Range
  readonly cms: Cms
}

async function open(source: ByteSource): Promise<Package | undefined> {
  const bytes = await source.read(source.size - footer, footer)
  if (bytes.readUInt16LE(2) !== 0xffff) return undefined
  const [back, comment] = [bytes.readUInt16LE(0), bytes.readUInt16LE(4)]
  if (back > comment || back <= footer || comment + eocd > source.size) throw new Malformed('length-impossible')
  const end = await source.read(source.size - comment - eocd, comment + eocd)
  if (end.readUInt32LE(0) !== 0x06054b50 || end.readUInt16LE(20) !== comment) throw new Malformed('malformed')
  // A second end record inside the comment would show another zip to whoever searches from the back.
  if (end.indexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]), 1) !== -1) throw new Malformed('malformed')
  const signature = { offset: source.size - back, length: back - footer }
  const held = await source.read(signature.offset, signature.length)
  const cms = readCms(held)
  if (cms === undefined) throw new Malformed('malformed')
  return {
    covered: { offset: 0, length: source.size - comment - 2 },
    signature: signatureWithin(signature, held, cms),
    cms,
  }
}

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const found = await open(source)
  return found === undefined
    ? { edition: 'zip', signatures: [], payload: { offset: 0, length: source.size } }
    : {
        edition: 'zip',
        signatures: cmsAlgorithms(found.cms, 'file'),
        payload: found.covered,
        signature: found.signature,
      }
}

async function verify(source: ByteSource, key: MakerKey | undefined): Promise<Verification> {
  const found = await open(source)
  if (found === undefined) return unsigned
  if (key === undefined) return cannotTell('no-key')
  return verifyCms(found.cms, { source, ranges: [found.covered], key })
}

export const androidZip: UpdateFormat = {
  name: 'android-zip',
  async detect(source) {
    if (source.size < eocd + 30 || (await source.read(0, 4)).readUInt32LE(0) !== 0x04034b50) return false
    if ((await source.read(source.size - footer, footer)).readUInt16LE(2) === 0xffff) return true
    // Without the footer it is an update package only when it names what every such package holds.
    const tail = await source.read(Math.max(0, source.size - 1024 * 1024), Math.min(source.size, 1024 * 1024))
    return tail.includes('META-INF/com/android/')
  },
  facts,
  verify,
}
