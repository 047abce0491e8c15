import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'vitest'
import { parse } from 'yaml'
import { libraryFolders } from './catalogue-files.ts'
import { prepareLibrary } from './library-files.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'library-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const documents = [
  { file: 'standards/sample/edition.yaml', data: { id: 'sample', issued: '2026-01-01', yes: 'no' } },
  { file: 'standards/sample/provisions/01.yaml', data: { text: { ja: '1行目\n2行目', en: '- a: b # c' } } },
]

async function prepared(id: string, replace = false) {
  const result = await prepareLibrary(home, id, documents, replace)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

test('a library appears whole when it is installed, and not before', async () => {
  const library = await prepared('sample')
  assert.ok(!existsSync(join(home, 'libraries/sample')))
  const place = await library.install()
  assert.equal(place, join(home, 'libraries/sample'))
  for (const { file, data } of documents) assert.deepEqual(parse(readFileSync(join(place, file), 'utf8')), data)
  assert.deepEqual(readdirSync(join(home, 'libraries-incoming')), [])
})

test('what is discarded leaves nothing behind', async () => {
  const library = await prepared('sample')
  await library.discard()
  assert.deepEqual(readdirSync(join(home, 'libraries-incoming')), [])
  assert.ok(!existsSync(join(home, 'libraries')))
})

test('a library that is there is not overwritten, unless that is asked for', async () => {
  await (await prepared('sample')).install()
  assert.deepEqual(await prepareLibrary(home, 'sample', [], false), {
    ok: false,
    fault: { code: 'library-exists', id: 'sample' },
  })
  await (await prepared('sample', true)).install()
  assert.ok(existsSync(join(home, 'libraries/sample/standards/sample/edition.yaml')))
  assert.deepEqual(readdirSync(join(home, 'libraries-incoming')), [])
})

test('no name leads out of the folder', async () => {
  for (const [id, file] of [
    ['..', 'a.yaml'],
    ['a/b', 'a.yaml'],
    ['.hidden', 'a.yaml'],
    ['', 'a.yaml'],
    ['ok', '../a.yaml'],
    ['ok', 'crosswalks/../../../a.yaml'],
    ['ok', '/etc/a.yaml'],
    ['ok', 'a\u0000.yaml'],
    ['ok', 'a\\b.yaml'],
    ['ok', `${'x'.repeat(200)}.yaml`],
    ['ok', `${'要'.repeat(100)}.yaml`], // few characters, more bytes than a name may have
    ['NUL', 'a.yaml'],
    ['ok', 'standards/aux/a.yaml'],
    ['ok', 'com1.yaml'],
    ['ends.', 'a.yaml'],
    ['ends ', 'a.yaml'],
  ] as const) {
    const result = await prepareLibrary(home, id, [{ file, data: {} }], false)
    assert.equal(result.ok ? '' : result.fault.code, 'library-name-unsafe', `${id} ${file}`)
  }
  assert.deepEqual(readdirSync(home), [])
})

test('a library that was taken away when the machine stopped gets its successor at the next start', async () => {
  await (await prepared('sample')).install()
  const { folder } = await prepared('sample', true)
  // What install does first.
  renameSync(join(home, 'libraries/sample'), join(folder, '../ before'))
  assert.deepEqual(libraryFolders(home), [join(home, 'libraries/sample')])
  assert.ok(existsSync(join(home, 'libraries/sample/standards/sample/edition.yaml')))
  assert.deepEqual(readdirSync(join(home, 'libraries-incoming')), [])
})

test('what was prepared and never installed is not put anywhere', async () => {
  await prepared('sample')
  mkdirSync(join(home, 'libraries-incoming/empty'))
  assert.deepEqual(libraryFolders(home), [])
})

test('what was prepared a day ago and never installed is cleared away by the next one', async () => {
  const left = await prepared('sample')
  const before = new Date(Date.now() - 25 * 60 * 60 * 1000)
  utimesSync(join(left.folder, '..'), before, before)
  const next = await prepared('sample')
  assert.ok(!existsSync(left.folder))
  assert.ok(existsSync(next.folder))
})

test('a library of more files than can be read again is not written', async () => {
  const many = Array.from({ length: 5_001 }, (_, i) => ({ file: `product-types/p${i}.yaml`, data: {} }))
  const result = await prepareLibrary(home, 'sample', many, false)
  assert.equal(result.ok ? '' : result.fault.code, 'catalogue-too-large')
  assert.deepEqual(readdirSync(home), [])
})
