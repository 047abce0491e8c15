import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import {
  did,
  issuedAt,
  labelNumber,
  labelsUrl,
  newLogKey,
  newSigner,
  sampleRegister,
} from '../../../tests/support/sample-register.ts'
import { headerOf, signJws } from '../attestation/jws.ts'
import { emptyBits } from '../attestation/status-bits.ts'
import { listCredential } from '../attestation/status-list.ts'
import { toBase64 } from '../kernel/base64.ts'
import { nodeHash } from '../log/merkle.ts'
import { consistencyPlan, makeProof } from '../log/proof.ts'
import { type Bundle, readBundle, writeBundle } from './bundle.ts'
import { nodeCrypto } from './crypto-node.ts'
import { webCrypto } from './crypto-web.ts'
import type { KnownCheckpoint, Report, ReportVerdict, Why } from './report.ts'
import { readTrust, type Trust, type TrustFile } from './trust.ts'
import { type VerifyOptions, verify } from './verify.ts'

const now = '2026-11-20T00:00:00Z'
const register = sampleRegister()
let trust: Trust
let good: Bundle
let first: number

const anchor = (file: TrustFile): Trust => {
  const reading = readTrust(JSON.stringify(file))
  assert.ok(reading.ok)
  return reading.value
}

const check = (bundle: Bundle, options: Partial<VerifyOptions> = {}, by = trust): Promise<Report> =>
  verify(bundle, by, { now, crypto: nodeCrypto, ...options })

async function expect(
  bundle: Bundle,
  verdict: ReportVerdict,
  why: Why,
  options: Partial<VerifyOptions> = {},
  by = trust,
) {
  const report = await check(bundle, options, by)
  assert.equal(report.verdict, verdict)
  assert.ok(
    report.steps.some((s) => s.ok === false && s.why === why),
    `${why} is not among ${JSON.stringify(report.steps.filter((s) => s.ok === false))}`,
  )
  return report
}

beforeAll(async () => {
  for (let n = 0; n < 5; n++) await register.issue(labelNumber(n), [`MH-${n}`, 'MH-0'])
  first = 2
  await register.publishLists('2026-11-19T00:00:00Z')
  trust = anchor(register.trust())
  good = await register.bundle(first)
})

test('a label in force is valid, offline, with every step shown to hold', async () => {
  const report = await check(good, { label: labelNumber(2) })
  assert.equal(report.verdict, 'valid')
  assert.deepEqual(
    report.steps.filter((s) => s.ok !== true),
    [],
  )
  assert.equal(report.label, labelNumber(2))
  assert.deepEqual(report.models, ['MH-0', 'MH-2'])
  assert.equal(report.checkpoint?.size, 6)
})

test('a browser comes to the same report', async () => {
  assert.deepEqual(await verify(good, anchor(register.trust()), { now, crypto: webCrypto }), await check(good))
})

test('the file of a bundle says the same as the bundle', async () => {
  const read = readBundle(writeBundle(good))
  assert.ok(read.ok)
  assert.deepEqual(await check(read.value), await check(good))
})

test('without current lists a label is stale, never valid', async () => {
  const { status: _, ...bare } = good
  await expect(bare, 'stale', 'status-missing')
  await expect({ ...good, status: good.status!.slice(0, 1) }, 'stale', 'status-missing')
  await expect(good, 'stale', 'status-list-too-old', { now: '2026-11-26T00:00:01Z' })
  await expect(good, 'stale', 'status-list-too-old', { age: 3600 })
  await expect(good, 'stale', 'status-list-too-old', { now: '2026-11-18T00:00:00Z' })
})

test('validity has a first and a last moment', async () => {
  await expect(good, 'not-yet-valid', 'not-yet-valid', { now: '2026-10-31T23:59:59Z' })
  await expect(good, 'expired', 'expired', { now: '2028-10-31T15:00:00Z' })
  assert.equal((await check(good, { now: issuedAt })).steps.find((s) => s.step === 'validity')?.ok, true)
})

test('a credential that is not in the log is not believed', async () => {
  const other = sampleRegister({ signer: register.signer, log: newLogKey() })
  await other.issue(labelNumber(2))
  const unlogged = await other.bundle(0)
  await expect({ ...good, credential: unlogged.credential, models: unlogged.models! }, 'not-logged', 'not-in-log')
  await expect(unlogged, 'not-logged', 'checkpoint-untrusted')
  await expect({ ...good, proof: 'c2sp.org/tlog-proof@v1\nindex x\n\n' }, 'not-logged', 'proof-malformed')
  await expect({ ...good, proof: (await register.bundle(1)).proof }, 'not-logged', 'not-in-log')
})

