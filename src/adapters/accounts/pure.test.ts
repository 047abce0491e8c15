import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { test } from 'vitest'
import { readCorporateNumber } from './corporate-number.ts'
import { readEmail } from './email.ts'
import { networkOf } from './rate.ts'
import { csrfOf, makeCode, makeToken, readCode } from './secrets.ts'

const chance = { bytes: (n: number) => new Uint8Array(randomBytes(n)), uuid: () => randomUUID() as string }

test('a mail address is compared in lower case, without full-width forms and spaces around', () => {
  assert.equal(readEmail('  Ｈanako＠Example.JP '), 'hanako@example.jp')
  for (const wrong of [
    '',
    'hanako',
    'a@b',
    'a b@example.jp',
    'a@example.jp\r\nBcc: b@example.jp',
    `${'a'.repeat(250)}@x.jp`,
  ])
    assert.equal(readEmail(wrong), undefined, wrong)
})

test('a corporate number holds only with its check digit', () => {
  assert.equal(readCorporateNumber('7000012050002'), '7000012050002') // the example the tax agency publishes: its own number
  assert.equal(readCorporateNumber('７０００-０１２０-５０００２'), '7000012050002')
  assert.equal(readCorporateNumber('700001205000'), undefined)
  const twelve = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 }).map((d) => d.join(''))
  fc.assert(
    fc.property(twelve, (rest) => {
      const holding = [...'123456789'].filter((first) => readCorporateNumber(first + rest) !== undefined)
      assert.equal(holding.length, 1)
    }),
  )
})

test('codes are six digits, read as people type and paste them', () => {
  for (let i = 0; i < 200; i++) assert.match(makeCode(chance), /^[0-9]{6}$/)
  assert.equal(makeCode({ ...chance, bytes: (n) => new Uint8Array(n) }), '000000')
  assert.equal(readCode(' ０12-３45 '), '012345')
})

test('the form token follows from the session token and does not reveal it', () => {
  const token = makeToken(chance)
  assert.match(token, /^[\w-]{43}$/)
  assert.equal(csrfOf(token), csrfOf(token))
  assert.notEqual(csrfOf(token), token)
  assert.notEqual(csrfOf(token), csrfOf(makeToken(chance)))
})

test('an IPv6 customer is one network, however the address is written', () => {
  assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:0DB8:1:2::ffff'))
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0::/64')
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  assert.equal(networkOf('::ffff:192.0.2.7'), networkOf('192.0.2.7'))
})
