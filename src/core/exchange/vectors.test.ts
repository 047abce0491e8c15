import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'vitest'
import { parse } from 'yaml'
import type { Crosswalk } from '../scheme/crosswalk.ts'
import type { Standard } from '../scheme/standard.ts'
import { crosswalkFromCsv, crosswalkToCsv } from './csv-crosswalk.ts'
import { provisionsToCsv } from './csv-provisions.ts'
import { standardFromOscal } from './oscal-catalog-in.ts'
import { standardToOscal } from './oscal-catalog-out.ts'
import { crosswalksFromOscal } from './oscal-mapping-in.ts'
import { crosswalkToOscal } from './oscal-mapping-out.ts'

const folder = resolve(import.meta.dirname, '../../../vectors/exchange')
const given = parse(readFileSync(resolve(folder, 'small.yaml'), 'utf8')) as {
  readonly at: string
  readonly standard: Standard
  readonly crosswalk: Crosswalk
}
const { at, standard, crosswalk } = given
const details = { provenance: { mark: 'recalled' } } as const

/** Compares with the file beside the vector; RENEW_VECTORS=1 writes it anew, to be read before it is committed. */
function golden(file: string, made: string): string {
  const path = resolve(folder, file)
  if (process.env.RENEW_VECTORS === '1') writeFileSync(path, made)
  const expected = readFileSync(path, 'utf8')
  assert.equal(made, expected)
  return expected
}
const json = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`

test('the sample standard is this OSCAL catalog, and the catalog is the sample standard', () => {
  const text = golden('small.catalog.json', json(standardToOscal(standard, at).document))
  const back = standardFromOscal('small.catalog.json', JSON.parse(text), details)
  assert.ok(back.ok, JSON.stringify(back))
  assert.deepEqual(back.value, { document: standard, lost: [] })
})

test('the sample crosswalk is this OSCAL mapping, and the mapping is the sample crosswalk', () => {
  const made = crosswalkToOscal(crosswalk, at)
  assert.ok(made.ok)
  const text = golden('small.mapping.json', json(made.value.document))
  const back = crosswalksFromOscal('small.mapping.json', JSON.parse(text), () => undefined, details)
  assert.ok(back.ok, JSON.stringify(back))
  assert.deepEqual(back.value, { document: [crosswalk], lost: [] })
})

test('the sample tables are these, and a spreadsheet executes none of their cells', () => {
  const provisions = golden('small.provisions.csv', provisionsToCsv(standard).document)
  assert.match(provisions, /,'-No shared default password,/)
  assert.match(provisions, /,'=連絡先を公開する,/)
  const table = golden('small.crosswalk.csv', crosswalkToCsv(crosswalk).document)
  const back = crosswalkFromCsv('small.crosswalk.csv', table, { id: crosswalk.id, provenance: crosswalk.provenance })
  assert.ok(back.ok, JSON.stringify(back))
  assert.deepEqual(back.value.document, crosswalk)
})
