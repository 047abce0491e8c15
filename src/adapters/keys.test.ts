import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { ensureKeyFile, fileSigner } from './keys.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'))
})
afterAll(() => rm(folder, { recursive: true }))

const kid = 'did:web:label.example.jp#2026-es256-1'
const path = (name: string) => join(folder, 'keys', name)
const codeOf = async (name: string, k = kid) => {
  const opened = await fileSigner(path(name), k, 'ES256')
  return opened.ok ? 'opened' : opened.fault.code
}

for (const algorithm of ['ES256', 'Ed25519'] as const)
  test(`an ${algorithm} key is made once, kept private, and signs raw 64 bytes`, async () => {
    const file = path(algorithm)
    assert.equal(await ensureKeyFile(file, { kid, algorithm, demonstration: false }), 'made')
    const before = await readFile(file, 'utf8')
    assert.equal(await ensureKeyFile(file, { kid, algorithm, demonstration: true }), 'found')
    assert.equal(await readFile(file, 'utf8'), before)
    assert.equal((await stat(file)).mode & 0o777, 0o600)
    assert.equal((await stat(join(folder, 'keys'))).mode & 0o777, 0o700)
    const opened = await fileSigner(file, kid, algorithm)
    assert.ok(opened.ok)
    const { value: signer } = opened
    assert.equal(signer.publicJwk.d, undefined)
    assert.equal(signer.demonstration, false)
    const data = Buffer.from('星印')
    const signature = await signer.sign(data)
    assert.equal(signature.length, 64)
    const key = createPublicKey({ key: signer.publicJwk, format: 'jwk' })
    const holds = (message: Buffer) =>
      algorithm === 'ES256'
        ? verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
        : verify(null, message, key, signature)
    assert.ok(holds(data))
    assert.equal(holds(Buffer.from('月印')), false)
  })

test('eight starts at once make one key and leave nothing else behind', async () => {
  const made = await Promise.all(
    Array.from({ length: 8 }, () => ensureKeyFile(path('race'), { kid, algorithm: 'ES256', demonstration: true })),
  )
  assert.equal(made.filter((m) => m === 'made').length, 1)
  assert.deepEqual(
    (await readdir(join(folder, 'keys'))).filter((name) => name.endsWith('.tmp')),
    [],
  )
})

test('a demonstration key says so', async () => {
  await ensureKeyFile(path('demo'), { kid, algorithm: 'ES256', demonstration: true })
  const opened = await fileSigner(path('demo'), kid, 'ES256')
  assert.ok(opened.ok && opened.value.demonstration)
})

test('a file others may read, another key, a broken file and no file are refused by name', async () => {
  await ensureKeyFile(path('open'), { kid, algorithm: 'ES256', demonstration: false })
  await chmod(path('open'), 0o640)
  assert.equal(await codeOf('open'), 'key-file-open-to-others')
  await chmod(path('open'), 0o600)
  assert.equal(await codeOf('open'), 'opened')
  assert.equal(await codeOf('open', 'did:web:other.example#1'), 'key-file-of-another-key')
  await writeFile(path('broken'), '{"kid":', { mode: 0o600 })
  assert.equal(await codeOf('broken'), 'key-file-unreadable')
  const whole = JSON.parse(await readFile(path('open'), 'utf8'))
  await writeFile(path('broken'), JSON.stringify({ ...whole, x: 'AAAA' }), { mode: 0o600 })
  assert.equal(await codeOf('broken'), 'key-file-unreadable')
  assert.equal(await codeOf('nowhere'), 'key-file-missing')
})
