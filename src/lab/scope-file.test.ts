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
