import assert from 'node:assert/strict'
import { test } from 'vitest'
import { readGtins } from './gtins.ts'

const models = ['HR-200', 'HR-200W', 'HR 210']
const read = (text: string, of = models) => {
  const result = readGtins(text, of)
  return result.ok ? result.value.map(({ gtin, model }) => `${model} ${gtin}`) : result.fault.code
}

test('two pasted columns are read whatever stands between them, and empty lines say nothing', () => {
  assert.deepEqual(read('HR-200\t9520123456788\r\n\r\nhr-200w, 09520123000011\nHR 210 ９５２０１２３００００２８'), [
    'HR-200 09520123456788',
    'HR-200W 09520123000011',
    'HR 210 09520123000028',
  ])
  assert.deepEqual(read(''), [])
})

test('a number alone belongs to the only model, and to none where there are several', () => {
  assert.deepEqual(read('9520123456788', ['SG-40']), ['SG-40 09520123456788'])
  assert.equal(read('9520123456788'), 'gtin-model-unknown')
})

test('each line that cannot be kept is refused by its own name', () => {
  assert.equal(read('HR-999\t9520123456788'), 'gtin-model-unknown')
  assert.equal(read('HR-200\t9520123456789'), 'gtin-check-digit')
  assert.equal(read('HR-200\t952012345678'), 'gtin-check-digit')
  assert.equal(read('HR-200\t12345'), 'gtin-length')
  assert.equal(read('HR-200\t2012345678903'), 'gtin-restricted')
  assert.equal(read('HR-200\t9520123456788\nHR-200W\t9520123456788'), 'gtin-of-two-models')
  assert.deepEqual(read('HR-200\t9520123456788\nHR-200\t09520123456788'), ['HR-200 09520123456788'])
})
