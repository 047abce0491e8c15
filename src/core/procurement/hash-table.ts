/**
 * Places in a list by the hash of their keys, in a few flat arrays: a million keys as strings of a map cost a second and a hundred
 * megabytes. The keys are not kept, so whoever asks compares what is found.
 */
export interface HashTable {
  /** The first place with that hash, in the order of the list; -1 where there is none. */
  first(hash: number): number
  /** The next place with the same hash; -1 after the last. */
  after(place: number): number
  /** The same in two steps, for whoever looks for many at once: where to begin, and the first place from there on with that hash. */
  head(hash: number): number
  from(place: number, hash: number): number
}

/** Gives so many bytes of memory, of which a table may be shared by threads. */
export type Memory = (bytes: number) => ArrayBufferLike

/** Memory that belongs to one thread. */
export const ownMemory: Memory = (bytes) => new ArrayBuffer(bytes)

/** What a table is made of; it may be handed to another thread and opened there. */
export interface TableArrays {
  readonly heads: Int32Array
  readonly chained: Int32Array
}

/** Makes a table of `count` places; a place whose hash is undefined is not found. */
export const hashTable = (count: number, hashOf: (place: number) => number | undefined): HashTable =>
  openTable(tableArrays(count, hashOf))

/** Makes what a table of `count` places is made of. */
export function tableArrays(
  count: number,
  hashOf: (place: number) => number | undefined,
  memory: Memory = ownMemory,
): TableArrays {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)))
  const mask = size - 1
  const heads = new Int32Array(memory(4 * size)).fill(-1)
  // Beside one another, because both are looked at together: the place that comes after, and the hash.
  const chained = new Int32Array(memory(8 * count)) // of a place without a hash nothing is asked
  // From the last to the first, so that every chain is in the order of the list.
  for (let place = count - 1; place >= 0; place--) {
    const hash = hashOf(place)
    if (hash === undefined) continue
    chained[2 * place] = heads[hash & mask]!
    chained[2 * place + 1] = hash
    heads[hash & mask] = place
  }
  return { heads, chained }
}

/** Opens a table to look into. */
export function openTable({ heads, chained }: TableArrays): HashTable {
  const mask = heads.length - 1
  const same = (from: number, hash: number): number => {
    let place = from
    while (place !== -1 && chained[2 * place + 1] !== hash) place = chained[2 * place]!
    return place
  }
  return {
    first: (hash) => same(heads[hash & mask]!, hash | 0),
    head: (hash) => heads[hash & mask]!,
    from: (place, hash) => same(place, hash | 0),
    after: (place) => same(chained[2 * place]!, chained[2 * place + 1]!),
  }
}

const offset = 0x811c9dc5
const prime = 0x01000193

/** The hash of some text or a part of it, each character as `alike` has it (FNV-1a, with its bits mixed once more). */
export function hashOfText(text: string, end = text.length, alike?: Uint8Array): number {
  let hash = offset
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    hash = Math.imul(hash ^ (alike !== undefined && code < alike.length ? alike[code]! : code), prime)
  }
  return mixed(hash)
}

/** The same hash of plain text that lies as bytes. */
export function hashOfBytes(bytes: Uint8Array, from: number, to: number, alike?: Uint8Array): number {
  let hash = offset
  for (let i = from; i < to; i++) {
    const code = bytes[i]!
    hash = Math.imul(hash ^ (alike !== undefined && code < 128 ? alike[code]! : code), prime)
  }
  return mixed(hash)
}

/** What is done for every key of a register: its hash, the one as `alike` has it, and that of its first `part` bytes, into `hashes`. */
export function hashesOfKey(
  key: Uint8Array,
  length: number,
  part: number,
  alike: Uint8Array,
  hashes: Int32Array,
): void {
  let whole = offset
  let similar = offset
  for (let i = 0; i < length; i++) {
    const code = key[i]!
    whole = Math.imul(whole ^ code, prime)
    similar = Math.imul(similar ^ (code < 128 ? alike[code]! : code), prime)
    if (i === part - 1) hashes[2] = mixed(whole)
  }
  hashes[0] = mixed(whole)
  hashes[1] = mixed(similar)
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return once ^ (once >>> 13)
}
