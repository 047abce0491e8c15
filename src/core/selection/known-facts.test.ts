import assert from 'node:assert/strict'
import { test } from 'vitest'
import { catalogueFacts, wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { classOf, routesOf } from './class-and-route.ts'
import { knownFacts } from './known-facts.ts'
import { scopeOf } from './scope.ts'

const law = wholeCatalogue.schemes.find(({ id }) => id === 'eu-cra')!

test('a value the vocabulary does not have is no answer; facts it does not define are left alone', () => {
  const given = { 'product-kind': 'netwrok-camera', radio: 'yes', 'ip-communication': 'possible', mine: 'x' }
  assert.deepEqual(knownFacts(given, catalogueFacts), { 'ip-communication': 'possible', mine: 'x' })
})

test('a mistyped kind of product decides neither class nor scope nor route', () => {
  const [known, slip] = [{ 'product-kind': 'smart-lock' }, { 'product-kind': 'smart-lok' }]
  assert.notEqual(classOf(law, known, catalogueFacts)?.verdict, 'default')
  assert.deepEqual(classOf(law, slip, catalogueFacts), classOf(law, {}, catalogueFacts))
  for (const scheme of wholeCatalogue.schemes)
    assert.deepEqual(scopeOf(scheme, slip, catalogueFacts), scopeOf(scheme, {}, catalogueFacts), scheme.id)
  for (const tier of new Set(law.routes!.flatMap(({ tiers }) => tiers))) {
    const routes = (facts: Record<string, string>) => routesOf(law, tier, facts, '2027-12-11', catalogueFacts)
    assert.deepEqual(routes({ 'harmonised-standards-applied': 'ture' }), routes({}))
  }
})
