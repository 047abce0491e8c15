import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'vitest'
import { loadCatalogue } from '../../src/adapters/catalogue-files.ts'
import { packageRoot } from '../../src/adapters/package-root.ts'
import { editionKey } from '../../src/core/scheme/scheme.ts'
import type { Standard } from '../../src/core/scheme/standard.ts'

const folder = join(packageRoot, 'catalogue')
const loaded = loadCatalogue(folder)
assert(loaded.ok, JSON.stringify(loaded))
const { standards, schemes, productTypes, findings } = loaded.value

const standard = (id: string): Standard => {
  const found = standards.find((candidate) => candidate.id === id)
  assert(found, `no standard ${id}`)
  return found
}
const idsOf = (id: string): readonly string[] => standard(id).provisions.map((provision) => provision.id)
const beginning = (id: string, start: RegExp): readonly string[] => idsOf(id).filter((own) => start.test(own))
const range = (stem: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, i) => `${stem}${i + 1}`)

test('annex I of the CRA has one general demand, thirteen properties (a) to (m) and eight on vulnerabilities', () => {
  assert.deepEqual(beginning('eu-cra', /^I-1$/), ['I-1'])
  assert.deepEqual(
    beginning('eu-cra', /^I-2/),
    [...'abcdefghijklm'].map((letter) => `I-2${letter}`),
  )
  assert.deepEqual(beginning('eu-cra', /^II-/), range('II-', 8))
})

test('the annexes of the CRA on information, declarations and the technical file have 9, 8, 1 and 8 points', () => {
  assert.deepEqual(beginning('eu-cra', /^AnnII-/), range('AnnII-', 9))
  assert.deepEqual(beginning('eu-cra', /^AnnV-/), range('AnnV-', 8))
  assert.deepEqual(beginning('eu-cra', /^AnnVI-/), ['AnnVI-1'])
  assert.deepEqual(beginning('eu-cra', /^AnnVII-/), range('AnnVII-', 8))
  assert.equal(idsOf('eu-cra').length, 48)
})

test('the properties of the CRA apply as far as the risk assessment says, the handling of vulnerabilities always', () => {
  for (const { id, conditions } of standard('eu-cra').provisions) {
    if (id.startsWith('I-2')) assert.deepEqual(conditions, ['risk-assessed'], id)
    if (id.startsWith('II-')) assert.deepEqual(conditions, [], id)
  }
})

test('UK PSTI has three security requirements and seven points of the statement of compliance', () => {
  assert.deepEqual(beginning('uk-psti', /^PSTI-/), range('PSTI-', 3))
  assert.deepEqual(beginning('uk-psti', /^S4-/), range('S4-', 7))
  assert.equal(idsOf('uk-psti').length, 10)
})

test('the Japanese rules have four and sixteen rows', () => {
  assert.deepEqual(idsOf('mic-34-10'), range('', 4))
  assert.equal(idsOf('ccds').length, 16)
})

test('each part of EN 18031 has the mechanisms that belong to it', () => {
  const only = (part: number) => new Set(idsOf(`en-18031-${part}`))
  assert.deepEqual([only(1).size, only(2).size, only(3).size], [33, 43, 37])
  for (const id of ['RLM-1', 'NMM-1', 'TCM-1'])
    assert.deepEqual(
      [1, 2, 3].map((p) => only(p).has(id)),
      [true, false, false],
    )
  for (const id of ['ACM-3', 'ACM-6', 'DLM-1', 'UNM-2', 'GEC-7'])
    assert.deepEqual(
      [1, 2, 3].map((p) => only(p).has(id)),
      [false, true, false],
    )
  for (const id of ['AUM-1-3', 'GEC-8'])
    assert.deepEqual(
      [1, 2, 3].map((p) => only(p).has(id)),
      [false, false, true],
    )
  for (const id of ['AUM-2-2', 'LGM-1', 'LGM-4'])
    assert.deepEqual(
      [1, 2, 3].map((p) => only(p).has(id)),
      [false, true, true],
    )
})

test('the restrictions on what EN 18031 presumes are told with every part', () => {
  for (const part of [1, 2, 3])
    assert.match(standard(`en-18031-${part}`).provenance.note ?? '', /6\.2\.5\.1 and 6\.2\.5\.2/)
})

test('a standard without rows says that its items are not known', () => {
  for (const id of ['jbmia-bmsec', 'rbss', 'iso-iec-27404']) {
    assert.deepEqual(idsOf(id), [], id)
    assert.match(standard(id).provenance.note ?? '', /not known/, id)
  }
})

