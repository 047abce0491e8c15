import assert from 'node:assert/strict'
import { test } from 'vitest'
import { buildTree, hashLeaves, leafHash, nodeHash } from './merkle.ts'
import { consistencyPlan, inclusionPlan, isConsistent, makeProof, rootFromInclusion, sameBytes } from './proof.ts'

const leaves = Array.from({ length: 130 }, (_, i) => Buffer.from(`leaf ${i}`))
const trees = Array.from({ length: 131 }, (_, n) => buildTree(hashLeaves(leaves.slice(0, n))))

test('every leaf of every tree up to 130 has a proof that leads to the root, and only at its own place', async () => {
  for (let size = 1; size <= 130; size++)
    for (let index = 0; index < size; index++) {
      const tree = trees[size]!
      const proof = makeProof(inclusionPlan(index, size), tree.node, nodeHash)
      const leaf = leafHash(leaves[index]!)
      const root = await rootFromInclusion(leaf, { index, size }, proof, nodeHash)
      assert.ok(root && sameBytes(root, tree.root), `${index} of ${size}`)
      const moved = await rootFromInclusion(leaf, { index: (index + 1) % size, size }, proof, nodeHash)
      if (size > 1) assert.ok(!moved || !sameBytes(moved, tree.root))
      assert.equal(await rootFromInclusion(leaf, { index, size }, [...proof, leaf], nodeHash), undefined)
      if (proof.length > 0)
        assert.equal(await rootFromInclusion(leaf, { index, size }, proof.slice(1), nodeHash), undefined)
    }
})

test('every pair (m, n) up to 130 is consistent by its proof, and not with another root or a shortened proof', async () => {
  for (let size = 0; size <= 130; size++)
    for (let old = 0; old <= size; old++) {
      const [was, is] = [trees[old]!, trees[size]!]
      const proof = makeProof(consistencyPlan(old, size), is.node, nodeHash)
      assert.ok(await isConsistent(was, is, proof, nodeHash), `${old} → ${size}`)
      const other = { size: old, root: leafHash(Buffer.from('another history')) }
      if (old > 0) assert.ok(!(await isConsistent(other, is, proof, nodeHash)), `forked ${old} → ${size}`)
      if (proof.length > 0) assert.ok(!(await isConsistent(was, is, proof.slice(0, -1), nodeHash)))
      assert.ok(!(await isConsistent(was, is, [...proof, was.root], nodeHash)))
    }
})

test('a tree does not shrink, and a leaf outside the tree has no proof', async () => {
  assert.throws(() => consistencyPlan(3, 2))
  assert.throws(() => inclusionPlan(2, 2))
  assert.equal(await isConsistent(trees[3]!, trees[2]!, [], nodeHash), false)
  assert.equal(await rootFromInclusion(leafHash(leaves[2]!), { index: 2, size: 2 }, [], nodeHash), undefined)
})
