import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import type { Procedure } from '../scheme/criterion.ts'
import type { Claim, EvidenceRef } from '../selection/ics.ts'
import type { Ixit } from '../selection/ixit.ts'
import type { Plan, PlanItem } from '../selection/plan.ts'
import { determine, strayFindings } from './determine.ts'
import { inBoth } from './evidence.ts'
import { explain, explanationLines } from './explain.ts'
import type { Finding, Means } from './finding.ts'
import { parseFindings } from './parse.ts'
import { selfFindings } from './self-findings.ts'
import { combine, type Verdict, verdicts } from './verdict.ts'

const at = '2026-11-23T00:00:00Z'
const text = { ja: '問い', en: 'question' }
const provenance = { mark: 'own' } as const
const digest = `sha256:${'0'.repeat(64)}` as const
const procedures: readonly Procedure[] = [
  {
    id: 'P/d',
    method: 'document',
    text,
    provenance,
    units: [
      { id: 'd1', question: text, needs: [{ table: '7-UpdMech', field: 'cryptographic-details' }] },
      { id: 'd2', question: text, needs: [] },
    ],
  },
  { id: 'P/r', method: 'real-device', text, provenance, units: [{ id: 'r1', question: text, needs: [] }] },
]

function planWith(claim: Claim, restsOn: readonly EvidenceRef[] = [], reason = '理由'): Plan {
  const item: PlanItem = {
    criterion: 'C-1',
    answer: { criterion: 'C-1', claim, reason, restsOn },
    applicability:
      claim === 'not-applicable' ? { applies: false, condition: 'x', conditionText: text, reason } : { applies: true },
    procedures,
  }
  return { basis: digest, scheme: 'mini', edition: 'MINI-1', level: '1', items: [item] }
}

function refOf(short: string): EvidenceRef {
  if (short.startsWith('file:')) return { kind: 'file', digest, name: 'record', shows: short.slice(5) as 'document' }
  const [table = '', entry = '', field] = short.split('/')
  return { kind: 'ixit', table, entry, ...(field === undefined ? {} : { field }) }
}
const findingOf = ([unit, verdict, means, ...refs]: string[]): Finding => ({
  unit: unit ?? '',
  verdict: verdict as Verdict,
  means: means as Means,
  reason: '見た / seen',
  restsOn: refs.map(refOf),
  by: '見本 太郎（架空）',
  at,
})

interface Vectors {
  ixit: Ixit
  cases: {
    name: string
    claim?: Claim
    ixit?: Ixit
    findings: string[][]
    expect: [Verdict, Record<string, Verdict>]
    names?: string
  }[]
}
const { ixit, cases }: Vectors = parse(
  readFileSync(new URL('../../../vectors/determination/determine.yaml', import.meta.url), 'utf8'),
)
for (const v of cases)
  test(v.name, () => {
    const evaluation = determine(planWith(v.claim ?? 'fulfilled'), v.ixit ?? ixit, v.findings.map(findingOf))
    const result = evaluation.criteria[0]
    assert.ok(result)
    const units = result.procedures.flatMap((p) => p.units)
    assert.deepEqual(Object.fromEntries(units.map((u) => [u.unit, u.verdict])), v.expect[1])
    assert.equal(result.verdict, v.expect[0])
    assert.equal(evaluation.fulfilled, ['pass', 'not-applicable'].includes(v.expect[0]))
    assert.equal(result.next === undefined, evaluation.fulfilled)
    if (v.names !== undefined) {
      assert.ok(result.reason.ja.includes(v.names), result.reason.ja)
      assert.ok(result.reason.en.includes(v.names), result.reason.en)
    }
  })

test('a plan without criteria fulfils nothing', () => {
  const evaluation = determine({ ...planWith('fulfilled'), items: [] }, [], [])
  assert.equal(evaluation.fulfilled, false)
  assert.equal(evaluation.verdict, 'not-evaluated')
})

const verdict = fc.constantFrom(...verdicts)
const some = fc.array(verdict, { minLength: 1, maxLength: 8 })
const weight: Record<Verdict, number> = {
  fail: 4,
  inconclusive: 3,
  'not-evaluated': 2,
  pass: 1,
  'not-applicable': 0,
}

