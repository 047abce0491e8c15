import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import {
  fixedSigner,
  openPorts,
  portScan,
  samplePolicy,
  sampleRecord,
  sampleRun,
} from '../../../tests/support/lab-evidence.ts'
import type { Verdict } from '../../core/determination/verdict.ts'
import { canonicalJson, type Digest, digestOf } from '../../core/kernel/digest.ts'
import { type Assessment, verdictsDigest } from '../assess.ts'
import type { Check } from '../check.ts'
import { readIxit } from '../declared/read-ixit.ts'
import { type BundleContents, jsonFile, readBundle, writeBundle } from './bundle.ts'
import { sealRun } from './seal.ts'
import { differenceText } from './verdict-differences.ts'
import { type EvidenceTrust, verifyEvidence } from './verify-evidence.ts'

const signer = fixedSigner(7)
const known = { publicKey: signer.publicJwk.x!, kid: signer.kid, role: 'laboratory' }
const trust: EvidenceTrust = { keys: [known], checks: [openPorts], declare: readIxit }
const text = new TextEncoder()

let file: Uint8Array
let small: Uint8Array // as small as evidence can be: every byte of it is turned
beforeAll(async () => {
  const photo = { name: 'photo.jpg', mediaType: 'image/jpeg', shows: '背面', bytes: text.encode('not really a photo') }
  file = await sealRun(sampleRun({ attachments: [photo], guided: { steps: [] } }))
  small = await sealRun(sampleRun({ attachments: [photo] }))
})

const contentsOf = (bytes: Uint8Array): Map<string, Uint8Array> => {
  const read = readBundle(bytes)
  assert.ok(read.ok, JSON.stringify(read))
  return new Map(read.value)
}
const whysOf = (bytes: Uint8Array, more: Partial<EvidenceTrust> = {}) => {
  const report = verifyEvidence(bytes, { ...trust, ...more })
  return [report.result, ...report.steps.filter((s) => s.ok === false).map((s) => `${s.step}: ${s.why}`)]
}
/** The evidence with one file replaced, as somebody would who cannot sign. */
const withFile = (name: string, bytes: Uint8Array): Uint8Array => writeBundle(contentsOf(file).set(name, bytes))

test('what was sealed is verified, and says what it came to', () => {
  const report = verifyEvidence(file, trust)
  assert.equal(report.result, 'verified')
  assert.ok(report.steps.every((s) => s.ok))
  assert.equal(report.ending, 'finished')
  assert.equal(report.signer?.known?.role, 'laboratory')
  assert.deepEqual(report.evidence?.record.outcomes, { '5.6-1-2a': 'failed', '5.6-1-2b': 'untested' })
})

test('sealing the same run again gives the same bytes', async () => {
  assert.deepEqual(await sealRun(sampleRun()), await sealRun(sampleRun()))
})

test('a key that nobody knows is said to be unknown', () => {
  assert.deepEqual(whysOf(file, { keys: [] }), ['verified-unknown-key'])
  assert.deepEqual(whysOf(file, { keys: [{ publicKey: fixedSigner(8).publicJwk.x! }] }), ['verified-unknown-key'])
})

test('a known name on another key is somebody posing as its holder', () => {
  const posing = [{ kid: signer.kid, publicKey: fixedSigner(8).publicJwk.x! }]
  assert.deepEqual(whysOf(file, { keys: posing }), ['broken', 'signature: key-of-another'])
  assert.deepEqual(whysOf(file, { keys: [known, ...posing] }), ['broken', 'signature: key-of-another'])
})

test('one changed byte anywhere is noticed', () => {
  const copy = Uint8Array.from(small)
  const passed: number[] = []
  for (let at = 0; at < copy.length; at++) {
    const bit = 1 << (at % 8)
    copy[at]! ^= bit
    if (verifyEvidence(copy, trust).result !== 'broken') passed.push(at)
    copy[at]! ^= bit
  }
  assert.deepEqual(passed, [])
  assert.deepEqual(copy, small)
  assert.equal(verifyEvidence(copy, trust).result, 'verified')
})

test('so is one whose ZIP was mended around it', () => {
  const contents = contentsOf(small)
  const passed: string[] = []
  for (const [name, bytes] of contents)
    for (let at = 0; at < bytes.length; at += 5) {
      const changed = Uint8Array.from(bytes)
      changed[at]! ^= 1
      const mended = writeBundle(new Map(contents).set(name, changed))
      if (verifyEvidence(mended, trust).result !== 'broken') passed.push(`${name} ${at}`)
    }
  assert.deepEqual(passed, [])
})

