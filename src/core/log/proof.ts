// RFC 6962 §2.1.1–2.1.2 and RFC 9162 §2.1.3–2.1.4. Nothing here hashes by itself: the caller brings the node hash,
// so that the same lines run in Node (at once) and in a browser (WebCrypto answers later).

/** Hashes two children; at once or later. */
export type NodeHash = (left: Uint8Array, right: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** A complete subtree: 2^level leaves from pos · 2^level. */
export interface Place {
  readonly level: number
  readonly pos: number
}

const half = (n: number): number => Math.floor(n / 2)

/** The complete subtrees that together span the leaves [from, to), left to right. */
export function span(from: number, to: number): Place[] {
  const places: Place[] = []
  for (let at = from; at < to; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++
    places.push({ level, pos: at / 2 ** level })
    at += 2 ** level
  }
  return places
}

/** Largest power of two smaller than n. */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** What an inclusion proof is made of, leaf's sibling first: each hash is the fold of these complete subtrees. */
export function inclusionPlan(index: number, size: number): Place[][] {
  const plan: Place[][] = []
  const walk = (from: number, to: number): void => {
    if (to - from === 1) return
    const middle = from + split(to - from)
    if (index < middle) {
      walk(from, middle)
      plan.push(span(middle, to))
    } else {
      walk(middle, to)
      plan.push(span(from, middle))
    }
  }
  if (index >= size) throw new RangeError('the leaf is not in the tree')
  walk(0, size)
  return plan
}

/** What a consistency proof from the tree of `old` leaves to the tree of `size` leaves is made of. */
export function consistencyPlan(old: number, size: number): Place[][] {
  const plan: Place[][] = []
  const walk = (from: number, to: number, whole: boolean): void => {
    if (old === to) {
      if (!whole) plan.push(span(from, to))
      return
    }
    const middle = from + split(to - from)
    if (old <= middle) {
      walk(from, middle, whole)
      plan.push(span(middle, to))
    } else {
      walk(middle, to, false)
      plan.push(span(from, middle))
    }
  }
  if (old > size) throw new RangeError('a tree does not shrink')
  if (old > 0 && old < size) walk(0, size, true)
  return plan
}

/** Makes the proof a plan asks for, from a reader of complete nodes. */
export const makeProof = (
  plan: readonly (readonly Place[])[],
  node: (level: number, pos: number) => Uint8Array,
  pair: (left: Uint8Array, right: Uint8Array) => Uint8Array,
): Uint8Array[] =>
  plan.map((places) => places.map((p) => node(p.level, p.pos)).reduceRight((right, left) => pair(left, right)))

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Where a climb to the root stands: a node's position in its level, and the position of the level's last node. */
export interface Rung {
  place: number
  last: number
}

/** Climbs to the parent; true when the sibling that goes with it stands to the left. */
export function climb(at: Rung): boolean {
  const isRight = at.place % 2 === 1 || at.place === at.last
  while (isRight && at.place % 2 === 0 && at.place > 0) {
    at.place = half(at.place)
    at.last = half(at.last)
  }
  at.place = half(at.place)
  at.last = half(at.last)
  return isRight
}

/** The root that leaf and proof lead to, undefined when the proof has the wrong length for that place. */
export async function rootFromInclusion(
  leaf: Uint8Array,
  at: { readonly index: number; readonly size: number },
  proof: readonly Uint8Array[],
  pair: NodeHash,
): Promise<Uint8Array | undefined> {
  if (at.index < 0 || at.index >= at.size || proof.some((p) => p.length !== 32)) return undefined
  const rung: Rung = { place: at.index, last: at.size - 1 }
  let root = leaf
  for (const sibling of proof) {
    if (rung.last === 0) return undefined
    root = climb(rung) ? await pair(sibling, root) : await pair(root, sibling)
  }
  return rung.last === 0 ? root : undefined
}

/** True when the tree `old` is a prefix of the tree `now`. */
export async function isConsistent(
  old: { readonly size: number; readonly root: Uint8Array },
  now: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
  pair: NodeHash,
): Promise<boolean> {
  if (old.size > now.size || proof.some((p) => p.length !== 32)) return false
  if (old.size === now.size) return proof.length === 0 && sameBytes(old.root, now.root)
  if (old.size === 0) return proof.length === 0
  let [place, last] = [old.size - 1, now.size - 1]
  while (place % 2 === 1) {
    place = half(place)
    last = half(last)
  }
  // A power of two: the old root itself stands in the new tree and is left out of the proof.
  const [first, ...rest] = place === 0 ? [old.root, ...proof] : proof
  if (first === undefined) return false
  let [was, is] = [first, first]
  for (const hash of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      was = await pair(hash, was)
      is = await pair(hash, is)
      while (place % 2 === 0 && place > 0) {
        place = half(place)
        last = half(last)
      }
    } else is = await pair(is, hash)
    place = half(place)
    last = half(last)
  }
  return last === 0 && sameBytes(was, old.root) && sameBytes(is, now.root)
}
