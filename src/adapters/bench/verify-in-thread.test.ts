import assert from 'node:assert/strict'
import { test } from 'vitest'
import { costlyObservations, fixedSigner, sampleRun } from '../../../tests/support/lab-evidence.ts'
import { checks } from '../../lab/checks/all.ts'
import { sealRun } from '../../lab/evidence/seal.ts'
import { sealFiles } from '../../lab/run/seal-run.ts'
import { benchRules } from './bench-rules.ts'
import { judgingDigest } from './judging-digest.ts'
import { verifyBounds, verifyInThread } from './verify-in-thread.ts'

const { policy } = benchRules()
const trust = { keys: [], tool: '0.1.0' }
const sealedHere = async (judgedBy = judgingDigest()) => {
  const { record, plan, ixit, observations, signer } = sampleRun({ policy })
  const files = { record, plan: plan as never, ixit, policy, observations, attachments: [] }
  return (await sealFiles(files, signer, judgedBy)).evidence
}

test('a file is verified by the checks of this program, and comes back as it was', async () => {
  const file = await sealedHere()
  const before = Uint8Array.from(file)
  const done = await verifyInThread(file, trust)
  assert.ok(done !== 'too-costly')
  assert.deepEqual(done.file, before)
  assert.equal(done.report.result, 'verified-unknown-key')
  assert.equal(done.report.about?.digests.checks, judgingDigest())
  assert.ok(checks.length > 0 && done.report.about!.counted.fail > 0)
})

test('verdicts that these checks did not come to are forged where it names them, and another build’s where it does not', async () => {
  const forged = await sealRun(sampleRun({ policy, checks: judgingDigest() }))
  const others = await sealRun(sampleRun({ policy, checks: `sha256:${'ab'.repeat(32)}` }))
  for (const [file, result, why] of [
    [forged, 'broken', 'verdicts-differ'],
    [others, 'judged-otherwise', 'judged-by-other-checks'],
  ] as const) {
    const done = await verifyInThread(file, trust)
    assert.ok(done !== 'too-costly')
    assert.deepEqual([done.report.result, done.report.steps.at(-1)?.why], [result, why])
    assert.ok(done.report.differences!.length > 0)
  }
})

test('what would take more than there is, in time or memory, is given up', async () => {
  const honest = sampleRun({ policy })
  const file = await sealRun({ ...honest, observations: costlyObservations(30_000), signer: fixedSigner(9) })
  assert.equal(await verifyInThread(Uint8Array.from(file), trust, { ...verifyBounds, seconds: 1 }), 'too-costly')
  assert.equal(await verifyInThread(file, trust, { ...verifyBounds, megabytes: 24 }), 'too-costly')
})

test('a file that is a part of something larger is verified all the same', async () => {
  const file = await sealedHere()
  const around = new Uint8Array(file.length + 20)
  around.set(file, 10)
  const done = await verifyInThread(around.subarray(10, 10 + file.length), trust)
  assert.ok(done !== 'too-costly')
  assert.equal(done.report.result, 'verified-unknown-key')
})
