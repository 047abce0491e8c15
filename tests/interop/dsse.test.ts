import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { createRequire } from 'node:module'
import { beforeAll, test } from 'vitest'
import { readBundle } from '../../src/lab/evidence/bundle.ts'
import { sealRun } from '../../src/lab/evidence/seal.ts'
import { fixedSigner, sampleRun } from '../support/lab-evidence.ts'

// Our envelopes read by somebody else's verifier: @sigstore/verify, which knows DSSE from software supply chains. Its class for a
// DSSE envelope is not exported, so it is loaded by its file.
interface SigstoreEnvelope {
  verifySignature(key: unknown): boolean
}
const { DSSESignatureContent } = createRequire(import.meta.url)(
  `${import.meta.dirname}/../../node_modules/@sigstore/verify/dist/bundle/dsse.js`,
) as { readonly DSSESignatureContent: new (envelope: unknown) => SigstoreEnvelope }

const signer = fixedSigner(7)
const key = createPublicKey({ key: signer.publicJwk, format: 'jwk' })
const files = ['statement.dsse.json', 'test-result.dsse.json'] as const

let contents: ReadonlyMap<string, Uint8Array>
beforeAll(async () => {
  const read = readBundle(await sealRun(sampleRun({ signer })))
  assert.ok(read.ok)
  contents = read.value
})

/** The envelope as a reader of the DSSE specification takes it apart. */
function foreign(file: string, change: (envelope: { payload: Buffer; payloadType: string }) => void = () => undefined) {
  const { payload, payloadType, signatures } = JSON.parse(new TextDecoder().decode(contents.get(file)))
  const envelope = {
    payload: Buffer.from(payload, 'base64'),
    payloadType,
    signatures: signatures.map(({ sig, keyid }: { sig: string; keyid: string }) => ({
      sig: Buffer.from(sig, 'base64'),
      keyid,
    })),
  }
  change(envelope)
  return new DSSESignatureContent(envelope)
}

for (const file of files) {
  test(`${file} verifies with @sigstore/verify`, () => {
    assert.equal(foreign(file).verifySignature(key), true)
  })

  test(`${file} is refused there with one changed byte, another type or another key`, () => {
    const turned = foreign(file, ({ payload }) => {
      payload[100]! ^= 1
    })
    assert.equal(turned.verifySignature(key), false)
    const typed = foreign(file, (envelope) => {
      envelope.payloadType = 'application/json'
    })
    assert.equal(typed.verifySignature(key), false)
    const other = createPublicKey({ key: fixedSigner(8).publicJwk, format: 'jwk' })
    assert.equal(foreign(file).verifySignature(other), false)
  })
}

test('the payloads are in-toto statements, one of them with a predicate that everybody knows', () => {
  const statements = files.map((file) => {
    const { payload, payloadType } = JSON.parse(new TextDecoder().decode(contents.get(file)))
    assert.equal(payloadType, 'application/vnd.in-toto+json')
    return JSON.parse(Buffer.from(payload, 'base64').toString())
  })
  for (const { _type, subject } of statements) {
    assert.equal(_type, 'https://in-toto.io/Statement/v1')
    assert.ok(subject.length >= 8)
    for (const { digest } of subject) assert.match(digest.sha256, /^[0-9a-f]{64}$/)
  }
  assert.deepEqual(
    statements.map((s) => s.predicateType),
    ['urn:hoshirushi:device-test-run:v1', 'https://in-toto.io/attestation/test-result/v0.1'],
  )
  const { predicate } = statements[1]
  assert.equal(predicate.result, 'FAILED')
  assert.deepEqual(predicate.failedTests, ['5.6-1-2a'])
  assert.deepEqual(
    predicate.configuration.map((c: { name: string }) => c.name),
    ['plan', 'ixit', 'policy', 'corpus'],
  )
})
