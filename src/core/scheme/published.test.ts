import assert from 'node:assert/strict'
import { test } from 'vitest'
import { catalogueScheme, wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { brokenEditions, digestOfEdition } from './published.ts'

const scheme = wholeCatalogue.schemes.find(({ id }) => id === 'jc-star')!
const published = {
  edition: 'jc-star',
  documentNumber: scheme.edition.documentNumber,
  digest: scheme.digest,
  publishedOn: '2026-11-23',
}

test('the digest of an edition is the one every later document carries', () => {
  assert.equal(digestOfEdition(scheme), scheme.digest)
  const [first, ...rest] = scheme.criteria
  const reworded = { ...first!, demand: { ja: '別', en: 'other' } }
  assert.notEqual(digestOfEdition({ ...scheme, criteria: [reworded, ...rest] }), scheme.digest)
  assert.notEqual(digestOfEdition({ ...scheme, scope: scheme.scope.slice(1) }), scheme.digest)
  const [level, ...others] = scheme.levels
  assert.notEqual(digestOfEdition({ ...scheme, levels: [{ ...level!, validityMonths: 12 }, ...others] }), scheme.digest)
})

test('what is told of a scheme besides may move on: its state, its end, its fees, and how well a row is known', () => {
  const [first, ...rest] = scheme.criteria
  const known = { ...first!, provenance: { mark: 'verified' as const, source: 'https://www.ipa.go.jp/' } }
  const levels = scheme.levels.map((level) => ({ ...level, status: 'ended' as const, fees: [] }))
  const later = {
    ...scheme,
    name: { ja: '別の名', en: 'Another name' },
    edition: { ...scheme.edition, endsOn: '2030-12-31' },
    state: { ...scheme.state, is: 'closed' as const },
    timeline: [],
    levels,
    criteria: [known, ...rest],
  }
  assert.equal(digestOfEdition(later), scheme.digest)
})

test('a published edition that stays as it was is not broken', () => {
  assert.deepEqual(brokenEditions([scheme], [published]), [])
})

test('a published edition that was changed or taken away is told', () => {
  const changed = { ...scheme, criteria: scheme.criteria.slice(1) }
  assert.deepEqual(
    brokenEditions([changed], [published]).map(({ problem }) => problem),
    ['changed'],
  )
  assert.deepEqual(
    brokenEditions([], [published]).map(({ problem }) => problem),
    ['gone'],
  )
  const beside = { ...scheme, edition: { ...scheme.edition, key: 'next', documentNumber: 'NEXT' } }
  assert.deepEqual(brokenEditions([scheme, beside], [published]), [])
  assert.equal(catalogueScheme.digest, scheme.digest)
})
