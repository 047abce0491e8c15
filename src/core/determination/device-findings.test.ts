import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Procedure } from '../scheme/criterion.ts'
import type { Claim, EvidenceRef } from '../selection/ics.ts'
import type { Plan } from '../selection/plan.ts'
import { determine } from './determine.ts'
import { type DeviceRun, deviceFindings, type TestedUnit } from './device-findings.ts'
import { parseFindings } from './parse.ts'
import { selfFindings } from './self-findings.ts'
import type { Verdict } from './verdict.ts'

const at = '2026-11-23T00:00:00Z'
const digest = `sha256:${'0'.repeat(64)}` as const
const text = { ja: '問い', en: 'question' }
const provenance = { mark: 'own' } as const
const evidence: EvidenceRef = { kind: 'file', digest, name: 'evidence.zip', shows: 'real-device' }
const needs = [{ table: '28-LogIntf', field: 'status' }]

const procedure = (evaluator?: 'qualified'): Procedure => ({
  id: 'C-1/r',
  method: 'real-device',
  ...(evaluator === undefined ? {} : { evaluator }),
  text,
  provenance,
  units: [{ id: 'C-1/r1', question: text, needs }],
})
const shows = [{ unit: 'C-1/r1', tests: ['5.6-1-2a', '5.6-1-2b'], provenance }]

const planWith = (evaluator?: 'qualified', claim: Claim = 'fulfilled'): Plan => ({
  basis: digest,
  scheme: 'mini',
  edition: 'MINI-1',
  level: '1',
  items: [
    {
      criterion: 'C-1',
      answer: { criterion: 'C-1', claim, reason: '理由', restsOn: [evidence] },
      applicability:
        claim === 'not-applicable'
          ? { applies: false, condition: 'x', conditionText: text, reason: '理由' }
          : { applies: true },
      procedures: [procedure(evaluator)],
    },
  ],
})

const tested = (unit: string, verdict: Verdict, about = 'device'): TestedUnit => ({
  unit,
  verdict,
  reasons: [{ about, verdict, code: 'seen', text: { ja: `${verdict}を見た。`, en: `Seen: ${verdict}.` } }],
})
const run = (units: readonly TestedUnit[], more: Partial<DeviceRun> = {}): DeviceRun => ({
  run: { id: 'run-1', qualification: 'evaluator-1' },
  units,
  evidence,
  by: '評価 者（架空）',
  at,
  ...more,
})
const both = (a: Verdict, b: Verdict) => [tested('5.6-1-2a', a), tested('5.6-1-2b', b, 'tcp/443')]

const judged = (plan: Plan, runs: readonly DeviceRun[], withSelf = true) => {
  const own = withSelf ? selfFindings(plan, { by: 'maker', at }) : []
  return determine(plan, [], [...own, ...deviceFindings(plan, shows, runs)]).criteria[0]!
}

test('all tests of a unit pass, or rightly do not apply', () => {
  assert.equal(judged(planWith('qualified'), [run(both('pass', 'pass'))]).verdict, 'pass')
  assert.equal(judged(planWith('qualified'), [run(both('pass', 'not-applicable'))]).verdict, 'pass')
  assert.equal(judged(planWith('qualified'), [run(both('pass', 'fail'))]).verdict, 'fail')
  assert.equal(judged(planWith('qualified'), [run(both('pass', 'inconclusive'))]).verdict, 'inconclusive')
})

test('a test that was not carried out is no pass, and is named', () => {
  for (const units of [both('pass', 'not-evaluated'), [tested('5.6-1-2a', 'pass')]]) {
    const { verdict, reason } = judged(planWith('qualified'), [run(units)])
    assert.equal(verdict, 'not-evaluated')
    assert.match(reason.en, /Not tested: 5\.6-1-2b/)
    assert.match(reason.ja, /5\.6-1-2b/)
  }
})

test('what one run did not look at may be shown by another, but what one found wrong stays wrong', () => {
  const first = run([tested('5.6-1-2a', 'pass'), tested('5.6-1-2b', 'not-evaluated')])
  const second = run([tested('5.6-1-2a', 'not-evaluated'), tested('5.6-1-2b', 'pass')], {
    run: { id: 'run-2', qualification: 'e' },
  })
  assert.equal(judged(planWith('qualified'), [first, second]).verdict, 'pass')
  const third = run([tested('5.6-1-2a', 'fail')], { run: { id: 'run-3', qualification: 'e' } })
  assert.equal(judged(planWith('qualified'), [first, second, third]).verdict, 'fail')
})

test('the reason says what was found, in which test and at which part of the device', () => {
  const { reason } = judged(planWith('qualified'), [run(both('pass', 'fail'))])
  assert.equal(reason.ja, 'failを見た（5.6-1-2b tcp/443）')
  assert.equal(reason.en, 'Seen: fail (5.6-1-2b tcp/443)')
})

test('only a qualified evaluator shows a procedure that demands one', () => {
  const unknown = run(both('pass', 'pass'), { run: { id: 'run-1' } })
  for (const runs of [[], [unknown]]) {
    const { verdict, reason, next } = judged(planWith('qualified'), runs)
    assert.equal(verdict, 'inconclusive')
    assert.match(reason.en, /qualified evaluator/)
    assert.match(next?.ja ?? '', /登録された評価者/)
  }
  assert.equal(judged(planWith('qualified'), [], false).verdict, 'not-evaluated')
  assert.equal(
    judged(planWith('qualified'), [], false).reason.en,
    'There is no evidence of a test on the device by a qualified evaluator.',
  )
  // Where nobody demands one, a run by the maker's own people counts.
  assert.equal(judged(planWith(), [unknown]).verdict, 'pass')
  // A failure needs no qualification to be believed.
  assert.equal(judged(planWith('qualified'), [run(both('pass', 'fail'), { run: { id: 'r' } })]).verdict, 'fail')
})

test('a run against another declaration shows nothing any more, and what it found wrong stays', () => {
  const outdated = { ja: '申告が変わりました', en: 'The declaration has changed' }
  const { verdict, reason } = judged(planWith('qualified'), [run(both('pass', 'pass'), { outdated })])
  assert.equal(verdict, 'inconclusive')
  assert.deepEqual(reason, outdated)
  assert.equal(judged(planWith('qualified'), [run(both('pass', 'fail'), { outdated })]).verdict, 'fail')
})

test('what is answered as not applicable and fails on the device fails', () => {
  assert.equal(judged(planWith('qualified', 'not-applicable'), []).verdict, 'not-applicable')
  assert.equal(judged(planWith('qualified', 'not-applicable'), [run(both('pass', 'pass'))]).verdict, 'not-applicable')
  const { verdict, next } = judged(planWith('qualified', 'not-applicable'), [run(both('pass', 'fail'))])
  assert.equal(verdict, 'fail')
  assert.match(next?.en ?? '', /not applicable/)
})

test('a file of findings cannot claim that a qualified evaluator saw it', () => {
  const finding = { unit: 'C-1/r1', verdict: 'pass', means: 'device-test', reason: 'x', restsOn: [], by: 'x', at }
  assert.ok(parseFindings('findings.yaml', { findings: [finding] }).ok)
  const claimed = { ...finding, run: { id: 'run-1', qualification: 'evaluator-1' } }
  assert.ok(!parseFindings('findings.yaml', { findings: [claimed] }).ok)
})
