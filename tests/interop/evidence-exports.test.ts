import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import { digestBytes } from '../../src/core/kernel/digest.ts'
import { effortOf, parseLedger } from '../../src/core/market/effort-ledger.ts'
import type { EffortTable } from '../../src/core/scheme/effort.ts'
import { effortCsv } from '../../src/lab/evidence/export/effort-csv.ts'
import { toAssessmentResults } from '../../src/lab/evidence/export/oscal-assessment-results.ts'
import { toSarif } from '../../src/lab/evidence/export/sarif.ts'
import { type Evidence, openEvidence } from '../../src/lab/evidence/open-evidence.ts'
import { publicForm } from '../../src/lab/evidence/redact.ts'
import { sealRun } from '../../src/lab/evidence/seal.ts'
import { openPorts, portScan, sampleRecord, sampleRun } from '../support/lab-evidence.ts'
import { oscalErrors, schemasAbsent } from './oscal-schemas.ts'

let evidence: Evidence
let digest: ReturnType<typeof digestBytes>
const checks = [openPorts]
beforeAll(async () => {
  const file = await sealRun(sampleRun())
  const opened = openEvidence(file)
  assert.ok(opened.ok)
  evidence = opened.value
  digest = digestBytes(file)
})

const oscalOf = (of: Evidence) => toAssessmentResults(of, { checks, digest })
const open = async (change: Parameters<typeof sampleRun>[0]): Promise<Evidence> => {
  const opened = openEvidence(await sealRun(sampleRun(change)))
  assert.ok(opened.ok, JSON.stringify(opened))
  return opened.value
}

interface Results {
  readonly 'assessment-results': {
    readonly results: readonly {
      readonly props: readonly { name: string; value: string }[]
      readonly observations: readonly { uuid: string; methods: string[] }[]
      readonly findings: readonly {
        target: { 'target-id': string; status: { state: string; reason: string } }
        'related-observations': readonly { 'observation-uuid': string }[]
      }[]
    }[]
  }
}

test.skipIf(schemasAbsent)('the assessment results are valid by the OSCAL 1.2.1 schema', async () => {
  assert.deepEqual(oscalErrors('assessment-results', toAssessmentResults(evidence, { checks, digest })), [])
})

test.skipIf(schemasAbsent)(
  'so are those of a run with odd names, without a laboratory, and with nothing seen',
  async () => {
    const { laboratory, customer, ...record } = sampleRecord
    assert.ok(laboratory && customer)
    const odd = await open({
      record: {
        ...record,
        product: { name: ' *bold* <b>\n' },
        person: { name: 'a\nb', role: ' ' },
        devices: [{ sample: 1, label: '_x_ ', addresses: {}, identity: { sshHostKeys: [], tlsCertificates: [] } }],
      },
      observations: [],
    })
    assert.deepEqual(oscalErrors('assessment-results', toAssessmentResults(odd, { checks, digest })), [])
    assert.deepEqual(oscalErrors('assessment-results', toAssessmentResults(odd, { checks: [], digest })), [])
  },
)

test('by which checks it was judged stands in every export, and each is valid with it and without', async () => {
  const judgedBy = digestBytes('the checks')
  const named = await open({ checks: judgedBy })
  const oscal = toAssessmentResults(named, { checks, digest })
  const props = (oscal as Results)['assessment-results'].results[0]!.props
  assert.ok(props.some(({ name, value }) => name === 'checks-digest' && value === judgedBy))
  if (!schemasAbsent) assert.deepEqual(oscalErrors('assessment-results', oscal), [])
  for (const export_ of [toSarif(named, { checks, digest, language: 'en' }), publicForm(new Uint8Array(), named)])
    assert.ok(JSON.stringify(export_).includes(judgedBy))
  for (const export_ of [oscalOf(evidence), toSarif(evidence, { checks, digest, language: 'en' })])
    assert.ok(!JSON.stringify(export_).includes('checks-digest'))
})

test('a finding has failed, passed or could not be shown, and rests on observations that are there', () => {
  const document = toAssessmentResults(evidence, { checks, digest }) as Results
  const [result] = document['assessment-results'].results
  const [finding, ...others] = result!.findings
  assert.equal(others.length, 0) // the other unit was not evaluated: no finding, but named
  assert.deepEqual(finding!.target.status, { state: 'not-satisfied', reason: 'fail' })
  assert.ok(result!.props.some(({ name, value }) => name === 'not-evaluated' && value === '5.6-1-2b'))
  assert.deepEqual(
    finding!['related-observations'].map((o) => o['observation-uuid']),
    result!.observations.map((o) => o.uuid),
  )
  assert.deepEqual(result!.observations[0]!.methods, ['TEST'])
})

