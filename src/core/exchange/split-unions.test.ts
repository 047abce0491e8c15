import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { relations } from '../scheme/relation.ts'
import { type SetRow, splitUnions } from './split-unions.ts'

type Sets = Readonly<Record<string, ReadonlySet<number>>>
const union = (sets: Sets, ids: readonly string[]): ReadonlySet<number> => new Set(ids.flatMap((id) => [...sets[id]!]))

const within = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => [...a].every((x) => b.has(x))

function holds(sets: Sets, { from, to, relation }: SetRow): boolean {
  const a = union(sets, from)
  const b = union(sets, to)
  switch (relation) {
    case 'equal-to':
    case 'equivalent-to':
      return within(a, b) && within(b, a)
    case 'subset-of':
      return within(a, b)
    case 'superset-of':
      return within(b, a)
    case 'intersects-with':
      return [...a].some((x) => b.has(x))
    case 'no-relationship':
      return ![...a].some((x) => b.has(x))
  }
}

test('rows taken apart hold together exactly when the whole row holds', () => {
  const set = fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1 }).map((all) => new Set(all))
  const sets = fc.record({ A: set, B: set, C: set, D: set })
  fc.assert(
    fc.property(sets, fc.constantFrom(...relations), (given, relation) => {
      const rows = splitUnions(['A', 'B'], ['C', 'D'], relation)
      if (relation === 'intersects-with') return assert.equal(rows, undefined)
      assert.ok(rows!.every((row) => row.from.length === 1 || row.to.length === 1))
      assert.equal(
        rows!.every((row) => holds(given, row)),
        holds(given, { from: ['A', 'B'], to: ['C', 'D'], relation }),
      )
    }),
    { numRuns: 500 },
  )
})

test('a row that has one id on a side stays as it is', () => {
  assert.deepEqual(splitUnions(['A'], ['C', 'D'], 'intersects-with'), [
    { from: ['A'], to: ['C', 'D'], relation: 'intersects-with' },
  ])
})
