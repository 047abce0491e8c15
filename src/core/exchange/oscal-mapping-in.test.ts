import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { type Relation, relations } from '../scheme/relation.ts'
import { widened } from './oscal-mapping-in.ts'

const within = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => [...a].every((x) => b.has(x))
const meet = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => [...a].some((x) => b.has(x))
const holds: Record<Relation, (a: ReadonlySet<number>, b: ReadonlySet<number>) => boolean> = {
  'equal-to': (a, b) => within(a, b) && within(b, a),
  'equivalent-to': (a, b) => within(a, b) && within(b, a),
  'superset-of': (a, b) => within(b, a),
  'subset-of': within,
  'intersects-with': meet,
  'no-relationship': (a, b) => !meet(a, b),
}

test('what is said of a control because of one of its statements is true whenever it was true of the statement', () => {
  const set = fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1 }).map((all) => new Set(all))
  const more = fc.uniqueArray(fc.integer({ min: 0, max: 4 })).map((all) => new Set(all))
  fc.assert(
    fc.property(
      set,
      set,
      more,
      more,
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(...relations),
      (a, b, rest, other, source, target, relation) => {
        fc.pre(holds[relation](a, b))
        const said = widened(relation, source, target)
        const wholeA = source ? new Set([...a, ...rest]) : a
        const wholeB = target ? new Set([...b, ...other]) : b
        assert.ok(said === undefined || holds[said](wholeA, wholeB), `${relation} → ${said}`)
      },
    ),
    { numRuns: 1000 },
  )
})

test('what compares two controls stays as it is', () => {
  for (const relation of relations) assert.equal(widened(relation, false, false), relation)
})
