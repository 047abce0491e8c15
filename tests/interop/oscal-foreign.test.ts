import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'vitest'
import { jsonLimits, readJson } from '../../src/core/exchange/bounded-json.ts'
import type { ExchangeFault } from '../../src/core/exchange/faults.ts'
import { importDocument } from '../../src/core/exchange/import-document.ts'
import type { Lost } from '../../src/core/exchange/lost.ts'
import { standardFromOscal } from '../../src/core/exchange/oscal-catalog-in.ts'
import { standardToOscal } from '../../src/core/exchange/oscal-catalog-out.ts'
import { crosswalksFromOscal } from '../../src/core/exchange/oscal-mapping-in.ts'
import { crosswalkToOscal } from '../../src/core/exchange/oscal-mapping-out.ts'
import { levelFromOscal } from '../../src/core/exchange/oscal-profile-in.ts'
import { at, catalogue } from './oscal-catalogue.ts'
import { type OscalModel, oscalErrors, schemasAbsent } from './oscal-schemas.ts'

// Documents as other tools write them, all fictional: what they mean has to come through, and the rest has to be reported.
const textOf = (name: string) => readFileSync(resolve(import.meta.dirname, '../../vectors/exchange', name), 'utf8')
const dataOf = (name: string): unknown => JSON.parse(textOf(name))
const details = { provenance: { mark: 'secondary', source: 'sample' } } as const
const places = (lost: readonly Lost[]) => lost.map(({ where }) => where)

function catalog() {
  const read = standardFromOscal('foreign-catalog.json', dataOf('foreign-catalog.json'), details)
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

test.skipIf(schemasAbsent)('the samples are what others may send: valid by the OSCAL schemas', () => {
  for (const model of ['catalog', 'profile', 'mapping'] satisfies OscalModel[])
    assert.deepEqual(oscalErrors(model, dataOf(`foreign-${model}.json`)), [], model)
})

test('a foreign catalog becomes a standard: controls in order, groups as themes, what is withdrawn left out', () => {
  const { document } = catalog()
  assert.equal(document.id, 'fictional-device-controls-sample')
  assert.equal(document.edition.documentNumber, '3.0')
  assert.equal(document.edition.issued, '2026-01-15')
  assert.equal(document.publisher.en, 'Fictional Institute')
  assert.equal(document.officialUrl, 'https://controls.example/fdc-3')
  assert.deepEqual(
    document.provisions.map(({ id, theme, subject }) => [id, theme, subject.en]),
    [
      ['_up.1', 'up-net', 'Signed Updates'],
      [
        'ac-1',
        'ac',
        'Own Password: The device:\na. has a password of at least {{ insert: param, ac-1_len }} signs; and\nb. shares it with *no* other.',
      ],
      ['ac-1.1', 'ac', 'Change at First Use: It is changed at first use.'],
      ['zz-1', 'general', 'Contact'],
    ],
  )
})

test('the report of a foreign catalog names every field that stayed behind', () => {
  const where = places(catalog().lost)
  for (const place of [
    'catalog.params',
    'catalog.metadata.revisions',
    'catalog.metadata.parties[*].email-addresses',
    'catalog.groups[*].parts[overview]',
    'catalog.groups[*].controls[*].params',
    'catalog.groups[*].controls[*].class',
    'catalog.groups[*].controls[*].props[baseline]',
    'catalog.groups[*].controls[*].links[related]',
    'catalog.groups[*].controls[*].parts[guidance]',
    'catalog.groups[*].controls[*].parts[statement].parts',
    'catalog.groups[*].controls[*].controls[*]',
    'catalog.groups[*].controls[*]',
    'catalog.groups[*].groups[*]',
  ])
    assert.ok(where.includes(place), `${place} is missing from\n${where.join('\n')}`)
})

test('a foreign catalog keeps its ids, titles and words through us and back', () => {
  const { document } = catalog()
  const out = standardToOscal(document, at)
  assert.deepEqual(out.lost, [])
  const again = standardFromOscal('again.json', JSON.parse(JSON.stringify(out.document)), details)
  assert.ok(again.ok)
  assert.deepEqual(again.value.document, document)
  const ids = (out.document.catalog.groups ?? []).flatMap((group) => (group.controls ?? []).map(({ id }) => id))
  assert.deepEqual(ids.sort(), ['_up.1', 'ac-1', 'ac-1.1', 'zz-1'])
})

test('a foreign profile is resolved against the standard it names, and what it rewrites is reported', () => {
  const standard = { ...catalog().document, id: 'fdc-3' }
  const read = levelFromOscal('foreign-profile.json', dataOf('foreign-profile.json'), [standard], details)
  assert.ok(read.ok, JSON.stringify(read))
  assert.deepEqual(
    read.value.document.demands.map((demand) => [demand.standard, demand.provisions]),
    [
      ['fdc-3', ['ac-1', '_up.1']],
      ['other', 'all'],
    ],
  )
  const where = places(read.value.lost)
  for (const place of [
    'profile.modify',
    'profile.imports[*].include-controls[*].with-child-controls',
    'profile.imports[*].href',
  ])
    assert.ok(where.includes(place), `${place} is missing from\n${where.join('\n')}`)
})

test('a pattern over a catalog nobody has is refused, not taken as nothing', () => {
  const read = levelFromOscal('foreign-profile.json', dataOf('foreign-profile.json'), [], details)
  assert.deepEqual(read, {
    ok: false,
    fault: { code: 'exchange-id-unknown', name: 'foreign-profile.json', id: 'fdc-3' },
  })
})

test('a foreign mapping becomes rows that say the same, and what cannot be said is left out by name', () => {
  const read = crosswalksFromOscal(
    'm.json',
    dataOf('foreign-mapping.json'),
    (id) => (id === 'etsi-en-303-645' ? 'ETSI EN 303 645 V2.1.1' : undefined),
    details,
  )
  assert.ok(read.ok, JSON.stringify(read))
  const [crosswalk] = read.value.document
  assert.equal(crosswalk!.id, 'fdc-3--etsi-en-303-645')
  assert.deepEqual(crosswalk!.to, { document: 'etsi-en-303-645', documentNumber: 'ETSI EN 303 645 V2.1.1' })
  assert.deepEqual(
    crosswalk!.rows.map(
      ({ from, relation, to, confidence }) => `${from.join('∪')} ${relation} ${to.join('∪')} ${confidence}`,
    ),
    [
      'ac-1 intersects-with 5.1-1 high', // one statement of ac-1 is a subset; the whole shares something
      'a subset-of 5.3-1∪5.3-2 low',
      'b subset-of 5.3-1∪5.3-2 low',
      'a∪b superset-of 5.3-1 low',
      'a∪b superset-of 5.3-2 low',
    ],
  )
  assert.match(
    crosswalk!.rows[0]!.reason.en,
    /unique passwords[\s\S]*has-requirement, restricted\] only over the network/,
  )
  const reasons = read.value.lost.map(({ why }) => why.en).join('\n')
  for (const said of [
    /none of the six/,
    /unions on both sides intersect/,
    /several rows that together/,
    /statement inside/,
    /which edition/,
  ])
    assert.match(reasons, said)
  const out = crosswalkToOscal(crosswalk!, at)
  assert.ok(out.ok)
  const again = crosswalksFromOscal(
    'again.json',
    JSON.parse(JSON.stringify(out.value.document)),
    () => undefined,
    details,
  )
  assert.ok(again.ok)
  assert.deepEqual(again.value.document, [crosswalk])
})

