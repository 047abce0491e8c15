import type pg from 'pg'
import { newBundles, newTiles, tilePath, tileWidth, writeBundle } from '../../core/log/tile.ts'
import type { DurableFolder, PublishedFile } from './durable-files.ts'
import { readLeaves, type SignedHead, toHead } from './log-rows.ts'

const batch = 64 // files prepared at once: bounds the memory when a folder is filled anew

/**
 * Brings the log's files from one size to another: tiles and entries, then the archive, and `checkpoint` last, so that
 * whoever reads a checkpoint finds everything it promises. Doing it again writes nothing.
 */
export async function publishTiles(pool: pg.Pool, folder: DurableFolder, from: number, to: SignedHead): Promise<void> {
  const inBatches = async <T>(all: readonly T[], make: (one: T) => Promise<PublishedFile>): Promise<void> => {
    for (let i = 0; i < all.length; i += batch) {
      const files: PublishedFile[] = []
      for (const one of all.slice(i, i + batch)) files.push(await make(one))
      await folder.add(files)
    }
  }
  await inBatches(newBundles(from, to.size), async (tile) => {
    const first = tile.n * tileWidth
    const leaves = await readLeaves(pool, first, first + tile.width)
    return { path: `log/${tilePath(tile)}`, bytes: writeBundle(leaves.map((l) => Buffer.from(l.jws))) }
  })
  await inBatches(newTiles(from, to.size), async (tile) => {
    const hashes = await readHashes(pool, Number(tile.level) * 8, tile.n * tileWidth, tile.width)
    return { path: `log/${tilePath(tile)}`, bytes: hashes }
  })
  const { rows } = await pool.query<{ size: string; root: Buffer; note: string }>(
    'select size, root, note from log_checkpoint where size > $1 and size <= $2 order by size',
    [from, to.size],
  )
  await folder.add(rows.map((row) => ({ path: `log/checkpoints/${toHead(row).size}`, bytes: row.note })))
  await folder.put([{ path: 'log/checkpoint', bytes: to.note }])
}

async function readHashes(pool: pg.Pool, level: number, first: number, width: number): Promise<Buffer> {
  const { rows } =
    level === 0
      ? await pool.query<{ hash: Buffer }>('select hash from log_entry where idx >= $1 and idx < $2 order by idx', [
          first,
          first + width,
        ])
      : await pool.query<{ hash: Buffer }>(
          'select hash from log_node where level = $1 and pos >= $2 and pos < $3 order by pos',
          [level, first, first + width],
        )
  if (rows.length !== width) throw new Error(`the database has ${rows.length} of ${width} hashes of level ${level}`)
  return Buffer.concat(rows.map((r) => r.hash))
}
