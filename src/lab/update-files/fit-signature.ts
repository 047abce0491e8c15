import type { Range } from './byte-source.ts'
import { type DeviceTree, numberOf, type Property, stringsOf, type TreeNode } from './device-tree.ts'
import type { SignatureScheme } from './signature.ts'

// How U-Boot signs a FIT (doc/uImage.FIT/signature.txt): over parts of the tree that the signature node itself lists, in the order
// in which they stand, and over the beginning of the strings block.

/** A signature node, read. */
export interface FitSignature {
  readonly algorithm: string
  readonly scheme: SignatureScheme | undefined // undefined: of a kind that is not known here
  readonly value: Property | undefined
  readonly hashedNodes: readonly string[]
  readonly hashedStrings: number
}

export const signaturesOf = (node: TreeNode): readonly FitSignature[] =>
  [...node.children.values()].filter((n) => /^signature/.test(n.name)).map(read)

function read({ properties }: TreeNode): FitSignature {
  const algorithm = stringsOf(properties.get('algo'))[0] ?? ''
  const padding = stringsOf(properties.get('padding'))[0] ?? 'pkcs-1.5'
  const [, hash, kind] = /^(sha1|sha256|sha384|sha512),(rsa|ecdsa)\d+$/.exec(algorithm) ?? []
  const scheme: SignatureScheme | undefined =
    hash === undefined
      ? undefined
      : { kind: kind === 'ecdsa' ? 'ecdsa-raw' : padding === 'pss' ? 'pss' : 'pkcs1', hash }
  const strings = properties.get('hashed-strings')?.value
  return {
    algorithm: padding === 'pss' ? `${algorithm} PSS` : algorithm,
    scheme,
    value: properties.get('value'),
    hashedNodes: stringsOf(properties.get('hashed-nodes')),
    hashedStrings: strings?.length === 8 ? strings.readUInt32BE(4) : 0,
  }
}

// What a signature cannot be over: the data, which its digest stands for.
const neverHashed = new Set(['data', 'data-size', 'data-position', 'data-offset'])

/**
 * The stretches of the blob that such a signature is over: of every node that is listed its tags and properties, of the children
 * of such a node their tags alone.
 */
export function hashedStretches(
  { tokens, strings }: DeviceTree,
  { hashedNodes, hashedStrings }: FitSignature,
): readonly Range[] {
  const listed = new Set(hashedNodes)
  const depths: number[] = [] // per open node: 2 it is listed, 1 its parent is, 0 neither
  const stretches: Range[] = []
  for (const { kind, path, name, at, length } of tokens) {
    const around = depths.at(-1) ?? 0
    let taken = around
    if (kind === 'begin') {
      taken = listed.has(path) ? 2 : Math.max(0, around - 1)
      depths.push(taken)
    } else if (kind === 'end') depths.pop()
    else if (kind === 'property') taken = around === 2 && !neverHashed.has(name!) ? 2 : 0
    else if (kind === 'nop') taken = around === 2 ? 2 : 0
    else taken = 1
    if (taken > 0) stretches.push({ offset: at, length })
  }
  return [...stretches, { offset: strings.at, length: Math.min(hashedStrings, strings.length) }]
}

/** The images that a configuration puts to use, by the names it gives. */
export function imagesOf(configuration: TreeNode, images: TreeNode): readonly TreeNode[] {
  const named = [...configuration.properties.values()].filter((p) => p.name !== 'description').flatMap(stringsOf)
  return [...new Set(named)].flatMap((name) => images.children.get(name) ?? [])
}

/** Where the data of an image is, in the file. */
export function dataOf(image: TreeNode, tree: DeviceTree): Range | undefined {
  const inside = image.properties.get('data')
  if (inside) return { offset: inside.at, length: inside.value.length }
  const length = numberOf(image.properties.get('data-size'))
  const position = numberOf(image.properties.get('data-position'))
  const behind = numberOf(image.properties.get('data-offset'))
  if (length === undefined) return undefined
  if (position !== undefined) return { offset: position, length }
  return behind === undefined ? undefined : { offset: Math.ceil(tree.size / 4) * 4 + behind, length }
}

/** The digests of an image that a signature may rest on; CRC-32 and MD5 protect against nobody. */
export const digestsOf = (image: TreeNode) => sumsOf(image).filter(({ algorithm }) => algorithm.startsWith('sha'))

/** Every sum of the data of an image. */
export const sumsOf = (image: TreeNode) =>
  [...image.children.values()].flatMap((node) => {
    const algorithm = stringsOf(node.properties.get('algo'))[0]
    const value = node.properties.get('value')
    return /^hash/.test(node.name) && value && algorithm && /^(crc32|md5|sha(1|256|384|512))$/.test(algorithm)
      ? [{ path: node.path, algorithm, value: value.value, at: value.at }]
      : []
  })
