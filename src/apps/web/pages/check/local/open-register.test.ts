import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, test } from 'vitest'
import { entries } from '../../../../../../tests/support/entries.ts'
import { digestBytes } from '../../../../../core/kernel/digest.ts'
import { openIndex } from '../../../../../core/procurement/register-index.ts'
import { manifestFormat } from '../../../../../core/register/manifest.ts'
import { snapshotFormat, writeSnapshotLine } from '../../../../../core/register/snapshot-file.ts'
import type { Trust } from '../../../../../core/verifier/trust.ts'
import type { LocalFile } from './messages.ts'
import { hash } from './node-crypto.ts'
import { openLocalRegister } from './open-register.ts'

const takenAt = '2026-11-24T00:00:00.000Z'
const lines = [{ format: snapshotFormat, takenAt, entries: entries.length } as const, ...entries]
  .map((line) => `${writeSnapshotLine(line)}\n`)
  .join('')
const file = (content: string | Uint8Array, name = 'register.jsonl'): LocalFile => ({
  name,
  content: new Blob([content as never]),
})

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
const did = 'did:web:label.example.jp'
const kid = `${did}#key-1`
const trust = {
  issuer: did,
  labels: 'https://label.example.jp/l/',
  keys: new Map([[kid, { kid, jwk: { kty: 'EC', crv: 'P-256', x, y }, from: 0, until: null }]]),
} as unknown as Trust

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
function manifest(told: object = {}): LocalFile {
  const payload = {
    format: manifestFormat,
    iss: did,
    register: trust.labels,
    asOf: takenAt,
    entries: entries.length,
    digest: digestBytes(lines),
    logSize: 12,
    files: [{ name: 'register.jsonl.zst', mediaType: 'application/zstd', rows: 1, bytes: 1, sha256: '0'.repeat(64) }],
    ...told,
  }
  const signed = `${encoded({ alg: 'ES256', typ: 'register-manifest+jwt', kid })}.${encoded(payload)}`
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return file(`${signed}.${signature.toString('base64url')}`, 'manifest.jws')
}
const open = (...files: readonly LocalFile[]) => openLocalRegister(files, trust, () => undefined)

describe('a register in a browser', () => {
  test('is read plain or packed with gzip, with the digest of its lines, and its signature is seen', async () => {
    for (const content of [lines, gzipSync(lines)]) {
      const read = await open(manifest(), file(content))
      assert.ok(read.ok, JSON.stringify(read))
      assert.equal(read.value.signed, true)
      const { snapshot, size, entry } = openIndex(read.value.register)
      assert.deepEqual(snapshot, { digest: digestBytes(lines), takenAt })
      assert.deepEqual(
        Array.from({ length: size }, (_, place) => entry(place)),
        entries,
      )
    }
  })

  test('without its manifest is read, and nobody says that it was signed', async () => {
    const read = await open(file(lines))
    assert.ok(read.ok && !read.value.signed)
  })

  test('is refused where anything of it is not what was signed, or not all of it is there', async () => {
    for (const [files, code] of [
      [[manifest(), file(lines.replace('HR-200', 'HR-201'))], 'local-register-changed'],
      [[manifest({ asOf: '2026-11-23T00:00:00.000Z' }), file(lines)], 'local-register-changed'],
      [[manifest({ iss: 'did:web:other.example' }), file(lines)], 'local-register-signature'],
      [[manifest({ logSize: -1 }), file(lines)], 'local-register-signature'],
      [
        [file(`${await manifest().content.text()}`.replace(/.{9}$/, 'AAAAAAAAA'), 'm.jws'), file(lines)],
        'local-register-signature',
      ],
      [[file(lines.slice(0, -400))], 'local-register-broken'],
      [[file(lines.split('\n').slice(0, -2).join('\n'))], 'local-register-broken'],
      [[file(gzipSync(lines).subarray(0, 900))], 'local-register-broken'],
      [[file('{"format":"something else"}\n')], 'local-register-other'],
      [[file('%PDF-1.7')], 'local-register-other'],
      [[manifest()], 'local-register-missing'],
      [[file(lines), file(lines)], 'local-register-twice'],
      [[file(zstdCompressSync(lines))], 'local-register-zstd'],
    ] as const) {
      const read = await open(...files)
      assert.equal(read.ok ? 'ok' : read.fault.code, code)
    }
  })
})

test('a browser computes the digests that Node computes', () => {
  for (const data of ['', 'abc', '型番', 'x'.repeat(1000)])
    assert.equal(hash('sha256', data, 'hex'), createHash('sha256').update(data).digest('hex'))
})
