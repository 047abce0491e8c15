import assert from 'node:assert/strict'
import { test } from 'vitest'
import { nodesOfLevel } from '../../src/core/scheme/demanded.ts'
import type { Provenance } from '../../src/core/scheme/provenance.ts'
import type { Level, Scheme } from '../../src/core/scheme/scheme.ts'
import { catalogueStandards, wholeCatalogue } from '../support/catalogue.ts'

const { schemes, findings } = wholeCatalogue
const scheme = (id: string): Scheme => schemes.find((candidate) => candidate.id === id)!
const level = (id: string, code: string): Level => scheme(id).levels.find((candidate) => candidate.code === code)!
const demanded = (id: string, code = '1') => nodesOfLevel(scheme(id), level(id, code), catalogueStandards)

const expected = [
  'au-smart-devices',
  'de-it-sik',
  'eu-cra',
  'eu-red',
  'eucc',
  'fi-label',
  'iec-62443',
  'jc-star',
  'jp-bmsec',
  'jp-ccds',
  'jp-mic',
  'jp-rbss',
  'kr-cic',
  'sg-cls',
  'uk-psti',
  'us-ca-sb-327',
  'us-cyber-trust-mark',
  'us-or-hb-2395',
]

test('every scheme of the founding document is here', () => {
  const ids = new Set(schemes.map(({ id }) => id))
  for (const id of expected) assert.ok(ids.has(id), id)
})

test('lint finds nothing in the schemes and the vocabulary of facts', () =>
  assert.deepEqual(
    findings.filter(({ file }) => /^(schemes\/|facts\.yaml)/.test(file ?? '')),
    [],
  ))

for (const s of schemes)
  test(`${s.id} says its status, dates, legal nature, scope, levels, evaluation and sources`, () => {
    for (const text of [s.notice, s.legalNature, s.evaluation, s.covers, s.state.text]) {
      assert.match(text.ja, /[ぁ-んァ-ヶ一-龠].*。$/)
      assert.match(text.en, /\.$/)
    }
    assert.ok(s.edition.documentNumber && s.officialUrl)
    assert.ok(s.timeline.length > 0)
    const dates = s.timeline.map(({ date }) => date)
    assert.deepEqual(dates, [...dates].sort(), 'the timeline is in order')
    assert.ok(s.scope.length > 0 && s.scope.some(({ verdict }) => verdict === 'in'))
    for (const rule of s.scope) assert.ok(rule.clause, rule.id)
    assert.ok(s.levels.length > 0)
    if (s.illustrative) assert.deepEqual([...new Set(s.levels.map(({ rank, of }) => `${rank} of ${of}`))], ['1 of 1'])
    else
      assert.deepEqual(
        s.levels.map(({ rank, of }) => [rank, of]),
        s.levels.map((_, i) => [i + 1, s.levels.length]),
      )
    if (s.levels.length === 1) assert.deepEqual([s.levels[0]!.code, s.levels[0]!.symbol], ['1', ''])
  })

/** Every mark of provenance in a scheme, with where it stands. */
function* marksOf(value: unknown, path = ''): Generator<[string, Provenance]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'provenance') yield [path, inner as Provenance]
    else yield* marksOf(inner, `${path}.${key}`)
  }
}

test('what is from memory or inferred says so, and why or from what', () => {
  for (const s of schemes.filter(({ id, illustrative }) => id !== 'jc-star' && !illustrative))
    for (const [path, { mark, source, note }] of marksOf(s)) {
      assert.notEqual(mark, 'own', `${s.id}${path}`)
      if (mark === 'derived' || mark === 'recalled') assert.ok(source || note, `${s.id}${path}`)
    }
})

test('a level whose content could not be read has none, and nothing else is empty but what is unpublished', () => {
  const empty = schemes.flatMap((s) =>
    s.levels
      .filter((one) => nodesOfLevel(s, one, catalogueStandards).length === 0)
      .map((one) => `${s.id} ${one.code} ${one.contentUnknown ? 'unknown' : one.status}`),
  )
  assert.deepEqual(empty.sort(), [
    'eucc high unknown',
    'eucc substantial unknown',
    'jc-star 2 unpublished',
    'jc-star 3 announced',
    'jc-star 4 unpublished',
    'jp-bmsec 1 unknown',
    'jp-ccds 2 unknown',
    'jp-ccds 3 unknown',
    'jp-rbss 1 unknown',
    'kr-cic basic unknown',
    'kr-cic lite unknown',
    'kr-cic standard unknown',
  ])
})

test('a scheme that stalled or closed says since when, or that it is not known', () => {
  assert.deepEqual(
    [scheme('us-cyber-trust-mark').state.is, scheme('us-cyber-trust-mark').state.since],
    ['stalled', '2025-06'],
  )
  const finland = scheme('fi-label')
  assert.equal(finland.state.is, 'closed')
  assert.equal(finland.state.since, undefined)
  assert.match(finland.state.text.en, /not known/)
  assert.equal(level('fi-label', '1').status, 'ended')
})

