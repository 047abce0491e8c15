import assert from 'node:assert/strict'
import { test } from 'vitest'
import { caseKinds, type Standard } from '../../src/core/scheme/standard.ts'
import { wholeCatalogue } from '../support/catalogue.ts'

const standard = (id: string): Standard => {
  const found = wholeCatalogue.standards.find((candidate) => candidate.id === id)
  assert.ok(found, `${id} is missing`)
  return found
}

const ids = ({ provisions }: Standard): readonly string[] => provisions.map(({ id }) => id)
const tally = <T>(items: readonly T[], key: (item: T) => string): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

const baseline = standard('etsi-en-303-645')
const later = standard('etsi-en-303-645@v3.1.3')
const method = standard('etsi-ts-103-701')
const profile = standard('nistir-8425')
const lifecycle = standard('iec-62443-4-1')
const components = standard('iec-62443-4-2')
const all = [baseline, later, method, profile, lifecycle, components]
const cases = method.provisions.flatMap(({ cases }) => cases ?? [])

test('EN 303 645 V2.1.1 has 68 provisions, 33 mandatory and 35 recommended', () => {
  assert.equal(baseline.provisions.length, 68)
  assert.deepEqual(
    tally(baseline.provisions, ({ status }) => status),
    { mandatory: 33, recommended: 35 },
  )
})

test('TS 103 701 V1.1.1 has 68 groups, 109 cases, 226 units and 29 tables', () => {
  assert.equal(method.provisions.length, 68)
  assert.equal(cases.length, 109)
  assert.equal(
    cases.reduce((sum, { units }) => sum + units, 0),
    226,
  )
  assert.equal(method.tables?.length, 29)
  assert.deepEqual(
    tally(cases, ({ kind }) => kind),
    { conceptual: 62, functional: 46, mixed: 1 },
  )
})

test('every group of TS 103 701 belongs to the provision of EN 303 645 V2.1.1 with its number, and has its status', () => {
  assert.deepEqual(
    method.provisions.map(({ id, status, theme }) => ({ id, status, theme })),
    baseline.provisions.map(({ id, status, theme }) => ({ id, status, theme })),
  )
})

test('cases are numbered through within their group, and on paper comes before on the device', () => {
  for (const { id, cases = [] } of method.provisions) {
    assert.deepEqual(
      cases.map((testCase) => testCase.id),
      cases.map((_, i) => `${id}-${i + 1}`),
    )
    const order = cases.map(({ kind }) => caseKinds.indexOf(kind))
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    )
  }
})

test('every table that a case looks at exists, every table is looked at, and only group 4-1 looks at none', () => {
  const tables = method.tables!.map(({ id }) => id)
  const seen = new Set(cases.flatMap(({ looksAt }) => looksAt))
  for (const table of seen) assert.ok(tables.includes(table), `${table} does not exist`)
  assert.deepEqual(
    tables.filter((table) => !seen.has(table)),
    [],
  )
  assert.deepEqual(
    cases.filter(({ looksAt }) => looksAt.length === 0).map(({ id }) => id),
    ['4-1-1'],
  )
})

test('the tables are numbered from 1 to 29', () =>
  assert.deepEqual(
    method.tables!.map(({ id }) => Number(id.split('-')[0])),
    Array.from({ length: 29 }, (_, i) => i + 1),
  ))

test('no two cases are described in the same words, in either language', () => {
  for (const language of ['ja', 'en'] as const)
    assert.equal(new Set(cases.map(({ subject }) => subject[language])).size, cases.length)
})

test('EN 303 645 V3.1.3 follows V2.1.1, splits six of its provisions and adds four', () => {
  assert.equal(later.edition.replaces, baseline.edition.documentNumber)
  const before = new Set(ids(baseline))
  const after = new Set(ids(later))
  assert.deepEqual(
    ids(baseline).filter((id) => !after.has(id)),
    ['5.3-4', '5.3-6', '5.3-15', '5.6-4', '5.13-1', '6-3'],
  )
  assert.deepEqual(
    ids(later).filter((id) => !before.has(id)),
    [
      ...['5.1-2A', '5.3-4A', '5.3-4B', '5.3-6A', '5.3-6B', '5.3-15A', '5.3-15B', '5.6-4A', '5.6-4B'],
      ...['5.13-1A', '5.13-1B', '6-3A', '6-3B', '6-6', '6-7', '6-8'],
    ],
  )
})

