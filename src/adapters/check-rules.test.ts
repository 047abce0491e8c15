import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { loadCatalogue } from './catalogue-files.ts'
import { loadCheckRules, readKeptRules, ruleParts } from './check-rules.ts'
import { keepCheckRules } from './keep-check-rules.ts'
import { packageRoot } from './package-root.ts'

const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-rules-'))
const catalogue = join(folder, 'catalogue')
const kept = join(folder, 'kept.json')
cpSync(join(packageRoot, 'catalogue'), catalogue, { recursive: true })
keepCheckRules(kept, catalogue)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what is kept is what the catalogue says', async () => {
  const read = loadCatalogue(catalogue)
  assert.ok(read.ok)
  const rules = readKeptRules(kept, catalogue)
  assert.ok(rules)
  for (const part of ruleParts) assert.deepEqual(rules[part], read.value[part], part)
  const now = await loadCheckRules(join(folder, 'home'), '2026-11-24')
  assert.ok(now.ok)
  for (const part of ruleParts) assert.deepEqual(now.value[part], rules[part], part)
})

test('a catalogue that was changed in any place is read anew', () => {
  const policy = join(catalogue, 'policies/jp-government@2024-07.yaml')
  renameSync(policy, `${policy}.away`)
  assert.equal(readKeptRules(kept, catalogue), undefined)
  renameSync(`${policy}.away`, policy)
  assert.notEqual(readKeptRules(kept, catalogue), undefined)
  appendFileSync(join(catalogue, 'facts.yaml'), '# one more line\n')
  assert.equal(readKeptRules(kept, catalogue), undefined)
})

test('where nothing was kept, nothing is found', () => {
  assert.equal(readKeptRules(join(folder, 'none.json'), catalogue), undefined)
})
