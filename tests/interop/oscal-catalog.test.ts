import assert from 'node:assert/strict'
import { test } from 'vitest'
import { standardFromOscal } from '../../src/core/exchange/oscal-catalog-in.ts'
import { criteriaToOscal, longListToOscal, standardToOscal } from '../../src/core/exchange/oscal-catalog-out.ts'
import { criteriaFromOscal, longListFromOscal } from '../../src/core/exchange/oscal-criteria-in.ts'
import { at, catalogue } from './oscal-catalogue.ts'
import { oscalErrors, schemasAbsent } from './oscal-schemas.ts'

const written = (document: unknown): unknown => JSON.parse(JSON.stringify(document))
const details = { provenance: { mark: 'recalled' } } as const

test('every standard comes back from OSCAL as it was, and nothing is reported lost', () => {
  assert.ok(catalogue.standards.length > 0)
  for (const standard of catalogue.standards) {
    const out = standardToOscal(standard, at)
    assert.deepEqual(out.lost, [])
    const back = standardFromOscal('export.json', written(out.document), details)
    assert.ok(back.ok, JSON.stringify(back))
    assert.deepEqual(back.value.document, standard)
    assert.deepEqual(back.value.lost, [])
  }
})

test('the criteria of every scheme come back from OSCAL as they were', () => {
  assert.ok(catalogue.schemes.some((scheme) => scheme.criteria.length > 0))
  for (const scheme of catalogue.schemes) {
    const back = criteriaFromOscal('export.json', written(criteriaToOscal(scheme, at).document))
    assert.ok(back.ok, JSON.stringify(back))
    assert.deepEqual(back.value.document.criteria, scheme.criteria)
    assert.deepEqual(back.value.document.themes, scheme.themes)
    assert.deepEqual(back.value.lost, [])
  }
})

test('what a scheme is besides its criteria is reported, not dropped in silence', () => {
  for (const scheme of catalogue.schemes) {
    const fields = criteriaToOscal(scheme, at).lost.map((one) => one.where)
    for (const field of ['kind', 'state', 'legalNature', 'evaluation', 'covers'])
      assert.ok(fields.includes(field), field)
    if (scheme.scope.length > 0) assert.ok(fields.includes('scope'))
  }
})

test('the long list comes back from OSCAL as it was', () => {
  const back = longListFromOscal('export.json', written(longListToOscal(catalogue.longList, at).document))
  assert.ok(back.ok, JSON.stringify(back))
  assert.deepEqual(back.value.document, catalogue.longList)
})

test('the same export twice is the same file; at another time it is another document', () => {
  const [standard] = catalogue.standards
  assert.deepEqual(standardToOscal(standard!, at), standardToOscal(standard!, at))
  assert.notEqual(
    standardToOscal(standard!, at).document.catalog.uuid,
    standardToOscal(standard!, '2026-11-25T00:00:00Z').document.catalog.uuid,
  )
})

test.skipIf(schemasAbsent)('every catalog is valid by the OSCAL schema', () => {
  for (const standard of catalogue.standards)
    assert.deepEqual(oscalErrors('catalog', standardToOscal(standard, at).document), [], standard.id)
  for (const scheme of catalogue.schemes)
    assert.deepEqual(oscalErrors('catalog', criteriaToOscal(scheme, at).document), [], scheme.id)
  assert.deepEqual(oscalErrors('catalog', longListToOscal(catalogue.longList, at).document), [])
})

test.skipIf(schemasAbsent)('the schema does find faults: an id that is no token is refused', () => {
  const { document } = standardToOscal(catalogue.standards[0]!, at)
  const broken = structuredClone(document)
  broken.catalog.groups!.find((group) => group.controls)!.controls![0]!.id = '5.1-1'
  assert.ok(oscalErrors('catalog', broken).length > 0)
})