test('a file cut off anywhere is noticed', () => {
  for (let length = 0; length < small.length; length += 97)
    assert.equal(verifyEvidence(small.subarray(0, length), trust).result, 'broken', `${length} bytes`)
})

test('bytes before or after the file are noticed', () => {
  assert.deepEqual(whysOf(Buffer.concat([small, Buffer.alloc(1)])), ['broken', 'container: evidence-not-canonical'])
  assert.deepEqual(whysOf(Buffer.concat([Buffer.alloc(1), small])), ['broken', 'container: evidence-not-a-zip'])
})

test('a replaced file is noticed, also where its digest in the record is replaced with it', () => {
  const milder = jsonFile({ ...samplePolicy, version: '2026-11-25' })
  assert.deepEqual(whysOf(withFile('policy.json', milder)).slice(0, 2), ['broken', 'digests: digest-differs'])
})

test('another policy, sealed by somebody else, is another key; and whoever expects a policy sees the difference', async () => {
  const policy = { ...samplePolicy, version: '2026-11-25' }
  const other = await sealRun(sampleRun({ policy, signer: fixedSigner(9) }))
  assert.deepEqual(whysOf(other), ['verified-unknown-key'])
  const expected = { digests: { policy: verifyEvidence(file, trust).evidence!.record.digests.policy } }
  assert.deepEqual(whysOf(other, { expected }), ['broken', 'expected: not-as-expected'])
  assert.deepEqual(whysOf(file, { expected }), ['verified'])
})

test('a forged signature is wrong', () => {
  for (const name of ['statement.dsse.json', 'test-result.dsse.json']) {
    const envelope = JSON.parse(new TextDecoder().decode(contentsOf(file).get(name)))
    envelope.signatures[0].sig = Buffer.alloc(64, 1).toString('base64')
    const whys = whysOf(withFile(name, jsonFile(envelope)))
    // The test result is a subject of the statement: a forged one is seen there, too.
    assert.ok(whys.includes('signature: signature-wrong') || whys.includes('signature: statement-differs'), `${whys}`)
  }
})

test('the signature of another run does not fit', async () => {
  const other = contentsOf(await sealRun(sampleRun({ observations: [portScan([443])] })))
  assert.deepEqual(whysOf(withFile('statement.dsse.json', other.get('statement.dsse.json')!)), [
    'broken',
    'signature: statement-differs',
  ])
})

const ours = digestOf('the checks of whoever verifies')
const theirs = digestOf('the checks of another build')
/** A run whose verdicts are better than what was seen. */
const flattering = (checks?: Digest): Promise<Uint8Array> => {
  const run = sampleRun()
  const units = run.assessment.units.map((u) => ({ ...u, verdict: 'pass' as const }))
  return sealRun({ ...run, assessment: { ...run.assessment, units }, ...(checks && { checks }) })
}

test('verdicts that do not follow from what was seen are noticed, whoever signs them', async () => {
  const signed = await flattering()
  assert.deepEqual(whysOf(signed), ['broken', 'replay: verdicts-differ'])
  assert.deepEqual(whysOf(signed, { checksDigest: ours }), ['broken', 'replay: checks-not-named'])
  assert.deepEqual(whysOf(signed, { tool: '0.2.0' }), ['judged-otherwise', 'replay: verdicts-differ-by-version'])
})

test('verdicts of the same checks that differ are broken; those of other checks are told apart, with both sides', async () => {
  assert.deepEqual(whysOf(await flattering(ours), { checksDigest: ours, tool: '0.2.0' }), [
    'broken',
    'replay: verdicts-differ',
  ])
  const report = verifyEvidence(await flattering(theirs), { ...trust, checksDigest: ours })
  assert.equal(report.result, 'judged-otherwise')
  assert.deepEqual(report.steps.at(-1), { step: 'replay', ok: false, why: 'judged-by-other-checks', about: theirs })
  assert.deepEqual(
    report.differences?.map(({ unit, recorded, again }) => [unit, recorded, again]),
    [
      ['5.6-1-2a', 'pass', 'fail'],
      ['5.6-1-2b', 'pass', 'not-evaluated'],
    ],
  )
  assert.notEqual(report.again, undefined)
  // Verdicts that are the same are verified by whatever checks.
  const same = await sealRun(sampleRun({ checks: theirs }))
  assert.deepEqual(whysOf(same, { checksDigest: ours }), ['verified'])
  assert.equal(verifyEvidence(same, trust).evidence?.record.digests.checks, theirs)
})

