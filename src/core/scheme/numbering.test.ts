import assert from 'node:assert/strict'
import { test } from 'vitest'
import { expandNumbers, skippedNumbers } from './numbering.ts'

test('a range of numbers or letters means each of them', () => {
  assert.deepEqual(expandNumbers('5.1-1..3'), ['5.1-1', '5.1-2', '5.1-3'])
  assert.deepEqual(expandNumbers('5.1-9..11'), ['5.1-9', '5.1-10', '5.1-11'])
  assert.deepEqual(expandNumbers('I-2a..c'), ['I-2a', 'I-2b', 'I-2c'])
  assert.deepEqual(expandNumbers('S1.1-09..10'), ['S1.1-09', 'S1.1-10'])
  assert.deepEqual(expandNumbers('CR 1.1..2'), ['CR 1.1', 'CR 1.2'])
})

test('what is no range means itself', () => {
  for (const written of ['5.1-2A', '5.1-1..c', '5.1-3..1', 'x-1..99999999', '..', ''])
    assert.deepEqual(expandNumbers(written), [written])
})

test('a number or a letter that is jumped over is named', () => {
  assert.deepEqual(skippedNumbers(['5.1-1', '5.1-2', '5.1-4', '5.2-1']), ['5.1-3'])
  assert.deepEqual(skippedNumbers(['5.3-3', '5.3-4A', '5.3-4B', '5.3-5']), [])
  assert.deepEqual(skippedNumbers(['I-2a', 'I-2b', 'I-2d']), ['I-2c'])
})

test('numbering that begins late or leaves a block out, years and plain words skip nothing', () =>
  assert.deepEqual(skippedNumbers(['NDR 1.6', 'NDR 1.13', 'law-20241', 'law-20243', 'DOC']), []))
