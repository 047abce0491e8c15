import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import { catalogueFacts, wholeCatalogue } from '../../../tests/support/catalogue.ts'
import type { IsoDate } from '../kernel/date.ts'
import { valuesOf } from '../scheme/fact.ts'
import type { Route } from '../scheme/scheme.ts'
import { classOf, routesOf } from './class-and-route.ts'
import type { ClassAnswer } from './plan.ts'
import type { ProductFacts } from './product.ts'

interface Vectors {
  readonly classes: readonly { readonly name: string; readonly facts: ProductFacts; readonly expect: string }[]
  readonly routes: readonly {
    readonly name: string
    readonly tier: string
    readonly asOf: IsoDate
    readonly facts: ProductFacts
    readonly expect: Readonly<Record<string, string>>
  }[]
  readonly cited: {
    readonly routes: readonly Route[]
    readonly cases: readonly {
      readonly name: string
      readonly asOf: IsoDate
      readonly facts: ProductFacts
      readonly expect: string
    }[]
  }
}
const file = new URL('../../../vectors/selection/scope-cra.yaml', import.meta.url)
const vectors: Vectors = parse(readFileSync(file, 'utf8'))
const cra = wholeCatalogue.schemes.find(({ id }) => id === 'eu-cra')!

/** As the vectors write it: class and tier, the default tier, or the tiers it can come to and what is missing. */
function written(answer: ClassAnswer): string {
  if (answer.verdict === 'class') return `${answer.class} ${answer.tier}`
  if (answer.verdict === 'default') return answer.tier
  return `unclear ${answer.tiers.join(' ')} ? ${answer.missing.join(' ')}`
}

for (const { name, facts, expect } of vectors.classes)
  test(`class: ${name}`, () => assert.equal(written(classOf(cra, facts, catalogueFacts)!), expect))

for (const { name, tier, facts, asOf, expect } of vectors.routes)
  test(`routes: ${name}`, () => {
    const found = routesOf(cra, tier, facts, asOf).map(({ module, state }) => [module, state])
    assert.deepEqual(Object.fromEntries(found), expect)
    assert.equal(found.length, Object.keys(expect).length)
  })

for (const { name, facts, asOf, expect } of vectors.cited.cases)
  test(`routes once a standard is cited: ${name}`, () => {
    const [answer, ...others] = routesOf(vectors.cited, 'important-1', facts, asOf, catalogueFacts)
    assert.equal(`${answer?.state} ${answer?.route}`, expect)
    assert.deepEqual(others, [])
    if (answer?.state === 'unclear') {
      const { question } = catalogueFacts.find(({ id }) => id === 'harmonised-standards-applied')!
      assert.ok(answer.reason.ja.includes(question.ja) && answer.reason.en.includes(question.en))
      assert.deepEqual(answer.missing, ['harmonised-standards-applied'])
    } else assert.deepEqual(answer?.missing, [])
  })

test('the act names nineteen and four important classes and three critical ones, each by an id of its own', () => {
  const ids = (tier: string) => cra.classes!.filter((candidate) => candidate.tier === tier).map(({ id }) => id)
  const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}-${i + 1}`)
  assert.deepEqual(ids('important-1'), numbered('I', 19))
  assert.deepEqual(ids('important-2'), numbered('II', 4))
  assert.deepEqual(ids('critical'), numbered('IV', 3))
})

test('a scheme that makes no classes has none to answer with, and no routes', () => {
  assert.equal(classOf({}, { 'product-kind': 'router' }), undefined)
  assert.deepEqual(routesOf({}, 'default', {}, '2026-11-23'), [])
})

const choices = catalogueFacts.map((fact) => ({ id: fact.id, values: valuesOf(fact) }))
const whole: fc.Arbitrary<ProductFacts> = fc.record(
  Object.fromEntries(choices.map(({ id, values }) => [id, fc.constantFrom(...values)])),
)
const part = whole.chain((facts) =>
  fc
    .subarray(Object.keys(facts))
    .map((kept) => ({ facts, known: Object.fromEntries(kept.map((id) => [id, facts[id]!])) as ProductFacts })),
)

test('learning more narrows the tiers a product can come to, and never leaves them', () =>
  fc.assert(
    fc.property(part, ({ facts, known }) => {
      const before = classOf(cra, known)!
      const after = classOf(cra, facts)!
      assert.notEqual(after.verdict, 'unclear')
      assert.ok(
        (before.verdict === 'unclear' ? before.tiers : [before.tier]).includes((after as { tier: string }).tier),
      )
      if (before.verdict !== 'unclear') assert.deepEqual(after, before)
    }),
    { numRuns: 1000 },
  ))

test('on no day may an important or critical product be assessed by its maker, as long as no standard is cited', () =>
  fc.assert(
    fc.property(
      whole,
      fc.date({ min: new Date('2024-12-10'), max: new Date('2027-12-31'), noInvalidDate: true }),
      (facts, day) => {
        const asOf = day.toISOString().slice(0, 10) as IsoDate
        for (const tier of ['important-1', 'important-2', 'critical'])
          for (const route of routesOf(cra, tier, facts, asOf))
            if (route.assessor === 'self') assert.equal(route.state, 'closed')
      },
    ),
    { numRuns: 300 },
  ))
