import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { test } from 'vitest'
import { emptyBits, placeOf, readBit, setBit } from './status-bits.ts'
import { decodeList, encodeList, listCredential } from './status-list.ts'

interface Vectors {
  readonly cases: readonly { name: string; set: number[]; expect: Record<string, number> }[]
  readonly places: readonly { statusIndex: number; list: number; index: number }[]
}
const file = new URL('../../../vectors/attestation/status-bits.json', import.meta.url)
const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'))

for (const v of vectors.cases)
  test(v.name, () => {
    const bits = emptyBits()
    for (const index of v.set) setBit(bits, index, true)
    assert.equal(bits.length, 16_384)
    const found = Object.fromEntries([...bits.entries()].filter(([, byte]) => byte !== 0))
    assert.deepEqual(found, v.expect)
    for (const index of v.set) assert.ok(readBit(bits, index))
    const decoded = decodeList(encodeList(bits))
    assert.ok(decoded.ok)
    assert.deepEqual(decoded.value, bits)
  })

for (const { statusIndex, ...place } of vectors.places)
  test(`credential ${statusIndex} has its place`, () => assert.deepEqual(placeOf(statusIndex), place))

test('a bit that was cleared is as if it had never been set', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(131_071)), fc.nat(131_071), (others, index) => {
      const [a, b] = [emptyBits(), emptyBits()]
      for (const other of others.filter((o) => o !== index)) for (const bits of [a, b]) setBit(bits, other, true)
      setBit(a, index, true)
      setBit(a, index, false)
      assert.deepEqual(a, b)
    }),
    { numRuns: 30 },
  )
})

test('a place outside the list is never read as zero', () => {
  assert.throws(() => readBit(emptyBits(), 131_072), RangeError)
  assert.throws(() => readBit(emptyBits(), -1), RangeError)
  assert.throws(() => setBit(emptyBits(), 1.5, true), RangeError)
  assert.throws(() => placeOf(-1), RangeError)
})

test('lists that are too short, broken, without multibase letter or far too large are refused', () => {
  const codeOf = (encoded: string) => {
    const read = decodeList(encoded)
    return read.ok ? 'read' : read.fault.code
  }
  assert.equal(codeOf(encodeList(new Uint8Array(16_383))), 'status-list-too-short')
  assert.equal(codeOf(encodeList(emptyBits()).slice(1)), 'status-list-unreadable')
  assert.equal(codeOf(`${encodeList(emptyBits()).slice(0, -8)}`), 'status-list-unreadable')
  assert.equal(codeOf('uAAAA'), 'status-list-unreadable')
  const bomb = `u${gzipSync(Buffer.alloc(64 * 2 ** 20)).toString('base64url')}`
  assert.equal(codeOf(bomb), 'status-list-unreadable')
})

test('the list says which prefix of the log it was derived from', () => {
  const credential = listCredential(emptyBits(), {
    issuer: 'did:web:label.example.jp',
    labelsUrl: 'https://label.example.jp',
    purpose: 'suspension',
    k: 2,
    logTreeSize: 70_000,
    logRoot: 'AAAA',
    validFrom: '2026-11-22T00:00:00Z',
    validUntil: '2026-11-29T00:00:00Z',
  })
  assert.equal(credential.id, 'https://label.example.jp/status/suspension/2')
  assert.equal(credential.logTreeSize, 70_000)
  const subject = credential.credentialSubject as Record<string, unknown>
  assert.equal(subject.ttl, 60_000)
  assert.equal(subject.statusPurpose, 'suspension')
})
