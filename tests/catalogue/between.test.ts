import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Crosswalk, CrosswalkRow } from '../../src/core/scheme/crosswalk.ts'
import {
  inExactly,
  inNoLevel,
  leftOut,
  levelSource,
  regionsOf,
  sourcesWith,
  standardSource,
} from '../../src/core/scheme/long-list.ts'
import type { Recognition } from '../../src/core/scheme/recognition.ts'
import type { Scheme } from '../../src/core/scheme/scheme.ts'
import type { Standard } from '../../src/core/scheme/standard.ts'
import { wholeCatalogue } from '../support/catalogue.ts'

const { longList, crosswalks, recognition, effort, standards, schemes } = wholeCatalogue
const { requirements } = longList

const standard = (id: string): Standard => standards.find((candidate) => candidate.id === id) ?? missing(id)
const scheme = (id: string): Scheme => schemes.find((candidate) => candidate.id === id) ?? missing(id)
const crosswalk = (id: string): Crosswalk => crosswalks.find((candidate) => candidate.id === id) ?? missing(id)
const rule = (id: string): Recognition => recognition.find((candidate) => candidate.id === id) ?? missing(id)
function missing(id: string): never {
  throw new Error(`${id} is missing`)
}
const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id)
const written = ({ from, to, relation }: Pick<CrosswalkRow, 'from' | 'to' | 'relation'>): string =>
  `${from.join('+')} ${relation} ${to.join('+')}`
const pairs = (id: string): readonly string[] =>
  crosswalk(id).rows.flatMap(({ from, to }) => from.flatMap((left) => to.map((right) => `${left} ${right}`)))

// ── The long list ──

// The sources of the founding slides; ☆1 of the Singapore scheme is among them as a level.
const slides = [
  'etsi-en-303-645',
  'nistir-8425',
  'eu-cra',
  'mic-34-10',
  'uk-psti',
  'ccds',
  'jbmia-bmsec',
  'iec-62443-4-1',
  'iec-62443-4-2',
]
const sources = longList.sources.map((id) => standardSource(standard(id)))

test('the long list begins with the sources of the founding slides', () =>
  assert.deepEqual(longList.sources.slice(0, slides.length), slides))

test('the union loses nothing of any of its sources', () => assert.deepEqual(leftOut(requirements, sources), []))

test('what no requirement unites would be noticed', () => {
  const without = requirements.filter(({ id }) => id !== 'VH-02')
  const lost = leftOut(without, sources).map(({ provision, how }) => `${how} ${provision}`)
  assert.ok(lost.includes('absent iec-62443-4-1:DM-1') && lost.includes('in-part eu-cra:AnnII-2'), lost.join())
})

test('JBMIA is a source of which nothing is known yet, and every other source contributes', () => {
  const counts = sources.map(({ id, nodes }) => [id, nodes.size] as const)
  assert.deepEqual(
    counts.filter(([, size]) => size === 0).map(([id]) => id),
    ['jbmia-bmsec'],
  )
})

test('a provision is whole in one requirement or in parts in several, never both', () => {
  for (const { nodes } of sources)
    for (const node of nodes) {
      const extents = requirements.flatMap(({ unites }) =>
        unites.filter(({ provision }) => provision === node).map(({ extent }) => extent),
      )
      assert.ok(extents.length === 1 ? extents[0] === 'whole' : extents.every((extent) => extent === 'part'), node)
    }
})

test('requirements are numbered through within their theme, and no two are called the same', () => {
  for (const { id: theme } of longList.themes) {
    const ids = idsOf(requirements.filter((requirement) => requirement.theme === theme))
    const prefix = ids[0]?.slice(0, 2) ?? missing(theme)
    assert.deepEqual(
      ids,
      ids.map((_, i) => `${prefix}-${String(i + 1).padStart(2, '0')}`),
    )
  }
  for (const language of ['ja', 'en'] as const)
    assert.equal(new Set(requirements.map(({ title }) => title[language])).size, requirements.length)
})

test('the founding slides’ first requirements exist where the slides say', () => {
  const inSlides = (id: string) =>
    sourcesWith(requirements.find((requirement) => requirement.id === id) ?? missing(id), sources).filter((source) =>
      slides.includes(source),
    )
  assert.deepEqual(inSlides('PW-01'), ['etsi-en-303-645', 'eu-cra', 'mic-34-10', 'uk-psti'])
  assert.deepEqual(inSlides('PW-02'), ['etsi-en-303-645', 'uk-psti'])
  assert.deepEqual(inSlides('PW-05'), ['etsi-en-303-645', 'iec-62443-4-2'])
  assert.deepEqual(inSlides('VH-01'), ['etsi-en-303-645', 'eu-cra', 'uk-psti', 'ccds'])
})

test('what is in exactly the newer edition of EN 303 645 is what that edition added', () =>
  assert.deepEqual(idsOf(inExactly(requirements, sources, ['etsi-en-303-645@v3.1.3'])), ['PW-06', 'PD-10']))

