import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fromBase64, toBase64 } from '../kernel/base64.ts'
import { buildTree, hashLeaves, nodeHash, type Tree } from '../log/merkle.ts'
import { consistencyPlan, makeProof } from '../log/proof.ts'
import { newTiles, tilePath } from '../log/tile.ts'
import { growsFrom } from './consistency.ts'
import { nodeCrypto } from './crypto-node.ts'
import { webCrypto } from './crypto-web.ts'
import { fetchGrowth } from './growth.ts'

const leaves = Array.from({ length: 30 }, (_, i) => Buffer.from(`leaf ${i}`))
const tree = (n: number) => buildTree(hashLeaves(leaves.slice(0, n)))
const head = (n: number) => ({ origin: 'log.example.jp/mihon', size: n, root: toBase64(tree(n).root) })

test('a remembered checkpoint is shown to be a prefix of the new one, in Node and in a browser', async () => {
  const proof = makeProof(consistencyPlan(13, 30), tree(30).node, nodeHash)
  for (const crypto of [nodeCrypto, webCrypto]) {
    assert.equal(await growsFrom(head(13), head(30), proof, crypto), true)
    assert.equal(await growsFrom(head(12), head(30), proof, crypto), false)
    assert.equal(await growsFrom({ ...head(13), origin: 'log.example.jp/other' }, head(30), proof, crypto), false)
    assert.equal(await growsFrom({ ...head(13), root: head(12).root }, head(30), proof, crypto), false)
    assert.equal(await growsFrom(head(30), head(13), [], crypto), false)
  }
})

test('from the published tiles alone the proof is made that one log continues the other, across tiles and levels', async () => {
  const many = 70_000
  const hashes = hashLeaves(Array.from({ length: many }, (_, i) => Buffer.from(`leaf ${i}`)))
  const trees = new Map<number, Tree>()
  const at = (size: number): Tree => {
    const made = trees.get(size) ?? buildTree(hashes.subarray(0, size * 32))
    trees.set(size, made)
    return made
  }
  const known = (size: number) => ({ origin: 'log.example.jp/mihon', size, root: toBase64(at(size).root) })
  for (const to of [1, 2, 255, 256, 257, 600, 65_536, 65_537, many]) {
    const tree = at(to)
    const files = new Map(
      newTiles(0, to).map((tile) => {
        const rows = Array.from({ length: tile.width }, (_, i) => tree.node(Number(tile.level) * 8, tile.n * 256 + i))
        return [tilePath(tile), Buffer.concat(rows)]
      }),
    )
    for (const from of [1, 2, 3, 100, 255, 256, 257, 599, 65_535, 65_536].filter((n) => n <= to)) {
      const growth = await fetchGrowth(async (path) => files.get(path), from, to, nodeCrypto)
      const proof = growth!.proof.map((hash) => fromBase64(hash)!)
      assert.ok(await growsFrom(known(from), known(to), proof, nodeCrypto), `${from} → ${to}`)
    }
  }
  assert.equal(await fetchGrowth(async () => undefined, 3, 70, nodeCrypto), undefined)
})
