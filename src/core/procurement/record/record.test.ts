import assert from 'node:assert/strict'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../../tests/support/catalogue.ts'
import {
  entryOf,
  linesOf as linesOfVectors,
  snapshotOf,
  worldEntries,
  worldRecognition,
  worldSchemes,
} from '../../../../tests/support/procurement-world.ts'
import { makeLabelId } from '../../kernel/label-id.ts'
import { languages } from '../../kernel/text.ts'
import { type CheckInput, check } from '../check.ts'
import { type AskedLine, readLine } from '../line.ts'
import { fields, fieldText } from '../lists/fields.ts'
import { pageLimits } from '../lists/limits.ts'
import { linesOf, readList } from '../lists/read-list.ts'
import type { PinnedProfile } from '../profile.ts'
import { indexRegister } from '../register-index.ts'
import { checkSystems } from '../system.ts'
import { csvCell } from './csv-line.ts'
import { recordCsv } from './record-csv.ts'
import { recordJson } from './record-json.ts'
import { recordJsonSchema, recordSchema } from './record-schema.ts'

const madeAt = '2026-11-24T02:00:00Z'
const evil = entryOf({
  label: makeLabelId(new Uint8Array(18).fill(3)),
  models: ['=cmd()', '-HR 9', 'Z,"9"'],
  maker: '=SUM(A1)\r\n@x',
  category: 'router',
})
const register = indexRegister(snapshotOf([...worldEntries, evil]))
const government = wholeCatalogue.policies.find(({ id, version }) => id === 'jp-government' && version === '2024-07')!
const base: Omit<CheckInput, 'lines'> = {
  against: government,
  importance: 'low',
  register,
  schemes: worldSchemes,
  recognition: worldRecognition,
  asOf: '2026-11-24',
  delivery: '2026-12-01',
}

function made(lines: CheckInput['lines']) {
  const report = check({ ...base, lines })
  assert.ok(report.ok)
  return report.value
}

const rowsOf = (csv: string) => parse(csv, { bom: true, record_delimiter: '\r\n' }) as string[][]