test('what is demanded has the numbers of the sources', () => {
  assert.equal(demanded('sg-cls', '1').length, 13)
  assert.equal(demanded('sg-cls', '2').length, 33)
  assert.equal(demanded('fi-label').length, 18)
  assert.equal(demanded('uk-psti').length, 3)
  assert.equal(demanded('au-smart-devices').length, 3)
  assert.equal(demanded('eu-cra').length, 1 + 13 + 8)
  assert.equal(demanded('jp-mic').length, 4)
  assert.equal(demanded('jc-star', '1').length, 16)
})

test('a higher level of Singapore demands what the lower one does, and more of a laboratory', () => {
  for (const [lower, higher] of [
    ['1', '2'],
    ['2', '3'],
    ['3', '4'],
  ] as const) {
    const above = new Set(demanded('sg-cls', higher))
    for (const node of demanded('sg-cls', lower)) assert.ok(above.has(node), `${node} of level ${lower}`)
  }
  const laboratory = ['1', '2', '3', '4'].map((code) =>
    level('sg-cls', code)
      .needs!.filter(({ kind }) => kind === 'laboratory')
      .map(({ id }) => id),
  )
  assert.deepEqual(laboratory, [
    ['laboratory-review'],
    ['laboratory-review'],
    ['binary-analysis'],
    ['binary-analysis', 'penetration-test'],
  ])
})

test('Britain and Australia ask for the same topics and keep the statement for different times', () => {
  const keep = (id: string) => scheme(id).duties!.find((duty) => duty.id === 'keep-statement')!.text.en
  assert.match(keep('uk-psti'), /ten years/)
  assert.match(keep('au-smart-devices'), /five years/)
  const subjects = (id: string) => demanded(id).map((node) => node.replace(/^[^:]+:/, ''))
  assert.deepEqual(subjects('uk-psti'), ['PSTI-1', 'PSTI-2', 'PSTI-3'])
  assert.deepEqual(subjects('au-smart-devices'), ['AU-1', 'AU-2', 'AU-3'])
})

test('the dates of the Cyber Resilience Act that makers wait for are in its timeline', () => {
  const dates = scheme('eu-cra').timeline.map(({ date }) => date)
  for (const date of ['2024-12-10', '2026-06-11', '2026-09-11', '2027-12-11']) assert.ok(dates.includes(date), date)
})

test('the Cyber Resilience Act has duties for makers, importers, distributors and representatives', () => {
  const holders = new Set(scheme('eu-cra').duties!.map((duty) => duty.of))
  assert.deepEqual([...holders].sort(), ['authorised-representative', 'distributor', 'importer', 'manufacturer'])
})

test('only the schemes that this house runs can be applied for here: ☆1, and a sample of our own', () =>
  assert.deepEqual(
    schemes.filter(({ operation }) => operation !== undefined).map(({ id }) => id),
    ['jc-star', 'star-two-sample'],
  ))

test('what is illustrative says so wherever it is named, and claims no source', () => {
  const own = schemes.filter(({ illustrative }) => illustrative)
  assert.deepEqual(
    own.map(({ id }) => id),
    ['star-two-sample'],
  )
  for (const s of own) {
    for (const text of [s.name, s.notice, s.edition.title, ...s.levels.map(({ name }) => name)]) {
      assert.match(text.ja, /見本.*非公式|非公式.*見本/)
      assert.match(text.en, /[Ss]ample.*unofficial|unofficial.*sample/)
    }
    for (const text of [s.shortName, s.owner, s.operator])
      assert.ok(text.ja.includes('見本') && /[Ss]ample/.test(text.en))
    for (const [path, { mark }] of marksOf(s)) assert.equal(mark, 'own', path)
  }
})

test('☆2 of the sample is what ☆1 asks for, and tests by a qualified evaluator, one of them its own for each kind', () => {
  const sample = scheme('star-two-sample')
  const methods = (id: string) => sample.criteria.find((one) => one.id === id)!.procedures
  const lists = sample.levels.map(({ criteria }) => criteria)
  const shared = lists[0]!.filter((id) => lists.every((list) => list.includes(id)))
  assert.equal(shared.length, 25)
  assert.deepEqual(
    lists.map((list) => list.filter((id) => !shared.includes(id))),
    [['S2-26'], ['S2-27'], ['S2-28']],
  )
  for (const id of shared.slice(0, 16))
    assert.deepEqual([...new Set(methods(id).map(({ method }) => method))], ['document'])
  for (const id of [...shared.slice(16), 'S2-26', 'S2-27', 'S2-28'])
    assert.deepEqual(
      methods(id).map(({ method, evaluator }) => [method, evaluator]),
      [['real-device', 'qualified']],
    )
  // The sixteen subjects in their order: a ☆1 label spares one from showing them again.
  const rows = wholeCatalogue.crosswalks.find(({ id }) => id === 'star-two-sample--jc-star')!.rows.slice(0, 16)
  assert.deepEqual(
    rows.map(({ from, to }) => [from[0], to[0]]),
    shared.slice(0, 16).map((id) => [id, id.replace('S2-', 'S1.1-')]),
  )
  const [rule] = wholeCatalogue.recognition.filter(({ to }) => to.scheme === 'star-two-sample')
  assert.deepEqual(rule!.effects, [{ kind: 'criteria-accepted', criteria: shared.slice(0, 16) }])
})
