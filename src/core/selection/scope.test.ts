import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import { catalogueFacts, wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { valuesOf } from '../scheme/fact.ts'
import { editionKey } from '../scheme/scheme.ts'
import type { ScopeAnswer } from './plan.ts'
import type { ProductFacts } from './product.ts'
import { scopeAtLevel, scopeOf } from './scope.ts'

const schemes = wholeCatalogue.schemes.filter(({ illustrative }) => !illustrative)
const file = new URL('../../../vectors/selection/scope-products.yaml', import.meta.url)
const { products }: { products: { name: string; facts: ProductFacts; expect: Record<string, string> }[] } = parse(
  readFileSync(file, 'utf8'),
)

/** As the vectors write it: verdict and rule, or the facts that are missing. */
const written = (answer: ScopeAnswer): string =>
  answer.rule === undefined && answer.verdict === 'unclear'
    ? `unclear ? ${answer.missing.join(' ')}`
    : `${answer.verdict} ${answer.rule}`

for (const { name, facts, expect } of products)
  test(`scope: ${name}`, () => {
    const found = schemes.map((scheme) => [editionKey(scheme), written(scopeOf(scheme, facts))])
    assert.deepEqual(Object.fromEntries(found), expect)
  })

test('there are sixty products at least, and each fact in them is known to the vocabulary', () => {
  assert.ok(products.length >= 60)
  for (const { name, facts } of products)
    for (const [id, value] of Object.entries(facts)) {
      const fact = catalogueFacts.find((known) => known.id === id)
      assert.ok(fact && valuesOf(fact).includes(value), `${name}: ${id} is ${value}`)
    }
})

test('every verdict and every rule of every scheme is met by some product', () => {
  const met = new Set(products.flatMap(({ expect }) => Object.entries(expect).map(([id, says]) => `${id} ${says}`)))
  const open = schemes.flatMap((scheme) =>
    scheme.scope.map((rule) => `${editionKey(scheme)} ${rule.verdict} ${rule.id}`).filter((row) => !met.has(row)),
  )
  assert.deepEqual(open, [])
})

const choices = catalogueFacts.map((fact) => ({ id: fact.id, values: valuesOf(fact) }))
const whole: fc.Arbitrary<ProductFacts> = fc.record(
  Object.fromEntries(choices.map(({ id, values }) => [id, fc.constantFrom(...values)])),
)
const some = whole.chain(
  (facts): fc.Arbitrary<ProductFacts> =>
    fc
      .subarray(Object.keys(facts))
      .map((kept) => Object.fromEntries(Object.entries(facts).filter(([id]) => kept.includes(id)))),
)
const scheme = fc.constantFrom(...schemes)

test('learning more never changes what a rule has decided', () =>
  fc.assert(
    fc.property(scheme, some, some, (s, facts, more) => {
      const before = scopeOf(s, facts)
      if (before.rule !== undefined) assert.deepEqual(scopeOf(s, { ...more, ...facts }), before)
    }),
    { numRuns: 2000 },
  ))

test('a product of which everything is known is decided by some rule', () =>
  fc.assert(
    fc.property(scheme, whole, (s, facts) => assert.ok(scopeOf(s, facts).rule !== undefined)),
    { numRuns: 2000 },
  ))

test('what is missing is what opens the answer: with those facts the next question comes, or the verdict', () =>
  fc.assert(
    fc.property(scheme, some, whole, (s, facts, truth) => {
      let known: ProductFacts = facts
      for (let asked = 0; ; asked++) {
        assert.ok(asked <= choices.length)
        const answer = scopeOf(s, known)
        if (answer.verdict !== 'unclear' || answer.missing.length === 0) break
        const learned = Object.fromEntries(answer.missing.map((id) => [id, truth[id]!]))
        for (const id of answer.missing) assert.ok(!Object.hasOwn(known, id))
        known = { ...known, ...learned }
      }
    }),
    { numRuns: 1000 },
  ))

test('a scheme without questions of its own asks in the words of the vocabulary', () => {
  const psti = schemes.find(({ id }) => id === 'uk-psti')!
  const users = catalogueFacts.find(({ id }) => id === 'intended-users')!
  const answer = scopeOf(psti, {}, catalogueFacts)
  assert.ok(answer.reason.ja.includes(users.question.ja))
  assert.ok(answer.reason.en.includes(users.question.en))
  assert.ok(scopeOf(psti, {}).reason.en.includes('intended-users'))
})

test('the questions of a scheme come before those of the vocabulary', () => {
  const own = schemes.find(({ id }) => id === 'jc-star')!
  const asked = own.questions.find(({ fact }) => fact === 'ip-communication')!.question
  assert.ok(scopeOf(own, {}, catalogueFacts).reason.en.includes(asked.en))
})

test('a level for some products is for those the scheme covers and the level names', () => {
  const [own] = schemes.filter(({ id }) => id === 'jc-star')
  const level = { name: { ja: 'ルーター用', en: 'for routers' }, products: { fact: 'product-kind', is: 'router' } }
  const covered = { 'ip-communication': true, 'user-adds-security-software': false, 'product-unit': 'device' }
  const answer = (facts: Record<string, string | boolean>) => scopeAtLevel(own!, level, facts, catalogueFacts)
  assert.equal(answer({ ...covered, 'product-kind': 'router' }).verdict, 'in')
  const lamp = answer({ ...covered, 'product-kind': 'lighting' })
  assert.equal(lamp.verdict, 'out')
  assert.match(lamp.reason.en, /for routers/)
  const open = answer(covered)
  assert.ok(open.verdict === 'unclear')
  assert.deepEqual(open.missing, ['product-kind'])
  // What the scheme itself says comes first.
  assert.match(answer({ ...covered, 'ip-communication': false, 'product-kind': 'router' }).reason.en, /IP/)
  assert.equal(scopeAtLevel(own!, { name: level.name }, covered).verdict, 'in')
})
