import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { example, freshSigner, models } from '../../../tests/interop/example.ts'
import { canonicalJson, digestBytes } from '../kernel/digest.ts'
import { labelEvents } from '../surveillance/standing.ts'
import { readClaims } from '../verifier/claims.ts'
import { attest } from './attest.ts'
import { credentialOf, digestMultibase, gtinsFile, modelsFile } from './credential.ts'
import { didDocument, didWeb, didWebUrl } from './did.ts'
import { readJws } from './jws.ts'
import { keyEventPayload, labelEventPayload, loggedEvents, statusSnapshotPayload } from './label-event.ts'

test('the statement keeps the signed bytes, and its digest is theirs', async () => {
  const statement = await attest(example, freshSigner())
  assert.ok(statement.ok)
  assert.equal(statement.value.digest, digestBytes(statement.value.jws))
  const read = readJws(statement.value.jws)
  assert.ok(read.ok)
  assert.deepEqual(read.value.payload, JSON.parse(JSON.stringify(credentialOf(example))))
  assert.ok(statement.value.jws.length < 65_535)
})

test('hundreds of models do not make the credential larger: they are linked by digest', async () => {
  const size = async (count: number) => {
    const statement = await attest(
      { ...example, product: { ...example.product, models: models(count) } },
      freshSigner(),
    )
    return statement.ok ? statement.value.jws.length : 0
  }
  assert.ok(Math.abs((await size(500)) - (await size(10))) < 10)
  assert.equal(JSON.stringify(credentialOf(example)).includes('HR-201W'), false)
})

test('the models file is the same whatever the order, and is named by its digest', () => {
  const file = modelsFile(['B-2', 'A-1', 'B-2'])
  assert.equal(file.text, '["A-1","B-2"]')
  assert.equal(file.digest, digestBytes(file.text))
  assert.equal(modelsFile(['A-1', 'B-2']).digest, file.digest)
})

test('a label without bar code numbers says byte for byte what it said before there were any', () => {
  // Of the example as it was signed before products could have numbers: this digest is never renewed.
  const before = 'sha256:f0db0999683eb91b7e3c7f898c3bfb23649eadfb8547d280a039fab5735703c8'
  const without = [example, { ...example, product: { ...example.product, gtins: [] } }]
  for (const input of without) assert.equal(digestBytes(canonicalJson(credentialOf(input))), before)
})

test('bar code numbers are signed by the digest of their list, which is the same whatever the order', () => {
  const gtins = [
    { gtin: '09520123000028', model: 'HR-201W' },
    { gtin: '09520123000011', model: 'HR-200W' },
  ]
  const file = gtinsFile(gtins)
  assert.equal(file?.text, '["09520123000011 HR-200W","09520123000028 HR-201W"]')
  assert.deepEqual(gtinsFile(gtins.toReversed()), file)
  const credential = credentialOf({ ...example, product: { ...example.product, gtins } })
  const claims = readClaims(JSON.parse(JSON.stringify(credential)))
  assert.equal(`sha256:${claims?.gtinsSha256}`, file?.digest)
  assert.equal(`sha256:${claims?.modelsSha256}`, modelsFile(example.product.models).digest)
})

test('a digest as multibase is a SHA-256 multihash', () => {
  const bytes = Buffer.from(digestMultibase(digestBytes('')).slice(1), 'base64url')
  assert.equal(bytes.toString('hex'), '1220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('too large a credential is refused with its size', async () => {
  const product = { ...example.product, name: { ja: '長'.repeat(20_000) } }
  const statement = await attest({ ...example, product }, freshSigner())
  assert.equal(statement.ok ? 'issued' : statement.fault.code, 'credential-too-large')
})

test('a validity that ends when it begins is refused', async () => {
  const statement = await attest({ ...example, validUntil: example.validFrom }, freshSigner())
  assert.equal(statement.ok ? 'issued' : statement.fault.code, 'validity-empty')
})

test('a key of somebody else does not sign', async () => {
  await assert.rejects(attest(example, freshSigner('did:web:label.example.jp.evil.example#1')), /is not a key of/)
})

test('facts given for the selection never reach the credential', () => {
  const product = { ...example.product, facts: { 'secret-fact': true } }
  assert.equal(JSON.stringify(credentialOf({ ...example, product })).includes('secret-fact'), false)
})

test('every event of a label but its issue can be logged', () => {
  assert.deepEqual(['issued', ...loggedEvents], [...labelEvents])
})

test('a label event carries codes, and refuses a text where a code belongs', () => {
  const facts = {
    issuer: 'did:web:label.example.jp',
    id: 'e1',
    at: '2026-11-22T00:00:00.500Z',
    event: 'suspended',
    label: example.label,
    credential: digestBytes('x'),
    statusIndex: 4,
    effectiveFrom: '2026-11-23T15:00:00.000Z',
  } as const
  assert.deepEqual(
    labelEventPayload({ ...facts, reasonCode: 'vulnerability-unfixed', previousLeaf: digestBytes('y') }),
    {
      iss: facts.issuer,
      iat: 1_795_305_600,
      jti: 'e1',
      event: 'suspended',
      label: example.label,
      credentialSha256: digestBytes('x').slice(7),
      statusIndex: 4,
      effectiveFrom: facts.effectiveFrom,
      reasonCode: 'vulnerability-unfixed',
      prev: digestBytes('y').slice(7),
    },
  )
  assert.throws(() => labelEventPayload({ ...facts, reasonCode: '担当者の判断による' }), /never a text/)
})

test('key events and snapshots name what they are about', () => {
  const common = { issuer: 'did:web:label.example.jp', id: 'e2', at: '2026-11-22T00:00:00Z' }
  const key = keyEventPayload({ ...common, event: 'retired', kid: 'k', publicJwk: { kty: 'EC' } })
  assert.deepEqual([key.event, key.kid], ['retired', 'k'])
  const list = { purpose: 'revocation', k: 0, digest: digestBytes('list') } as const
  const snapshot = statusSnapshotPayload({ ...common, treeSize: 9, root: 'AAAA', lists: [list] })
  assert.deepEqual(snapshot.lists, [{ purpose: 'revocation', k: 0, sha256: digestBytes('list').slice(7) }])
})

const dids: { url: string; did: string; document: string }[] = JSON.parse(
  readFileSync(new URL('../../../vectors/attestation/did-web.json', import.meta.url), 'utf8'),
).cases
for (const v of dids)
  test(`${v.url} is ${v.did}`, () => {
    assert.equal(didWeb(v.url), v.did)
    assert.equal(didWebUrl(v.did), v.document)
  })

test('the DID document lists every key for assertion, and no private part', () => {
  const publicJwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'secret' }
  const text = JSON.stringify(didDocument('did:web:a.example', [{ kid: 'did:web:a.example#1', publicJwk }]))
  assert.ok(text.includes('"assertionMethod":["did:web:a.example#1"]'))
  assert.equal(text.includes('secret'), false)
})
