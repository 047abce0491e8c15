import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import type { Verdict } from '../../../core/determination/verdict.ts'
import type { Assessment } from '../../../lab/assess.ts'
import { columnsOf } from '../text-layout.ts'
import { headline, verdictLines } from './probe-summary.ts'

const unit = (id: string, check: string, verdict: Verdict, ...reasons: [about: string, code: string][]) => ({
  unit: id,
  check,
  verdict,
  parts: reasons.map(([about, code]) => ({
    unit: id,
    about,
    verdict,
    reason: { code, facts: { login: 'telnet' } },
    restsOn: [],
  })),
})
const assessment: Assessment = {
  digest: `sha256:${'0'.repeat(64)}`,
  units: [
    unit('5.1-3-2a', '5.1-3-2', 'pass', ['tcp/443', 'login-protected']),
    unit('5.1-1-2c', '5.1-1-2', 'inconclusive', ['tcp/443', 'login-not-proven']),
    unit('5.1-1-2a', '5.1-1-2', 'fail', ['tcp/23', 'login-undeclared'], ['tcp/23', 'login-undeclared']),
    unit('5.1-4-2a', '5.1-4-2', 'not-evaluated', ['AuthMech', 'step-not-done']),
    unit('5.1-5-2b', '5.1-5-2', 'not-evaluated', ['tcp/443', 'hindrance-not-measured']),
  ],
}
const lines = (all: boolean, columns?: number) =>
  verdictLines(assessment, { lang: 'ja', columns, all }).map(({ text }) => text)

describe('what a run came to', () => {
  test('one line answers: what came out, how many, where the evidence is', () => {
    const { text, tone } = headline({ assessment, path: 'runs/1/evidence.zip', ended: 'finished' }, 'ja')
    assert.equal(text, '不合格 1、判定不能 1、合格 1（対象外 0、未実施 2）。証拠：runs/1/evidence.zip')
    assert.equal(tone, 'stop')
    const english = headline({ assessment, path: 'e.zip', ended: 'stopped' }, 'en').text
    assert.match(english, /^Stopped before its end\. 1 failed, 1 inconclusive, 1 passed .* Evidence: e\.zip$/)
  })

  test('a run that was stopped is never told as if all were well', () => {
    const fine = { ...assessment, units: assessment.units.slice(0, 1) }
    assert.equal(headline({ assessment: fine, path: 'e', ended: 'finished' }, 'en').tone, 'ok')
    assert.equal(headline({ assessment: fine, path: 'e', ended: 'stopped' }, 'en').tone, 'wait')
  })

  test('what failed comes first, then what could not be told; the same reason is said once', () => {
    const shown = lines(false)
    const at = (part: string) => shown.findIndex((line) => line.includes(part))
    assert.ok(at('5.1-1-2a') < at('5.1-1-2c') && at('5.1-1-2c') < at('5.1-3-2a'))
    assert.equal(shown.filter((line) => line.includes('[login-undeclared]')).length, 1)
    assert.ok(!shown.some((line) => line.includes('[login-protected]')))
  })

  test('what was not evaluated is told by what can be done about it; with everything, each with its reason', () => {
    const shown = lines(false)
    assert.ok(shown.some((line) => /1 {2}人が行う手順/.test(line)))
    assert.ok(shown.some((line) => /1 {2}同意がないか/.test(line)))
    assert.ok(lines(true).some((line) => line.includes('[login-protected]')))
    assert.ok(lines(true).some((line) => line.includes('[hindrance-not-measured]')))
  })

  test('on a screen no line is longer than it is wide', () => {
    for (const columns of [60, 80, 120])
      for (const line of lines(true, columns)) assert.ok(columnsOf(line) <= columns, line)
  })
})
