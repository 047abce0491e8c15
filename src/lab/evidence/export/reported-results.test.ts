import assert from 'node:assert/strict'
import { test } from 'vitest'
import { samplePolicy as policy } from '../../../../tests/support/lab-evidence.ts'
import { recordedDevices, recordedRun } from '../../../../tests/support/recorded-runs.ts'
import type { Verdict } from '../../../core/determination/verdict.ts'
import { assess } from '../../assess.ts'
import { checks } from '../../checks/all.ts'
import { readIxit } from '../../declared/read-ixit.ts'
import type { Evidence } from '../open-evidence.ts'
import { resultsIn } from './reported-results.ts'

const resultsOf = (device: (typeof recordedDevices)[number], language: 'ja' | 'en') => {
  const { ixit, observations } = recordedRun(device)
  const declared = readIxit(ixit)
  const assessment = assess(checks, { declared, observations, policy })
  return resultsIn({ assessment, observations } as unknown as Evidence, { checks, declared, language })
}
const order: readonly Verdict[] = ['fail', 'inconclusive', 'not-evaluated', 'pass', 'not-applicable']
const inOrder = (all: readonly { readonly verdict: Verdict }[]) =>
  all.every((one, i) => i === 0 || order.indexOf(all[i - 1]!.verdict) <= order.indexOf(one.verdict))

for (const device of recordedDevices)
  test(`what failed on ${device} stands first, nothing stands twice, and every verdict says what it rests on`, () => {
    for (const language of ['ja', 'en'] as const) {
      const results = resultsOf(device, language)
      assert.ok(results.length > 10)
      assert.ok(inOrder(results))
      for (const { id, units } of results) {
        assert.ok(inOrder(units), id)
        for (const unit of units) {
          assert.ok(inOrder(unit.rows), unit.id)
          const said = unit.rows.map(({ about, verdict, reason }) => `${about} ${verdict} ${reason}`)
          assert.equal(new Set(said).size, said.length, `${unit.id}: ${said.join('\n')}`)
          for (const { seen } of unit.rows) {
            assert.ok(seen.length > 1, unit.id)
            const lines = seen.split('\n')
            assert.equal(new Set(lines).size, lines.length, seen)
          }
        }
      }
    }
  })
