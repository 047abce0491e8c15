import { crc32 } from 'node:zlib'
import { type ByteSource, digestOfRanges, Malformed, pieces, type Range, within } from './byte-source.ts'
import { type DeviceTree, fdtMagic, numberOf, readDeviceTree, stringsOf, type TreeNode } from './device-tree.ts'
import type { Edit } from './edit.ts'
import {
  dataOf,
  digestsOf,
  type FitSignature,
  hashedStretches,
  imagesOf,
  signaturesOf,
  sumsOf,
} from './fit-signature.ts'
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
import { fits, signed } from './signature.ts'

// A U-Boot FIT: a device tree of images and of configurations that combine them. Only a signature of the configurations protects
// it: images signed one by one can be combined anew, and where they are loaded to can be changed.

const mostTree = 64 * 1024 * 1024

interface Fit {
  readonly tree: DeviceTree
  readonly images: TreeNode
  readonly configurations: readonly TreeNode[]
}

async function open(source: ByteSource): Promise<Fit> {
  const length = (await source.read(4, 4)).readUInt32BE(0)
  if (length > mostTree) throw new Malformed('too-large')
  const parts: Buffer[] = []
  for await (const piece of pieces(source, [within(source, { offset: 0, length })])) parts.push(piece)
  const tree = readDeviceTree(parts.length === 1 ? parts[0]! : Buffer.concat(parts))
  const images = tree.root.children.get('images')
  if (images === undefined) throw new Malformed('malformed')
  return { tree, images, configurations: [...(tree.root.children.get('configurations')?.children.values() ?? [])] }
}

const signatureRange = ({ value }: FitSignature): Range | undefined =>
  value && { offset: value.at, length: value.value.length }

async function facts(source: ByteSource): Promise<UpdateFacts> {
  const { tree, images, configurations } = await open(source)
  const overConfigurations = configurations.flatMap(signaturesOf)
  const overImages = [...images.children.values()].flatMap(signaturesOf)
  const payload = [...images.children.values()]
    .flatMap((image) => dataOf(image, tree) ?? [])
    .toSorted((a, b) => b.length - a.length)[0]
  const [signature] = [...overConfigurations, ...overImages].flatMap((s) => signatureRange(s) ?? [])
  const stamp = tree.root.properties.get('timestamp')
  const description = stringsOf(tree.root.properties.get('description'))[0]
  return {
    edition: [...images.children.values()].some((i) => !i.properties.has('data')) ? 'external data' : 'embedded data',
    ...(description && { version: description.slice(0, 100) }),
    signatures: [
      ...overConfigurations.map(({ algorithm }) => ({ algorithm, over: 'configuration' as const })),
      ...overImages.map(({ algorithm }) => ({ algorithm, over: 'image' as const })),
    ],
    ...(payload && payload.length > 0 && { payload }),
    ...(signature && { signature }),
    ...((numberOf(stamp) ?? 0) > 0 && { older: { at: stamp!.at, put: Uint8Array.of(0, 0, 0, 1) } }),
  }
}

async function verify(source: ByteSource, key: MakerKey | undefined): Promise<Verification> {
  const { tree, images, configurations } = await open(source)
  const nodes = [...configurations, ...images.children.values()]
  if (nodes.every((node) => signaturesOf(node).length === 0)) return unsigned
  for (const image of images.children.values())
    if (!(await dataHolds(source, image, tree))) return wrong('digest-wrong')
  const keys = key && publicKeys(key)
  const holds = async (
    node: TreeNode,
    over: (s: FitSignature) => readonly Range[] | undefined,
  ): Promise<Verification> => {
    let answer: Verification = wrong('content-not-covered')
    for (const signature of signaturesOf(node)) {
      const { scheme, value } = signature
      const ranges = over(signature)
      if (ranges === undefined) continue // it leaves something out
      if (scheme === undefined || value === undefined) answer = cannotTell('algorithm-unknown')
      else if (keys === undefined) answer = cannotTell('no-key')
      else if (!keys.some((k) => fits(k, scheme))) answer = cannotTell('key-unfit')
      else {
        answer = wrong('signature-wrong')
        for (const k of keys)
          if (await signed(source, ranges, { key: k, scheme, signature: value.value })) return verified
      }
    }
    return answer
  }
  // Images are looked at where there is nothing better: that their signatures stand does not make the file as a whole the maker's.
  if (configurations.every((c) => signaturesOf(c).length === 0)) {
    for (const image of images.children.values()) {
      const data = dataOf(image, tree)
      const answer = await holds(image, () => data && [data])
      if (answer.outcome !== 'verified') return answer
    }
    return wrong('content-not-covered')
  }
  for (const configuration of configurations) {
    const answer = await holds(configuration, (s) =>
      coversAll(s, configuration, images) ? hashedStretches(tree, s) : undefined,
    )
    if (answer.outcome !== 'verified') return answer
  }
  return verified
}

/** Every digest that is there agrees with the data. */
async function dataHolds(source: ByteSource, image: TreeNode, tree: DeviceTree): Promise<boolean> {
  const data = dataOf(image, tree)
  for (const { algorithm, value } of digestsOf(image))
    if (!data || !(await digestOfRanges(source, [data], algorithm)).equals(value)) return false
  return true
}

/** The signature is over the configuration, over every image in it, and over a digest of its data. */
function coversAll({ hashedNodes, hashedStrings }: FitSignature, configuration: TreeNode, images: TreeNode): boolean {
  const listed = new Set(hashedNodes)
  const used = imagesOf(configuration, images)
  return (
    hashedStrings > 0 &&
    listed.has('/') &&
    listed.has(configuration.path) &&
    used.length > 0 &&
    used.every((image) => listed.has(image.path) && digestsOf(image).some((d) => listed.has(d.path)))
  )
}

export const fit: UpdateFormat = {
  name: 'fit',
  async detect(source) {
    if (source.size < 64 || (await source.read(0, 4)).readUInt32BE(0) !== fdtMagic) return false
    // Not every device tree is a FIT; the name of the node that makes it one stands in the structure block.
    return (await source.read(0, Math.min(source.size, 4 * 1024 * 1024))).includes('images\0')
  },
  facts,
  verify,
  async repair(source) {
    const { tree, images } = await open(source)
    const edits: Edit[] = []
    for (const image of images.children.values()) {
      const data = dataOf(image, tree)
      for (const { algorithm, value, at } of data ? sumsOf(image) : []) {
        const put =
          algorithm === 'crc32' ? await crcOf(source, data!) : await digestOfRanges(source, [data!], algorithm)
        if (put.length === value.length) edits.push({ at, put })
      }
    }
    return edits
  },
}

async function crcOf(source: ByteSource, data: Range): Promise<Buffer> {
  let sum = 0
  for await (const piece of pieces(source, [data])) sum = crc32(piece, sum)
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(sum)
  return bytes
}
