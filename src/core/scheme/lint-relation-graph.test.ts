import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import { ownTime } from '../../../tests/support/own-time.ts'
import { lintCatalogue } from './lint.ts'
import { graphOf, ringsOf, type Statement, showsSharing, smallerThan } from './lint-relation-graph.ts'
import type { LintInput } from './lint-rule.ts'
import { compose, type Relation, relations } from './relation.ts'

const names = ['d:a', 'd:b', 'd:c'] as const
const statement = fc
  .record({
    ends: fc.shuffledSubarray([...names], { minLength: 2, maxLength: 2 }),
    relation: fc.constantFrom(...relations),
  })
  .map(
    ({ ends: [from, to], relation }): Statement => ({
      from: from!,
      to: to!,
      relation,
      file: 'f',
      row: 'r',
      crosswalk: 'x',
    }),
  )

const holds: Record<Relation, (a: number, b: number) => boolean> = {
  'equal-to': (a, b) => a === b,
  'equivalent-to': (a, b) => a === b,
  'superset-of': (a, b) => (a & b) === b,
  'subset-of': (a, b) => (a & b) === a,
  'intersects-with': (a, b) => (a & b) !== 0,
  'no-relationship': (a, b) => (a & b) === 0,
}

// Three non-empty sets and at most three overlaps between them: six demands are enough for every world there is.
const sets = Array.from({ length: 63 }, (_, i) => i + 1)
const canBeTrue = (statements: readonly Statement[]): boolean =>
  sets.some((a) =>
    sets.some((b) =>
      sets.some((c) => {
        const world: Record<string, number> = { 'd:a': a, 'd:b': b, 'd:c': c }
        return statements.every(({ from, to, relation }) => holds[relation](world[from]!, world[to]!))
      }),
    ),
  )

test('a contradiction is found exactly where no sets at all make every row true', () =>
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 5 }), (statements) => {
      const search = showsSharing(graphOf(statements))
      const found = statements.some((s) => s.relation === 'no-relationship' && search(s.from, s.to) !== undefined)
      assert.equal(found, !canBeTrue(statements))
    }),
    { numRuns: 150 },
  ))

test('every path that is shown composes to what it is shown for', () =>
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 8 }), (statements) => {
      const graph = graphOf(statements)
      for (const from of names)
        for (const to of names) {
          if (from === to) continue
          const sharing = showsSharing(graph)(from, to)
          if (sharing) assert.notEqual(compose(sharing.map(({ relation }) => relation)), 'no-relationship')
          if (sharing) assert.notEqual(compose(sharing.map(({ relation }) => relation)), 'unknown')
          const smaller = smallerThan(graph)(from, to)
          if (smaller)
            assert.ok(['equal-to', 'equivalent-to', 'subset-of'].includes(compose(smaller.map((s) => s.relation))))
        }
    }),
  ))

test('two are in one ring exactly if each is part of the other', () =>
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 8 }), (statements) => {
      const graph = graphOf(statements)
      const search = smallerThan(graph)
      const ring = ringsOf(graph)
      for (const { from, to } of statements)
        assert.equal(ring(from) === ring(to), search(from, to) !== undefined && search(to, from) !== undefined)
    }),
  ))

test('a chain longer than any stack ends', () => {
  const statements = Array.from(
    { length: 50_000 },
    (_, i): Statement => ({
      from: `d:${i}`,
      to: `d:${i + 1}`,
      relation: 'subset-of',
      file: 'f',
      row: `${i}`,
      crosswalk: 'x',
    }),
  )
  const graph = graphOf(statements)
  assert.equal(smallerThan(graph)('d:0', 'd:50000')?.length, 50_000)
  assert.notEqual(ringsOf(graph)('d:0'), ringsOf(graph)('d:50000'))
})

test('tens of thousands of rows about one pair, in small rings, or in one long contradiction are linted at once', () => {
  const small: LintInput = parse(
    readFileSync(new URL('../../../vectors/scheme/lint.yaml', import.meta.url), 'utf8'),
  ).catalogue
  const crosswalk = small.crosswalks[0]!
  const count = 30_000
  const lint = (rows: (i: number) => readonly [from: number, to: number, relation: Relation]) =>
    lintCatalogue({
      ...small,
      crosswalks: [
        {
          ...crosswalk,
          to: crosswalk.from,
          rows: Array.from({ length: count }, (_, i) => {
            const [from, to, relation] = rows(i)
            return { ...crosswalk.rows[0]!, from: [`${from}`], to: [`${to}`], relation }
          }),
        },
      ],
    }).filter(({ code }) => code !== 'dangling-id')
  const spent = ownTime()
  const codes = (found: ReturnType<typeof lint>) =>
    Object.fromEntries([...Map.groupBy(found, ({ code }) => code)].map(([code, { length }]) => [code, length]))
  const same = codes(lint((i) => [0, 1, i % 2 === 0 ? 'subset-of' : 'superset-of']))
  assert.deepEqual([same['row-repeated'], same['relation-differs']], [count - 2, count - 1])
  const rings = codes(lint((i) => [i, i - (i % 3) + ((i + 1) % 3), 'subset-of']))
  assert.equal(rings['subset-cycle'], count / 3)
  const chain = lint((i) => (i === count - 1 ? [0, count - 1, 'no-relationship'] : [i, i + 1, 'subset-of']))
  const contradiction = chain.find(({ code }) => code === 'relation-contradicts')!
  assert.ok(contradiction.message.en.length < 5_000)
  assert.match(contradiction.message.en, /… \(\+29969\)/)
  assert.ok(spent() < 90_000) // minutes without the graph; these machines are shared
}, 120_000)