const dangerous = /^[=+\-@＝＋－＠\t\r\n]/
const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '＝', "'", '"', ',', ' ', 'A', '1', '型', '\n', '\t'),
    maxLength: 8,
  }),
  fc.constantFrom('HR-200', '=cmd()', '-HR 9', 'X-1', 'ZZ-999', '架空くも通信'),
)
const list = fc
  .array(
    fc.record({ model: cell, maker: fc.option(cell, { nil: undefined }), quantity: fc.constantFrom('1', '12台', 'x') }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((rows) => rows.map((row, i) => readLine({ row: i + 2, ...row } as AskedLine)))

test('whatever a list and the register hold: one row of headings, whole rows, one line each, and nothing a spreadsheet executes', () =>
  fc.assert(
    fc.property(list, fc.constantFrom(...languages), (lines, language) => {
      const csv = recordCsv(made(lines), lines, { language, madeAt })
      const [head, ...rows] = rowsOf(csv)
      assert.equal(rows.length, lines.length)
      assert.equal(csv.split('\r\n').length, lines.length + 2) // no line end inside a cell, one at the end
      for (const row of rows) {
        assert.equal(row.length, head!.length)
        for (const one of row) {
          assert.doesNotMatch(one, dangerous)
          assert.equal(one, one.trim())
        }
      }
    }),
    { numRuns: 300 },
  ))

test('what is written out is read again as the same list', () =>
  fc.assert(
    fc.property(list, fc.constantFrom(...languages), (lines, language) => {
      const csv = recordCsv(made(lines), lines, { language, madeAt })
      const again = readList(csv, { limits: pageLimits })
      assert.ok(again.ok, JSON.stringify(again))
      const read = linesOf(again.value)
      // A list that asks about nothing at all comes back as nothing.
      const asking = lines.filter(({ asked: { row: _, ...said } }) => Object.keys(said).length > 0)
      const plain = ({ asked: { model, maker } }: (typeof lines)[number]) => [model, maker]
      if (read.ok)
        assert.deepEqual(
          read.value.lines.filter(({ asked }) => asked.model ?? asked.maker).map(plain),
          asking.filter(({ asked }) => asked.model ?? asked.maker).map(plain),
        )
    }),
    { numRuns: 300 },
  ))

test('a file of the government’s rules: headings are whole and differ, days are ISO, numbers have no units, the mark comes first', () => {
  const lines = linesOfVectors([
    { model: 'HR-200', quantity: '1,200台' },
    'SB-10',
    'X-1',
    'ZZ-999',
    { model: 'CAM-E1', importance: '高' },
  ])
  for (const language of languages) {
    const csv = recordCsv(made(lines), lines, { language, madeAt })
    assert.ok(csv.startsWith('\uFEFF'))
    assert.ok(csv.endsWith('\r\n'))
    const [head, ...rows] = rowsOf(csv)
    assert.equal(new Set(head).size, head!.length)
    assert.ok(head!.every((heading) => heading !== '' && !/[\s\n]/.test(heading)))
    const column = (ja: string, en: string) => head!.indexOf(language === 'ja' ? ja : en)
    const days = [
      column('有効期間の初日', 'valid_from'),
      column('有効期間の末日', 'valid_until'),
      column('判定日', 'as_of'),
    ]
    for (const row of rows) for (const day of days) assert.match(row[day]!, /^(\d{4}-\d{2}-\d{2})?$/)
    assert.equal(rows[0]![column('数量', 'quantity')], '1200')
    const basis: readonly (readonly [string, string])[] = [
      ['方針', 'policy'],
      ['方針の版', 'policy_version'],
      ['方針のダイジェスト', 'policy_digest'],
      ['登録簿のダイジェスト', 'register_digest'],
      ['登録簿の日時', 'register_taken_at'],
      ['判定日', 'as_of'],
      ['納入予定日', 'delivery'],
      ['確認した日時', 'checked_at'],
    ]
    for (const row of rows) for (const [ja, en] of basis) assert.notEqual(row[column(ja, en)] ?? '', '')
    assert.deepEqual(
      rows.map((row) => row[column('理由コード', 'reason_code')]),
      ['OK', 'SUSPENDED', 'AMBIGUOUS', 'NOT_FOUND', 'OK'],
    )
  }
})

test('rows that were merged for the view stand apart again, each with its own quantity', () => {
  const lines = linesOfVectors([
    { model: 'SB-10', quantity: '2' },
    { model: 'ZZ-999' },
    { model: 'SB-10', quantity: '30' },
  ])
  const [head, ...rows] = rowsOf(recordCsv(made(lines), lines, { language: 'en', madeAt }))
  const take = (name: string) => rows.map((row) => row[head!.indexOf(name)])
  assert.deepEqual(take('row'), ['1', '2', '3'])
  assert.deepEqual(take('quantity'), ['2', '', '30'])
  assert.deepEqual(take('reason_code'), ['SUSPENDED', 'NOT_FOUND', 'SUSPENDED'])
})

test('every heading over what was asked is one that is understood again', () => {
  for (const field of fields) {
    if (field === 'chosen') continue
    for (const language of languages) {
      const read = readList(`${fieldText[field][language]},型番\nx,HR-200\n`, { limits: pageLimits })
      assert.ok(read.ok)
      if (field !== 'model') assert.equal(read.value.guess.columns[0]!.field, field)
    }
  }
})

test('a cell is left as it is unless it has to be guarded or quoted', () => {
  const cells: readonly (readonly [string, string])[] = [
    ['', ''],
    ['HR-200', 'HR-200'],
    ['-HR', "'-HR"],
    ['＝1', "'＝1"],
    [' =1 ', "'=1"],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\r\nb\u0000', 'a b'],
    ["'=1", "''=1"],
    ['架空 電機', '架空 電機'],
  ]
  for (const [given, expected] of cells) assert.equal(csvCell(given), expected, JSON.stringify(given))
})

const compile = new Ajv2020({ strict: false }).compile(recordJsonSchema())

test('the JSON of any list fits its schema, in our reader and in another one, and loses nothing', () =>
  fc.assert(
    fc.property(list, (lines) => {
      const report = made(lines)
      const json = JSON.parse(JSON.stringify(recordJson(report, madeAt)))
      assert.ok(compile(json), JSON.stringify(compile.errors?.[0]))
      const read = recordSchema.parse(json)
      assert.deepEqual(
        read.rows.map(({ rows, code, findings }) => [rows, code, findings.length]),
        report.rows.map(({ rows, code, findings }) => [rows, code, findings.length]),
      )
      assert.deepEqual(read.counts.answers, report.counts.answers)
      for (const { words, next } of read.rows)
        for (const text of [words, next]) assert.doesNotMatch(text.ja + text.en, /\{\w+\}|undefined/)
    }),
    { numRuns: 100 },
  ))

test('a system is told, too', () => {
  const against = wholeCatalogue.profiles.find(({ id }) => id === 'smart-home') as PinnedProfile
  const lines = linesOfVectors([{ model: 'HR-200', role: 'ルーター', system: '東棟' }])
  const report = checkSystems({ ...base, against, lines })
  assert.ok(report.ok)
  const json = JSON.parse(JSON.stringify(recordJson(report.value, madeAt)))
  assert.ok(compile(json), JSON.stringify(compile.errors?.[0]))
  assert.equal(recordSchema.parse(json).systems?.[0]?.name, '東棟')
})
