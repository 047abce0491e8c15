import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { buildTree, emptyRoot, grow, hashLeaves, leafHash, nodeHash, noTree, rootOf } from './merkle.ts'

const leaf = (i: number) => Buffer.from(`leaf ${i}`)
const leaves = (n: number) => Array.from({ length: n }, (_, i) => leaf(i))

// RFC 6962 §2.1 word by word: the definition the fast code is held against.
function definition(data: readonly Uint8Array[]): Uint8Array {
  if (data.length === 0) return emptyRoot
  if (data.length === 1) return leafHash(data[0]!)
  let k = 1
  while (k * 2 < data.length) k *= 2
  return nodeHash(definition(data.slice(0, k)), definition(data.slice(k)))
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('the root is the one RFC 6962 defines, for every size up to 130', () => {
  for (let n = 0; n <= 130; n++) assert.equal(hex(buildTree(hashLeaves(leaves(n))).root), hex(definition(leaves(n))))
})

test('a tree grown in any portions is the tree grown at once, node for node', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }), (portions) => {
      let frontier = noTree
      const kept = new Map<string, string>()
      for (const portion of portions) {
        const run = hashLeaves(leaves(portion).map((_, i) => leaf(frontier.size + i)))
        const grown = grow(frontier, run)
        for (const { level, first, hashes } of grown.nodes)
          for (let i = 0; i < hashes.length / 32; i++)
            kept.set(`${level}/${first + i}`, hex(hashes.subarray(i * 32, i * 32 + 32)))
        frontier = grown.frontier
      }
      const tree = buildTree(hashLeaves(leaves(frontier.size)))
      assert.equal(hex(rootOf(frontier)), hex(tree.root))
      let complete = 0
      for (let level = 0; 2 ** level <= frontier.size; level++)
        for (let pos = 0; pos < Math.floor(frontier.size / 2 ** level); pos++, complete++)
          assert.equal(kept.get(`${level}/${pos}`), hex(tree.node(level, pos)))
      assert.equal(kept.size, complete)
    }),
    { numRuns: 60 },
  ))

test('a leaf that looks like a node does not hash like one', () => {
  const [a, b] = [leafHash(leaf(1)), leafHash(leaf(2))]
  assert.notEqual(hex(leafHash(Buffer.concat([a, b]))), hex(nodeHash(a, b)))
  assert.equal(hex(leafHash(Buffer.alloc(70_000, 7))), hex(leafHash(Buffer.alloc(70_000, 7))))
})
