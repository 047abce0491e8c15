import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { test } from 'vitest'
import { fixedSigner } from '../../../tests/support/lab-evidence.ts'
import { preAuthenticationEncoding, readEnvelope, signEnvelope } from './dsse.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const signer = fixedSigner(1)

test('what is signed is the type and the bytes, each with its length, as the protocol gives it in its example', () => {
  const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', bytes('hello world'))
  assert.equal(new TextDecoder().decode(encoded), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world')
})

test('lengths are counted in bytes', () => {
  const encoded = preAuthenticationEncoding('型', bytes('日本'))
  assert.equal(new TextDecoder().decode(encoded), 'DSSEv1 3 型 6 日本')
})

test('an envelope comes back as it was written, and node:crypto verifies it', async () => {
  const payload = bytes('{"_type":"x"}')
  const envelope = readEnvelope(await signEnvelope(payload, signer))
  assert.ok(envelope)
  assert.deepEqual(Buffer.from(envelope.payload), Buffer.from(payload))
  assert.equal(envelope.keyid, signer.kid)
  const key = createPublicKey({ key: signer.publicJwk, format: 'jwk' })
  const signed = Buffer.from(`DSSEv1 28 application/vnd.in-toto+json ${payload.length} ${'{"_type":"x"}'}`)
  assert.ok(verify(null, signed, key, envelope.signature))
})

test('another spelling of an envelope is no envelope', async () => {
  const text = new TextDecoder().decode(await signEnvelope(bytes('{}'), signer))
  const envelope = JSON.parse(text)
  const [one] = envelope.signatures
  for (const other of [
    ` ${text}`,
    `${text}\n`,
    JSON.stringify({ ...envelope, extra: 1 }),
    JSON.stringify({ ...envelope, signatures: [] }),
    JSON.stringify({ ...envelope, signatures: [one, one] }),
    JSON.stringify({ ...envelope, payloadType: 'text/plain' }),
    JSON.stringify({ ...envelope, payload: `${envelope.payload}=` }),
    JSON.stringify({ ...envelope, signatures: 7 }),
    JSON.stringify({ ...envelope, signatures: [{ ...one, sig: one.sig.replace(/==$/, '') }] }),
    'null',
    '[]',
    '"',
  ])
    assert.equal(readEnvelope(bytes(other)), undefined, other)
  assert.equal(readEnvelope(Uint8Array.of(0xff)), undefined)
})

test('a key of another kind does not sign evidence', async () => {
  await assert.rejects(signEnvelope(bytes('{}'), { ...signer, algorithm: 'ES256' }), /Ed25519/)
})
