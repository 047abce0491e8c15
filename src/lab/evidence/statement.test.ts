import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fixedSigner, portScan, sampleRecord, sampleRun } from '../../../tests/support/lab-evidence.ts'
import type { Verdict } from '../../core/determination/verdict.ts'
import type { Assessment } from '../assess.ts'
import { openEvidence } from './open-evidence.ts'
import { sealRun } from './seal.ts'
import { runStatement, type Stated, testResultStatement } from './statement.ts'

async function statedWith(verdicts: readonly Verdict[], ending: 'finished' | 'stopped' = 'finished'): Promise<Stated> {
  const assessment: Assessment = {
    units: verdicts.map((verdict, i) => ({ unit: `u${i}`, check: 'c', verdict, parts: [] })),
    digest: `sha256:${'00'.repeat(32)}`,
  }
  const opened = openEvidence(
    await sealRun(sampleRun({ assessment, record: { ...sampleRecord, ending }, observations: [portScan([443])] })),
  )
  assert.ok(opened.ok)
  return { record: opened.value.record, assessment, files: [] }
}
const resultOf = async (...given: Parameters<typeof statedWith>) =>
  (testResultStatement(await statedWith(...given)).predicate as { result: string }).result

test('only a run that finished, and in which everything that applies passed, has passed', async () => {
  assert.equal(await resultOf(['pass', 'not-applicable']), 'PASSED')
  assert.equal(await resultOf(['pass', 'pass'], 'stopped'), 'WARNED')
  assert.equal(await resultOf(['pass', 'not-evaluated']), 'WARNED')
})

test('what failed, what could not be decided, and a run in which nothing passed have failed', async () => {
  assert.equal(await resultOf(['pass', 'fail']), 'FAILED')
  assert.equal(await resultOf(['pass', 'inconclusive']), 'FAILED')
  assert.equal(await resultOf(['not-evaluated']), 'FAILED')
  assert.equal(await resultOf(['not-applicable']), 'FAILED')
  assert.equal(await resultOf([]), 'FAILED')
})

test('an inconclusive unit stands with those that failed, an untested one in no list', async () => {
  const { predicate } = testResultStatement(await statedWith(['pass', 'inconclusive', 'not-evaluated', 'fail']))
  const { passedTests, warnedTests, failedTests } = predicate as Record<string, string[]>
  assert.deepEqual([passedTests, warnedTests, failedTests], [['u0'], [], ['u3', 'u1'].toSorted()])
})

test('the statement names every file, the device and its firmware by digest', async () => {
  const run = sampleRun({ signer: fixedSigner(3) })
  const opened = openEvidence(await sealRun(run))
  assert.ok(opened.ok)
  const { record, assessment } = opened.value
  const digest = `sha256:${'11'.repeat(32)}` as const
  const statement = runStatement({ record, assessment, files: [{ name: 'run.json', digest }] }, digest)
  assert.equal(statement._type, 'https://in-toto.io/Statement/v1')
  assert.deepEqual(
    statement.subject.map((s) => s.name),
    ['run.json', 'test-result.dsse.json', 'device-identity', 'firmware-of-sample-1'],
  )
  assert.equal(statement.subject[3]!.digest.sha256, 'cd'.repeat(32))
})