test('both sides of a part that differs are told, and where only facts differ that is said', async () => {
  const run = sampleRun()
  const [first, ...rest] = run.assessment.units
  const parts = first!.parts.map((part) => ({ ...part, reason: { code: 'declared', facts: { port: '\x1b[2J' } } }))
  const change = (units: Assessment['units']) =>
    sealRun({ ...run, assessment: { ...run.assessment, units }, checks: theirs })
  const otherCodes = verifyEvidence(await change([{ ...first!, parts }, ...rest]), { ...trust, checksDigest: ours })
  const [difference] = otherCodes.differences!
  assert.deepEqual(difference?.onlyAgain, [{ about: 'tcp/39527', verdict: 'fail', code: 'undeclared' }])
  assert.deepEqual(difference?.onlyRecorded, [{ about: 'tcp/39527', verdict: 'fail', code: 'declared' }])
  const facts = first!.parts.map((part) => ({ ...part, restsOn: ['something-else'] }))
  const otherFacts = verifyEvidence(await change([{ ...first!, parts: facts }, ...rest]), {
    ...trust,
    checksDigest: ours,
  })
  assert.equal(otherFacts.result, 'judged-otherwise')
  assert.equal(otherFacts.differences![0]!.parts, 0)
  assert.match(differenceText(otherFacts.differences![0]!).en, /only the facts/)
})

test('what judged otherwise and is not what was ordered either, or is forged besides, is broken', async () => {
  const signed = await flattering(theirs)
  assert.equal(verifyEvidence(signed, { ...trust, checksDigest: ours, expected: { order: 'O-1' } }).result, 'broken')
  const posing = [{ kid: signer.kid, publicKey: fixedSigner(8).publicJwk.x! }]
  assert.equal(verifyEvidence(signed, { ...trust, checksDigest: ours, keys: posing }).result, 'broken')
})

test('a later build that has learnt further checks verifies what an earlier one judged', async () => {
  const further = (verdict: Verdict): Check => ({
    ...openPorts,
    id: '9.9-9-2',
    units: [{ id: '9.9-9-2a', question: { ja: '', en: '' } }],
    judge: () => [{ unit: '9.9-9-2a', about: 'device', verdict, reason: { code: 'declared' }, restsOn: [] }],
  })
  const later = { checks: [openPorts, further('inconclusive')], tool: '0.2.0' }
  assert.deepEqual(whysOf(file, later), ['verified'])
  assert.deepEqual(whysOf(file, { ...later, tool: '0.1.0' }), ['broken', 'replay: verdicts-differ'])
  const named = await sealRun(sampleRun({ checks: theirs }))
  assert.deepEqual(whysOf(named, { ...later, tool: '0.1.0', checksDigest: ours }), ['verified'])
  const milder: Check = {
    ...openPorts,
    judge: (given) => openPorts.judge(given).map((v) => ({ ...v, verdict: 'pass' })),
  }
  assert.deepEqual(whysOf(file, { ...later, checks: [milder, further('pass')] }), [
    'judged-otherwise',
    'replay: verdicts-differ-by-version',
  ])
})

test('nobody gets rid of a unit that fails by naming checks that do not know it', async () => {
  const run = sampleRun()
  const units = run.assessment.units.filter(({ verdict }) => verdict !== 'fail')
  const without = { units, digest: verdictsDigest(units) }
  const signed = await sealRun({ ...run, assessment: without, checks: theirs })
  const report = verifyEvidence(signed, { ...trust, checksDigest: ours })
  assert.equal(report.result, 'judged-otherwise')
  assert.deepEqual(
    report.differences?.map(({ unit, recorded, again }) => [unit, recorded, again]),
    [['5.6-1-2a', undefined, 'fail']],
  )
})

test('observations that were left out change the verdicts', async () => {
  const run = sampleRun()
  assert.deepEqual(whysOf(await sealRun({ ...run, observations: [portScan([443])] })), [
    'broken',
    'replay: verdicts-differ',
  ])
})

