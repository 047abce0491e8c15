import { toBase64 } from '../kernel/base64.ts'
import { consistencyPlan, type Place } from '../log/proof.ts'
import { tilePath, tileWidth } from '../log/tile.ts'
import type { Growth } from './bundle.ts'
import type { Crypto } from './crypto.ts'

/** The two children of a node under their prefix (RFC 6962 §2.1). */
export function pairOf(left: Uint8Array, right: Uint8Array): Uint8Array {
  const all = new Uint8Array(65)
  all[0] = 1
  all.set(left, 1)
  all.set(right, 33)
  return all
}

/**
 * Makes, from the published tiles, the proof that the log of `to` entries continues the log of `from` entries; undefined
 * where a tile is missing. Nothing is believed here: the proof either leads to both roots or it does not.
 */
export async function fetchGrowth(
  read: (path: string) => Promise<Uint8Array | undefined>, // files of the log
  from: number,
  to: number,
  crypto: Crypto,
): Promise<Growth | undefined> {
  if (from > to) return undefined
  const tiles = new Map<string, Uint8Array | undefined>()
  const proof: string[] = []
  for (const places of consistencyPlan(from, to)) {
    let hash: Uint8Array | undefined
    for (const place of places.toReversed()) {
      const left = await node(place)
      if (!left) return undefined
      hash = hash ? await crypto.sha256(pairOf(left, hash)) : left
    }
    if (hash) proof.push(toBase64(hash))
  }
  return { from, to, proof }

  async function tile(level: number, n: number): Promise<Uint8Array | undefined> {
    const width = Math.min(tileWidth, Math.floor(to / tileWidth ** level) - n * tileWidth)
    const path = tilePath({ level, n, width })
    if (!tiles.has(path)) {
      // A mirror may have dropped the partial tile once the full one was there; it begins the same.
      const bytes = (await read(path)) ?? (await read(tilePath({ level, n, width: tileWidth })))
      tiles.set(path, bytes && bytes.length >= width * 32 ? bytes : undefined)
    }
    return tiles.get(path)
  }

  /** A complete node: one hash of a tile, or the fold of some that stand side by side. */
  async function node({ level, pos }: Place): Promise<Uint8Array | undefined> {
    const width = 2 ** (level % 8)
    const first = pos * width
    const bytes = await tile(Math.floor(level / 8), Math.floor(first / tileWidth))
    const at = (first % tileWidth) * 32
    let row = bytes && Array.from({ length: width }, (_, i) => bytes.subarray(at + i * 32, at + i * 32 + 32))
    while (row && row.length > 1) {
      const above: Uint8Array[] = []
      for (let i = 0; i < row.length; i += 2) above.push(await crypto.sha256(pairOf(row[i]!, row[i + 1]!)))
      row = above
    }
    return row?.[0]
  }
}
