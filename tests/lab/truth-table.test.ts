import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import type { Truth } from '../../bench/targets/device.ts'
import type { Assessment } from '../../src/lab/assess.ts'
import { type Probed, probeDevice } from '../support/probe-device.ts'
import { withTargets } from '../support/targets.ts'

// What is wrong with each device on purpose is found; nothing else is called wrong; what could not be tested is not called right.

const devices = [
  'bad-cam',
  'good-cam',
  'mid-hub',
  'drop-host',
  'six-only',
  'locker',
  'throttled-hub',
  'router',
  'router-telnet',
]

const said = ({ units }: Assessment, unit: string) => units.find((u) => u.unit === unit)

/** Faults that nothing was said about, or something milder than the truth allows. */
function missed({ faults }: Truth, assessment: Assessment): readonly string[] {
  return faults.flatMap(({ id, units, endpoint, verdicts }) =>
    units.flatMap((unit) => {
      const parts = said(assessment, unit)?.parts ?? []
      const own = parts.filter((part) => endpoint === undefined || part.about === endpoint || !part.about.includes('/'))
      const told = own.some((part) => (verdicts as readonly string[]).includes(part.verdict))
      return told
        ? []
        : [
            `${id}: ${unit} ${endpoint ?? 'device'} said ${parts.map((p) => `${p.about}=${p.verdict}/${p.reason.code}`).join(' ') || 'nothing'}`,
          ]
    }),
  )
}

/** Units that are called wrong, or not called right, though they hold. */
function falseAlarms({ faults, passes, exact }: Truth, assessment: Assessment): readonly string[] {
  const faulty = new Set(faults.flatMap((fault) => fault.units))
  const why = (unit: string) =>
    said(assessment, unit)
      ?.parts.filter((p) => p.verdict !== 'pass')
      .map((p) => `${p.about}=${p.verdict}/${p.reason.code}`)
      .join(' ')
  return [
    ...(exact
      ? assessment.units
          .filter((u) => u.verdict === 'fail' && !faulty.has(u.unit))
          .map((u) => `${u.unit} fails without a fault: ${why(u.unit)}`)
      : []),
    ...passes.flatMap(({ unit }) =>
      said(assessment, unit)?.verdict === 'pass'
        ? []
        : [`${unit} holds, but: ${said(assessment, unit)?.verdict} ${why(unit)}`],
    ),
  ]
}

describe('the truth table of the bench', () => {
  for (const id of devices)
    withTargets(`${id} is judged as it is`, [id, 'maker-site'], (targets) => {
      let probed: Probed | undefined
      test('the run ends by itself and its evidence can be opened', async () => {
        probed = await probeDevice(targets(), id)
        console.log(`${id}: ${probed.seconds.toFixed(1)} s, ${probed.evidence.observations.length} observations`)
        assert.equal(probed.evidence.record.ending, 'finished', probed.output)
        assert.deepEqual(
          probed.evidence.record.instruments.filter((i) => i.trouble === 'instrument-failed'),
          [],
        )
      })
      test('every fault is found', () => {
        assert.ok(probed)
        assert.deepEqual(missed(targets().device(id).device.truth, probed.assessment), [])
      })
      test('nothing else is called wrong, and what holds is called right', () => {
        assert.ok(probed)
        assert.deepEqual(falseAlarms(targets().device(id).device.truth, probed.assessment), [])
      })
    })
})
