import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import {
  type Composed,
  compose,
  composition,
  contradicts,
  implies,
  inverse,
  type Relation,
  relations,
} from './relation.ts'

interface Vectors {
  readonly compose: readonly {
    readonly name: string
    readonly chain: readonly Relation[]
    readonly follows: Composed
  }[]
  readonly contradict: readonly {
    readonly name: string
    readonly both: readonly [Relation, Relation]
    readonly contradict: boolean
  }[]
}

const vectors: Vectors = parse(readFileSync(new URL('../../../vectors/scheme/relation.yaml', import.meta.url), 'utf8'))

for (const { name, chain, follows } of vectors.compose)
  test(`relation: ${name}`, () => assert.equal(compose(chain), follows))
for (const { name, both, contradict } of vectors.contradict)
  test(`relation: ${name}`, () => assert.equal(contradicts(...both), contradict))

// A set of demands as the bits of a number: four demands are enough to tell every relation from every other.
const everySet = Array.from({ length: 15 }, (_, i) => i + 1)
const holds: Record<Relation, (a: number, b: number) => boolean> = {
  'equal-to': (a, b) => a === b,
  'equivalent-to': (a, b) => a === b,
  'superset-of': (a, b) => (a & b) === b,
  'subset-of': (a, b) => (a & b) === a,
  'intersects-with': (a, b) => (a & b) !== 0,
  'no-relationship': (a, b) => (a & b) === 0,
}
const pairs = everySet.flatMap((a) => everySet.map((b) => [a, b] as const))

/** All relations that hold for A and C in every world in which r and s do. */
const alwaysHold = (r: Relation, s: Relation): Relation[] => {
  const worlds = pairs.filter(([a, b]) => holds[r](a, b))
  return relations.filter((t) => worlds.every(([a, b]) => everySet.every((c) => !holds[s](b, c) || holds[t](a, c))))
}

test('each cell of the table is exactly what always holds, and an unknown has a witness against every relation', () => {
  for (const r of relations)
    for (const s of relations) {
      const cell = composition[r][s]
      // Sets cannot tell equal from equivalent: there the table keeps the weaker word.
      const expected = cell === 'unknown' ? [] : relations.filter((t) => implies(cell, t))
      const found = alwaysHold(r, s)
      assert.deepEqual(
        cell === 'equivalent-to' ? found.filter((t) => t !== 'equal-to') : found,
        expected,
        `${r} then ${s}`,
      )
    }
})

test('one implies and one contradicts another exactly as sets do', () => {
  for (const r of relations)
    for (const s of relations) {
      const worlds = pairs.filter(([a, b]) => holds[r](a, b))
      if (r !== 'equivalent-to' || s !== 'equal-to')
        assert.equal(
          implies(r, s),
          worlds.every(([a, b]) => holds[s](a, b)),
          `${r} implies ${s}`,
        )
      assert.equal(contradicts(r, s), !worlds.some(([a, b]) => holds[s](a, b)), `${r} contradicts ${s}`)
    }
  assert.equal(implies('equivalent-to', 'equal-to'), false)
})

const someSet = fc.integer({ min: 1, max: 2 ** 12 - 1 })
const said = (a: number, b: number): Relation[] => relations.filter((r) => holds[r](a, b))

test('whatever chain of true relations one walks, what follows is true of its ends', () =>
  fc.assert(
    fc.property(fc.array(someSet, { minLength: 2, maxLength: 6 }), fc.infiniteStream(fc.nat()), (sets, picks) => {
      const pick = picks[Symbol.iterator]()
      const chain = sets.slice(1).map((b, i) => {
        const true_ = said(sets[i]!, b)
        return true_[pick.next().value! % true_.length]!
      })
      const so = compose(chain)
      return so === 'unknown' || holds[so](sets[0]!, sets.at(-1)!)
    }),
  ))

test('reading a chain backwards gives the inverse', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...relations), { maxLength: 5 }), (chain) => {
      const there = compose(chain)
      const back = compose([...chain].reverse().map((r) => inverse[r]))
      return there === 'unknown' ? back === 'unknown' : back === inverse[there]
    }),
  ))

test('it does not matter where one begins to compose, as long as nothing is lost on the way', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...relations),
      fc.constantFrom(...relations),
      fc.constantFrom(...relations),
      (r, s, t) => {
        const left = composition[r][s]
        const right = composition[s][t]
        if (left === 'unknown' || right === 'unknown') return true
        return composition[left][t] === composition[r][right]
      },
    ),
  ))
