import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { judgingDigest, textDigest } from './judging-digest.ts'

const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-judging-'))
beforeAll(() => cpSync(join(packageRoot, 'src'), folder, { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true }))

/** The digest after one file was changed; the file is as before afterwards. */
function after(file: string, change: (text: string) => string): string {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, change(before))
  try {
    return textDigest(folder, 'ts')
  } finally {
    writeFileSync(path, before)
  }
}
const more = (text: string) => `${text}// changed\n`

test('the same text in another folder is the same checks', () => {
  assert.equal(textDigest(folder, 'ts'), judgingDigest())
  assert.equal(judgingDigest(), judgingDigest())
})

test('a check, what it imports, how a declaration is read and how verdicts are put together all count', () => {
  for (const file of [
    'lab/checks/5.6-1-2.ts',
    'lab/checks/all.ts',
    'lab/exposure/undeclared.ts', // imported by a check
    'lab/declared/read-ixit.ts',
    'lab/assess.ts',
    'core/determination/verdict.ts',
    'core/kernel/canonical-json.ts',
    'lab/instruments/tls/seen.ts', // over several steps
  ])
    assert.notEqual(after(file, more), judgingDigest(), file)
})

test('what judges nothing does not count: pages, instruments, the sealing, and tests', () => {
  for (const file of [
    'apps/cli/main.ts',
    'lab/instruments/tls/tls.ts',
    'lab/evidence/seal.ts',
    'lab/checks/5.6-1-2.test.ts',
  ])
    assert.equal(after(file, more), judgingDigest(), file)
})

test('lines may end as they do on Windows', () => {
  assert.equal(
    after('lab/assess.ts', (text) => text.replaceAll('\n', '\r\n')),
    judgingDigest(),
  )
})

test('another version of a library among it is another identity', () => {
  const { dependencies } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  assert.equal(textDigest(folder, 'ts', dependencies), judgingDigest())
  assert.notEqual(textDigest(folder, 'ts', { ...dependencies, zod: '0.0.1' }), judgingDigest())
  assert.equal(textDigest(folder, 'ts', { ...dependencies, hono: '0.0.1' }), judgingDigest())
})
