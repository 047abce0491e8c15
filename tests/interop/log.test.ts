import assert from 'node:assert/strict'
import { createPublicKey, type KeyObject } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeAll, test } from 'vitest'
import { toBase64url } from '../../src/core/kernel/base64.ts'
import { nodeHash } from '../../src/core/log/merkle.ts'
import { inclusionPlan, makeProof } from '../../src/core/log/proof.ts'
import { vkeyOf } from '../../src/core/log/sign-checkpoint.ts'
import { labelNumber, sampleRegister } from '../support/sample-register.ts'

// @sigstore/verify was written by others for another log; what it accepts and refuses is not our opinion.

interface Entry {
  readonly canonicalizedBody: Buffer
  readonly inclusionProof: {
    readonly logIndex: string
    readonly treeSize: string
    readonly hashes: readonly Buffer[]
    readonly checkpoint: { readonly envelope: string }
  }
}
interface Authority {
  readonly logID: Buffer
  readonly baseURL: string
  readonly publicKey: KeyObject
}
interface Sigstore {
  verifyCheckpoint(entry: Entry, logs: readonly Authority[]): { readonly logSize: bigint; readonly logHash: Buffer }
  verifyMerkleInclusion(entry: Entry, checkpoint: { readonly logSize: bigint; readonly logHash: Buffer }): void
}

const require = createRequire(import.meta.url)
// The package exports its door only; the two functions we want are behind it.
const folder = dirname(require.resolve('@sigstore/verify'))
const sigstore: Sigstore = {
  ...(require(join(folder, 'tlog/checkpoint.js')) as Pick<Sigstore, 'verifyCheckpoint'>),
  ...(require(join(folder, 'tlog/merkle.js')) as Pick<Sigstore, 'verifyMerkleInclusion'>),
}

const register = sampleRegister()
let authority: Authority
let note: string

const entry = async (index: number): Promise<Entry> => {
  const { tree, size } = await register.head()
  const hashes = makeProof(inclusionPlan(index, size), tree.node, nodeHash).map((h) => Buffer.from(h))
  return {
    canonicalizedBody: Buffer.from(register.leaves[index]!.jws),
    inclusionProof: { logIndex: String(index), treeSize: String(size), hashes, checkpoint: { envelope: note } },
  }
}

beforeAll(async () => {
  for (let n = 0; n < 37; n++) await register.issue(labelNumber(n))
  note = (await register.head()).note
  const { id, key, name } = vkeyOf(register.log.name, register.log.key)
  authority = {
    logID: Buffer.concat([Buffer.from(id, 'hex'), Buffer.alloc(28)]),
    baseURL: `https://${name}`,
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(key) }, format: 'jwk' }),
  }
})

test('sigstore accepts our checkpoint and the inclusion of every leaf', async () => {
  for (let index = 0; index < 37; index++) {
    const one = await entry(index)
    const checkpoint = sigstore.verifyCheckpoint(one, [authority])
    assert.equal(checkpoint.logSize, 37n)
    sigstore.verifyMerkleInclusion(one, checkpoint)
  }
})

test('sigstore refuses a tampered size, root, leaf, place and proof', async () => {
  const one = await entry(5)
  const checkpoint = sigstore.verifyCheckpoint(one, [authority])
  const forged = (envelope: string) => ({ ...one, inclusionProof: { ...one.inclusionProof, checkpoint: { envelope } } })
  assert.throws(() => sigstore.verifyCheckpoint(forged(note.replace('\n37\n', '\n36\n')), [authority]))
  assert.throws(() =>
    sigstore.verifyCheckpoint(
      forged(note.replace(/\n(.)(.{43})\n\n/, (_, first, rest) => `\n${first === 'A' ? 'B' : 'A'}${rest}\n\n`)),
      [authority],
    ),
  )
  const leaf = { ...one, canonicalizedBody: Buffer.concat([one.canonicalizedBody, Buffer.from('x')]) }
  assert.throws(() => sigstore.verifyMerkleInclusion(leaf, checkpoint))
  const proof = one.inclusionProof
  assert.throws(() =>
    sigstore.verifyMerkleInclusion({ ...one, inclusionProof: { ...proof, logIndex: '6' } }, checkpoint),
  )
  const hashes = proof.hashes.map((h, i) => (i === 2 ? Buffer.alloc(32, 1) : h))
  assert.throws(() => sigstore.verifyMerkleInclusion({ ...one, inclusionProof: { ...proof, hashes } }, checkpoint))
})
