import assert from 'node:assert/strict'
import { test } from 'vitest'
import { readCostForm } from './feedback-form.ts'

test('nothing has to be answered', () => {
  assert.deepEqual(readCostForm({ hours: '', spend: ' ', laboratory: '', size: '' }), { wrong: [], answer: {} })
})

test('numbers are read as people type them', () => {
  assert.deepEqual(readCostForm({ hours: '２４．５', spend: '150,000', laboratory: 'none', size: 'up-to-20' }), {
    wrong: [],
    answer: { hours: 24.5, spend: 150_000, laboratory: 'none', size: 'up-to-20' },
  })
})

test('what is no number, or none that can be, is named', () => {
  assert.deepEqual(readCostForm({ hours: 'いっぱい', spend: '-1', size: 'huge' }).wrong, ['hours', 'spend'])
  assert.deepEqual(readCostForm({ hours: 'Infinity', spend: '1e400' }).wrong, ['hours', 'spend'])
})
