import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import { labelNumber, newLogKey, sampleRegister } from '../../../tests/support/sample-register.ts'
import { writeVkey } from '../log/note.ts'
import { vkeyOf } from '../log/sign-checkpoint.ts'
import type { Crypto } from './crypto.ts'
import { nodeCrypto } from './crypto-node.ts'
import { checkInclusion } from './inclusion.ts'
import { readLeaf } from './leaf.ts'
import { isShown } from './shown.ts'
import { readTrust, type Trust } from './trust.ts'

const labels = 37 // a ragged tree: the right edge has nodes without siblings
const register = sampleRegister()
const proofs: { readonly leaf: Uint8Array; readonly proof: string }[] = []

const anchor = (policy?: string): Trust => {
  const file = register.trust()
  const reading = readTrust(JSON.stringify(policy === undefined ? file : { ...file, policy }))
  assert.ok(reading.ok)
  return reading.value
}

/** Node's crypto, counting what it hashes. */
function counting(): Crypto & { hashes: number } {
  const crypto = {
    ...nodeCrypto,
    hashes: 0,
    sha256: (bytes: Uint8Array) => {
      crypto.hashes++
      return nodeCrypto.sha256(bytes)
    },
  }
  return crypto
}

const isIn = async (n: number, proof: string, trust: Trust, crypto: Crypto = nodeCrypto) =>
  isShown(await checkInclusion(proofs[n]!.leaf, proof, trust, crypto))

beforeAll(async () => {
  for (let n = 0; n < labels; n++) await register.issue(labelNumber(n))
  for (let n = 0; n < labels; n++) {
    const { jws, proof } = await register.logged(n)
    proofs.push({ leaf: readLeaf(jws)!.logged, proof })
  }
})

test('proofs under one checkpoint share the nodes they have shown', async () => {
  const [trust, crypto] = [anchor(), counting()]
  assert.ok(await isIn(0, proofs[0]!.proof, trust, crypto))
  const alone = crypto.hashes
  assert.equal(alone, 7) // the leaf and six nodes
  for (const [n, { proof }] of proofs.entries()) assert.ok(await isIn(n, proof, trust, crypto))
  // A tree of n leaves has n − 1 nodes; beside them each leaf is hashed, and the node where its proof meets the known ones.
  assert.ok(crypto.hashes - alone <= 3 * labels, String(crypto.hashes))
})

test('what is remembered makes no other proof good: every changed character is refused, before and after', async () => {
  const warm = anchor()
  for (const [n, { proof }] of proofs.entries()) assert.ok(await isIn(n, proof, warm))
  const { proof } = proofs[5]!
  const end = proof.indexOf('\n\n') + 2 // up to the checkpoint, which has its own signature
  for (let i = 0; i < end; i++)
    for (const other of ['A', 'B', '\n', '='])
      if (proof[i] !== other) {
        const changed = proof.slice(0, i) + other + proof.slice(i + 1)
        assert.equal(await isIn(5, changed, warm), false, `character ${i} as ${JSON.stringify(other)}`)
      }
  for (let i = 0; i < end; i++) assert.equal(await isIn(5, `${proof.slice(0, i)}A${proof.slice(i)}`, warm), false)
  const lines = proof.split('\n')
  for (let i = 2; i < lines.indexOf(''); i++) {
    assert.equal(await isIn(5, lines.toSpliced(i, 1).join('\n'), warm), false, `line ${i} left out`)
    assert.equal(await isIn(5, lines.toSpliced(i, 0, lines[i]!).join('\n'), warm), false, `line ${i} twice`)
  }
})

test('a leaf is not in at the place of another, whatever was shown before', async () => {
  const warm = anchor()
  for (const [n, { proof }] of proofs.entries()) assert.ok(await isIn(n, proof, warm))
  for (const [n, { proof }] of proofs.entries()) assert.equal(await isIn((n + 1) % labels, proof, warm), false)
})

test('nothing shown under one anchor counts under another', async () => {
  const warm = anchor()
  for (const [n, { proof }] of proofs.entries()) assert.ok(await isIn(n, proof, warm))
  const stranger = newLogKey(register.log.name)
  const other = anchor(`log ${writeVkey(vkeyOf(stranger.name, stranger.key))}\nquorum none\n`)
  assert.equal(await isIn(0, proofs[0]!.proof, other), false)
})
