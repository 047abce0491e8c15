import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'vitest'
import { readJson } from '../../src/core/exchange/bounded-json.ts'
import { standardsFromCycloneDx } from '../../src/core/exchange/cyclonedx-standards.ts'

// A fictional standard in the shape that CycloneDX 1.6 gives to standards; its structure was compared with the
// specification's own example and with the published standards of CycloneDX/official-3rd-party-standards.
const file = resolve(import.meta.dirname, '../../vectors/exchange/cyclonedx-sample.cdx.json')
const read = readJson('sample.cdx.json', readFileSync(file, 'utf8'))
assert.ok(read.ok)
const details = { provenance: { mark: 'secondary', source: 'sample.cdx.json' } } as const
const convert = (data: unknown) => standardsFromCycloneDx('sample.cdx.json', data, details)

// biome-ignore lint/suspicious/noExplicitAny: the test breaks a foreign document on purpose
type Broken = any
function broken(change: (standard: Broken, document: Broken) => void): unknown {
  const document = structuredClone(read.ok ? read.value : undefined) as Broken
  change(document.definitions.standards[0], document)
  return document
}

test('headings become themes, requirements provisions, and levels lists of them', () => {
  const result = convert(read.value)
  assert.ok(result.ok, JSON.stringify(result))
  const [one] = result.value.document
  assert.deepEqual(
    one!.standard.provisions.map(({ id, theme }) => [id, theme]),
    [
      ['M1.1', 'M1'],
      ['M1.2', 'M1'],
      ['M1.2.1', 'M1'],
      ['M2.1.1', 'M2'],
      ['X1', 'general'],
    ],
  )
  assert.equal(one!.standard.edition.documentNumber, '見本規格 Sample Standard 2.0')
  assert.equal(one!.standard.officialUrl, 'https://standards.example/sample')
  assert.deepEqual(
    one!.levels.map(({ code, provisions }) => [code, provisions]),
    [
      ['L1', ['M1.1', 'X1']],
      ['L2', ['M1.1', 'M1.2.1', 'M2.1.1', 'X1']],
    ],
  )
})

test('what has no place here is in the report, field by field', () => {
  const result = convert(read.value)
  assert.ok(result.ok)
  const where = result.value.lost.map((one) => one.where)
  for (const place of [
    'serialNumber',
    'definitions.standards[*].requirements[*].openCre',
    'definitions.standards[*].requirements[*].descriptions',
    'definitions.standards[*].requirements[*].externalReferences',
    'definitions.standards[*].requirements[*].text',
    'definitions.standards[*].requirements[*].title',
    'definitions.standards[*].signature',
    'definitions.standards[*].description',
  ])
    assert.ok(where.includes(place), `${place} is missing from ${where.join(', ')}`)
  for (const { what, why } of result.value.lost)
    for (const text of [what, why]) assert.ok(text.ja !== '' && text.en !== '')
})

test('malformed documents are refused with the place and the reason', () => {
  const code = (data: unknown) => {
    const result = convert(data)
    return result.ok ? 'read' : result.fault.code
  }
  assert.equal(code(undefined), 'exchange-document-invalid')
  assert.equal(code([]), 'exchange-document-invalid')
  assert.equal(code({ bomFormat: 'SPDX', specVersion: '1.6' }), 'exchange-document-invalid')
  assert.equal(code(broken((_, document) => (document.specVersion = '1.4'))), 'exchange-version-unknown')
  assert.equal(code(broken((_, document) => (document.definitions.standards = []))), 'exchange-document-invalid')
  assert.equal(code(broken((one) => (one.requirements[0].identifier = ''))), 'exchange-document-invalid')
  assert.equal(code(broken((one) => (one.requirements[1].parent = 'nowhere'))), 'exchange-id-unknown')
  assert.equal(
    code(broken((one) => (one.requirements[0].parent = one.requirements[1]['bom-ref']))),
    'exchange-document-invalid',
  )
  assert.equal(
    code(broken((one) => (one.requirements[0].parent = one.requirements[0]['bom-ref']))),
    'exchange-document-invalid',
  )
  assert.equal(code(broken((one) => one.requirements.push(one.requirements[0]))), 'exchange-document-invalid')
  assert.equal(code(broken((one) => one.levels[0].requirements.push('nowhere'))), 'exchange-id-unknown')
  assert.equal(
    code(broken((one) => (one.levels[1].identifier = one.levels[0].identifier))),
    'exchange-document-invalid',
  )
  assert.equal(code(broken((one) => delete one.externalReferences)), 'exchange-detail-missing')
})

test('a chain of ten thousand parents is read, not tripped over', () => {
  const requirements = Array.from({ length: 10_000 }, (_, i) => ({
    'bom-ref': `r${i}`,
    identifier: `R${i}`,
    ...(i === 0 ? {} : { parent: `r${i - 1}` }),
  })).reverse()
  const result = convert(broken((one) => Object.assign(one, { requirements, levels: [] })))
  assert.ok(result.ok, JSON.stringify(result).slice(0, 200))
  assert.deepEqual(
    result.value.document[0]!.standard.provisions.map(({ id }) => id),
    ['R9999'],
  )
})
