import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { idOf, tokenOf } from './oscal-token.ts'

const token = /^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u

test('ids as printed become OSCAL tokens that still can be recognised', () => {
  assert.equal(tokenOf('PSTI-1'), 'PSTI-1')
  assert.equal(tokenOf('5.3-4A'), '_5.3-4A')
  assert.equal(tokenOf('CR 1.1'), '_CR_20_1.1')
  assert.equal(tokenOf('適合要件１'), '適合要件１')
})

test('every id has a token of its own and reads back from it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('_', '2', '0', 'A', ' ', '/', '1', '.', 'あ', '😀') }), (id) => {
      assert.match(tokenOf(id), token)
      assert.equal(idOf(tokenOf(id)), id)
    }),
  )
})

test('a token from elsewhere keeps its name on the way in and out', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('_', '2', '0', 'A', '.', '-') }), (rest) => {
      for (const written of [`_${rest}`, `a${rest}`]) assert.equal(tokenOf(idOf(written)), written)
    }),
  )
})
