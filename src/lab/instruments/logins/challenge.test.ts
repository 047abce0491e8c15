import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { basicAuthorization, digestAuthorization, digestChallenge, readChallenges } from './challenge.ts'

const mufasa = { user: 'Mufasa', password: 'Circle of Life' }
const rfc7616 = {
  realm: 'http-auth@example.org',
  qop: 'auth, auth-int',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
}
const request = { method: 'GET', uri: '/dir/index.html', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' }

test('the examples of RFC 7616 come out, in MD5 and SHA-256', () => {
  for (const [algorithm, response] of [
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])
    assert.match(
      digestAuthorization({ scheme: 'digest', params: { ...rfc7616, algorithm: algorithm! } }, mufasa, request),
      new RegExp(`response="${response}"`),
    )
})

test('the example of RFC 2069, without qop, comes out as its erratum has it', () => {
  const params = { realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' }
  const header = digestAuthorization(
    { scheme: 'digest', params },
    { user: 'Mufasa', password: 'CircleOfLife' },
    request,
  )
  assert.match(header, /response="1949323746fe6a43ef61f9606e7febea"/)
  assert.ok(!header.includes('qop') && !header.includes('cnonce'))
})

test('challenges are read as devices write them', () => {
  assert.deepEqual(
    readChallenges([
      'Digest realm="A, \\"B\\"", nonce = abc==, qop="auth,auth-int",algorithm=MD5, Basic realm=IP Camera',
    ]).map((c) => [c.scheme, { ...c.params }]),
    [
      ['digest', { realm: 'A, "B"', nonce: 'abc==', qop: 'auth,auth-int', algorithm: 'MD5' }],
      ['basic', { realm: 'IP Camera' }],
    ],
  )
  assert.deepEqual(
    readChallenges([
      "Digest realm='x',nonce='y'",
      'Basic',
      'Bearer',
      'Negotiate abcd==',
      'Basic realm="never ends',
    ]).map((c) => c.scheme),
    ['digest', 'basic', 'bearer', 'negotiate', 'basic'],
  )
})

test('hostile challenges end', () => {
  const spent = ownTime()
  for (const header of [
    '='.repeat(5_000),
    '"'.repeat(5_000),
    `Digest ${'a='.repeat(2_500)}`,
    'Digest __proto__="x", nonce="n"',
    ' '.repeat(9_000),
    `Digest ${'a\\'.repeat(2_000)}`,
    `D ${'a'.repeat(4_000)}!`,
  ])
    readChallenges([header])
  assert.ok(spent() < 500)
  assert.equal(({} as Record<string, unknown>)['x'], undefined)
})

test('the strongest digest that can be answered is taken, an unknown one is not', () => {
  const all = readChallenges([
    'Digest realm="r", nonce="1", algorithm=MD5',
    'Digest realm="r", nonce="2", algorithm=SHA-256',
  ])
  assert.equal(digestChallenge(all)?.params['nonce'], '2')
  assert.equal(digestChallenge(readChallenges(['Digest realm="r", nonce="1", algorithm=TTH'])), undefined)
  assert.equal(digestChallenge(readChallenges(['Basic realm="r"'])), undefined)
})

test('a user name cannot break out of its quotes', () => {
  const params = { realm: 'r', nonce: 'n' }
  const header = digestAuthorization({ scheme: 'digest', params }, { user: 'a"\r\nX: y', password: '' }, request)
  assert.ok(!/[\r\n]/.test(header))
  assert.match(header, /username="a\\"X: y"/)
  assert.equal(basicAuthorization({ user: 'admin', password: 'ä:b' }), 'Basic YWRtaW46w6Q6Yg==')
})
