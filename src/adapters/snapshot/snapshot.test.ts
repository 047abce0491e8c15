import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, test } from 'vitest'
import { entries } from '../../../tests/support/entries.ts'
import { issuer } from '../../../tests/support/sample-log.ts'
import { newLogKey, newSigner } from '../../../tests/support/sample-register.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import type { Instant } from '../../core/kernel/date.ts'
import { dictionary } from '../../core/register/dictionary.ts'
import type { Entry } from '../../core/register/entry.ts'
import { nodeCrypto } from '../../core/verifier/crypto-node.ts'
import { readTrust, type Trust, type TrustFile } from '../../core/verifier/trust.ts'
import { readRegisterFile } from '../lists/register-file.ts'
import { policyText, windowsOf } from '../log/publish-trust.ts'
import { verifySnapshot } from './verify-snapshot.ts'
import { writeSnapshot } from './write-snapshot.ts'

const root = await mkdtemp(join(tmpdir(), 'hoshirushi-snapshot-'))
afterAll(() => rm(root, { recursive: true, force: true }))
let folders = 0
const newFolder = () => join(root, String(folders++))

const asOf: Instant = '2026-11-23T15:00:00.000Z'
const signer = newSigner()

function trustOf(signedBy: Signer, more: Partial<TrustFile['keys'][number]> = {}): Trust {
  const policy = policyText(newLogKey(), `${issuer.labelsUrl}/log`)
  const keys = windowsOf(signedBy).map((key) => ({ ...key, ...more }))
  const file: TrustFile = {
    ...{ format: 'hoshirushi-trust/1', version: 1, issuer: issuer.did },
    ...{ labels: issuer.labelsUrl, log: `${issuer.labelsUrl}/log`, policy, keys },
  }
  const read = readTrust(JSON.stringify(file))
  assert.ok(read.ok)
  return read.value
}
const trust = trustOf(signer)

const registerOf = (all: readonly Entry[]) => ({
  count: all.length,
  async *pages() {
    for (let at = 0; at < all.length; at += 3) yield all.slice(at, at + 3)
  },
})
const write = async (all: readonly Entry[], folder = newFolder()) => {
  await writeSnapshot(folder, registerOf(all), { asOf, issuer, signer })
  return folder
}
const verify = (folder: string, by = trust) => verifySnapshot(folder, { trust: by, crypto: nodeCrypto })
const logged = (entry: Entry, leafIndex: number): Entry => ({
  ...entry,
  credential: { ...entry.credential, leafIndex },
})

const words = fc.string({ unit: 'grapheme', maxLength: 12 })
const anyEntry = fc
  .record({ of: fc.constantFrom(...entries), ja: words, model: words, more: fc.array(words, { maxLength: 3 }) })
  .map(({ of, ja, model, more }) => ({
    ...of,
    product: { ...of.product, name: { ja }, models: [model, ...more] },
  }))

test('what is read back from a snapshot is the register, whatever makers write', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEntry, { maxLength: 8 }), async (all) => {
      const folder = await write(all)
      const verified = await verify(folder)
      assert.ok(verified.ok, JSON.stringify(verified))
      const read = await readRegisterFile(join(folder, 'register.jsonl.zst'))
      assert.ok(read.ok)
      assert.deepEqual(read.value.entries, JSON.parse(JSON.stringify(all)))
      assert.equal(read.value.takenAt, asOf)
      assert.equal(read.value.digest, verified.value.manifest.digest)
      const rows = (name: string) => verified.value.manifest.files.find((file) => file.name === name)?.rows
      assert.equal(rows('labels.csv'), all.length)
      assert.equal(rows('models.csv'), all.flatMap(({ product }) => [...new Set(product.models)]).length)
    }),
    { numRuns: 40 },
  )
})

test('one flipped bit anywhere in any file is found', async () => {
  const folder = await write(entries)
  const names = (await readdir(folder)).filter((name) => name !== 'manifest.json')
  assert.deepEqual(names.toSorted(), [
    'dictionary.csv',
    'gtins.csv',
    'gtins.parquet',
    'labels.csv',
    'labels.parquet',
    'manifest.jws',
    'models.csv',
    'models.parquet',
    'register.jsonl.zst',
  ])
  for (const name of names) {
    const whole = await readFile(join(folder, name))
    for (const share of [0, 0.3, 0.7, 1]) {
      const at = Math.floor((whole.length - 1) * share)
      const spoilt = Buffer.from(whole)
      spoilt[at] = spoilt[at]! ^ 1
      await writeFile(join(folder, name), spoilt)
      const found = await verify(folder)
      assert.equal(found.ok, false, `${name} at ${at}`)
    }
    await writeFile(join(folder, name), whole)
  }
  assert.ok((await verify(folder)).ok)
})

