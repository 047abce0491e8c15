import assert from 'node:assert/strict'
import { test } from 'vitest'
import { negotiate, otherAddress } from './language.ts'
import { writeDate, writeMoment, writeRemaining } from './parts/dates.ts'
import { rateLimiter } from './rate-limit.ts'

test('the wish with the greatest weight wins, Japanese where nothing fits', () => {
  assert.equal(negotiate(undefined), 'ja')
  assert.equal(negotiate('en-US,en;q=0.9,ja;q=0.8'), 'en')
  assert.equal(negotiate('fr, en;q=0.2, ja;q=0.7'), 'ja')
  assert.equal(negotiate('en;q=0, ja;q=0.1'), 'ja')
  assert.equal(negotiate('zh-CN'), 'ja')
})

test('the other language keeps everything else of an address', () => {
  assert.equal(
    otherAddress(new URL('https://x.jp/ja/register?level=1&q=%E3%81%82'), 'en'),
    '/en/register?level=1&q=%E3%81%82',
  )
  assert.equal(otherAddress(new URL('https://x.jp/ja/'), 'en'), '/en/')
  assert.equal(
    otherAddress(new URL('https://x.jp/l/7K3M9QXP2C?as_of=2026-11-01'), 'en'),
    '/l/7K3M9QXP2C?as_of=2026-11-01&lang=en',
  )
})

test('dates are written as people of each language write them, in the time of Japan', () => {
  assert.equal(writeDate('2026-11-22', 'ja', { weekday: true }), '2026年11月22日（日）')
  assert.equal(writeDate('2026-11-22', 'en'), '22 November 2026')
  assert.equal(writeMoment('2026-11-22T14:04:00Z', 'ja'), '2026年11月22日 23:04')
  assert.equal(writeMoment('2026-11-22T15:04:00Z', 'en'), '23 November 2026, 00:04 JST')
})

test('what remains is rounded down', () => {
  assert.equal(writeRemaining('2026-11-24', '2031-03-31', 'ja'), 'あと4年4か月')
  assert.equal(writeRemaining('2026-11-24', '2027-11-24', 'en'), '1 year left')
  assert.equal(writeRemaining('2026-11-24', '2026-11-24', 'ja'), 'あと0日')
  assert.equal(writeRemaining('2026-11-24', '2026-11-23', 'ja'), undefined)
})

test('a bucket empties, fills with time, and is one for each address', () => {
  const may = rateLimiter({ burst: 2, perMinute: 60 })
  assert.deepEqual(
    [may('a', 0), may('a', 0), may('a', 0), may('b', 0), may('a', 1000), may('a', 1000)],
    [true, true, false, true, true, false],
  )
})
