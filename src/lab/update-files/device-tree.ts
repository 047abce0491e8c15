import { Malformed } from './byte-source.ts'

// A flattened device tree (devicetree.org, specification v0.4, chapter 5). Read whole from memory: a FIT with its data outside is
// small, one with its data inside is read up to the size that its header states, held against the file.

export interface Property {
  readonly name: string
  readonly value: Buffer
  readonly at: number // of the value, in the blob
}

export interface TreeNode {
  readonly name: string
  readonly path: string // '/images/kernel-1'; the root is '/'
  readonly properties: ReadonlyMap<string, Property>
  readonly children: ReadonlyMap<string, TreeNode>
}

/** One token of the structure block, as U-Boot hashes them. */
export interface Token {
  readonly kind: 'begin' | 'end' | 'property' | 'nop' | 'finish'
  readonly path: string // of the node it belongs to
  readonly name?: string // of a property
  readonly at: number // in the blob
  readonly length: number
}

export interface DeviceTree {
  readonly root: TreeNode
  readonly tokens: readonly Token[]
  readonly strings: { readonly at: number; readonly length: number }
  readonly size: number
}

const mostTokens = 200_000
const mostDepth = 32

export const fdtMagic = 0xd00dfeed

export function readDeviceTree(blob: Buffer): DeviceTree {
  if (blob.length < 40 || blob.readUInt32BE(0) !== fdtMagic) throw new Malformed('malformed')
  const [size = 0, structAt = 0, stringsAt = 0] = [4, 8, 12].map((at) => blob.readUInt32BE(at))
  const [stringsLength = 0, structLength = 0] = [32, 36].map((at) => blob.readUInt32BE(at))
  if (size > blob.length) throw new Malformed('cut-short')
  if (structAt + structLength > size || stringsAt + stringsLength > size || structAt % 4 !== 0)
    throw new Malformed('length-impossible')

  const nameAt = (offset: number): string => {
    if (offset >= stringsLength) throw new Malformed('malformed')
    const end = blob.indexOf(0, stringsAt + offset)
    if (end === -1 || end >= stringsAt + stringsLength) throw new Malformed('malformed')
    return blob.toString('utf8', stringsAt + offset, end)
  }

  interface Growing {
    readonly name: string
    readonly path: string
    readonly properties: Map<string, Property>
    readonly children: Map<string, Growing>
  }
  const open: Growing[] = []
  const tokens: Token[] = []
  let root: Growing | undefined
  const finish = structAt + structLength
  for (let at = structAt; ; ) {
    if (at + 4 > finish || tokens.length > mostTokens) throw new Malformed('malformed')
    const began = at
    const tag = blob.readUInt32BE(at)
    at += 4
    const inside = open.at(-1)
    const note = (kind: Token['kind'], path: string, name?: string) =>
      tokens.push({ kind, path, at: began, length: at - began, ...(name !== undefined && { name }) })
    if (tag === 1) {
      const end = blob.indexOf(0, at)
      if (end === -1 || end >= finish || open.length >= mostDepth || (root && !inside)) throw new Malformed('malformed')
      const name = blob.toString('utf8', at, end)
      at = align(end + 1)
      const path = inside === undefined ? '/' : `${inside.path === '/' ? '' : inside.path}/${name}`
      if (inside?.children.has(name) || (!inside && name !== '')) throw new Malformed('malformed')
      const node: Growing = { name, path, properties: new Map(), children: new Map() }
      inside?.children.set(name, node)
      root ??= node
      open.push(node)
      note('begin', path)
    } else if (tag === 2) {
      if (!inside) throw new Malformed('malformed')
      open.pop()
      note('end', inside.path)
    } else if (tag === 3) {
      if (!inside || at + 8 > finish) throw new Malformed('malformed')
      const length = blob.readUInt32BE(at)
      const name = nameAt(blob.readUInt32BE(at + 4))
      const valueAt = at + 8
      if (valueAt + length > finish || inside.properties.has(name)) throw new Malformed('malformed')
      inside.properties.set(name, { name, value: blob.subarray(valueAt, valueAt + length), at: valueAt })
      at = align(valueAt + length)
      note('property', inside.path, name)
    } else if (tag === 4) note('nop', inside?.path ?? '')
    else if (tag === 9) {
      if (open.length > 0 || !root || at !== finish) throw new Malformed('malformed')
      note('finish', '/')
      return { root, tokens, strings: { at: stringsAt, length: stringsLength }, size }
    } else throw new Malformed('malformed')
  }
}

const align = (at: number) => Math.ceil(at / 4) * 4

/** The strings of a property, which end with a zero byte each. */
export const stringsOf = (property: Property | undefined): readonly string[] =>
  property === undefined ? [] : property.value.toString('utf8').replace(/\0$/, '').split('\0')

export const numberOf = (property: Property | undefined): number | undefined =>
  property?.value.length === 4 ? property.value.readUInt32BE(0) : undefined
