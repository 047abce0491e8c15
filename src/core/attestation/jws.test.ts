import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { freshSigner } from '../../../tests/interop/example.ts'
import { fromBase64url, toBase64url } from '../kernel/base64.ts'
import { headerOf, readJws, signingInput, signJws } from './jws.ts'

const kid = 'did:web:label.example.jp#2026-es256-1'
const part = (text: string) => Buffer.from(text).toString('base64url')
const signature = 'A'.repeat(86)

test('bytes survive base64url', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
      const text = toBase64url(bytes)
      assert.equal(text, Buffer.from(bytes).toString('base64url'))
      assert.deepEqual(new Uint8Array(fromBase64url(text) ?? []), bytes)
    }),
    { numRuns: 30 },
  )
})

test('a second spelling of the same bytes is refused', () => {
  assert.deepEqual([...(fromBase64url('AA') ?? [])], [0])
  for (const text of ['AB', 'AA==', 'AAB', 'A', 'A+', 'A/', 'AA\n', 'あ']) assert.equal(fromBase64url(text), undefined)
})

test('the header of a credential has exactly four members, in canonical order', () => {
  const [head] = signingInput(headerOf('vc+jwt', kid), {}).split('.')
  assert.equal(Buffer.from(head!, 'base64url').toString(), `{"alg":"ES256","cty":"vc","kid":"${kid}","typ":"vc+jwt"}`)
})

test('the payload is canonical JSON: sorted members, no spaces', () => {
  const [, body] = signingInput(headerOf('vc+jwt', kid), { b: 1, a: '星', c: undefined }).split('.')
  assert.equal(Buffer.from(body!, 'base64url').toString(), '{"a":"星","b":1}')
})

test('what was signed is read back', async () => {
  const header = headerOf('label-event+jwt', kid)
  const jws = await signJws(header, { event: 'suspended' }, freshSigner(kid))
  const read = readJws(jws)
  assert.ok(read.ok)
  assert.deepEqual(read.value.header, header)
  assert.deepEqual(read.value.payload, { event: 'suspended' })
  assert.equal(read.value.signature.length, 64)
  assert.equal(Buffer.from(read.value.signingInput).toString(), jws.split('.').slice(0, 2).join('.'))
})

test('a key signs only under its own name', async () => {
  await assert.rejects(signJws(headerOf('vc+jwt', 'did:web:other.example#1'), {}, freshSigner(kid)), /cannot sign/)
})

const header = (more: object) => part(JSON.stringify({ alg: 'ES256', cty: 'vc', kid, typ: 'vc+jwt', ...more }))
const refusals: [string, string, string][] = [
  ['two parts', `${header({})}.${part('{}')}`, 'jws-malformed'],
  ['four parts', `${header({})}.${part('{}')}.${signature}.A`, 'jws-malformed'],
  ['a header that is no JSON', `${part('{')}.${part('{}')}.${signature}`, 'jws-malformed'],
  ['a payload that is a list', `${header({})}.${part('[]')}.${signature}`, 'jws-malformed'],
  [
    'a payload that is not UTF-8',
    `${header({})}.${Buffer.from([0xff]).toString('base64url')}.${signature}`,
    'jws-malformed',
  ],
  ['a short signature', `${header({})}.${part('{}')}.AAAA`, 'jws-malformed'],
  ['alg none', `${header({ alg: 'none' })}.${part('{}')}.${signature}`, 'jws-header-refused'],
  ['alg HS256', `${header({ alg: 'HS256' })}.${part('{}')}.${signature}`, 'jws-header-refused'],
  ['another typ', `${header({ typ: 'JWT' })}.${part('{}')}.${signature}`, 'jws-header-refused'],
  ['no kid', `${header({ kid: undefined })}.${part('{}')}.${signature}`, 'jws-header-refused'],
  [
    'an event that calls itself a credential',
    `${header({ typ: 'label-event+jwt' })}.${part('{}')}.${signature}`,
    'jws-header-refused',
  ],
  ...['crit', 'jwk', 'jku', 'x5u', 'x5c', 'b64'].map((m): [string, string, string] => [
    m,
    `${header({ [m]: ['x'] })}.${part('{}')}.${signature}`,
    'jws-header-refused',
  ]),
]
for (const [name, jws, code] of refusals)
  test(`refused: ${name}`, () => {
    const read = readJws(jws)
    assert.equal(read.ok ? 'read' : read.fault.code, code)
  })