test('a file cut short, a signature of somebody else and a key outside its window are refused by name', async () => {
  const folder = await write(entries.map((entry, i) => logged(entry, 10 + i)))
  const code = async (by = trust) => {
    const found = await verify(folder, by)
    return found.ok ? 'ok' : found.fault.code
  }
  assert.equal(await code(trustOf(newSigner())), 'snapshot-signature-wrong')
  assert.equal(await code(trustOf(signer, { until: 10 })), 'snapshot-signature-wrong')
  assert.equal(await code(trustOf(signer, { until: 10 + entries.length + 1 })), 'ok')
  assert.equal(await code({ ...trust, labels: 'https://elsewhere.example' }), 'snapshot-of-another-register')
  const models = await readFile(join(folder, 'models.csv'))
  await writeFile(join(folder, 'models.csv'), models.subarray(0, -1))
  assert.equal(await code(), 'snapshot-file-changed')
})

test('a signature over something else, such as a status list, makes no manifest', async () => {
  const folder = await write(entries)
  const { headerOf, signJws } = await import('../../core/attestation/jws.ts')
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as object
  await writeFile(join(folder, 'manifest.jws'), await signJws(headerOf('vc+jwt', signer.kid), manifest, signer))
  const found = await verify(folder)
  assert.deepEqual(found, { ok: false, fault: { code: 'snapshot-signature-wrong', why: 'jws-malformed' } })
})

test('a signed name that leads out of the folder is not followed', async () => {
  const folder = await write(entries)
  const { headerOf, signJws } = await import('../../core/attestation/jws.ts')
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { files: { name: string }[] }
  for (const name of ['../labels.csv', '/etc/passwd', '.hidden', 'a/b', 'labels.csv\0']) {
    const files = [{ ...manifest.files[0], name }]
    const jws = await signJws(headerOf('register-manifest+jwt', signer.kid), { ...manifest, files }, signer)
    await writeFile(join(folder, 'manifest.jws'), jws)
    const found = await verify(folder)
    assert.equal(found.ok ? 'ok' : found.fault.code, 'register-manifest-malformed', name)
  }
})

test('who took only some of the files verifies those, and is told which are not there', async () => {
  const folder = await write(entries)
  const tables = ['labels', 'models', 'gtins'].flatMap((name) => [`${name}.csv`, `${name}.parquet`])
  for (const name of [...tables, 'manifest.json']) await unlink(join(folder, name))
  const found = await verify(folder)
  assert.ok(found.ok)
  assert.deepEqual(found.value.verified, ['register.jsonl.zst', 'dictionary.csv'])
  assert.deepEqual(found.value.missing, tables)
  for (const name of found.value.verified) await unlink(join(folder, name))
  const none = await verify(folder)
  assert.equal(none.ok ? 'ok' : none.fault.code, 'snapshot-empty')
})

test('the manifest that people read says what the signed one says', async () => {
  const folder = await write(entries)
  const read = await verify(folder)
  assert.ok(read.ok)
  assert.deepEqual(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')), read.value.manifest)
})

test('the tables begin with the mark of UTF-8, hold one heading, whole lines, and nothing a spreadsheet executes', async () => {
  const [first] = entries
  const product = {
    ...first!.product,
    name: { ja: '=HYPERLINK("http://x")\r\nと"名前", その2' },
    models: ['=1+1', '-HR,1', 'A"B'],
  }
  const folder = await write([{ ...first!, product }])
  for (const name of ['labels.csv', 'models.csv', 'gtins.csv', 'dictionary.csv']) {
    const text = await readFile(join(folder, name), 'utf8')
    assert.equal(text[0], '\uFEFF')
    assert.ok(text.endsWith('\r\n'))
    assert.doesNotMatch(text.slice(1), /(^|[^\r])\n|(^|,|\n)"?[=+@-]/)
  }
  const models = await readFile(join(folder, 'models.csv'), 'utf8')
  assert.deepEqual(models.slice(1).split('\r\n').slice(0, 2), [
    'label_id,model,model_normalised,maker_id',
    `${first!.label},'=1+1,'=1+1,${first!.maker.id}`,
  ])
  assert.ok(models.includes(`"'-HR,1"`) && models.includes('"A""B"'))
  assert.equal(models.split('\r\n').length, 5)
})

test('every field of every line stands in the dictionary', async () => {
  const told = new Set(dictionary.filter(({ file }) => file === 'register.jsonl.zst').map(({ field }) => field))
  const missing = new Set<string>()
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, `${path}[]`)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) walk(inner, path === '' ? name : `${path}.${name}`)
    else if (!told.has(path)) missing.add(path)
  }
  walk({ format: '', takenAt: '', entries: 0 }, '')
  for (const entry of entries) walk(entry, '')
  assert.deepEqual([...missing], [])
  for (const { means } of dictionary) assert.ok(means.ja !== '' && means.en !== '')
})
