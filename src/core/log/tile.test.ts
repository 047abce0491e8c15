import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { buildTree, hashLeaves } from './merkle.ts'
import { newBundles, newTiles, readBundle, readTilePath, tilePath, writeBundle } from './tile.ts'

interface Golden {
  readonly size: number
  readonly root: string
  readonly files: number
  readonly fullLevel0: number
  readonly partial: readonly string[]
}
const golden: readonly Golden[] = JSON.parse(
  readFileSync(new URL('../../../vectors/log/sizes.json', import.meta.url), 'utf8'),
)

for (const g of golden)
  test(`a log of ${g.size} leaves has its root and its tiles`, () => {
    const leaves = Array.from({ length: g.size }, (_, i) => Buffer.from(`leaf ${i}`))
    assert.equal(Buffer.from(buildTree(hashLeaves(leaves)).root).toString('hex'), g.root)
    const tiles = newTiles(0, g.size)
    assert.equal(tiles.length, g.files)
    assert.equal(tiles.filter((t) => t.level === 0 && t.width === 256).length, g.fullLevel0)
    assert.deepEqual(tiles.filter((t) => t.width < 256).map(tilePath), g.partial)
    assert.equal(newBundles(0, g.size).length, Math.ceil(g.size / 256))
  })

test('a tile path survives being written and read, and has no second spelling', () => {
  for (const tile of [
    { level: 0, n: 1_234_067, width: 256 },
    { level: 'entries', n: 0, width: 3 },
    { level: 2, n: 999, width: 255 },
    { level: 63, n: 1000, width: 1 },
  ] as const)
    assert.deepEqual(readTilePath(tilePath(tile)), tile)
  assert.equal(tilePath({ level: 0, n: 1_234_067, width: 256 }), 'tile/0/x001/x234/067')
  for (const path of ['tile/0/x000/001', 'tile/00/001', 'tile/0/001.p/0', 'tile/0/001.p/256', 'tile/0/1'])
    assert.equal(readTilePath(path), undefined, path)
})

test('growing a log names exactly the tiles that are new', () => {
  for (const [old, size] of [
    [0, 1],
    [1, 256],
    [255, 257],
    [256, 256],
    [300, 70_000],
  ] as const) {
    const before = new Set(newTiles(0, old).map(tilePath))
    const after = new Set(newTiles(0, size).map(tilePath))
    const fresh = [...after].filter((p) => !before.has(p))
    assert.deepEqual(newTiles(old, size).map(tilePath).sort(), fresh.sort())
  }
})

test('entries survive being bundled; a bundle cut anywhere inside an entry is refused', () => {
  const entries = ['', 'a', 'x'.repeat(65_535)].map((s) => new Uint8Array(Buffer.from(s)))
  const bundle = writeBundle(entries)
  assert.deepEqual(readBundle(bundle), entries)
  assert.equal(readBundle(bundle.subarray(0, bundle.length - 1)), undefined)
  assert.equal(readBundle(bundle.subarray(0, 4)), undefined)
  assert.throws(() => writeBundle([new Uint8Array(65_536)]))
})
