import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { demandedFor } from './demanded-for.ts'
import type { ProductFacts } from './product.ts'

const parts = (scheme: string, facts: ProductFacts) => {
  const [level] = wholeCatalogue.schemes.find(({ id }) => id === scheme)!.levels
  return demandedFor(level!, facts).demands!.map(({ standard }) => standard)
}

test('a light bulb under the radio directive needs the first part of EN 18031 only', () =>
  assert.deepEqual(parts('eu-red', { 'ip-communication': true, 'personal-data': false, 'handles-money': false }), [
    'en-18031-1',
  ]))

test('a camera needs the part on personal data as well, a payment terminal all three', () => {
  const camera = { 'ip-communication': true, 'personal-data': true, 'handles-money': false }
  assert.deepEqual(parts('eu-red', camera), ['en-18031-1', 'en-18031-2'])
  assert.deepEqual(parts('eu-red', { ...camera, 'handles-money': true }), ['en-18031-1', 'en-18031-2', 'en-18031-3'])
})

test('a toy without the internet that records voices needs the part on personal data only', () =>
  assert.deepEqual(parts('eu-red', { 'ip-communication': false, 'personal-data': true, 'handles-money': false }), [
    'en-18031-2',
  ]))

test('what may be demanded stays, as long as the fact that decides it is not known', () =>
  assert.deepEqual(parts('eu-red', {}), ['en-18031-1', 'en-18031-2', 'en-18031-3']))

test('a router has no demands in the German label that this catalogue knows: another guideline judges it', () => {
  assert.deepEqual(parts('de-it-sik', { 'product-kind': 'router' }), [])
  assert.deepEqual(parts('de-it-sik', { 'product-kind': 'smart-lock' }), ['etsi-en-303-645'])
})

test('a level without conditions is the same for every product', () => {
  const [level] = wholeCatalogue.schemes.find(({ id }) => id === 'uk-psti')!.levels
  assert.deepEqual(demandedFor(level!, { 'product-kind': 'router' }), level)
})
