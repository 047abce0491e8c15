import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { editionOn } from '../../core/scheme/edition.ts'
import { diffSchemes } from '../../core/scheme/edition-diff.ts'
import { lintCatalogue } from '../../core/scheme/lint.ts'
import { sampleNextEdition } from './next-edition.ts'

const present = wholeCatalogue.schemes.find(({ id }) => id === 'jc-star')!
const next = sampleNextEdition(present)

test('the sample edition changes two criteria, drops one and adds one', () => {
  assert.deepEqual(
    diffSchemes(present, next).rows.map(({ kind, id }) => [kind, id]),
    [
      ['changed', 'S1.1-04'],
      ['changed', 'S1.1-10'],
      ['added', 'S1.1-17'],
      ['removed', 'S1.1-07'],
    ],
  )
  assert.notEqual(next.digest, present.digest)
})

test('the sample edition stands beside the present one and is not begun by default', () => {
  assert.equal(editionOn([present, next], 'jc-star', '2026-11-24')?.edition.key, undefined)
})

test('lint finds no more in a catalogue with the sample edition than in one without', () => {
  // No crosswalk speaks of an invented edition.
  const found = (schemes: typeof wholeCatalogue.schemes) =>
    lintCatalogue({ ...wholeCatalogue, schemes }).filter(({ code }) => code !== 'criterion-not-in-long-list').length
  assert.equal(found([...wholeCatalogue.schemes, next]), found(wholeCatalogue.schemes))
})

test('the sample edition goes on where the present one ends, and rules of recognition are no part of it', () => {
  const ending = { ...present, edition: { ...present.edition, endsOn: '2027-03-31' }, accepts: [] }
  const after = sampleNextEdition(ending)
  assert.equal(after.edition.endsOn, undefined)
  assert.equal(after.digest, next.digest)
})
