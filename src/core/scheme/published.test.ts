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
  assert.notEqual(digestOfEdition({ ...scheme, name: { ja: '別', en: 'other' } }), scheme.digest)
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
