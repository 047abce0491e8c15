import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { readGtin, writeGtin } from './gtin.ts'

const why = (typed: string) => {
  const read = readGtin(typed)
  return read.ok ? read.value : read.fault.why
}

test('eight, twelve, thirteen and fourteen digits are one number of fourteen', () => {
  assert.equal(why('9520123456788'), '09520123456788') // the example of the GS1 Digital Link standard
  assert.equal(why('09520123456788'), '09520123456788')
  assert.equal(why('９５２０１２３-456788'), '09520123456788')
  assert.equal(why('614141007349'), '00614141007349')
  assert.equal(why('95050003'), '00000095050003')
})

test('another length, a wrong check digit and a number for one shop alone are refused, each by its name', () => {
  for (const typed of ['', '952012345678', 'HR-200', '952012345678a', '952012345678801', '1234567'])
    assert.notEqual(why(typed), '09520123456788', typed)
  assert.equal(why('HR-200'), 'length')
  assert.equal(why('12345678901'), 'length')
  assert.equal(why('9520123456789'), 'check-digit')
  for (const typed of ['2012345678903', '0212345678909', '20123451']) assert.equal(why(typed), 'restricted', typed)
})

test('every mistyped digit of a good number is found', () => {
  const good = '09520123456788'
  for (let at = 0; at < good.length; at++)
    for (let digit = 0; digit < 10; digit++)
      if (String(digit) !== good[at])
        assert.equal(why(good.slice(0, at) + digit + good.slice(at + 1)), 'check-digit', `${at} ${digit}`)
})

test('what is written is read as the same number', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
  fc.assert(
    fc.property(fc.oneof(digits(8), digits(12), digits(13), digits(14)), (typed) => {
      const read = readGtin(typed)
      if (read.ok) assert.deepEqual(readGtin(writeGtin(read.value)), read)
    }),
  )
})
