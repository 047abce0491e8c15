import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { cheapestHittingSet } from './hitting-set.ts'

const elements = 13
const sets = fc.array(fc.uniqueArray(fc.nat(elements - 1), { minLength: 2, maxLength: 4 }), { maxLength: 26 })
const costs = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: elements, maxLength: elements })

function bruteForce(all: readonly (readonly number[])[], price: readonly number[]): number {
  const masks = all.map((set) => set.reduce((mask, element) => mask | (1 << element), 0))
  let best = Number.POSITIVE_INFINITY
  for (let choice = 0; choice < 1 << elements; choice++) {
    if (masks.some((mask) => (mask & choice) === 0)) continue
    let cost = 0
    for (let element = 0; element < elements; element++) if (choice & (1 << element)) cost += price[element]!
    best = Math.min(best, cost)
  }
  return best
}
const hits = (all: readonly (readonly number[])[], chosen: readonly number[]) =>
  all.every((set) => set.some((element) => chosen.includes(element)))
const sum = (chosen: readonly number[], price: readonly number[]) =>
  chosen.reduce((total, one) => total + price[one]!, 0)

test('the choice hits every set, and no choice is cheaper', () => {
  let branched = 0
  fc.assert(
    fc.property(sets, costs, (all, price) => {
      const budget = { left: 10_000 }
      const found = cheapestHittingSet(all, price, budget)
      branched += budget.left < 10_000 ? 1 : 0
      assert.ok(hits(all, found.elements))
      assert.equal(sum([...new Set(found.elements)], price), found.cost)
      assert.equal(found.cost, bruteForce(all, price))
      assert.equal(found.bound, found.cost)
    }),
    { numRuns: 400 },
  )
  assert.ok(branched > 10, `only ${branched} of the cases were hard enough to branch`)
})

test('out of branches, it still hits every set, and the bound is one', () => {
  fc.assert(
    fc.property(sets, costs, fc.nat(3), (all, price, left) => {
      const found = cheapestHittingSet(all, price, { left })
      assert.ok(hits(all, found.elements))
      const best = bruteForce(all, price)
      assert.ok(found.bound <= best && best <= found.cost)
    }),
    { numRuns: 200 },
  )
})

test('nothing to hit costs nothing', () => {
  assert.deepEqual(cheapestHittingSet([], [], { left: 1 }), { elements: [], cost: 0, bound: 0 })
})
