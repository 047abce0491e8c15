import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { madeCertificate } from '../../../../tests/support/made-certificate.ts'
import { observationSchema } from '../../observation.ts'
import { readCertificate } from './certificate.ts'

test('key, signature, names and days are read', async () => {
  const { der } = await madeCertificate({ notAfter: new Date('2031-12-24T23:59:59Z') })
  const { subject, keyType, keyBits, signature, hash, names, notBefore, notAfter, selfSigned } = readCertificate(der)
  assert.deepEqual([subject, keyType, keyBits], ['CN=device.local', 'rsa', 2048])
  assert.deepEqual([signature, hash, names], ['sha256WithRSAEncryption', 'sha256', ['DNS:device.local']])
  assert.deepEqual([notBefore, notAfter, selfSigned], ['2026-01-01', '2031-12-24', true])
})

test('the hash of an RSASSA-PSS signature stands in its parameters, and is SHA-1 where they name none', async () => {
  assert.equal(readCertificate((await madeCertificate({ key: 'rsa-pss' })).der).hash, 'sha256')
  assert.equal(readCertificate((await madeCertificate({ key: 'rsa-pss', hash: 'SHA-1' })).der).hash, 'sha1')
})

test('curves have their size, and weak hashes their name', async () => {
  const { der } = await madeCertificate({ key: 'ecdsa', curve: 'P-384', hash: 'SHA-1', names: [] })
  const { keyType, keyBits, hash, names } = readCertificate(der)
  assert.deepEqual([keyType, keyBits, hash, names], ['ec', 384, 'sha1', undefined])
})

test('a certificate with its own name as issuer is self-signed only if its key signed it', async () => {
  const other = await madeCertificate({ subject: 'device.local' })
  const { der } = await madeCertificate({ subject: 'device.local', issuer: other })
  assert.equal(readCertificate(der).selfSigned, false)
})

test('what is no certificate is told apart by its fingerprint alone', () => {
  const seen = readCertificate(Uint8Array.of(0x30, 0x82, 0xff))
  assert.deepEqual(Object.keys(seen), ['fingerprint', 'bytes', 'readable'])
  assert.equal(seen.readable, false)
})

test('names that speak to a terminal or a page are made harmless, and are short', async () => {
  const { der } = await madeCertificate({ subject: `\u001b[31m<script>${'x'.repeat(3_000)}`, names: ['\u202eevil'] })
  const { subject, names } = readCertificate(der)
  assert.ok(subject !== undefined && subject.length <= 512 && !subject.includes('\u001b'))
  assert.ok(!names?.join('').includes('\u202e'))
})

test('no certificate, however broken, makes the reader throw or leaves the schema', async () => {
  const { der } = await madeCertificate({ key: 'ecdsa' })
  const broken = fc
    .array(fc.tuple(fc.nat(der.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    .map((changes) => {
      const bytes = Uint8Array.from(der)
      for (const [at, value] of changes) bytes[at] = value
      return bytes
    })
  const about = { id: 'c', sample: 1, began: 0, took: 0, completeness: 'complete' }
  fc.assert(
    fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 600 })), (bytes) => {
      const seen = { kind: 'tls-certificate', over: 'TLS1.2', chain: [readCertificate(bytes)] }
      assert.ok(observationSchema.safeParse({ ...about, seen }).success)
    }),
    { numRuns: 1_500 },
  )
})
