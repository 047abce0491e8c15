import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { bigrams, describeNormalised, indexGrams, normalise, tidy } from './search.ts'

interface Vector {
  readonly typed: string
  readonly normalised: string
  readonly said: string | null
}
const file = new URL('../../../vectors/register/search.json', import.meta.url)
const vectors: readonly Vector[] = JSON.parse(readFileSync(file, 'utf8')).cases

for (const v of vectors)
  test(`「${v.typed}」 is compared as 「${v.normalised}」`, () => {
    assert.equal(normalise(v.typed), v.normalised)
    assert.equal(
      describeNormalised(v.typed)?.ja,
      v.said === null ? undefined : `「${v.typed}」を「${v.said}」としてさがしました`,
    )
  })

test('normalising twice changes nothing more', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (s) => assert.equal(normalise(normalise(s)), normalise(s))))
})

test('what is said to have been searched for finds the same', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (s) => assert.equal(normalise(tidy(s)), normalise(s))))
})

test('pairs of neighbours, each once; a single character stands for itself', () => {
  assert.deepEqual(bigrams('HR-200'), ['HR', 'R2', '20', '00'])
  assert.deepEqual(bigrams('ababa'), ['AB', 'BA'])
  assert.deepEqual(bigrams('H'), ['H'])
  assert.deepEqual(bigrams(' ・ '), [])
})

test('every part of an indexed text is found through the pairs', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (text, a, b) => {
      const characters = [...normalise(text)]
      const [from, to] = [a % (characters.length + 1), b % (characters.length + 1)].sort((x, y) => x - y)
      const held = new Set(indexGrams([text]))
      for (const gram of bigrams(characters.slice(from, to).join(''))) assert.ok(held.has(gram), gram)
    }),
  )
})
