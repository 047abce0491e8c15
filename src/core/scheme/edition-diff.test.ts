import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { catalogueScheme, catalogueStandards } from '../../../tests/support/catalogue.ts'
import type { Criterion } from './criterion.ts'
import { diffSchemes, diffStandards, isWeighty } from './edition-diff.ts'
import { differenceText, diffSummary } from './edition-diff-text.ts'
import type { Scheme } from './scheme.ts'

const text = (s: string) => ({ ja: s, en: s })
const withCriteria = (criteria: readonly Criterion[]): Scheme => ({
  ...catalogueScheme,
  edition: { ...catalogueScheme.edition, documentNumber: 'NEXT' },
  criteria,
  levels: catalogueScheme.levels.map((level) =>
    level.code === '1' ? { ...level, criteria: criteria.map(({ id }) => id) } : level,
  ),
})
const change = (id: string, to: Partial<Criterion>) =>
  withCriteria(catalogueScheme.criteria.map((c) => (c.id === id ? { ...c, ...to } : c)))

test('an edition does not differ from itself', () => {
  const diff = diffSchemes(catalogueScheme, catalogueScheme)
  assert.deepEqual([diff.rows, diff.levels, diff.same], [[], [], catalogueScheme.criteria.length])
})

test('a changed demand weighs, a changed explanation or source does not', () => {
  const [demand] = diffSchemes(catalogueScheme, change('S1.1-04', { demand: text('改') })).rows
  assert(demand)
  assert.equal(isWeighty(demand), true)
  assert.equal(differenceText(demand).ja, 'S1.1-04「総当たり攻撃からの保護」は、求める内容が変わりました。')
  assert.match(differenceText(demand).en, /^S1\.1-04 “.+”: what is demanded changed\.$/)
  const [meaning] = diffSchemes(catalogueScheme, change('S1.1-04', { meaning: text('改') })).rows
  assert(meaning)
  assert.equal(isWeighty(meaning), false)
  const sourced = change('S1.1-04', { provenance: { mark: 'own' } })
  assert.deepEqual(diffSchemes(catalogueScheme, sourced).rows, [])
})

test('what is added and removed is told for the level, too, and counted in a sentence', () => {
  const [first, ...rest] = catalogueScheme.criteria
  const diff = diffSchemes(catalogueScheme, withCriteria([...rest, { ...first!, id: 'S1.1-17' }]))
  assert.deepEqual(diff.levels, [
    { code: '1', name: catalogueScheme.levels[0]!.name, kind: 'changed', added: ['S1.1-17'], removed: ['S1.1-01'] },
  ])
  assert.equal(diffSummary(diff).en, '15 are the same, 0 changed, 1 are new, 1 are gone.')
})

test('a shorter validity is a difference of the level', () => {
  const shorter = {
    ...catalogueScheme,
    levels: catalogueScheme.levels.map((l) => (l.code === '1' ? { ...l, validityMonths: 12 } : l)),
  }
  assert.deepEqual(diffSchemes(catalogueScheme, shorter).levels[0]?.validityMonths, { before: 24, after: 12 })
})

test('the standards are compared by number, and their status is told in words', () => {
  const standard = catalogueStandards.find(({ id }) => id === 'etsi-en-303-645')!
  const [first, second, ...rest] = standard.provisions
  const after = { ...standard, provisions: [{ ...first!, status: 'recommended' as const }, ...rest] }
  const diff = diffStandards(standard, after)
  assert.deepEqual(
    diff.rows.map(({ kind, id }) => [kind, id]),
    [
      ['changed', first!.id],
      ['removed', second!.id],
    ],
  )
  const [changed] = diff.rows
  assert(changed?.kind === 'changed')
  assert.deepEqual(changed.changes, [
    {
      field: 'status',
      before: [{ ja: '必須', en: 'mandatory' }],
      after: [{ ja: '推奨', en: 'recommended' }],
    },
  ])
})

test('every criterion is told of exactly once, and the other way round the differences are the same ones', () => {
  const some = fc.subarray([...catalogueScheme.criteria])
  fc.assert(
    fc.property(some, some, fc.boolean(), (a, b, twist) => {
      const after = b.map((c) => (twist && c.id < 'S1.1-08' ? { ...c, title: text('改') } : c))
      const there = diffSchemes(withCriteria(a), withCriteria(after))
      const back = diffSchemes(withCriteria(after), withCriteria(a))
      const ids = new Set([...a, ...after].map(({ id }) => id))
      assert.equal(there.rows.length + there.same, ids.size)
      assert.deepEqual(new Set(there.rows.map(({ id }) => id)), new Set(back.rows.map(({ id }) => id)))
      const turned = { added: 'removed', removed: 'added', changed: 'changed' } as const
      for (const row of there.rows) assert.equal(back.rows.find(({ id }) => id === row.id)?.kind, turned[row.kind])
    }),
  )
})

test('what a test unit needs, its number and its method weigh, and a reader sees which it was', () => {
  const criterion = catalogueScheme.criteria.find(({ id }) => id === 'S1.1-04')!
  const [procedure, ...others] = criterion.procedures
  const [unit, ...units] = procedure!.units
  const changed = [
    { ...procedure!, units: [{ ...unit!, needs: [{ table: '99-New', field: 'what' }] }, ...units] },
    { ...procedure!, units: [{ ...unit!, id: `${unit!.id}-renamed` }, ...units] },
    { ...procedure!, method: procedure!.method === 'document' ? ('real-device' as const) : ('document' as const) },
  ]
  for (const one of changed) {
    const [row] = diffSchemes(catalogueScheme, change('S1.1-04', { procedures: [one, ...others] })).rows
    assert(row?.kind === 'changed')
    assert.equal(isWeighty(row), true)
    assert.notDeepEqual(row.changes[0]?.before, row.changes[0]?.after)
  }
})

test('another theme is told, and harms no earlier answer', () => {
  const [row] = diffSchemes(catalogueScheme, change('S1.1-04', { theme: 'other' })).rows
  assert(row?.kind === 'changed')
  assert.deepEqual([row.changes.map(({ field }) => field), isWeighty(row)], [['theme'], false])
})

test('a condition of a standard counts by what it says, not by its number', () => {
  const standard = catalogueStandards.find(({ id }) => id === 'etsi-en-303-645')!
  const conditional = standard.provisions.find(({ conditions }) => conditions.length > 0)!
  const [id] = conditional.conditions
  const rewritten = {
    ...standard,
    conditions: standard.conditions.map((one) => (one.id === id ? { ...one, text: text('改') } : one)),
  }
  const row = diffStandards(standard, rewritten).rows.find((one) => one.id === conditional.id)
  assert(row?.kind === 'changed' && isWeighty(row))
  const renumbered = {
    ...standard,
    conditions: standard.conditions.map((one) => ({ ...one, id: `n-${one.id}` })),
    provisions: standard.provisions.map((p) => ({ ...p, conditions: p.conditions.map((one) => `n-${one}`) })),
  }
  assert.deepEqual(diffStandards(standard, renumbered).rows, [])
})

test('another test case changes how a provision is evaluated', () => {
  const standard = catalogueStandards.find(({ id }) => id === 'etsi-ts-103-701')!
  const [first, ...rest] = standard.provisions
  const after = { ...standard, provisions: [{ ...first!, cases: (first!.cases ?? []).slice(1) }, ...rest] }
  const [row] = diffStandards(standard, after).rows
  assert(row?.kind === 'changed' && isWeighty(row))
  assert.deepEqual(
    row.changes.map(({ field }) => field),
    ['procedures'],
  )
})