test('☆1 of the Singapore scheme is a source through the provisions it demands', () => {
  const cls = scheme('sg-cls')
  const lowest = levelSource(cls, cls.levels.find(({ code }) => code === '1') ?? missing('level 1'), standards)
  assert.equal(lowest.id, 'sg-cls/1')
  const regions = regionsOf(requirements, [lowest])
  const held = regions.find((region) => region.sources.length === 1)?.requirements ?? []
  for (const id of ['PW-01', 'PW-04', 'VH-01', 'UP-08', 'SU-01', 'AI-01']) assert.ok(held.includes(id), id)
  assert.ok(!held.includes('DE-01'))
})

test('JC-STAR demands the published support period and nothing yet of secure boot', () => {
  const none = idsOf(inNoLevel(longList, scheme('jc-star'), wholeCatalogue))
  assert.ok(none.includes('IN-01') && none.includes('VH-07') && none.includes('SD-09'))
  for (const id of ['PW-01', 'VH-01', 'SU-01', 'DE-01', 'AS-01']) assert.ok(!none.includes(id), id)
})

// ── Crosswalks ──

test('a relation is never stronger than its mark allows', () => {
  const most: Record<string, readonly string[]> = {
    own: ['superset-of', 'subset-of', 'intersects-with', 'no-relationship'],
    derived: ['intersects-with', 'no-relationship'],
    recalled: ['intersects-with', 'no-relationship'],
  }
  for (const { id, rows } of crosswalks)
    for (const row of rows) {
      const allowed = most[row.provenance.mark]
      assert.ok(allowed === undefined ? row.provenance.source : allowed.includes(row.relation), `${id} ${written(row)}`)
    }
})

test('every row has a reason of its own', () => {
  for (const { id, rows } of crosswalks)
    for (const language of ['ja', 'en'] as const)
      assert.equal(new Set(rows.map(({ reason }) => reason[language])).size, rows.length, `${id} ${language}`)
})

test('the three criteria with an official equivalence are the only equivalences of JC-STAR', () => {
  const strong = crosswalks
    .filter(({ from }) => from.document === 'jc-star')
    .flatMap(({ id, rows }) => rows.map((row) => [id, row] as const))
    .filter(([, { relation }]) => relation === 'equivalent-to' || relation === 'equal-to')
  assert.deepEqual(
    strong.map(([id, row]) => `${id} ${written(row)}`),
    ['02 PSTI-1', '05 PSTI-2', '16 PSTI-3'].map((pair) => {
      const [criterion, provision] = pair.split(' ')
      return `jc-star--uk-psti S1.1-${criterion} equivalent-to ${provision}`
    }),
  )
})

test('every pair of JC-STAR and EN 303 645 that the starter crosswalk names has a row', () =>
  assert.deepEqual(
    pairs('jc-star--etsi-en-303-645'),
    [
      ...['01 5.5-5', '01 5.5-4', '02 5.1-1', '02 5.1-2', '03 5.1-4', '04 5.1-5', '05 5.2-1', '06 5.3-1', '06 5.3-2'],
      ...['07 5.3-3', '08 5.3-2', '08 5.3-7', '08 5.3-9', '08 5.3-10', '09 5.3-8', '10 5.3-16', '11 5.4-1'],
      ...['12 5.5-1', '12 5.5-7', '12 5.8-2', '13 5.6-1', '14 5.9-1', '14 5.9-2', '15 5.11-1', '16 5.3-13'],
      ...['16 5.12-2', '16 5.11-3'],
    ].map((pair) => `S1.1-${pair}`),
  ))

test('every criterion of JC-STAR is compared with the EU, the United States and EN 303 645', () => {
  const criteria = idsOf(scheme('jc-star').criteria)
  for (const id of ['etsi-en-303-645', 'eu-cra', 'nistir-8425'])
    assert.deepEqual([...new Set(crosswalk(`jc-star--${id}`).rows.flatMap(({ from }) => from))], criteria)
})

test('British law lets EN 303 645 stand for its requirements and does not say the reverse', () =>
  assert.deepEqual(crosswalk('uk-psti--etsi-en-303-645').rows.map(written), [
    'PSTI-1 subset-of 5.1-1+5.1-2',
    'PSTI-2 subset-of 5.2-1',
    'PSTI-3 subset-of 5.3-13',
  ]))

test('each of the 68 groups of TS 103 701 shows the provision of its own number', () => {
  const { rows } = crosswalk('etsi-ts-103-701--etsi-en-303-645')
  assert.equal(rows.length, 68)
  for (const row of rows) assert.equal(written(row), `${row.to[0]} equivalent-to ${row.to[0]}`)
  assert.deepEqual(rows.flatMap(({ to }) => to).sort(), idsOf(standard('etsi-en-303-645').provisions).toSorted())
})

test('the newer edition of EN 303 645 takes up every provision of the older one and adds four', () => {
  const { rows } = crosswalk('etsi-en-303-645--etsi-en-303-645@v3.1.3')
  assert.deepEqual(rows.flatMap(({ from }) => from).sort(), idsOf(standard('etsi-en-303-645').provisions).toSorted())
  const taken = new Set(rows.flatMap(({ to }) => to))
  assert.deepEqual(
    idsOf(standard('etsi-en-303-645@v3.1.3').provisions).filter((id) => !taken.has(id)),
    ['5.1-2A', '6-6', '6-7', '6-8'],
  )
  assert.ok(rows.every(({ relation }) => relation !== 'equal-to' && relation !== 'equivalent-to'))
})

