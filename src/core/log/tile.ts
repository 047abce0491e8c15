// C2SP tlog-tiles: the tree as files of 256 hashes, which any cache keeps for ever.

export const tileWidth = 256

/** One tile or entry bundle; `width` < 256 means partial. */
export interface Tile {
  readonly level: number | 'entries'
  readonly n: number
  readonly width: number
}

/** The path of a tile below the log's prefix, e.g. `tile/0/x001/x234/067` or `tile/entries/000.p/3`. */
export function tilePath({ level, n, width }: Tile): string {
  const parts: string[] = []
  for (let rest = n; ; rest = Math.floor(rest / 1000)) {
    parts.unshift(String(rest % 1000).padStart(3, '0'))
    if (rest < 1000) break
  }
  const path = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/')
  return `tile/${level}/${path}${width < tileWidth ? `.p/${width}` : ''}`
}

/** The tile a path names, undefined when it is not the one canonical path of a tile. */
export function readTilePath(path: string): Tile | undefined {
  const m = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (!m) return undefined
  const n = Number(m[2]!.replaceAll(/[x/]/g, ''))
  const tile: Tile = {
    level: m[1] === 'entries' ? 'entries' : Number(m[1]),
    n,
    width: m[3] === undefined ? tileWidth : Number(m[3]),
  }
  return tile.width >= 1 && tilePath(tile) === path ? tile : undefined
}

/** The tiles (of hashes, all levels) that a tree of `size` has and a tree of `old` had not; old = 0 gives all. */
export function newTiles(old: number, size: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0, was = old, is = size; is > 0; level++) {
    if (is > was)
      for (let n = Math.floor(was / tileWidth); n * tileWidth < is; n++)
        tiles.push({ level, n, width: Math.min(tileWidth, is - n * tileWidth) })
    was = Math.floor(was / tileWidth)
    is = Math.floor(is / tileWidth)
  }
  return tiles
}

/** The entry bundles that belong to the level-0 tiles. */
export const newBundles = (old: number, size: number): Tile[] =>
  newTiles(old, size)
    .filter((t) => t.level === 0)
    .map((t) => ({ ...t, level: 'entries' }))

export const longestEntry = 0xffff

/** Entries one after the other, each behind its length as a big-endian uint16. */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, e) => sum + 2 + e.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > longestEntry) throw new RangeError(`an entry of ${entry.length} bytes does not fit a bundle`)
    bytes[at] = entry.length >> 8
    bytes[at + 1] = entry.length & 0xff
    bytes.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bytes
}

/** The entries of a bundle, undefined when it does not end where the last entry ends. */
export function readBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + 2 > bytes.length) return undefined
    const end = at + 2 + bytes[at]! * 256 + bytes[at + 1]!
    if (end > bytes.length) return undefined
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}
