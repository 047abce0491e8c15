import assert from 'node:assert/strict'
import { appendFile, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, test } from 'vitest'
import { ownTime } from '../../tests/support/own-time.ts'
import { loadProductFolder } from './example-files.ts'
import { packageRoot } from './package-root.ts'

const temporary: string[] = []
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoshirushi-'))
  temporary.push(folder)
  await cp(join(packageRoot, 'examples/hoshi-sensor'), folder, { recursive: true })
})
afterAll(() => Promise.all(temporary.map((path) => rm(path, { recursive: true }))))

const faultOf = async (expected?: { scheme: string; edition: string }) => {
  const loaded = await loadProductFolder(folder, expected)
  assert.ok(!loaded.ok)
  return loaded.fault
}
const edit = async (file: string, from: string, to: string) => {
  const text = await readFile(join(folder, file), 'utf8')
  assert.ok(text.includes(from))
  await writeFile(join(folder, file), text.replace(from, to))
}

for (const name of ['ruuvi-gateway', 'hoshi-sensor', 'kawari-lock'])
  test(`the example ${name} fits the formats`, async () => {
    const loaded = await loadProductFolder(join(packageRoot, 'examples', name))
    assert.ok(loaded.ok, JSON.stringify(loaded))
    assert.equal(loaded.value.ics.answers.length, 16)
    assert.deepEqual(loaded.value.facts, loaded.value.product.facts)
  })

test('a missing file is named', async () => {
  await rm(join(folder, 'ics.yaml'))
  assert.deepEqual(await faultOf(), { code: 'file-missing', file: 'ics.yaml' })
})

test('without findings nothing was found, which is no fault', async () => {
  await rm(join(folder, 'findings.yaml'))
  const loaded = await loadProductFolder(folder)
  assert.ok(loaded.ok)
  assert.deepEqual(loaded.value.findings, [])
})

test('broken YAML is told with its line', async () => {
  await edit('product.yaml', 'sbom: kept', 'sbom: [kept')
  const fault = await faultOf()
  assert.equal(fault.code, 'yaml-broken')
  assert.ok(fault.code === 'yaml-broken' && fault.file === 'product.yaml' && fault.line >= 19)
})

test('a field nobody knows is told with its place', async () => {
  await edit('product.yaml', 'sbom: kept', 'sbom: kept\nsecurityLevel: high')
  const fault = await faultOf()
  assert.ok(fault.code === 'document-malformed' && fault.file === 'product.yaml' && fault.path === 'securityLevel')
})

test('a support period that ends on a day that does not exist is refused', async () => {
  await edit('product.yaml', "'2031-12-31'", "'2031-02-30'")
  const fault = await faultOf()
  assert.ok(fault.code === 'document-malformed' && fault.path === 'updates.supportUntil')
})

test('aliases that blow up are refused before they do', async () => {
  const layers = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`)
  await edit('product.yaml', 'sbom: kept', ['sbom: &a0 kept', ...layers].join('\n'))
  assert.equal((await faultOf()).code, 'yaml-unfolds-too-far')
})

test('a file of a hundred thousand keys is refused as quickly as a short one', async () => {
  await writeFile(join(folder, 'product.yaml'), Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join('\n'))
  const spent = ownTime()
  assert.equal((await faultOf()).code, 'document-malformed')
  assert.ok(spent() < 5_000)
})

test('a table under another name is refused', async () => {
  await rename(join(folder, 'ixit/8-UpdProc.yaml'), join(folder, 'ixit/9-ReplSup.yaml'))
  assert.deepEqual(await faultOf(), { code: 'ixit-table-misnamed', file: 'ixit/9-ReplSup.yaml', table: '8-UpdProc' })
})

test('a record that was changed after it was cited is refused', async () => {
  await appendFile(join(folder, 'evidence/device-test-recovery.md'), ' ')
  assert.deepEqual(await faultOf(), { code: 'evidence-differs', file: 'evidence/device-test-recovery.md' })
})

test('a checklist of another edition is refused when the edition is given', async () => {
  assert.equal((await faultOf({ scheme: 'jc-star', edition: 'JST-CR-01-01-2030' })).code, 'edition-mismatch')
})

test('a file beyond the limit is not read', async () => {
  await appendFile(join(folder, 'ics.yaml'), ' '.repeat(2_000_000))
  assert.deepEqual(await faultOf(), { code: 'product-file-too-large', file: 'ics.yaml', limit: 2_000_000 })
})
