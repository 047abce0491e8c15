import assert from 'node:assert/strict'
import * as jose from 'jose'
import { test } from 'vitest'
import { attest } from '../../src/core/attestation/attest.ts'
import { credentialOf } from '../../src/core/attestation/credential.ts'
import { didDocument } from '../../src/core/attestation/did.ts'
import { headerOf, signJws } from '../../src/core/attestation/jws.ts'
import { emptyBits } from '../../src/core/attestation/status-bits.ts'
import { listCredential } from '../../src/core/attestation/status-list.ts'
import { example, freshSigner } from './example.ts'

// jose is somebody else's library: what it accepts, an ordinary client accepts.

const signer = freshSigner()

/** The keys as a stranger gets them: from the DID document. */
function publishedKeys() {
  const document = didDocument(example.issuer.did, [signer])
  const methods = document.verificationMethod as { id: string; publicKeyJwk: Record<string, string> }[]
  return jose.createLocalJWKSet({
    keys: methods.map((m) => ({ ...m.publicKeyJwk, kid: m.id, alg: 'ES256' }) as jose.JWK),
  })
}

const verified = (jws: string) => jose.compactVerify(jws, publishedKeys(), { algorithms: ['ES256'] })

test('jose verifies a credential with the keys of the DID document', async () => {
  const statement = await attest(example, signer)
  assert.ok(statement.ok)
  const { payload, protectedHeader } = await verified(statement.value.jws)
  assert.deepEqual(protectedHeader, { alg: 'ES256', cty: 'vc', kid: signer.kid, typ: 'vc+jwt' })
  assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), JSON.parse(JSON.stringify(credentialOf(example))))
})

test('jose verifies a status list credential', async () => {
  const facts = {
    issuer: example.issuer.did,
    labelsUrl: example.issuer.labelsUrl,
    purpose: 'revocation',
    k: 0,
  } as const
  const list = listCredential(emptyBits(), {
    ...facts,
    logTreeSize: 1,
    logRoot: 'AAAA',
    validFrom: '2026-11-22T00:00:00Z',
    validUntil: '2026-11-29T00:00:00Z',
  })
  const jws = await signJws(headerOf('vc+jwt', signer.kid), list, signer)
  const { payload } = await verified(jws)
  assert.equal(JSON.parse(new TextDecoder().decode(payload)).type[1], 'BitstringStatusListCredential')
})

test('jose refuses the credential when one letter of it is changed, and when another key signed', async () => {
  const statement = await attest(example, signer)
  assert.ok(statement.ok)
  const [head, body, tail] = statement.value.jws.split('.')
  const forged = Buffer.from(Buffer.from(body!, 'base64url').toString().replace('☆1', '☆4')).toString('base64url')
  assert.notEqual(forged, body)
  await assert.rejects(verified(`${head}.${forged}.${tail}`), jose.errors.JWSSignatureVerificationFailed)
  const other = await attest(example, freshSigner())
  assert.ok(other.ok)
  await assert.rejects(verified(other.value.jws), jose.errors.JWSSignatureVerificationFailed)
})
