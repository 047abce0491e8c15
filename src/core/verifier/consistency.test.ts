import assert from 'node:assert/strict'
import { test } from 'vitest'
import { toBase64 } from '../log/base64.ts'
import { buildTree, hashLeaves, nodeHash } from '../log/merkle.ts'
import { consistencyPlan, makeProof } from '../log/proof.ts'
import { growsFrom } from './consistency.ts'
import { nodeCrypto } from './crypto-node.ts'
import { webCrypto } from './crypto-web.ts'

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
