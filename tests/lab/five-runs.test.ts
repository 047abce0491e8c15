import assert from 'node:assert/strict'
import { test } from 'vitest'
import { canonicalJson } from '../../src/core/kernel/digest.ts'
import { assess } from '../../src/lab/assess.ts'
import { checks } from '../../src/lab/checks/all.ts'
import { readIxit } from '../../src/lab/declared/read-ixit.ts'
import { probeDevice } from '../support/probe-device.ts'
import { withTargets } from '../support/targets.ts'

// The same device says the same in every run (lab.md §8). Between runs it is switched off and on: what it remembers of wrong tries is
// gone, as after a rest. Three runs where tests are run often; five with HOSHIRUSHI_RUNS=5.

const runs = Number(process.env.HOSHIRUSHI_RUNS ?? 3)

for (const id of ['good-cam', 'mid-hub', 'bad-cam'])
  withTargets(`${id}, ${runs} times`, [id, 'maker-site'], (targets) => {
    test('every run comes to the same verdicts, and its observations come to them again, byte for byte', {
      timeout: runs * 180_000,
    }, async () => {
      const said: string[] = []
      for (let run = 0; run < runs; run++) {
        if (run > 0) {
          const device = targets().device(id)
          await device.powerOff()
          await device.powerOn()
        }
        const { evidence, assessment, output } = await probeDevice(targets(), id)
        assert.equal(evidence.record.ending, 'finished', output)
        const { ixit, observations, policy } = evidence
        const again = assess(checks, { declared: readIxit(ixit), observations, policy })
        assert.equal(canonicalJson(again), canonicalJson(assessment))
        const codes = assessment.units.flatMap(({ parts }) =>
          parts.map(({ unit, about, verdict, reason }) => `${unit} ${about} ${verdict} ${reason.code}`),
        )
        said.push([assessment.digest, ...new Set(codes)].join('\n'))
      }
      for (const one of said) assert.equal(one, said[0])
    })
  })