test('a key outside the anchor, or outside its window, signs nothing', async () => {
  const forger = sampleRegister({ log: register.log, signer: newSigner() })
  await forger.issue(labelNumber(2))
  await expect(await forger.bundle(0), 'bad-signature', 'signature-wrong')
  const stranger = sampleRegister({ log: register.log, signer: newSigner('did:web:labels.mihon.example#other') })
  await stranger.issue(labelNumber(2))
  await expect(await stranger.bundle(0), 'unknown-key', 'key-unknown')
  const file = register.trust()
  const retired = anchor({ ...file, keys: [{ ...file.keys[0]!, until: 2 }] })
  await expect(good, 'unknown-key', 'key-outside-window', {}, retired)
  const later = anchor({ ...file, keys: [{ ...file.keys[0]!, from: 3 }] })
  await expect(good, 'unknown-key', 'key-outside-window', {}, later)
})

test('another list, purpose or issuer does not speak for this credential', async () => {
  const [revocation, suspension] = good.status!
  await expect({ ...good, status: [revocation!, revocation!] }, 'stale', 'status-missing')
  const facts = { issuer: did, labelsUrl, purpose: 'suspension', k: 0, logTreeSize: 5, logRoot: '' } as const
  const lifetime = { validFrom: '2026-11-19T00:00:00Z', validUntil: '2026-11-26T00:00:00Z' }
  const posing = { ...listCredential(emptyBits(), { ...facts, ...lifetime }), id: `${labelsUrl}/status/revocation/0` }
  const list = await signJws(headerOf('vc+jwt', register.signer.kid), posing, register.signer)
  await expect({ ...good, status: [{ ...revocation!, list }, suspension!] }, 'stale', 'status-list-other')
  const strange = sampleRegister()
  await strange.issue(labelNumber(2))
  await strange.publishLists('2026-11-19T00:00:00Z')
  await expect({ ...good, status: await strange.status() }, 'stale', 'status-list-untrusted')
  const unlogged = sampleRegister({ signer: register.signer, log: register.log })
  for (let n = 0; n < 5; n++) await unlogged.issue(labelNumber(n))
  await unlogged.publishLists('2026-11-19T00:00:00Z')
  const shown = (await unlogged.status()).map((s, i) => ({ ...s, snapshot: good.status![i]!.snapshot }))
  await expect({ ...good, status: shown }, 'stale', 'status-list-unlogged')
  await expect({ ...good, status: [suspension!] }, 'stale', 'status-missing')
})

test('the models are the signed ones, or nothing is valid', async () => {
  await expect({ ...good, models: ['MH-0', 'MH-2', 'MH-9'] }, 'bad-signature', 'models-differ')
})

test('a bar code number that nobody signed makes nothing valid', async () => {
  await expect({ ...good, gtins: ['09520123000011 MH-0'] }, 'bad-signature', 'gtins-differ')
})

test('the label that was asked for is the label that was signed', () =>
  expect(good, 'not-logged', 'label-differs', { label: labelNumber(3) }))

test('a log that went back, or tells another history, is noticed by who remembers', async () => {
  const { origin, size, root } = (await check(good)).checkpoint!
  assert.equal((await check(good, { lastCheckpoint: { origin, size, root } })).verdict, 'valid')
  await expect(good, 'stale', 'checkpoint-older-than-known', { lastCheckpoint: { origin, size: size + 1, root } })
  const other = { origin, size, root: Buffer.alloc(32).toString('base64') }
  await expect(good, 'not-logged', 'log-forked', { lastCheckpoint: other })
})

