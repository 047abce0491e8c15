import assert from 'node:assert/strict'
import { test } from 'vitest'
import { startOfDate } from '../kernel/date.ts'
import { hintsAt, lastDayOf } from './hints.ts'
import type { Standing } from './standing.ts'

const validity = { validFrom: startOfDate('2026-04-15'), validUntil: startOfDate('2028-04-15') }
const label = { validity, supportUntil: '2027-12-31' }
const valid: Standing = { code: 'valid', since: validity.validFrom }
const codes = (at: string, standing: Standing | undefined = valid) => hintsAt(label, standing, at).map((h) => h.code)

test('the last day is the day before the first moment of invalidity, in Japan', () => {
  assert.equal(lastDayOf(validity), '2028-04-14')
})

test('91 days before the last day nothing is said, 90 days before it expires soon', () => {
  assert.deepEqual(hintsAt({ ...label, supportUntil: null }, valid, '2028-01-14T14:59:59.999Z'), [])
  assert.deepEqual(hintsAt({ ...label, supportUntil: null }, valid, '2028-01-14T15:00:00.000Z'), [
    { code: 'expires-soon', lastDay: '2028-04-14', daysLeft: 90 },
  ])
})

test('on the last day no day is left, but the hint stays', () => {
  const hints = hintsAt({ ...label, supportUntil: null }, valid, '2028-04-14T14:00:00Z')
  assert.deepEqual(hints, [{ code: 'expires-soon', lastDay: '2028-04-14', daysLeft: 0 }])
})

test('support has ended when the day after its last day begins in Japan', () => {
  assert.deepEqual(codes('2027-12-31T14:59:59.999Z'), [])
  assert.deepEqual(codes('2027-12-31T15:00:00.000Z'), ['support-ended'])
})

test('a label that is worth nothing any more is not said to expire soon', () => {
  assert.deepEqual(codes('2028-04-01T00:00:00Z', { code: 'withdrawn', since: '2027-01-01T00:00:00Z' }), [
    'support-ended',
  ])
})
