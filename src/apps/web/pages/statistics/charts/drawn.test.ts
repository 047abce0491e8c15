import assert from 'node:assert/strict'
import { test } from 'vitest'
import { axisOf, spread, wrap } from './drawn.ts'

test('an axis reaches over the highest value in round, whole steps', () => {
  assert.deepEqual(axisOf(1_284), { top: 1_500, ticks: [0, 500, 1_000, 1_500] })
  assert.deepEqual(axisOf(3), { top: 3, ticks: [0, 1, 2, 3] })
  assert.deepEqual(axisOf(0), { top: 1, ticks: [0, 1] })
})

test('labels that would cover each other move apart and keep their order', () => {
  assert.deepEqual(spread([100, 104, 40], 20), [100, 120, 40])
})

test('a line does not begin with a full stop, and an English word is not cut', () => {
  assert.deepEqual(wrap('期限までに回答。', 14 * 7), ['期限までに回答。'])
  assert.deepEqual(wrap('not answered in time', 110), ['not answered', 'in time'])
})
