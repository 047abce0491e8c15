import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../../../tests/support/catalogue.ts'
import { allTargets, chooseTargets } from '../../../../core/market/target.ts'
import { valuesOf } from '../../../../core/scheme/fact.ts'
import { factsAsked } from './plan-facts.ts'
import { evidenceOf, factsOf, type PlanQuestion, readPlan, writePlan } from './plan-question.ts'

const read = (query: string) => readPlan(wholeCatalogue, new URLSearchParams(query))
const question = (query: string): PlanQuestion => {
  const answer = read(query)
  if (!answer.ok) throw new Error(JSON.stringify(answer.fault))
  return answer.value
}
const code = (query: string): string => {
  const answer = read(query)
  return answer.ok ? 'ok' : answer.fault.code
}

const levels = wholeCatalogue.schemes.flatMap((scheme) => scheme.levels.map((level) => `${scheme.id}:${level.code}`))
const anyFact = fc
  .constantFrom(...wholeCatalogue.facts)
  .chain((fact) => fc.constantFrom(...valuesOf(fact)).map((value) => [`f.${fact.id}`, String(value)] as const))

test('what an address says is what is written into an address again', () => {
  const pairs = fc.record({
    to: fc.uniqueArray(fc.constantFrom(...levels), { maxLength: 12 }),
    facts: fc.uniqueArray(anyFact, { selector: ([name]) => name, maxLength: 12 }),
    proves: fc.uniqueArray(fc.constantFrom(...levels), { maxLength: 4 }),
    held: fc.option(fc.constantFrom(...levels), { nil: undefined }),
    until: fc.option(fc.constantFrom('2027-01-31', '2028-04-14'), { nil: undefined }),
    ok: fc.uniqueArray(fc.constantFrom('psti-sheet', 'listed'), { maxLength: 2 }),
    p: fc.uniqueArray(fc.constantFrom('jc-star:S1.1-02', 'etsi-en-303-645:5.1-1'), { maxLength: 2 }),
  })
  fc.assert(
    fc.property(pairs, ({ to, facts, proves, held, until, ok, p }) => {
      const query = new URLSearchParams(facts.map(([name, value]) => [name, value]))
      for (const [name, values] of Object.entries({ to, proves, ok, p })) for (const v of values) query.append(name, v)
      if (held) query.set('has-1', held)
      if (held && until) query.set('until-1', until)
      const once = question(query.toString())
      const again = question(writePlan(once).toString())
      assert.deepEqual(again, once)
      assert.deepEqual(new Set(writePlan(once).getAll('to')), new Set(to))
      assert.equal(Object.keys(once.facts).length, facts.length)
    }),
    { numRuns: 60 },
  )
})

test('what does not exist is refused, with the name that permits to look for it', () => {
  assert.equal(code('to=nowhere'), 'target-unknown')
  assert.equal(code('to=sg-cls:9'), 'target-level-unknown')
  assert.equal(code('proves=nowhere:1'), 'target-unknown')
  assert.equal(code('has-1=nowhere:1'), 'target-unknown')
  for (const query of [
    'type=spaceship',
    'f.radio=perhaps',
    'f.colour=red',
    'p=jc-star:S9',
    'has-1=jc-star:1&until-1=soon',
  ])
    assert.equal(code(query), 'request-malformed', query)
})

test('an address is bounded', () => {
  const many = (name: string, value: string, n: number) => Array.from({ length: n }, () => `${name}=${value}`).join('&')
  assert.equal(code(many('to', 'sg-cls:1', 40)), 'ok')
  assert.equal(code(many('to', 'sg-cls:1', 41)), 'request-malformed')
  assert.equal(code(many('p', 'jc-star:S1.1-02', 301)), 'request-malformed')
  assert.equal(code(`ok=${'x'.repeat(121)}`), 'request-malformed')
})

test('that nothing is known is another answer than that nothing was asked', () => {
  const type = 'type=communications-consumer'
  assert.equal(factsOf(question(type))['product-kind'], 'router')
  assert.deepEqual(factsOf(question(`${type}&f.=`)), {})
  assert.deepEqual(question(writePlan(question(`${type}&f.=`)).toString()).facts, {})
  assert.equal(question(writePlan(question(`${type}&f.=`)).toString()).factsGiven, true)
  assert.deepEqual(factsOf(question(`${type}&f.radio=false`)), { radio: false })
})

test('a label that is held proves no single demand, and one that is over is not there today', () => {
  const held = evidenceOf(wholeCatalogue, question('has-1=jc-star:1&until-1=2028-04-14&ok=listed'), '2026-11-24')
  assert.deepEqual(held.proven, [])
  assert.deepEqual(held.holdings, [
    {
      scheme: 'jc-star',
      level: '1',
      documentNumber: 'JST-CR-01-01-2024R1',
      validFrom: '2026-11-24',
      validUntil: '2028-04-14',
      confirmed: ['listed'],
    },
  ])
  const over = evidenceOf(wholeCatalogue, question('has-1=jc-star:1&until-1=2026-11-23'), '2026-11-24').holdings[0]
  assert.ok(over?.validUntil !== undefined && over.validUntil < '2026-11-24' && over.validFrom <= over.validUntil)
  assert.equal(evidenceOf(wholeCatalogue, question('proves=jc-star:1'), '2026-11-24').proven.length, 16)
})

test('only what the chosen markets depend on is asked', () => {
  const asked = (...names: string[]) => {
    const targets = chooseTargets(wholeCatalogue.schemes, names)
    return targets.ok ? factsAsked(wholeCatalogue, targets.value).map(({ id }) => id) : []
  }
  assert.ok(asked('uk-psti').includes('english-security-information')) // a condition of recognition into it
  assert.ok(!asked('us-ca-sb-327').includes('english-security-information'))
  const all = factsAsked(wholeCatalogue, allTargets(wholeCatalogue.schemes, '2026-11-24')).map(({ id }) => id)
  for (const id of asked('uk-psti', 'eu-cra')) assert.ok(all.includes(id), id)
  assert.deepEqual(asked(), [])
})