test('a newer log is followed only where it is shown to continue the one remembered', async () => {
  const grown = sampleRegister()
  for (let n = 0; n < 3; n++) await grown.issue(labelNumber(n))
  const by = anchor(grown.trust())
  const known = async (): Promise<KnownCheckpoint> => {
    const { size, tree } = await grown.head()
    return { origin: grown.log.name, size, root: toBase64(tree.root) }
  }
  const last = await known()
  for (let n = 3; n < 9; n++) await grown.issue(labelNumber(n))
  await grown.publishLists('2026-11-19T00:00:00Z')
  const { tree } = await grown.head()
  const bundle = await grown.bundle(0)
  const proof = makeProof(consistencyPlan(last.size, tree.size), tree.node, nodeHash).map(toBase64)
  const growth = { from: last.size, to: tree.size, proof }
  const told = (b: Bundle, options: Partial<VerifyOptions>) => check(b, { lastCheckpoint: last, ...options }, by)

  const shown = await told({ ...bundle, growth }, { growth: 'required' })
  assert.deepEqual([shown.verdict, shown.checkpoint], ['valid', await known()])
  // Without the proof nothing is remembered, so that nobody is led away; who can fetch it insists on it.
  const unshown = await told(bundle, {})
  assert.deepEqual([unshown.verdict, unshown.checkpoint], ['valid', last])
  const options = { lastCheckpoint: last, growth: 'required' } as const
  await expect(bundle, 'stale', 'growth-unproven', options, by)
  for (const wrong of [
    { ...growth, proof: proof.toSpliced(0, 1) },
    { ...growth, proof: proof.with(0, toBase64(Buffer.alloc(32))) },
    { ...growth, proof: [...proof, proof[0]!] },
    { ...growth, proof: proof.with(0, `${proof[0]} `) },
  ])
    for (const one of [options, { lastCheckpoint: last }]) {
      const report = await expect({ ...bundle, growth: wrong }, 'stale', 'growth-unproven', one, by)
      assert.deepEqual(report.checkpoint, last)
    }
  // A log that was rewritten before the size remembered has no such proof.
  const rewritten = { ...last, root: toBase64(Buffer.alloc(32, 1)) }
  await expect({ ...bundle, growth }, 'stale', 'growth-unproven', { lastCheckpoint: rewritten }, by)
  const file = readBundle(writeBundle({ ...bundle, growth }))
  assert.ok(file.ok)
  assert.deepEqual(file.value.growth, growth)
})

test('a life: suspended, restored, superseded, withdrawn, each seen in its turn', async () => {
  const life = sampleRegister()
  const by = anchor(life.trust())
  const old = await life.issue(labelNumber(7))
  const verdict = async (index: number) => {
    await life.publishLists('2026-11-19T12:00:00Z')
    return (await check(await life.bundle(index), {}, by)).verdict
  }
  assert.equal(await verdict(old), 'valid')
  await life.event('suspended', old)
  assert.equal(await verdict(old), 'suspended')
  await life.event('restored', old)
  assert.equal(await verdict(old), 'valid')
  const stillGood = await life.bundle(old)
  const next = await life.issue(labelNumber(7), ['MH-100', 'MH-300'])
  const event = await life.event('superseded', old)
  assert.equal(await verdict(old), 'revoked')
  assert.equal(await verdict(next), 'valid')
  const later = [await life.logged(event)]
  await expect({ ...(await life.bundle(old)), later }, 'superseded', 'superseded', {}, by)
  await expect({ ...stillGood, later: [await life.logged(next)] }, 'superseded', 'superseded', {}, by)
  await expect({ ...stillGood, later: [await life.logged(event)] }, 'superseded', 'superseded', {}, by)
  assert.equal((await check({ ...(await life.bundle(next)), later }, {}, by)).verdict, 'valid')
  await life.event('withdrawn', next)
  assert.equal(await verdict(next), 'revoked')
})

test('a revoked bit holds in an old list too', async () => {
  const life = sampleRegister()
  const index = await life.issue(labelNumber(8))
  await life.event('withdrawn', index)
  await life.publishLists('2026-11-19T12:00:00Z')
  const bundle = await life.bundle(index)
  await expect(bundle, 'revoked', 'revoked', { now: '2027-06-01T00:00:00Z' }, anchor(life.trust()))
})

test('no changed byte of a bundle makes anything else valid', async () => {
  const text = writeBundle(good)
  const bytes = Buffer.from(text)
  const truth = await check(good)
  let tried = 0
  const started = performance.now()
  // Every byte in turn; on a slow machine every third, fifth … so that the test ends.
  let step = 1
  for (let i = 0; i < bytes.length; i += step, tried++) {
    if (tried === 1000) step = Math.max(1, Math.round((performance.now() - started) / 1500))
    const changed = Buffer.from(bytes)
    changed[i]! ^= 1 << (i % 7)
    const read = readBundle(changed.toString('utf8'))
    if (!read.ok) continue
    const report = await check(read.value)
    if (report.verdict !== 'valid') continue
    assert.equal(report.label, truth.label, `byte ${i}`)
    assert.equal(report.credential?.sha256, truth.credential?.sha256, `byte ${i}`)
    assert.ok(report.models === undefined || report.models.join() === truth.models?.join(), `byte ${i}`)
  }
  assert.ok(tried > 1500)
})