test('an inconclusive unit is never satisfied', async () => {
  const run = sampleRun()
  const [first, ...rest] = run.assessment.units
  const units = [{ ...first!, verdict: 'inconclusive' as const }, ...rest]
  const document = toAssessmentResults(await open({ assessment: { ...run.assessment, units } }), { checks, digest })
  const { status } = (document as Results)['assessment-results'].results[0]!.findings[0]!.target
  assert.equal(status.state, 'not-satisfied')
  assert.equal(status.reason, 'other')
})

test('the same evidence is the same document again, other evidence has other ids', () => {
  const once = JSON.stringify(toAssessmentResults(evidence, { checks, digest }))
  assert.equal(JSON.stringify(toAssessmentResults(evidence, { checks, digest })), once)
  const other = JSON.stringify(toAssessmentResults(evidence, { checks, digest: digestBytes('other') }))
  const uuids = (text: string) => new Set(text.match(/"uuid":"[^"]+"/g))
  assert.ok(![...uuids(once)].some((uuid) => uuids(other).has(uuid)))
})

interface Sarif {
  readonly version: string
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { id: string }[] } }
    readonly results: readonly {
      ruleId: string
      ruleIndex: number
      kind: string
      level: string
      message: { text: string }
      guid: string
    }[]
    readonly invocations: readonly { executionSuccessful: boolean }[]
  }[]
}

test('in SARIF a fail is an error, a pass a pass, and every result names its rule', () => {
  const { runs, version } = toSarif(evidence, { checks, digest, language: 'en' }) as Sarif
  assert.equal(version, '2.1.0')
  const { results, tool } = runs[0]!
  assert.deepEqual(
    results.map(({ ruleId, kind, level }) => [ruleId, kind, level]),
    [
      ['5.6-1-2a', 'pass', 'none'],
      ['5.6-1-2a', 'fail', 'error'],
      ['5.6-1-2b', 'open', 'none'],
    ],
  )
  for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]!.id, ruleId)
  assert.equal(new Set(results.map((r) => r.guid)).size, results.length)
  assert.ok(results[1]!.message.text.includes('tcp/39527 is open and not declared.'))
})

test('what could not be decided is shown in SARIF, because readers pass over anything but a fail', async () => {
  const run = sampleRun()
  const units = run.assessment.units.map((u) => ({
    ...u,
    verdict: 'inconclusive' as const,
    parts: u.parts.map((p) => ({ ...p, verdict: 'inconclusive' as const })),
  }))
  const stopped = await open({
    assessment: { ...run.assessment, units },
    record: { ...sampleRecord, ending: 'stopped' },
  })
  const { runs } = toSarif(stopped, { checks, digest, language: 'ja' }) as Sarif
  for (const { kind, level } of runs[0]!.results) assert.deepEqual([kind, level], ['fail', 'warning'])
  assert.equal(runs[0]!.invocations[0]!.executionSuccessful, false)
})

test('the planner reads what the procedures took; several procedures of one demand are added up', () => {
  const minutes = [
    { procedure: '5.6-1-2', kind: 'automatic' as const, minutes: 3 },
    { procedure: '5.6-1-2', kind: 'guided' as const, minutes: 12 },
    { procedure: '5.1-5-2', kind: 'automatic' as const, minutes: 30 },
  ]
  const ledger = parseLedger('effort.csv', effortCsv({ id: sampleRecord.id, minutes }, checks))
  assert.ok(ledger.ok, JSON.stringify(ledger))
  const effort = effortOf({ nodes: [], documents: [], otherwise: 4 } as unknown as EffortTable, ledger.value)
  assert.deepEqual(effort('etsi-ts-103-701:5.6-1'), { hours: 0.25, estimate: 'ledger' })
  assert.deepEqual(effort('etsi-ts-103-701:5.1-5'), { hours: 0.5, estimate: 'ledger' })
})

test('a run without anything seen has nothing to export but says so', async () => {
  const nothing = await open({ observations: [portScan([])], record: { ...sampleRecord, minutes: [] } })
  assert.equal(effortCsv(nothing.record, checks), 'node,hours,procedures,run\n')
  const { runs } = toSarif(nothing, { checks, digest, language: 'en' }) as Sarif
  assert.deepEqual(
    runs[0]!.results.map(({ kind }) => kind),
    ['open', 'open'],
  )
})