// ── Recognition ──

const table = recognition.map(({ id, from, to, effects, inForce, until }) =>
  [id, `${from.scheme}[${from.levels}]`, to.scheme, effects.map(({ kind }) => kind).join(), inForce, until].join(' '),
)

test('every published rule of recognition is there, and the one of our own sample, with its levels, effect and first day', () =>
  assert.deepEqual(table.map((line) => line.trim()).sort(), [
    'de-it-sik--sg-cls-2 de-it-sik[1] sg-cls equals-level,simplified-application 2022-10-20',
    'fi-label--sg-cls-3 fi-label[1] sg-cls equals-level,simplified-application 2021-12-31',
    'jc-star--sg-cls jc-star[] sg-cls terms-unknown 2026-06-01',
    'jc-star-1--star-two-sample jc-star[1] star-two-sample criteria-accepted 2026-11-23',
    'jc-star-1--uk-psti jc-star[1] uk-psti deemed-compliant 2026-01-01',
    'jc-star-1--uk-psti-2025 jc-star[1] uk-psti deemed-compliant 2025-12-04 2025-12-31',
    'kr-cic-basic--sg-cls-3 kr-cic[basic,standard] sg-cls equals-level,simplified-application 2025-01-01',
    'sg-cls--jc-star sg-cls[] jc-star terms-unknown 2026-06-01',
    'sg-cls--uk-psti sg-cls[1,2,3,4] uk-psti deemed-compliant 2025-12-04',
    'sg-cls-2--de-it-sik sg-cls[2,3,4] de-it-sik equals-level 2022-10-20',
    'sg-cls-3--fi-label sg-cls[3,4] fi-label equals-level 2021-12-31',
    'sg-cls-3--kr-cic-basic sg-cls[3,4] kr-cic equals-level 2025-01-01',
    'uk-psti--jc-star-1 uk-psti[1] jc-star criteria-accepted 2026-01-01',
    'uk-psti--sg-cls-1 uk-psti[1] sg-cls simplified-application 2026-01-01',
  ]))

test('the rules of British law are tied to the documents the law names', () => {
  assert.deepEqual(rule('jc-star-1--uk-psti').from.documents, ['JST-CR-01-01-2024R1'])
  assert.deepEqual(rule('sg-cls--uk-psti').from.documents, ['CCC SP-151-2 v1.4'])
  for (const id of ['jc-star-1--uk-psti', 'jc-star-1--uk-psti-2025', 'sg-cls--uk-psti']) {
    assert.equal(rule(id).basis, 'law')
    assert.deepEqual(idsOf(rule(id).adds), ['records'])
  }
})

test('a rule that starts from a label asks that the label be valid', () => {
  for (const { id, from, conditions } of recognition)
    if (scheme(from.scheme).kind !== 'law')
      assert.ok(
        conditions.some(({ kind }) => kind === 'holding-valid'),
        id,
      )
})

test('a rule whose terms are unknown says what is unknown, and has no other effect', () => {
  const unknown = recognition.filter(({ effects }) => effects.some(({ kind }) => kind === 'terms-unknown'))
  assert.equal(unknown.length, 2)
  for (const { effects, unknown: text } of unknown) {
    assert.equal(effects.length, 1)
    assert.ok(text?.ja && text.en)
  }
})

test('what JC-STAR accepts from PSTI are the criteria that have an equivalence, at the fee of the scheme', () => {
  const inbound = rule('uk-psti--jc-star-1')
  assert.deepEqual(inbound.effects, [{ kind: 'criteria-accepted', criteria: ['S1.1-02', 'S1.1-05', 'S1.1-16'] }])
  const fee = scheme('jc-star').levels[0]!.fees.find(({ id }) => id === 'psti')!
  assert.deepEqual(
    [inbound.fee?.amount, inbound.fee?.currency, inbound.fee?.from],
    [fee.amount, fee.currency, fee.from],
  )
})

// ── Effort ──

test('a test group takes half an hour for each unit on paper and an hour for each on the device', () => {
  const hours = { conceptual: 0.5, functional: 1, mixed: 0.75 }
  const figures = new Map(effort.nodes.map(({ node, hours }) => [node, hours]))
  for (const { id, cases = [] } of standard('etsi-ts-103-701').provisions)
    assert.equal(
      figures.get(`etsi-ts-103-701:${id}`),
      cases.reduce((sum, { kind, units }) => sum + units * hours[kind], 0),
      id,
    )
})

test('every document that a level in operation demands something of has an estimate of its own', () => {
  const estimated = new Set(effort.documents.map(({ document }) => document))
  const demanded = schemes.flatMap(({ levels }) =>
    levels.flatMap(({ demands = [] }) => demands.map((demand) => demand.standard)),
  )
  for (const document of demanded) assert.ok(estimated.has(document), document)
})
