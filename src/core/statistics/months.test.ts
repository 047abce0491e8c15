import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fiscalYearOf, monthEnd, monthOf, monthsUntil } from './months.ts'

test('a month ends at midnight in Japan, not in Greenwich', () => {
  assert.equal(monthEnd('2026-10', '2026-11-24T01:00:00Z'), '2026-10-31T14:59:59.999Z')
  assert.equal(monthOf('2026-10-31T14:59:59.999Z'), '2026-10')
  assert.equal(monthOf('2026-10-31T15:00:00Z'), '2026-11')
})

test('the month that is going on ends now', () => {
  assert.equal(monthEnd('2026-11', '2026-11-24T01:00:00Z'), '2026-11-24T01:00:00.000Z')
})

test('months run over the end of a year', () => {
  assert.deepEqual(monthsUntil('2026-02', 3), ['2025-12', '2026-01', '2026-02'])
})

test('March belongs to the fiscal year before, April begins the next', () => {
  assert.equal(fiscalYearOf('2026-03'), 2025)
  assert.equal(fiscalYearOf('2026-04'), 2026)
})
