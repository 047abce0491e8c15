import assert from 'node:assert/strict'
import { test } from 'vitest'
import { readLeaf } from './leaf.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signature = Buffer.alloc(64, 1).toString('base64url')
const header = { alg: 'ES256', cty: 'vc', kid: 'did:web:x#1', typ: 'vc+jwt' }
const jws = (head: unknown, body: unknown = { a: 1 }, tail = signature) => `${part(head)}.${part(body)}.${tail}`

test('a leaf is taken apart, and its own bytes are kept', () => {
  const leaf = readLeaf(jws(header))
  assert.equal(leaf?.kid, 'did:web:x#1')
  assert.deepEqual(leaf?.payload, { a: 1 })
  assert.equal(Buffer.from(leaf!.bytes).toString(), jws(header))
  assert.equal(Buffer.from(leaf!.signed).toString(), jws(header).slice(0, jws(header).lastIndexOf('.')))
})

test('nothing in a header can steer the verifier', () => {
  for (const alg of ['none', 'HS256', 'ES384', 'EdDSA', undefined])
    assert.equal(readLeaf(jws({ ...header, alg })), undefined, String(alg))
  for (const member of ['crit', 'jwk', 'jku', 'x5u', 'x5c', 'b64', '__proto__x'])
    assert.equal(readLeaf(jws({ ...header, [member]: [] })), undefined, member)
  assert.equal(readLeaf(jws({ ...header, kid: 1 })), undefined)
})

test('there is one spelling of a leaf', () => {
  const good = jws(header)
  for (const text of [`${good}.`, `${good}=`, ` ${good}`, good.replace('.', '..'), `${good}\n`, good.slice(0, -1)])
    assert.equal(readLeaf(text), undefined)
  assert.equal(readLeaf(jws(header, [1])), undefined)
  assert.equal(readLeaf(jws(header, { a: 1 }, Buffer.alloc(63).toString('base64url'))), undefined)
  // 64 bytes end in a character of which four bits are not used: a stray bit there would be a second leaf.
  assert.equal(readLeaf(good.slice(0, -1) + (good.endsWith('Q') ? 'R' : 'Q')), undefined)
})