test('nothing of EN 303 645 V3.1.3, which was not read, is called verified, and no counts are claimed for it', () => {
  assert.equal(later.counts, undefined)
  for (const { provenance } of [later, ...later.conditions, ...later.provisions])
    assert.notEqual(provenance.mark, 'verified')
})

test('NISTIR 8425 has ten outcomes, and what is from memory says so', () => {
  assert.equal(profile.themes.length, 10)
  assert.deepEqual(
    profile.themes.map(({ id }) => id),
    [...new Set(profile.themes.map(({ id }) => id))].filter((id) =>
      profile.provisions.some(({ theme }) => theme === id),
    ),
  )
  assert.deepEqual(
    profile.provisions.filter(({ provenance }) => provenance.mark === 'verified').map(({ id }) => id),
    ['AI-1', 'AI-2', 'DP-1', 'DP-2', 'DP-3', 'IAC-1', 'PC-1', 'PC-2', 'PC-3'],
  )
  assert.deepEqual(
    profile.provisions.filter(({ provenance }) => provenance.mark === 'recalled').map(({ id }) => id),
    ['CSA-1', 'DOC-1', 'IAC-2', 'ID-1', 'ID-2', 'IQR-1', 'IQR-2', 'PEA-1', 'SU-1', 'SU-2'],
  )
})

test('IEC 62443-4-1 has 47 requirements in 8 practices', () => {
  assert.equal(lifecycle.provisions.length, 47)
  assert.deepEqual(
    tally(lifecycle.provisions, ({ id }) => id.split('-')[0]!),
    { DM: 6, SD: 4, SG: 7, SI: 2, SM: 13, SR: 5, SUM: 5, SVV: 5 },
  )
})

test('IEC 62443-4-2 has 58 component requirements, 4 constraints and 30 requirements per type of component', () => {
  assert.deepEqual(
    tally(components.provisions, ({ id }) => id.split(' ')[0]!),
    { CCSC: 4, CR: 58, EDR: 8, HDR: 8, NDR: 12, SAR: 2 },
  )
  assert.deepEqual(
    tally(
      components.provisions.filter(({ id }) => id.startsWith('CR ')),
      ({ id }) => id.slice(3).split('.')[0]!,
    ),
    { 1: 14, 2: 13, 3: 14, 4: 3, 5: 4, 6: 2, 7: 8 },
  )
})

test('a requirement per type of component applies to that type only, and has a component requirement with its number', () => {
  const general = new Set(ids(components))
  for (const { id, conditions } of components.provisions) {
    const [family, number] = id.split(' ') as [string, string]
    const perType = ['SAR', 'EDR', 'HDR', 'NDR'].includes(family)
    assert.equal(conditions.length, perType ? 1 : 0, id)
    if (perType) assert.ok(general.has(`CR ${number}`), id)
  }
})

test('theme counts agree with the provisions below them', () => {
  for (const { id, themes, provisions } of all)
    for (const { id: theme, count } of themes)
      if (count !== undefined)
        assert.equal(provisions.filter((provision) => provision.theme === theme).length, count, `${id}, ${theme}`)
})

test('every row says where it comes from, names its source unless it is from memory, and has words in both languages', () => {
  for (const { id, provenance, provisions, conditions } of all) {
    for (const row of [{ id, provenance }, ...provisions, ...conditions])
      assert.ok(row.provenance.mark === 'recalled' || row.provenance.source, `${id}: ${row.id}`)
    for (const { id: provision, subject } of provisions)
      assert.ok(subject.ja.trim() && subject.en.trim(), `${id}: ${provision}`)
  }
})
