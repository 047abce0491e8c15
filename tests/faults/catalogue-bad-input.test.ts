import assert from 'node:assert/strict'
import { closeSync, ftruncateSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { catalogueFileFaultTexts } from '../../src/adapters/catalogue-faults.ts'
import { type LoadedCatalogue, loadCatalogue } from '../../src/adapters/catalogue-files.ts'
import { readCrosswalkFile } from '../../src/adapters/crosswalk-file.ts'
import { faultSummary, tellFaults } from '../../src/apps/faults.ts'
import { leftOutLine } from '../../src/apps/left-out.ts'
import { importDocument } from '../../src/core/exchange/import-document.ts'
import type { Fault } from '../../src/core/kernel/fault.ts'
import { languages } from '../../src/core/kernel/text.ts'
import type { LintCode } from '../../src/core/scheme/lint-rule.ts'
import { ownTime } from '../support/own-time.ts'
import { putFiles, smallCatalogue, smallCatalogueFiles } from '../support/small-catalogue.ts'

// What people bring may be huge, twisted or made to deceive. Each is refused with a code and words people can read, nothing of
// it gets in, and the catalogue of the house goes on.

tellFaults(catalogueFileFaultTexts)
const today = '2026-11-23'
const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

function catalogue(others: Readonly<Record<string, unknown>> = {}): string {
  const folder = smallCatalogue(others)
  made.push(folder)
  return folder
}

function refused(folder: string): Fault {
  const loaded = loadCatalogue(folder, today)
  assert(!loaded.ok)
  for (const lang of languages) {
    const told = faultSummary(loaded.fault, lang)
    for (const sentence of [told.what, told.why, told.next]) {
      assert.ok(sentence.length > 5, loaded.fault.code)
      assert.doesNotMatch(sentence, /\{\w+\}|undefined|\[object/)
    }
  }
  return loaded.fault
}

function findings(others: Readonly<Record<string, unknown>>): readonly LintCode[] {
  const loaded = loadCatalogue(catalogue(others), today)
  assert(loaded.ok, JSON.stringify(loaded))
  return loaded.value.findings.map(({ code }) => code)
}

const files = smallCatalogueFiles() as Readonly<Record<string, Readonly<Record<string, unknown>>>>
const crosswalk = files['crosswalks/s--n.yaml']!
const standard = files['standards/n/edition.yaml']!

test('the small catalogue itself is sound', () => assert.deepEqual(findings({}), []))

test('a YAML file of 200 MB is refused by its size, before it is read', () => {
  const folder = catalogue()
  const file = openSync(join(folder, 'crosswalks/huge.yaml'), 'w')
  ftruncateSync(file, 200 * 1024 * 1024) // a hole: no disk is filled
  closeSync(file)
  const before = process.memoryUsage().rss
  const spent = ownTime()
  assert.equal(refused(folder).code, 'catalogue-file-too-large')
  assert.ok(spent() < 5_000)
  assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024)
})

test('aliases that multiply are refused, and quickly', () => {
  const layers = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`)
  const spent = ownTime()
  const fault = refused(catalogue({ 'effort.yaml': ['a0: &a0 [x]', ...layers, ''].join('\n') }))
  assert.equal(fault.code, 'yaml-unfolds-too-far')
  assert.ok(spent() < 5_000)
})

test('an anchor that contains itself is refused', () =>
  assert.equal(refused(catalogue({ 'effort.yaml': 'a: &a { again: *a }\n' })).code, 'yaml-unfolds-too-far'))

test('nesting without end is refused', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{ a: ', ' }'],
  ] as const) {
    const fault = refused(catalogue({ 'effort.yaml': `a: ${open.repeat(50_000)}x${close.repeat(50_000)}\n` }))
    assert.equal(fault.code, 'yaml-broken')
  }
})

test('a condition within conditions without end is refused', () => {
  const when = `${'{ not: '.repeat(1_000)}{ fact: ip, is: true }${' }'.repeat(1_000)}`
  assert.equal(refused(catalogue({ 'product-types/deep.yaml': `when: ${when}\n` })).code, 'yaml-broken')
})

test('one key written twice is refused', () => {
  const fault = refused(catalogue({ 'facts.yaml': 'facts: []\nfacts: []\n' }))
  assert(fault.code === 'yaml-broken')
  assert.deepEqual(
    { ...fault, reason: '' },
    { code: 'yaml-broken', file: 'facts.yaml', line: 2, column: 1, reason: '' },
  )
})

test('a key that would change what every object is stays a key, and is refused', () => {
  assert.equal(
    refused(catalogue({ 'facts.yaml': '"__proto__": { polluted: true }\nfacts: []\n' })).code,
    'scheme-document-invalid',
  )
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('a tag that would make something other than data is refused', () =>
  assert.equal(refused(catalogue({ 'facts.yaml': 'facts: !!js/function "function () {}"\n' })).code, 'yaml-broken'))

test('a file that is no text, an empty one and one with two documents are refused', () => {
  for (const text of ['\u0000\u0001\u0002', '', 'facts: []\n---\nfacts: []\n'])
    assert.ok(['yaml-broken', 'scheme-document-invalid'].includes(refused(catalogue({ 'facts.yaml': text })).code))
})

test('a file that a spreadsheet or an editor saved in Shift_JIS is refused, not read as something nobody wrote', async () => {
  const folder = catalogue()
  const words = Buffer.from([0x97, 0x9d, 0x97, 0x52]) // 理由
  writeFileSync(join(folder, 'facts.yaml'), Buffer.concat([Buffer.from('facts: []\n# '), words]))
  const fault = refused(folder)
  assert(fault.code === 'yaml-broken')
  assert.equal((fault as Fault & { line: number }).line, 2)
  const table = join(folder, 'table.csv')
  const head = 'from_document,to_document,from,relation,to,reason_ja\na,b,1,subset-of,2,'
  writeFileSync(table, Buffer.concat([Buffer.from(head), words]))
  const read = await readCrosswalkFile(table)
  assert.equal(read.ok ? '' : read.fault.code, 'exchange-not-utf8')
})

test('more files than any catalogue has are refused', () => {
  const many = Object.fromEntries(
    Array.from({ length: 5_001 }, (_, i) => [
      `product-types/p${i}.yaml`,
      JSON.stringify({ ...files['product-types/router.yaml'], id: `p${i}` }),
    ]),
  )
  assert.equal(refused(catalogue(many)).code, 'catalogue-too-large')
}, 60_000)

test('ids that are used twice are found', () =>
  assert.deepEqual(findings({ 'crosswalks/twice.yaml': { ...crosswalk, rows: [] } }), [
    'duplicate-id',
    'file-name-differs',
  ]))

test('editions that do not belong together are found', () =>
  assert.deepEqual(findings({ 'standards/n/edition.yaml': { ...standard, edition: { documentNumber: 'N-1:2030' } } }), [
    'edition-differs',
  ]))

test('a ring of rows, each of which asks for less than the next, is found and ends', () => {
  const ring = ['s--n', 'n--m', 'm--s'].map((id, i, all) => {
    const [from, to] = id.split('--') as [string, string]
    const sides = { s: ['S-1', 'C-1'], n: ['N-1', 'n-1'], m: ['M-1', 'm-1'] } as Record<string, [string, string]>
    const row = {
      ...(crosswalk.rows as object[])[0],
      from: [sides[from]![1]],
      to: [sides[to]![1]],
      relation: 'subset-of',
    }
    const side = (document: string) => ({ document, documentNumber: sides[document]![0] })
    return [`crosswalks/${all[i]}.yaml`, { ...crosswalk, id, from: side(from), to: side(to), rows: [row] }]
  })
  const { counts: _, ...head } = standard
  const provision = { id: 'm-1', status: 'mandatory', conditions: [], theme: 't', provenance: { mark: 'own' } }
  const found = findings({
    ...Object.fromEntries(ring),
    'standards/m/edition.yaml': {
      ...head,
      id: 'm',
      edition: { documentNumber: 'M-1' },
      name: { ja: '規格乙', en: 'Standard M' },
    },
    'standards/m/provisions/1.yaml': {
      clause: '1',
      provisions: [{ ...provision, subject: { ja: '変える', en: 'It differs' } }],
    },
  })
  assert.deepEqual(found, ['subset-cycle'])
})

test('ids that run from right to left, hide a character or are as wide as a kanji are found', () => {
  for (const id of ['s\u202Es', 's\u200Bs', '\uFF53s', 's\u0441', 's\u0000s', 'ss '])
    assert.ok(
      findings({ [`recognition/odd.yaml`]: { ...files['recognition/s--s.yaml'], id } }).includes('id-characters'),
      JSON.stringify(id),
    )
})

test('a broken library is left out and named, and the catalogue and the other libraries go on', () => {
  const own = catalogue()
  const home = catalogue()
  const library = (name: string, others: Readonly<Record<string, unknown>>) => {
    putFiles(join(home, name), others)
    return join(home, name)
  }
  const type = files['product-types/router.yaml']!
  const loaded = loadCatalogue(
    [
      own,
      library('a-broken', { 'crosswalks/x.yaml': 'id: "open\n' }),
      library('b-waits', {
        'product-types/c.yaml': {
          ...type,
          id: 'c',
          documents: [{ ...(type.documents as object[])[0], id: 'z', standard: 'late' }],
        },
      }),
      library('c-same-id', { 'product-types/router.yaml': type }),
      library('d-late', {
        'standards/late/edition.yaml': { ...standard, id: 'late', counts: undefined, edition: { documentNumber: 'L' } },
      }),
      library('e-english-only', {
        'product-types/e.yaml': { ...type, id: 'e', name: { ja: 'A name that nobody translated', en: 'A name' } },
      }),
      library('f-empty', { 'notes.txt': 'nothing' }),
      join(home, 'g-not-there'),
    ],
    today,
  )
  assert(loaded.ok)
  const { productTypes, standards, leftOut, findings: found } = loaded.value
  assert.deepEqual(
    productTypes.map(({ id }) => id),
    ['router', 'e', 'c'],
  )
  assert.deepEqual(
    standards.map(({ id }) => id),
    ['n', 'late'],
  )
  assert.deepEqual(
    found.map(({ code }) => code),
    ['text-untranslated'],
  )
  assert.deepEqual(
    leftOut.map(({ folder, fault, findings }) => [folder.slice(home.length + 1), fault?.code ?? findings[0]?.code]),
    [
      ['a-broken', 'yaml-broken'],
      ['c-same-id', 'duplicate-id'],
      ['g-not-there', 'catalogue-folder-missing'],
    ],
  )
  assert.match(
    leftOutLine(leftOut[0]!, 'en'),
    /^The library a-broken was left out\. .*crosswalks\/x\.yaml.*\[yaml-broken\]$/,
  )
  assert.match(leftOutLine(leftOut[1]!, 'ja'), /^ライブラリー「c-same-id」は読み込みませんでした。.*\[duplicate-id\]$/)
})

test('forty libraries, each built on the next, are read in little more than the time of one', () => {
  const own = catalogue()
  const home = catalogue()
  const { counts: _, ...head } = standard
  const folders = Array.from({ length: 40 }, (_, i) => {
    const folder = join(home, `l${String(i).padStart(2, '0')}`)
    const type = files['product-types/router.yaml']!
    const document = { ...(type.documents as object[])[0], id: 'z', standard: `n${i + 1}` }
    putFiles(folder, {
      [`standards/n${i}/edition.yaml`]: { ...head, id: `n${i}`, edition: { documentNumber: `L${i}` } },
      ...(i < 39 && { [`product-types/t${i}.yaml`]: { ...type, id: `t${i}`, documents: [document] } }),
    })
    return folder
  })
  const spent = ownTime()
  const loaded = loadCatalogue([own, ...folders], today)
  assert(loaded.ok)
  assert.deepEqual([loaded.value.standards.length, loaded.value.leftOut], [41, []])
  assert.ok(spent() < 2_000)
})

test('a table with a theme for every row or a heading for every cell is read in the time its size takes', () => {
  const count = 50_000
  const spent = ownTime()
  const { value: read } = loadCatalogue(catalogue(), today) as { readonly value: LoadedCatalogue }
  const brought = { today, id: 'x', officialUrl: 'https://example.com/x', documentNumber: 'X' }
  const table = (...lines: string[]) => importDocument('table.csv', lines.join('\n'), read, brought)
  const rows = Array.from({ length: count }, (_, i) => `p${i},t${i},mandatory,変える,It differs`)
  const provisions = table('id,theme,status,subject_ja,subject_en', ...rows)
  assert(provisions.ok && provisions.value.kind === 'library')
  assert.equal(provisions.value.documents.length, count + 1)
  const heads = Array.from({ length: 20_000 }, (_, i) => `h${i}`)
  const wide = table(`from,relation,to,${heads.join()}`, `a,equal-to,b,${','.repeat(heads.length - 1)}`)
  assert.equal(wide.ok ? '' : wide.fault.code, 'csv-column-missing')
  assert.ok(spent() < 10_000)
}, 30_000)
