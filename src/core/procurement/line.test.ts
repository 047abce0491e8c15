import assert from 'node:assert/strict'
import { test } from 'vitest'
import { languages } from '../kernel/text.ts'
import { cellLimit, lineProblems, mergeLines, problemTexts, readImportance, readLine } from './line.ts'

test('cells are tidied: spaces, invisible marks and line ends inside a cell', () => {
  const { asked } = readLine({ row: 1, model: ' \u200bHR-200\u202e ', maker: '架空\n電機', firmware: '' })
  assert.deepEqual(asked, { row: 1, model: 'HR-200', maker: '架空 電機' })
})

test('quantities are read as people write them, and never guessed', () => {
  const read = (quantity: string) => readLine({ row: 1, model: 'A', quantity }).quantity
  assert.deepEqual(['12', '１２台', '1,200', '1,200,000', '0', '3 pcs'].map(read), [12, 12, 1200, 1_200_000, 0, 3])
  for (const wrong of ['-1', '1.5', '1,20', '12箱', '1e3', '9999999999', 'many'])
    assert.equal(readLine({ row: 1, model: 'A', quantity: wrong }).problem, 'quantity-unreadable', wrong)
})

test('importance in both languages, with or without the word before', () => {
  assert.deepEqual(
    ['低', '中', '「高」', '重要度：低', 'Importance: HIGH', 'mid', '＊', 'constructor'].map(readImportance),
    ['low', 'medium', 'high', 'low', 'high', 'medium', undefined, undefined],
  )
})

test('a cell may be long, but not without end', () => {
  assert.equal(readLine({ row: 1, model: 'x'.repeat(cellLimit) }).problem, undefined)
  assert.equal(readLine({ row: 1, model: 'x'.repeat(cellLimit + 1) }).problem, 'too-long')
  assert.equal(readLine({ row: 1, model: 'x'.repeat(10_000_000) }).problem, 'too-long')
})

test('a choice that is no label number chooses nothing', () => {
  assert.equal(readLine({ row: 1, model: 'X-1', chosen: 'nothing' }).chosen, undefined)
  assert.equal(readLine({ row: 1, model: 'X-1', chosen: '7k3m9qxp2c' }).chosen, '7K3M9QXP2C')
})

test('rows that differ in anything but number and quantity stay apart', () => {
  const rows = [
    { model: 'A' },
    { model: 'A', maker: 'M' },
    { model: 'A', role: 'router' },
    { model: 'A', importance: 'low' },
    { model: 'A', firmware: '1' },
    { model: 'A', system: 'east' },
    { model: 'A', chosen: '7K3M9QXP2C' },
    { model: 'A', quantity: 'many' },
    { model: 'a' },
    { model: 'A' },
  ]
  const merged = mergeLines(rows.map((row, i) => readLine({ row: i + 1, ...row })))
  assert.deepEqual(
    merged.map((line) => line.rows),
    [[1, 10], [2], [3], [4], [5], [6], [7], [8], [9]],
  )
})

test('every problem says what is wrong and what to do, in both languages', () => {
  for (const problem of lineProblems)
    for (const language of languages)
      for (const text of Object.values(problemTexts[problem]))
        assert.match(text[language], language === 'ja' ? /[ぁ-ん]/ : /^[ -~“”’]+$/)
})

test('half a character is told with its row: it could be written into no record', () => {
  const line = readLine({ row: 1, model: 'X-\ud800', maker: 'a\udc00b' })
  assert.equal(line.problem, 'control-characters')
  assert.ok(JSON.stringify(line.asked).isWellFormed())
  assert.deepEqual(line.asked, { row: 1 })
})
