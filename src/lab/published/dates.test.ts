import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ownTime } from '../../../tests/support/own-time.ts'
import { datesIn } from './dates.ts'

const found = (text: string) => datesIn(text).map(({ value }) => value)

for (const [written, value] of [
  ['2030-12-31', '2030-12-31'],
  ['2030/12/31まで', '2030-12-31'],
  ['2030.3.1', '2030-03-01'],
  ['2030年12月31日', '2030-12-31'],
  ['２０３０年３月１日まで', '2030-03-01'],
  ['2030 年 3 月 1 日', '2030-03-01'],
  ['2031年2月末', '2031-02-28'],
  ['2032年2月末日', '2032-02-29'],
  ['令和12年12月31日', '2030-12-31'],
  ['令和元年5月1日', '2019-05-01'],
  ['令和12年3月末', '2030-03-31'],
  ['31 December 2030', '2030-12-31'],
  ['31st of Dec. 2030', '2030-12-31'],
  ['December 31, 2030', '2030-12-31'],
  ['Sept. 1st, 2030', '2030-09-01'],
  ['the end of March 2030', '2030-03-31'],
  ['12/31/2030', '2030-12-31'],
  ['31/12/2030', '2030-12-31'],
  ['05.05.2030', '2030-05-05'],
  ['2030年12月', '2030-12'],
  ['December 2030', '2030-12'],
  ['令和12年3月', '2030-03'],
] as const)
  test(`“${written}” is read as ${value}`, () => assert.deepEqual(found(`until ${written} for all.`), [value]))

test('what is no date, or nobody can tell which, is not read', () => {
  for (const none of [
    '03/04/2030',
    '2030-02-30',
    '2030-13-01',
    '12030-12-31',
    'version 20.30.12',
    '2030年',
    '5年間',
    'May I ask',
    '令和12年13月1日',
    '1999-12-31',
  ])
    assert.deepEqual(found(none), [], none)
})

test('several dates come in the order in which they stand, each once', () => {
  assert.deepEqual(found('X100 2028年3月31日 X200 December 31, 2030 and 2029-01-02'), [
    '2028-03-31',
    '2030-12-31',
    '2029-01-02',
  ])
})

test('a hostile text costs little', () => {
  const spent = ownTime()
  for (const part of ['1', '2030年', 'december ', '令和1', '31 ', '2030-', ' ', '2030-01-01 '])
    assert.ok(datesIn(part.repeat(Math.ceil(3_000_000 / part.length))).length <= 500)
  assert.ok(spent() < 4_000, `${spent()} ms`)
})
