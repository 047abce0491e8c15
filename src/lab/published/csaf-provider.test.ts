import assert from 'node:assert/strict'
import { test } from 'vitest'
import { readCsafProvider } from './csaf-provider.ts'

const address = 'https://maker.example/.well-known/csaf/provider-metadata.json'
const good = {
  canonical_url: address,
  distributions: [
    { rolie: { feeds: [{ tlp_label: 'WHITE', url: 'https://maker.example/.well-known/csaf/feed-tlp-white.json' }] } },
  ],
  last_updated: '2026-07-12T20:20:56.169Z',
  list_on_CSAF_aggregators: true,
  metadata_version: '2.0',
  mirror_on_CSAF_aggregators: false,
  public_openpgp_keys: [
    { fingerprint: '8F5F267907B2C4559DB360DB2294BA7D2B2298B1', url: 'https://maker.example/key.asc' },
  ],
  publisher: { category: 'vendor', name: 'Maker PSIRT', namespace: 'https://maker.example' },
  role: 'csaf_trusted_provider',
}
const read = (change: object) => readCsafProvider(JSON.stringify({ ...good, ...change }), address)
const codes = (change: object) => read(change).errors.map(({ code, field }) => (field ? `${code} ${field}` : code))

test('a complete document has no errors, and says who publishes', () => {
  assert.deepEqual(read({}), {
    role: 'csaf_trusted_provider',
    publisher: 'Maker PSIRT',
    lastUpdated: '2026-07-12T20:20:56.169Z',
    errors: [],
  })
  assert.deepEqual(codes({ distributions: [{ directory_url: 'https://maker.example/csaf/white/' }] }), [])
  assert.deepEqual(codes({ metadata_version: '2.1' }), [])
})

test('each required field is missed', () => {
  for (const field of [
    'canonical_url',
    'last_updated',
    'list_on_CSAF_aggregators',
    'mirror_on_CSAF_aggregators',
    'metadata_version',
    'publisher',
  ])
    assert.deepEqual(codes({ [field]: undefined }), [`field-missing ${field}`], field)
  assert.deepEqual(codes({ publisher: {} }), [
    'field-missing publisher/category',
    'field-missing publisher/name',
    'field-missing publisher/namespace',
  ])
})

test('values of another kind are wrong, not missing', () => {
  assert.deepEqual(codes({ canonical_url: 'http://maker.example/provider-metadata.json' }), [
    'field-wrong canonical_url',
    'canonical-url-elsewhere',
  ])
  assert.deepEqual(codes({ last_updated: 'yesterday' }), ['field-wrong last_updated'])
  assert.deepEqual(codes({ list_on_CSAF_aggregators: 'true' }), ['field-wrong list_on_CSAF_aggregators'])
  assert.deepEqual(codes({ metadata_version: '3.0' }), ['version-unknown'])
  assert.deepEqual(codes({ role: 'admin' }), ['field-wrong role'])
})

test('a provider offers advisories, a trusted one its keys; a publisher need not', () => {
  assert.deepEqual(codes({ distributions: [] }), ['distribution-missing'])
  assert.deepEqual(codes({ distributions: [{ rolie: { feeds: [] } }] }), ['distribution-missing'])
  assert.deepEqual(codes({ public_openpgp_keys: [] }), ['openpgp-key-missing'])
  assert.deepEqual(codes({ role: 'csaf_publisher', distributions: undefined, public_openpgp_keys: undefined }), [])
})

test('what is no JSON object is refused whatever it is', () => {
  for (const text of ['', 'null', '[]', '"x"', '<html>', '['.repeat(1_000_000), `{"a":${'{"a":'.repeat(50)}1`])
    assert.deepEqual(readCsafProvider(text, address).errors, [{ code: 'not-json' }])
})