test('a policy that is not among the known ones is not judged by, whatever patterns it holds', async () => {
  const policies = [verifyEvidence(file, trust).evidence!.record.digests.policy]
  assert.deepEqual(whysOf(file, { policies }), ['verified'])
  const slow = { ...samplePolicy, headers: [{ name: 'x', matches: '(a+)+$', over: 'both' as const }] }
  const judge: Check = {
    ...openPorts,
    judge: () => {
      throw new Error('it was judged')
    },
  }
  assert.deepEqual(whysOf(await sealRun(sampleRun({ policy: slow })), { policies, checks: [judge] }), [
    'broken',
    'replay: policy-unknown',
  ])
  // Nor does a record help that only claims to be judged by a known one.
  const lying = withFile('policy.json', jsonFile(slow))
  assert.equal(verifyEvidence(lying, { ...trust, policies, checks: [judge] }).result, 'broken')
})

test('a check that stumbles over what it is given shows nothing', () => {
  const stumbling: Check = {
    ...openPorts,
    judge: () => {
      throw new RangeError()
    },
  }
  assert.deepEqual(whysOf(file, { checks: [stumbling] }), ['broken', 'replay: replay-impossible'])
})

test('a record of a run that was stopped is verified, and says that it is partial', async () => {
  for (const ending of ['stopped', 'device-in-distress', 'cap'] as const) {
    const report = verifyEvidence(await sealRun(sampleRun({ record: { ...sampleRecord, ending } })), trust)
    assert.equal(report.result, 'verified')
    assert.equal(report.ending, ending)
  }
})

test('an answer to another nonce or order is not what was expected', () => {
  assert.deepEqual(whysOf(file, { expected: { nonce: sampleRecord.nonce.value } }), ['verified'])
  assert.deepEqual(whysOf(file, { expected: { nonce: 'another-nonce-altogether' } }), [
    'broken',
    'expected: nonce-differs',
  ])
  assert.deepEqual(whysOf(file, { expected: { order: 'O-1' } }), ['broken', 'expected: order-differs'])
})

test('an attachment that nobody listed, or that is missing, is noticed', () => {
  const stray = text.encode('stray')
  const named = `attachments/${'ab'.repeat(32)}`
  assert.deepEqual(whysOf(withFile(named, stray)).slice(0, 2), ['broken', 'digests: digest-differs'])
  const without = contentsOf(file)
  for (const name of without.keys()) if (name.startsWith('attachments/')) without.delete(name)
  assert.deepEqual(whysOf(writeBundle(without)).slice(0, 2), ['broken', 'digests: attachment-not-listed'])
})

test('what does not fit the schema is told with its place, and goes no further', () => {
  const wrong = (name: string, document: unknown) => {
    const report = verifyEvidence(withFile(name, jsonFile(document)), trust)
    assert.equal(report.fault?.code, 'evidence-file-unreadable')
    assert.deepEqual(
      report.steps.map((s) => s.ok),
      [true, false, null, null, null],
    )
    return report.fault
  }
  wrong('run.json', { ...sampleRecord, format: 'x' })
  wrong('ixit.json', [{ table: 1 }])
  wrong('verdicts.json', {})
  wrong('policy.json', { ...samplePolicy, extra: 1 })
  const spaced = new TextEncoder().encode(`${canonicalJson(samplePolicy)} `)
  assert.equal(verifyEvidence(withFile('policy.json', spaced), trust).fault?.code, 'evidence-file-unreadable')
})

test('numbers, depth and lines that would cost too much are refused', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  for (const plan of [deep, '1e999', '{"a":1,"a":2}', '', 'null null'])
    assert.equal(
      verifyEvidence(withFile('plan.json', text.encode(plan)), trust).fault?.code,
      'evidence-file-unreadable',
    )
  const lines = text.encode('{}\n'.repeat(50))
  assert.match(JSON.stringify(verifyEvidence(withFile('observations.jsonl', lines), trust).fault), /line 1/)
})

test('a required file that is missing is named', () => {
  const without: BundleContents = new Map([...contentsOf(file)].filter(([name]) => name !== 'ixit.json'))
  const report = verifyEvidence(writeBundle(without), trust)
  assert.deepEqual(report.fault, { code: 'evidence-file-missing', entry: 'ixit.json' })
})
