import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { languages } from '../kernel/text.ts'
import { diffTerms, type TermDifference } from './edition-diff-terms.ts'
import { termDifferenceText } from './edition-diff-text.ts'
import type { Level, Scheme } from './scheme.ts'

const scheme = (id: string): Scheme => wholeCatalogue.schemes.find((one) => one.id === id)!
const [home, law] = [scheme('jc-star'), scheme('eu-cra')]
const level = (change: (level: Level) => Partial<Level>): Scheme => ({
  ...home,
  levels: home.levels.map((one) => (one.code === '1' ? { ...one, ...change(one) } : one)),
})
const found = (rows: readonly TermDifference[]) => rows.map(({ term, kind, id }) => `${kind} ${term} ${id}`)

test('an edition does not differ from itself, wherever it was read', () => {
  for (const one of wholeCatalogue.schemes) assert.deepEqual(diffTerms(one, one), [])
  const sourced = { ...home, scope: home.scope.map((rule) => ({ ...rule, provenance: { mark: 'own' as const } })) }
  assert.deepEqual(diffTerms(home, sourced), [])
})

test('whom a scheme covers: a rule that is new, gone, decides otherwise or has changed its place', () => {
  const [first, ...rest] = home.scope
  const rule = { ...first!, id: 'new-rule' }
  assert.deepEqual(found(diffTerms(home, { ...home, scope: [rule, ...home.scope] })), ['added scope new-rule'])
  assert.deepEqual(found(diffTerms(home, { ...home, scope: rest })), [`removed scope ${first!.id}`])
  const otherwise = { ...home, scope: [{ ...first!, verdict: 'unclear' as const }, ...rest] }
  const [changed] = diffTerms(home, otherwise)
  assert.deepEqual(found([changed!]), [`changed scope ${first!.id}`])
  assert.match(changed!.after[0]!.ja, /^決まっていない：/)
  assert.deepEqual(found(diffTerms(home, { ...home, scope: home.scope.toReversed() })), ['changed scope order'])
})

test('what a level costs, needs and is', () => {
  const dearer = level(({ fees }) => ({ fees: fees.map((fee, at) => (at === 0 ? { ...fee, amount: 1 } : fee)) }))
  const [fee] = diffTerms(home, dearer)
  assert.equal(fee?.term, 'fee')
  assert.match(fee!.after[0]!.en, /: 1 JPY/)
  assert.notDeepEqual(fee!.before, fee!.after)
  assert.deepEqual(
    found(
      diffTerms(
        home,
        level(() => ({ path: 'certification' as const })),
      ),
    ),
    ['changed level 1'],
  )
  assert.ok(
    found(
      diffTerms(
        home,
        level(() => ({ needs: [] })),
      ),
    ).every((row) => row.startsWith('removed need 1/')),
  )
})

test('classes, routes and provisions asked for by a law', () => {
  const [first, ...rest] = law.classes!
  assert.deepEqual(found(diffTerms(law, { ...law, classes: [{ ...first!, tier: 'another' }, ...rest] })), [
    `changed class ${first!.id}`,
  ])
  assert.deepEqual(found(diffTerms(law, { ...law, classes: [...rest, first!] })), ['changed class order'])
  const [route, ...routes] = law.routes!
  assert.deepEqual(found(diffTerms(law, { ...law, routes: [{ ...route!, open: !route!.open }, ...routes] })), [
    `changed route ${route!.id}`,
  ])
  const undemanding = { ...law, levels: law.levels.map((one) => ({ ...one, demands: [] })) }
  assert.ok(found(diffTerms(law, undemanding)).some((row) => row.startsWith('removed demand ')))
})

test('reasons and categories are found in a scheme as loaded and in one that is run here', () => {
  const { operation, ...rest } = home
  assert.ok(operation)
  const reasons = operation.reasons.slice(1)
  const gone = [`removed reason ${operation.reasons[0]!.code}`]
  assert.deepEqual(found(diffTerms(home, { ...home, operation: { ...operation, reasons } })), gone)
  const run = { ...rest, ...operation }
  assert.deepEqual(diffTerms(home, run), [])
  assert.deepEqual(found(diffTerms(run, { ...run, reasons } as Scheme)), gone)
})

test('every difference is a sentence in both languages', () => {
  const rows = diffTerms(home, law)
  assert.ok(rows.length > 20)
  for (const row of rows)
    for (const language of languages) assert.match(termDifferenceText(row)[language], /^[^{}]+[.。]$/)
})
