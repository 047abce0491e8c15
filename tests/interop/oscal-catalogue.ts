import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { loadCatalogue } from '../../src/adapters/catalogue-files.ts'

const loaded = loadCatalogue(resolve(import.meta.dirname, '../../catalogue'))
assert.ok(loaded.ok, 'the catalogue could not be loaded')

/** The catalogue of the house, as every export sees it. */
export const catalogue = loaded.value

/** The moment that stands in every export of a test. */
export const at = '2026-11-24T00:00:00Z'