test('what can be reused is there: ten lifecycle rows, the levels of SESIP, the vulnerability analysis of CC', () => {
  assert.deepEqual(
    idsOf('imda-iot-guide'),
    Array.from({ length: 10 }, (_, i) => `CK-LP-${String(i + 1).padStart(2, '0')}`),
  )
  assert.deepEqual(idsOf('sesip'), range('SESIP', 5))
  assert.deepEqual(beginning('iso-iec-15408', /^AVA_VAN/), range('AVA_VAN.', 5))
  assert.equal(beginning('iso-iec-15408', /^F[A-Z]{2}_/).length, 65)
})

test('no row of a protected standard is long enough to be its own text', () => {
  for (const { id, textIsProtected, provisions } of standards)
    if (textIsProtected)
      for (const provision of provisions)
        assert(
          provision.subject.ja.length <= 160,
          `${id}:${provision.id} has ${provision.subject.ja.length} characters`,
        )
})

// The rows of the table in the ministry's slides, by the products they name.
const rows: Readonly<Record<string, string>> = {
  'communications-consumer': 'ブロードバンドルーター',
  'security-camera-consumer': 'ネットワークカメラ',
  'autonomous-robot-consumer': 'ドローン',
  'communications-enterprise': 'UTM',
  'security-camera-enterprise': 'ネットワークカメラ',
  'autonomous-robot-industrial': 'AGV',
  'communications-hub-consumer': 'ハブ・スイッチ',
  'home-appliance': '洗濯機',
  'audio-visual': 'スマートスピーカー',
  'security-device': '電気錠システム',
  'energy-equipment': 'エネファーム',
  'health-care': 'ウェアラブル端末',
  entertainment: 'ゲーム機',
  'communications-hub-industrial': 'ハブ・スイッチ',
  'industrial-controller': 'DCSコントローラー',
  'industrial-sensor': '圧力センサー',
  'office-machine': '複合機',
  financial: '決済端末',
  'facility-management': '昇降機',
  medical: '輸液ポンプ',
  automotive: 'ECU',
  power: 'スマートメーター',
  'manufacturing-logistics': '自動倉庫',
  rail: 'CTC装置',
  aviation: 'iDMU',
}

test('every row of the table of product types is here, and nothing else, each in a file of its own name', () => {
  const files = readdirSync(join(folder, 'product-types')).map((file) => basename(file, '.yaml'))
  assert.deepEqual(files.sort(), Object.keys(rows).sort())
  for (const { id, examples } of productTypes) assert(examples.ja.includes(rows[id]!), id)
  assert.equal(productTypes.length, 25)
})

test('what a product type links to is in the catalogue', () => {
  const known = new Set([...schemes.map(editionKey), ...standards.map(({ id }) => id)])
  const missing = productTypes.flatMap(({ id, documents }) =>
    documents.flatMap(({ scheme, standard: named }) =>
      [scheme, named].filter((link) => link !== undefined && !known.has(link)).map((link) => `${id}: ${link}`),
    ),
  )
  assert.deepEqual(missing, [])
})

test('a document applies to a type once, and what the law demands is marked so', () => {
  const legal = ['mic-terminal-certification', 'vehicle-safety-standards', 'medical-device-approval']
  for (const { id, documents } of productTypes) {
    const ids = documents.map((document) => document.id)
    assert.equal(new Set(ids).size, ids.length, id)
    for (const document of documents)
      assert.equal(document.mandatory, legal.includes(document.id), `${id}: ${document.id}`)
  }
  const used = new Set(productTypes.flatMap(({ documents }) => documents.map((document) => document.id)))
  for (const id of legal) assert(used.has(id), id)
})

test('usual facts use the words of the vocabulary', () => {
  for (const { id, usualFacts } of productTypes)
    for (const [name, value] of Object.entries(usualFacts)) {
      const fact = loaded.value.facts.find((candidate) => candidate.id === name)
      assert(fact, `${id}: ${name}`)
      const values = fact.values?.map((answer) => answer.value) ?? [true, false]
      assert(values.includes(value), `${id}: ${name} is ${String(value)}`)
    }
})

test('lint finds nothing in these standards and product types', () => {
  const mine =
    /^(product-types\/|standards\/(eu-cra|uk-psti|mic-34-10|ccds|jbmia-bmsec|rbss|en-18031-[123]|iso-iec-|imda-|sesip))/
  assert.deepEqual(
    findings.filter(({ file }) => mine.test(file ?? '')),
    [],
  )
})
