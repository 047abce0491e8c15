import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { benchPolicy } from '../../../tests/support/lab-bench.ts'
import { fixedSigner, portScan, sampleIxit, sampleRecord } from '../../../tests/support/lab-evidence.ts'
import { recordedDevices, recordedRun } from '../../../tests/support/recorded-runs.ts'
import { mostAlike } from '../assess.ts'
import { checks } from '../checks/all.ts'
import { readIxit } from '../declared/read-ixit.ts'
import { type EvidenceReport, verifyEvidence } from '../evidence/verify-evidence.ts'
import type { Observation } from '../observation.ts'
import type { RunFiles } from './run-files.ts'
import { sealFiles } from './seal-run.ts'

// What a bench seals replays to the same verdicts, whatever the device was like, and whatever the order in which things were written.

const filesOf = (more: Partial<RunFiles>): RunFiles => ({
  record: sampleRecord,
  plan: { document: 'hoshirushi device test plan 1' } as RunFiles['plan'],
  ixit: sampleIxit,
  policy: benchPolicy,
  observations: [],
  attachments: [],
  ...more,
})
async function sealedAndVerified(more: Partial<RunFiles>): Promise<EvidenceReport> {
  const { evidence } = await sealFiles(filesOf(more), fixedSigner(7))
  return verifyEvidence(evidence, { keys: [], checks, declare: readIxit })
}

/** The same with the fields of every object the other way round: as somebody may have written them. */
const turned = <T>(value: T): T =>
  Array.isArray(value)
    ? (value.map(turned) as T)
    : typeof value === 'object' && value !== null
      ? (Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, one]) => [key, turned(one)]),
        ) as T)
      : value

describe('a run replays to the same verdicts', () => {
  for (const id of recordedDevices)
    test(`of ${id}, in whatever order its fields stand`, async () => {
      const { ixit, observations } = recordedRun(id)
      const one = await sealedAndVerified({ ixit, observations })
      assert.equal(one.result, 'verified-unknown-key', JSON.stringify(one.steps))
      const other = await sealedAndVerified({ ixit: turned(ixit), observations: turned(observations) })
      assert.equal(other.result, 'verified-unknown-key', JSON.stringify(other.steps))
      assert.equal(other.verdicts, one.verdicts)
    })

  test('of a device that answers on every one of 65,535 ports; alike verdicts are counted, not listed', async () => {
    const every = Array.from({ length: 65_535 }, (_, i) => i + 1)
    const report = await sealedAndVerified({ observations: [portScan(every)] })
    assert.equal(report.result, 'verified-unknown-key', JSON.stringify([report.fault, report.steps]))
    const undeclared = report.evidence!.assessment.units.find(({ unit }) => unit === '5.6-1-2b')!
    assert.equal(undeclared.verdict, 'fail')
    const failed = undeclared.parts.filter(({ reason }) => reason.code === 'undeclared')
    assert.equal(failed.length, mostAlike)
    assert.match(failed.at(-1)!.about, new RegExp(`^tcp/\\d+ \\(\\+${65_535 - 1 - mostAlike}\\)$`))
    // One that is not like the others is told, wherever it stands.
    assert.ok(undeclared.parts.some(({ about, reason }) => about === 'tcp/443' && reason.code === 'declared'))
  })

  test('of a device with as many open ports as a bench looks at, under three addresses, with a service on each', async () => {
    const ports = Array.from({ length: 200 }, (_, i) => i + 1)
    const observations = (['ipv4', 'ipv6', 'link-local'] as const).flatMap((address): readonly Observation[] => [
      { ...portScan(ports), id: `port-scan/${address}`, address },
      ...ports.map(
        (port): Observation => ({
          ...portScan([]),
          id: `service/tcp/${port}/${address}`,
          address,
          endpoint: `tcp/${port}`,
          seen: { kind: 'service', protocol: 'http', tls: false, banner: 'x'.repeat(512) },
        }),
      ),
    ])
    assert.equal((await sealedAndVerified({ observations })).result, 'verified-unknown-key')
  })

  test('of a device, a declaration and a person that send half a sign', async () => {
    const half = 'x\ud83d'
    const { ixit, observations } = recordedRun('router')
    const [table, ...others] = ixit
    const [entry] = table!.entries
    const odd = { ...table!, entries: [{ ...entry!, fields: { ...entry!.fields, note: { text: half } } }] }
    const service: Observation = {
      ...portScan([]),
      id: 'service/tcp/8888',
      endpoint: 'tcp/8888',
      seen: { kind: 'service', protocol: 'http', tls: false, banner: half },
    }
    const report = await sealedAndVerified({
      ixit: [odd, ...others],
      observations: [...observations, service],
      record: { ...sampleRecord, person: { name: half, role: half } },
      attachments: [{ name: half, mediaType: 'image/png', bytes: new Uint8Array(3) }],
    })
    assert.equal(report.result, 'verified-unknown-key', JSON.stringify(report.steps))
    assert.equal(report.evidence!.record.person.name, 'x\ufffd')
  })
})
