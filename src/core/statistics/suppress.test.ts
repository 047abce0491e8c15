import assert from 'node:assert/strict'
import { test } from 'vitest'
import { enough, suppressCounts } from './suppress.ts'

test('four answers are not shown, five are', () => {
  assert.equal(enough(4), 'suppressed')
  assert.equal(enough(0), 'suppressed')
  assert.equal(enough(5), 5)
})

test('a single small class takes the next smallest with it, because the total gives it away', () => {
  assert.deepEqual(suppressCounts([3, 9, 20]), ['suppressed', 'suppressed', 20])
})

test('two small classes hide each other', () => {
  assert.deepEqual(suppressCounts([3, 0, 20]), ['suppressed', 'suppressed', 20])
})

test('of fewer than five in all nothing is shown', () => {
  assert.deepEqual(suppressCounts([2, 2]), ['suppressed', 'suppressed'])
})

test('where every class has five or more, all are shown', () => {
  assert.deepEqual(suppressCounts([5, 6]), [5, 6])
})