test('a statement of only a part of a control is never read as more than the control', () => {
  const data = dataOf('foreign-mapping.json') as {
    'mapping-collection': { mappings: { maps: { relationship: string }[] }[] }
  }
  const [map] = data['mapping-collection'].mappings[0]!.maps
  map!.relationship = 'equal-to'
  const read = crosswalksFromOscal('m.json', data, () => undefined, details)
  assert.ok(read.ok)
  // The statement equals the target; the control that holds the statement holds the target, and perhaps more.
  assert.equal(read.value.document[0]!.rows[0]!.relation, 'superset-of')
})

test('what is no such document, or too much of one, is refused with its place', () => {
  const brought = { today: '2026-11-24' }
  const faultOf = (text: string): ExchangeFault | undefined => {
    const read = importDocument('bad.json', text, catalogue, brought)
    return read.ok ? undefined : read.fault
  }
  const code = (text: string) => faultOf(text)?.code
  assert.equal(code('{"catalog":'), 'exchange-json-broken')
  assert.equal(code('[]'), 'exchange-format-unknown')
  assert.equal(code('{}'), 'exchange-format-unknown')
  assert.equal(code('a,b\n1,2\n'), 'exchange-format-unknown')
  assert.equal(code(''), 'exchange-format-unknown')
  assert.equal(code('{"catalog":{"metadata":{"props":[null,3]}}}'), 'exchange-document-invalid')
  assert.equal(code('{"catalog":null}'), 'exchange-document-invalid')
  assert.deepEqual(
    faultOf(
      '{"profile":{"uuid":"x","metadata":{"title":"t","last-modified":"x","version":"1","oscal-version":"1.2.1"},"imports":[{}]}}',
    ),
    {
      code: 'exchange-document-invalid',
      name: 'bad.json',
      row: 'profile.imports[0].href',
      reason: 'Invalid input: expected string, received undefined',
    },
  )
  assert.equal(code(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'exchange-nested-too-deep')
  assert.equal(code(`[${'0,'.repeat(jsonLimits.values + 1)}0]`), 'exchange-too-many-values')
  assert.equal(code(`"${' '.repeat(jsonLimits.characters)}"`.replace('"', '{"a":"')), 'exchange-too-large')
  // Brackets inside strings are no depth.
  assert.ok(readJson('s.json', JSON.stringify({ a: '\\"[[['.repeat(100) })).ok)
  const repeated = dataOf('foreign-catalog.json') as { catalog: { controls: unknown[] } }
  repeated.catalog.controls = Array.from({ length: 200 }, (_, i) => ({ id: `c${i}`, title: '' }))
  assert.ok(importDocument('many.json', JSON.stringify(repeated), catalogue, brought).ok)
})