test('the order of the parts does not matter, nor how they are grouped, nor that one is said twice', () =>
  fc.assert(
    fc.property(some, some, some, (a, b, c) => {
      assert.equal(combine([...a, ...b]), combine([...b, ...a]))
      assert.equal(combine([combine([...a, ...b]), ...c]), combine([...a, combine([...b, ...c])]))
      assert.equal(combine([...a, ...a]), combine(a))
    }),
  ))

test('one fail makes the whole fail, and another part never improves the whole', () =>
  fc.assert(
    fc.property(some, verdict, (parts, more) => {
      assert.equal(combine([...parts, 'fail']), 'fail')
      assert.ok(weight[combine([...parts, more])] >= weight[combine(parts)])
    }),
  ))

test('nothing at all is never a pass', () => assert.equal(combine([]), 'not-evaluated'))

test('an additional finding that is no pass never improves a criterion', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.constantFrom('d1', 'd2', 'r1'), verdict, fc.constantFrom<Means>('device-test', 'document-review')),
      ),
      fc.constantFrom('d1', 'd2', 'r1'),
      fc.constantFrom<Verdict>('fail', 'inconclusive'),
      (given, unit, bad) => {
        const findings = given.map(([u, v, m]) => findingOf([u, v, m, '7-UpdMech/Main']))
        const before = determine(planWith('fulfilled'), ixit, findings).verdict
        const after = determine(planWith('fulfilled'), ixit, [
          ...findings,
          findingOf([unit, bad, 'device-test', '7-UpdMech/Main']),
        ]).verdict
        assert.ok(weight[after] >= weight[before])
      },
    ),
  ))

test('a checklist speaks for itself only by method: a document never for the device', () => {
  const units = (restsOn: readonly EvidenceRef[], claim: Claim = 'fulfilled', reason = '理由') =>
    selfFindings(planWith(claim, restsOn, reason), { by: 'maker', at }).map((f) => f.unit)
  assert.deepEqual(units([refOf('file:document')]), ['d1', 'd2'])
  assert.deepEqual(units([refOf('file:real-device')]), ['r1'])
  assert.deepEqual(units([refOf('7-UpdMech/Main'), refOf('file:real-device')]), ['d1', 'd2', 'r1'])
  assert.deepEqual(units([]), [])
  assert.deepEqual(units([refOf('file:document')], 'not-fulfilled'), [])
  assert.deepEqual(units([refOf('file:document')], 'fulfilled', '  '), [])
})

test('a finding for a unit that does not exist is noticed', () => {
  const stray = findingOf(['d9', 'pass', 'document-review', '7-UpdMech/Main'])
  assert.deepEqual(strayFindings(planWith('fulfilled'), [stray]), [stray])
})

test('the chain of reasons leads from the criterion to the evidence', () => {
  const evaluation = determine(planWith('fulfilled'), ixit, [
    findingOf(['d1', 'pass', 'document-review', '7-UpdMech/Radio']),
  ])
  const chain = explain(evaluation, 'C-1')
  assert.ok(chain)
  const lines = explanationLines(chain, 'en', { brief: true })
  assert.match(lines[0] ?? '', /^\[Inconclusive\] C-1: Recorded as a pass/)
  assert.match(lines.at(-2) ?? '', /^ {6}\[Pass\] Document review/)
  assert.equal(lines.at(-1)?.trim(), '7-UpdMech/Radio')
  assert.equal(explain(evaluation, 'C-9'), undefined)
  assert.equal(explain(evaluation).children.length, 1)
})

test('a reason in two languages is read in both, one in one language serves for both', () => {
  assert.deepEqual(inBoth('HTTP / HTTPS の両方 / both HTTP and HTTPS'), {
    ja: 'HTTP / HTTPS の両方',
    en: 'both HTTP and HTTPS',
  })
  assert.deepEqual(inBoth('and / or'), { ja: 'and / or', en: 'and / or' })
})

test('a finding without a reason is refused with its place', () => {
  const reading = parseFindings('findings.yaml', {
    findings: [{ unit: 'd1', verdict: 'pass', means: 'document-review', reason: ' ', restsOn: [], by: 'x', at }],
  })
  assert.ok(!reading.ok)
  assert.equal(reading.fault.path, 'findings[0].reason')
})
