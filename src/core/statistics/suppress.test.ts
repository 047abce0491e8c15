import assert from 'node:assert/strict'
import { test } from 'vitest'
import { enough, sumTellsNothing, suppressCounts } from './suppress.ts'

test('four answers are not shown, five are', () => {
  assert.equal(enough(4), 'suppressed')
  assert.equal(enough(0), 'suppressed')
  assert.equal(enough(5), 5)
})

test('a single small class takes the next smallest with it, because the total gives it away', () => {
  assert.deepEqual(suppressCounts([3, 9, 20]), ['suppressed', 'suppressed', 20])
})

test('two small classes hide each other, where they come to five together', () => {
  assert.deepEqual(suppressCounts([3, 2, 20]), ['suppressed', 'suppressed', 20])
})

test('where all that is hidden comes to fewer than five, the total gives it away: the next smallest is hidden as well', () => {
  assert.deepEqual(suppressCounts([3, 0, 20, 9]), ['suppressed', 'suppressed', 20, 'suppressed'])
  // Twelve answers, seven and five of them shown: of every other class anybody would know that nobody is in it.
  assert.deepEqual(suppressCounts([7, 5, 0, 0, 0]), [7, ...Array(4).fill('suppressed')])
})

test('what is hidden of any counts is nothing, or five and more', () => {
  for (let n = 0; n < 4 ** 5; n++) {
    const counts = [0, 1, 2, 3, 4].map((i) => [0, 2, 5, 11][Math.floor(n / 4 ** i) % 4] ?? 0)
    const hidden = counts.filter((_, i) => suppressCounts(counts)[i] === 'suppressed')
    const all = counts.reduce((a, b) => a + b, 0)
    if (hidden.length > 0 && all >= 5) assert.ok(hidden.reduce((a, b) => a + b, 0) >= 5, counts.join())
    for (const [i, cell] of suppressCounts(counts).entries()) if (typeof cell === 'number') assert.ok(cell >= 5, `${i}`)
  }
})

test('a sum of several classes is told only where nothing small among them is hidden alone', () => {
  const counts = [20, 20, 20, 20, 1]
  const cells = suppressCounts(counts)
  assert.equal(sumTellsNothing(counts.slice(0, 3), cells.slice(0, 3)), true)
  assert.equal(sumTellsNothing(counts.slice(3), cells.slice(3)), false)
})

test('of fewer than five in all nothing is shown', () => {
  assert.deepEqual(suppressCounts([2, 2]), ['suppressed', 'suppressed'])
})

test('where every class has five or more, all are shown', () => {
  assert.deepEqual(suppressCounts([5, 6]), [5, 6])
})
