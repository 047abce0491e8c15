import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import { ownTime } from '../../../tests/support/own-time.ts'
import type { Condition } from './condition.ts'
import { lintCatalogue } from './lint.ts'
import type { LintInput } from './lint-rule.ts'

const { catalogue }: { readonly catalogue: LintInput } = parse(
  readFileSync(new URL('../../../vectors/scheme/lint.yaml', import.meta.url), 'utf8'),
)

/** Which rules of scope lint finds that decide no product, for a scheme with these conditions. */
function unreachable(conditions: readonly Condition[], facts: readonly string[]): readonly string[] {
  const scope = conditions.map((when, i) => ({ ...catalogue.schemes[0]!.scope[0]!, id: `r${i}`, when }))
  const vocabulary = facts.map((id) => ({ ...catalogue.facts[0]!, id }))
  const input = { ...catalogue, schemes: [{ ...catalogue.schemes[0]!, scope }], facts: vocabulary }
  return lintCatalogue(input).flatMap(({ code, row }) => (code === 'scope-rule-unreachable' ? [row] : []))
}

const names = ['a', 'b', 'c'] as const
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({ fact: fc.constantFrom(...names), is: fc.oneof(fc.boolean(), fc.constant([true, false])) }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))
const products = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({ a: n % 2 === 1, b: n % 4 > 1, c: n > 3 }))
const holds = (when: Condition, product: Record<string, boolean>): boolean => {
  if ('fact' in when) return [when.is].flat().includes(product[when.fact]!)
  if ('not' in when) return !holds(when.not, product)
  return 'all' in when ? when.all.every((c) => holds(c, product)) : when.any.some((c) => holds(c, product))
}

test('a rule is found unreachable exactly where no product of all there are comes to it', () =>
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), (conditions) => {
      const reached = new Set(products.map((product) => conditions.findIndex((when) => holds(when, product))))
      const expected = conditions.flatMap((_, i) => (reached.has(i) ? [] : [`scope[r${i}]`]))
      assert.deepEqual(unreachable(conditions, names), expected)
    }),
  ))

test('rules over sixty facts are looked through at once, and a riddle is given up, not puzzled over for ever', () => {
  const many = Array.from({ length: 60 }, (_, i) => `f${i}`)
  const spent = ownTime()
  assert.deepEqual(
    unreachable(
      [{ all: many.map((fact) => ({ fact, is: true })) }, { any: many.map((fact) => ({ fact, is: false })) }],
      many,
    ),
    [],
  )
  // Twelve pigeons in eleven holes, each alone in its own: it cannot be, and no search by cases sees why.
  const pigeons = Array.from({ length: 12 }, (_, p) => Array.from({ length: 11 }, (_, h) => `p${p}h${h}`))
  const housed = pigeons.map((holes): Condition => ({ any: holes.map((fact) => ({ fact, is: true })) }))
  const apart = pigeons.flatMap((one, p) =>
    pigeons.slice(0, p).flatMap((other) =>
      one.map(
        (fact, h): Condition => ({
          not: {
            all: [
              { fact, is: true },
              { fact: other[h]!, is: true },
            ],
          },
        }),
      ),
    ),
  )
  assert.deepEqual(unreachable([{ all: [...housed, ...apart] }], pigeons.flat()), ['scope[r0]'])
  assert.ok(spent() < 5_000)
})
