import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { test } from 'vitest'
import { loadCatalogue } from '../../adapters/catalogue-files.ts'
import { guard, unguard } from '../kernel/formula-cell.ts'
import type { Crosswalk } from '../scheme/crosswalk.ts'
import { crosswalkFromCsv, crosswalkToCsv } from './csv-crosswalk.ts'
import { longListFromCsv, longListToCsv } from './csv-long-list.ts'
import { provisionsToCsv, standardFromCsv } from './csv-provisions.ts'
import { recognitionToCsv } from './csv-recognition.ts'
import { csvLimits, readCsv, writeCsv } from './csv-table.ts'

const loaded = loadCatalogue(resolve(import.meta.dirname, '../../../catalogue'))
assert.ok(loaded.ok)
const catalogue = loaded.value

test('no cell begins like a formula, and every cell reads back as it was', () => {
  const cell = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '＝', '\t', '\r', '\n', ',', '"', 'a', 'あ'),
  })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 2 }), (cells) => {
      for (const one of cells) {
        assert.doesNotMatch(guard(one), /^[=+\-@＝＋－＠\t\r\n]/)
        assert.equal(unguard(guard(one)), one)
      }
      const table = readCsv('t.csv', writeCsv(['x', 'y'], [['id', ''], cells]), ['x', 'y'])
      assert.ok(table.ok, JSON.stringify(table))
      assert.deepEqual([table.value.rows[1]!.cell('x'), table.value.rows[1]!.cell('y')], cells)
    }),
  )
})

test('a table begins with the mark of UTF-8 and ends its lines as spreadsheets do', () => {
  assert.equal(writeCsv(['id'], [['=1+1'], ['a']]), "\uFEFFid\r\n'=1+1\r\na\r\n")
})

test('the provisions of every standard come back from CSV, all but their test cases', () => {
  for (const standard of catalogue.standards) {
    const out = provisionsToCsv(standard)
    const { themes, provisions, ...head } = standard
    const back = standardFromCsv('p.csv', out.document, head)
    assert.ok(back.ok, JSON.stringify(back))
    assert.deepEqual(
      back.value.document.provisions,
      provisions.map(({ cases, ...row }) => row),
    )
    for (const { id, title } of back.value.document.themes)
      assert.deepEqual(title, themes.find((theme) => theme.id === id)?.title)
    assert.deepEqual(back.value.lost, [])
    assert.equal(
      out.lost.some(({ where }) => where === 'provisions[*].cases'),
      provisions.some(({ cases }) => cases !== undefined && cases.length > 0),
    )
  }
})

test('the long list comes back from CSV', () => {
  const { themes, requirements, ...head } = catalogue.longList
  const back = longListFromCsv('l.csv', longListToCsv(catalogue.longList).document, head)
  assert.ok(back.ok, JSON.stringify(back))
  assert.deepEqual(back.value.document.requirements, requirements)
})

const own: Crosswalk = {
  id: 'a--b',
  from: { document: 'a', documentNumber: 'A 1' },
  to: { document: 'b', documentNumber: '-B 2' },
  rows: [
    {
      from: ['CR 1.1', 'CR 1.2'],
      to: ['5.1-1'],
      relation: 'superset-of',
      reason: { ja: '=理由\n「2行」', en: '-reason, "quoted"' },
      confidence: 'medium',
      provenance: { mark: 'own', note: '+1' },
    },
  ],
  provenance: { mark: 'own' },
}

test('crosswalks come back from CSV, with unions and with what looks like a formula', () => {
  for (const crosswalk of [own, ...catalogue.crosswalks.filter(({ rows }) => rows.length > 0)]) {
    const { id, provenance } = crosswalk
    const back = crosswalkFromCsv('c.csv', crosswalkToCsv(crosswalk).document, { id, provenance })
    assert.ok(back.ok, JSON.stringify(back))
    assert.deepEqual(back.value.document, crosswalk)
  }
})

test('recognition is written with a line for every rule', () => {
  const table = readCsv('r.csv', recognitionToCsv(catalogue.recognition).document, ['id', 'effects'])
  assert.ok(table.ok, JSON.stringify(table))
  assert.deepEqual(
    table.value.rows.map((row) => row.cell('id')),
    catalogue.recognition.map(({ id }) => id),
  )
})

test('what is wrong in a table is told by line and column', () => {
  const details = { provenance: { mark: 'own' } } as const
  const code = (text: string) => {
    const read = crosswalkFromCsv('c.csv', text, details)
    return read.ok ? 'read' : read.fault
  }
  const head = 'from_document,from_number,to_document,to_number,from,relation,to\n'
  assert.deepEqual(code('from,to\n1,2\n'), { code: 'csv-column-missing', name: 'c.csv', columns: ['relation'] })
  assert.deepEqual(code(`${head}a,1,b,1,x,same as,y\n`), {
    code: 'csv-value-wrong',
    name: 'c.csv',
    line: 2,
    column: 'relation',
    found: 'same as',
    expected: {
      ja: '書けるのは equal-to、equivalent-to、superset-of、subset-of、intersects-with、no-relationship です。',
      en: 'It is one of: equal-to, equivalent-to, superset-of, subset-of, intersects-with, no-relationship.',
    },
  })
  for (const [text, expected] of [
    [`${head}a,1,b,1,x,equal-to,y\na,2,b,1,x,equal-to,z\n`, 'csv-rows-disagree'],
    [`${head}a,1,b,1,"x,equal-to,y\n`, 'csv-broken'],
    [`${head}a,1,b,1,x,equal-to\n`, 'csv-broken'],
    [`${head}a,1,b,1,,equal-to,y\n`, 'csv-value-wrong'],
    ['from,relation,from\n', 'csv-column-missing'],
    ['from,relation,to,to\n', 'csv-broken'],
    ['', 'csv-column-missing'],
    [head, 'exchange-nothing-to-write'],
    ['x'.repeat(csvLimits.characters + 1), 'exchange-too-large'],
    [`${head}a,1,b,1,${'x'.repeat(csvLimits.recordCharacters)},equal-to,y\n`, 'csv-broken'],
  ] as const) {
    const fault = code(text)
    assert.equal(fault === 'read' ? fault : fault.code, expected, text.slice(0, 80))
  }
})
