import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { hashOfText, hashTable } from './hash-table.ts'
import { classKey, modelKey, sameSkeleton, sameStem, skeletonHash, stemHash } from './model-key.ts'
import { isOfClass } from './register-index.ts'

function places(table: ReturnType<typeof hashTable>, hash: number): number[] {
  const found: number[] = []
  for (let place = table.first(hash); place !== -1; place = table.after(place)) found.push(place)
  return found
}

test('every place is found by its hash, in the order of the list, and no other', () =>
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: -4, max: 4 }), { nil: undefined }), { maxLength: 60 }),
      (hashes) => {
        const table = hashTable(hashes.length, (place) => hashes[place])
        for (let hash = -4; hash <= 4; hash++)
          assert.deepEqual(
            places(table, hash),
            hashes.flatMap((one, place) => (one === hash ? [place] : [])),
          )
      },
    ),
  ))

const key = fc
  .string({ unit: fc.constantFrom('A', 'B', 'O', '0', '1', 'I', 'W', '型', 'ア'), maxLength: 9 })
  .map(modelKey)

test('what is the same has the same hash', () =>
  fc.assert(
    fc.property(key, key, (a, b) => {
      if (a === b) assert.equal(hashOfText(a), hashOfText(b))
      if (a.length === b.length && sameSkeleton(a, b)) assert.equal(skeletonHash(a), skeletonHash(b))
      const [x, y] = [stemHash(a), stemHash(b)]
      if (x !== undefined && y !== undefined && sameStem(a, b)) assert.equal(x, y)
    }),
    { numRuns: 5000 },
  ))

const model = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', '-', ' ', '1', 'ａ', '－', 'ー', 'É', '・', 'ß', 'ﬀ'),
  maxLength: 6,
})

const isOfModel = (model: string, key: string): boolean => {
  const bytes = new TextEncoder().encode(`..${model}..`)
  return isOfClass(bytes, 2, bytes.length - 2, key)
}

test('whether a model is of a class is what its key says', () =>
  fc.assert(
    fc.property(model, model, (a, b) => {
      assert.equal(isOfModel(a, classKey(b)), classKey(a) === classKey(b))
      assert.ok(isOfModel(a, classKey(a)))
    }),
    { numRuns: 20_000 },
  ))
