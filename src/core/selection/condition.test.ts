import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import type { Condition } from '../scheme/condition.ts'
import { holds, missingFacts } from './condition.ts'
import type { ProductFacts } from './product.ts'

const names = ['a', 'b', 'c', 'd']
const value = fc.oneof(fc.boolean(), fc.constantFrom('x', 'y'))
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.record({ fact: fc.constantFrom(...names), is: fc.oneof(value, fc.array(value, { maxLength: 3 })) }),
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
  ),
}))
const facts: fc.Arbitrary<ProductFacts> = fc.dictionary(fc.constantFrom(...names), value)

test('saying "not" twice changes nothing', () =>
  fc.assert(fc.property(condition, facts, (c, f) => assert.equal(holds({ not: { not: c } }, f), holds(c, f)))))

test('De Morgan holds in three values', () =>
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 3 }), facts, (parts, f) => {
      assert.equal(holds({ not: { all: parts } }, f), holds({ any: parts.map((not) => ({ not })) }, f))
      assert.equal(holds({ not: { any: parts } }, f), holds({ all: parts.map((not) => ({ not })) }, f))
    }),
  ))

test('learning another fact never overturns what was decided', () =>
  fc.assert(
    fc.property(condition, facts, fc.constantFrom(...names), value, (c, f, name, v) => {
      const before = holds(c, f)
      if (before !== undefined && !(name in f)) assert.equal(holds(c, { ...f, [name]: v }), before)
    }),
  ))

test('a condition is open exactly when facts are missing, and knowing all of them decides it', () =>
  fc.assert(
    fc.property(condition, facts, value, (c, f, v) => {
      const missing = missingFacts(c, f)
      assert.equal(missing.length === 0, holds(c, f) !== undefined)
      assert.ok(missing.every((name) => !(name in f)))
      const all = Object.fromEntries(names.map((name) => [name, f[name] ?? v]))
      assert.notEqual(holds(c, all), undefined)
    }),
  ))

test('a name that every object inherits is not a known fact', () => {
  assert.equal(holds({ fact: 'constructor', is: true }, {}), undefined)
})

test('an empty "all" holds and an empty "any" does not', () => {
  assert.equal(holds({ all: [] }, {}), true)
  assert.equal(holds({ any: [] }, {}), false)
})
