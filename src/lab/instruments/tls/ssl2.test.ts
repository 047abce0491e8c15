import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { readSsl2, ssl2Hello } from './ssl2.ts'

const answer = Buffer.from(
  ['801c', '04', '00', '01', '0002', '0000', '0003', '000e', '0700c0', '00'.repeat(14)].join(''),
  'hex',
)

test('an answer in SSL 2.0 names its ciphers', () =>
  assert.deepEqual(readSsl2(answer), { ciphers: ['SSL_CK_DES_192_EDE3_CBC_WITH_MD5'] }))

test('an answer that has not arrived whole is waited for', () => {
  for (let length = 0; length < answer.length; length++) assert.equal(readSsl2(answer.subarray(0, length)), 'more')
})

test('alerts, pages and answers with wrong lengths are none', () => {
  assert.equal(readSsl2(Buffer.from('15030100020246', 'hex')), 'none')
  assert.equal(readSsl2(Buffer.from('HTTP/1.1 400')), 'none')
  const long = Buffer.from(answer)
  long.writeUInt16BE(0xffff, 7)
  assert.equal(readSsl2(long), 'none')
})

test('the question has the length it says', () => {
  const hello = ssl2Hello(new Uint8Array(16))
  assert.equal(((hello[0]! & 0x7f) << 8) | hello[1]!, hello.length - 2)
})

test('no bytes make the reader throw', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, likeAnswer) => {
      if (likeAnswer) bytes.set([0x80, bytes.length - 2, 4].slice(0, bytes.length))
      const read = readSsl2(bytes)
      assert.ok(typeof read === 'string' || read.ciphers.length <= 64)
    }),
  ))
