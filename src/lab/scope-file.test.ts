import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'vitest'
import { readScopeFile, signScope } from './scope-file.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const x = publicKey.export({ format: 'jwk' }).x ?? ''
const signer = {
  kid: 'k',
  algorithm: 'Ed25519',
  publicJwk: { x },
  sign: async (data: Uint8Array) => sign(null, data, privateKey),
} as const
const scope = {
  target: '203.0.113.5',
  owner: 'the owner',
  reason: 'agreed in writing',
  from: '2026-11-20',
  until: '2026-11-23',
}

test('a scope opens what a known key signed, and nothing once it was changed', async () => {
  const file = JSON.parse(await signScope(scope, signer))
  const codeOf = (content: unknown, keys = [x]) => {
    const read = readScopeFile('scope.json', content, keys)
    return read.ok ? read.value.target : read.fault.code
  }
  assert.equal(codeOf(file), '203.0.113.5')
  assert.equal(codeOf(file, []), 'scope-key-unknown')
  assert.equal(codeOf({ ...file, scope: { ...scope, target: '203.0.113.6' } }), 'scope-signature-wrong')
  assert.equal(codeOf({ ...file, scope: { ...scope, until: '2027-11-23' } }), 'scope-signature-wrong')
  assert.equal(codeOf({ ...file, signature: '' }), 'scope-signature-wrong')
  assert.equal(codeOf({ scope }), 'scope-file-malformed')
})

test('nobody else signs in the name of a known key, and what stands beside the signed part opens nothing', async () => {
  const thief = generateKeyPairSync('ed25519')
  const forged = JSON.parse(await signScope(scope, { ...signer, sign: async (d) => sign(null, d, thief.privateKey) }))
  const codeOf = (content: unknown) => {
    const read = readScopeFile('scope.json', content, [x])
    return read.ok ? 'read' : read.fault.code
  }
  assert.equal(codeOf(forged), 'scope-signature-wrong') // it names the known key
  const own = thief.publicKey.export({ format: 'jwk' }).x
  assert.equal(codeOf({ ...forged, publicKey: own }), 'scope-key-unknown')
  const file = JSON.parse(await signScope(scope, signer))
  assert.equal(codeOf({ ...file, target: '203.0.113.6' }), 'scope-file-malformed')
  assert.equal(codeOf({ ...file, scope: { ...scope, also: '203.0.113.6' } }), 'scope-file-malformed')
  for (const nothing of [undefined, null, [], [file], 'x', { ...file, publicKey: '' }, { ...file, signature: 'AAAA' }])
    assert.notEqual(codeOf(nothing), 'read')
  // The bytes of another document of ours under the same key are no scope: the type is signed with them.
  const plain = sign(null, Buffer.from(JSON.stringify(scope)), privateKey).toString('base64url')
  assert.equal(codeOf({ ...file, signature: plain }), 'scope-signature-wrong')
})
