import { hash } from 'node:crypto'

// RFC 6962 §2.1: leaves and nodes are hashed under different prefixes, so that no node can pose as a leaf.

/** One SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer')

/** The root of the tree without leaves. */
export const emptyRoot: Hash = sha256(new Uint8Array())

let leafRoom = new Uint8Array(4096)

/** The hash of a leaf: SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array): Hash {
  if (leaf.length >= leafRoom.length) leafRoom = new Uint8Array(leaf.length * 2)
  leafRoom.set(leaf, 1)
  return sha256(leafRoom.subarray(0, leaf.length + 1))
}

const nodeRoom = Uint8Array.of(1, ...new Uint8Array(64))

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  nodeRoom.set(left, 1)
  nodeRoom.set(right, 33)
  return sha256(nodeRoom)
}

/** Where a tree ends: all that is needed to grow it. `peaks[level]` is there where bit `level` of the size is set. */
export interface Frontier {
  readonly size: number
  readonly peaks: readonly (Hash | undefined)[]
}

export const noTree: Frontier = { size: 0, peaks: [] }

/** The complete nodes of one level that came into being, from position `first`, 32 bytes each. */
export interface NewNodes {
  readonly level: number
  readonly first: number
  readonly hashes: Uint8Array
}

/** The complete subtrees that stand at the right edge of a tree of that size, as level and position, largest first. */
export function peakPlaces(size: number): { readonly level: number; readonly pos: number }[] {
  const places: { level: number; pos: number }[] = []
  for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / 2))
    if (rest % 2 === 1) places.unshift({ level, pos: rest - 1 })
  return places
}

/** The root over a frontier: the peaks folded from the right. */
export function rootOf(frontier: Frontier): Hash {
  let root: Hash | undefined
  for (const peak of frontier.peaks) if (peak) root = root ? nodeHash(peak, root) : peak
  return root ?? emptyRoot
}

// Node hands a hash out as a string of bytes three times as fast as in a Buffer of its own; where many hashes go into one
// run, they are written from such strings.

/** Grows a tree by leaf hashes, level by level; every complete node is made once and handed out for keeping. */
export function grow(
  frontier: Frontier,
  leaves: Uint8Array, // leaf hashes, 32 bytes each
): { readonly frontier: Frontier; readonly nodes: readonly NewNodes[] } {
  const size = frontier.size + leaves.length / 32
  const nodes: NewNodes[] = []
  const peaks: (Hash | undefined)[] = []
  const pair = Buffer.alloc(65, 1)
  let below = Buffer.from(leaves.buffer, leaves.byteOffset, leaves.byteLength)
  for (let level = 0, from = frontier.size, to = size; to > 0; level++) {
    nodes.push({ level, first: from, hashes: below })
    if (to % 2 === 1) peaks[level] = to - 1 < from ? frontier.peaks[level] : below.subarray(below.length - 32)
    const above = Buffer.allocUnsafeSlow((Math.floor(to / 2) - Math.floor(from / 2)) * 32)
    // An odd start: the left child of the first parent is an old peak, so the children begin half a pair early.
    let read = 0
    for (let write = 0; write < above.length; write += 32) {
      if (write === 0 && from % 2 === 1) {
        pair.set(frontier.peaks[level]!, 1)
        below.copy(pair, 33, 0, 32)
        read = 32
      } else {
        below.copy(pair, 1, read, read + 64)
        read += 64
      }
      above.write(hash('sha256', pair, 'binary'), write, 'latin1')
    }
    below = above
    from = Math.floor(from / 2)
    to = Math.floor(to / 2)
  }
  return { frontier: { size, peaks }, nodes: nodes.filter((n) => n.hashes.length > 0) }
}

/** Hashes leaves into one contiguous run, as `grow` takes them. */
export function hashLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  const run = Buffer.allocUnsafeSlow(leaves.length * 32)
  let room = Buffer.alloc(0)
  for (const [i, leaf] of leaves.entries()) {
    if (room.length !== leaf.length + 1) room = Buffer.alloc(leaf.length + 1) // its first byte stays 0: the leaf prefix
    room.set(leaf, 1)
    run.write(hash('sha256', room, 'binary'), i * 32, 'latin1')
  }
  return run
}

/** A whole tree in memory, for checks and small registers: every complete node by level and position. */
export interface Tree {
  readonly size: number
  readonly root: Hash
  node(level: number, pos: number): Hash
}

export function buildTree(leafHashes: Uint8Array): Tree {
  const { frontier, nodes } = grow(noTree, leafHashes)
  const node = (level: number, pos: number): Hash => {
    const hashes = nodes[level]?.hashes
    if (!hashes || (pos + 1) * 32 > hashes.length) throw new RangeError(`node ${level}/${pos} is not complete`)
    return hashes.subarray(pos * 32, pos * 32 + 32)
  }
  return { size: frontier.size, root: rootOf(frontier), node }
}
