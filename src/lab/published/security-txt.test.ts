import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ownTime } from '../../../tests/support/own-time.ts'
import { readSecurityTxt, valuesOf } from './security-txt.ts'

const now = new Date('2026-11-23T00:00:00Z')
const codes = (text: string) =>
  readSecurityTxt(text, now).errors.map(({ code, line }) => (line ? `${code}:${line}` : code))
const good = 'Contact: mailto:security@maker.example\nExpires: 2027-06-30T15:00:00.000Z\n'

test('the least there must be is enough: one contact and one day of expiry', () => {
  const read = readSecurityTxt(good, now)
  assert.deepEqual(read.errors, [])
  assert.equal(read.expires?.toISOString(), '2027-06-30T15:00:00.000Z')
  assert.deepEqual(valuesOf(read, 'contact'), ['mailto:security@maker.example'])
  assert.equal(read.signed, false)
})

test('names of fields are read without regard to case, comments and empty lines are passed over', () => {
  const read = readSecurityTxt(
    '\ufeff# hello\r\n\r\nCONTACT: tel:+1-201-555-0123\r\nexpires: 2027-01-01T00:00:00+09:00\r\npreferred-Languages: ja, en\r\n',
    now,
  )
  assert.deepEqual(read.errors, [])
  assert.deepEqual(valuesOf(read, 'preferred-languages'), ['ja, en'])
})

test('fields nobody registered are kept and do no harm', () => {
  assert.deepEqual(
    codes(`${good}Bounty: no\nCSAF: https://maker.example/.well-known/csaf/provider-metadata.json\n`),
    [],
  )
})

test('contact and expiry may not be missing', () => {
  assert.deepEqual(codes('Policy: https://maker.example/policy\n'), ['contact-missing', 'expires-missing'])
  assert.deepEqual(codes(''), ['contact-missing', 'expires-missing'])
})

test('a bare mail address is no URI; a web address begins with https', () => {
  assert.deepEqual(codes(`Contact: security@maker.example\n${good}`), ['contact-not-uri:1'])
  assert.deepEqual(codes(`${good}Policy: http://maker.example/policy`), ['link-not-https:3'])
  assert.deepEqual(codes(`${good}Encryption: openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f`), [])
})

test('expiry and languages stand once', () => {
  assert.deepEqual(codes(`${good}Expires: 2027-06-30T15:00:00Z\n`), ['expires-repeated:3'])
  assert.deepEqual(codes(`${good}Preferred-Languages: ja\nPreferred-Languages: en\n`), [
    'preferred-languages-repeated:4',
  ])
})

test('expiry is a date and time of RFC 3339, not over, and less than a year away', () => {
  const on = (date: string) => codes(`Contact: https://maker.example/report\nExpires: ${date}`)
  assert.deepEqual(on('2026-11-22T23:59:59Z'), ['expired:2'])
  assert.deepEqual(on('2026-11-23T00:00:00Z'), ['expired:2'])
  assert.deepEqual(on('2029-01-01T00:00:00Z'), ['expires-far-away:2'])
  for (const none of ['2027-06-30', 'Thu, 31 Dec 2026 18:37:07 -0800', '2027-02-30T00:00:00Z', '2027-06-30T25:00:00Z'])
    assert.deepEqual(on(none), ['expires-not-a-date:2'], none)
})

test('a page in HTML is no security.txt', () => {
  const found = codes('<!doctype html>\n<title>Not found</title>\n')
  assert.ok(found.includes('line-unreadable:1') && found.includes('contact-missing'))
})

const signedWith = (inside: string, before = '', after = '') =>
  `${before}-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${inside}-----BEGIN PGP SIGNATURE-----\n\niHUEARYKAB0=\n-----END PGP SIGNATURE-----\n${after}`

test('a signed file is read inside its signature, dashes taken off', () => {
  const read = readSecurityTxt(signedWith(`${good}- # a line that began with a dash\n`), now)
  assert.deepEqual(read.errors, [])
  assert.equal(read.signed, true)
})

test('what stands outside the signature is named: anybody could have added it', () => {
  assert.deepEqual(codes(signedWith(good, '', 'Contact: mailto:evil@attacker.example\n')), [
    'text-outside-signature:10',
  ])
  const read = readSecurityTxt(signedWith(good, 'Contact: mailto:evil@attacker.example\n'), now)
  assert.deepEqual(valuesOf(read, 'contact'), ['mailto:security@maker.example'])
})

test('a signature cut short is none', () => {
  const read = readSecurityTxt(`-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${good}`, now)
  assert.equal(read.signed, false)
  assert.deepEqual(read.errors, [{ code: 'signature-broken', line: 1 }])
})

test('a file that does not end is cut, and costs little', () => {
  const spent = ownTime()
  for (const part of ['Contact: ', '\n', '#\n', 'a:b\n', '-----BEGIN PGP SIGNED MESSAGE-----\n', ': \t'])
    assert.ok(readSecurityTxt(part.repeat(1_000_000), now).errors[0]?.code === 'too-long', part)
  assert.ok(spent() < 2_000)
})
