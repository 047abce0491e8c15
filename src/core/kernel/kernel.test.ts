import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { addMonths, dateInJapan, isDate, startOfDate } from './date.ts'
import { canonicalJson, digestOf } from './digest.ts'
import { makeLabelId, readLabelId, writeLabelId } from './label-id.ts'

const label = fc.uint8Array({ minLength: 18, maxLength: 18 }).map(makeLabelId)

test('a label number survives being written, retyped in any case and read', () =>
  fc.assert(
    fc.property(label, (id) => assert.deepEqual(readLabelId(writeLabelId(id).toLowerCase()), { ok: true, value: id })),
  ))

test('one mistyped character never reads as another label', () =>
  fc.assert(
    fc.property(label, fc.nat(9), fc.nat(30), (id, at, shift) => {
      const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
      const other = alphabet[(alphabet.indexOf(id[at]!) + 1 + (shift % 30)) % 31]!
      assert.equal(readLabelId(id.slice(0, at) + other + id.slice(at + 1)).ok, false)
    }),
  ))

test('two swapped neighbours never read as another label', () =>
  fc.assert(
    fc.property(label, fc.nat(8), (id, at) => {
      const swapped = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2)
      if (swapped !== id) assert.equal(readLabelId(swapped).ok, false)
    }),
  ))

test('months end on a day that exists', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  assert.equal(addMonths('2024-02-29', 24), '2026-02-28')
  assert.equal(addMonths('2026-11-24', 24), '2028-11-24')
})

test('the day is the day in Japan', () => {
  assert.equal(dateInJapan('2026-11-23T14:59:59Z'), '2026-11-23')
  assert.equal(dateInJapan('2026-11-23T15:00:00Z'), '2026-11-24')
  for (let hour = 0; hour < 24 * 800; hour++) {
    const at = new Date(Date.UTC(2027, 0, 1, hour, 59, 59, 999))
    const day = new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
    for (const text of [at.toISOString(), at.toISOString().replace('.999', '')]) assert.equal(dateInJapan(text), day)
  }
  assert.equal(dateInJapan('2026-11-23T10:00:00-09:00'), '2026-11-24')
  assert.equal(startOfDate('2026-11-24'), '2026-11-23T15:00:00.000Z')
  assert.equal(isDate('2026-02-30'), false)
})

test('a digest does not depend on the order of keys', () => {
  assert.equal(digestOf({ b: 1, a: [true, null] }), digestOf({ a: [true, null], b: 1 }))
  assert.equal(canonicalJson({ b: 1, a: 'é' }), '{"a":"é","b":1}')
})
