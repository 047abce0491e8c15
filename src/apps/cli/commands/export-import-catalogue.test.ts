import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, test } from 'vitest'
import { libraryFolders, loadCatalogue } from '../../../adapters/catalogue-files.ts'
import type { Terminal } from '../command.ts'
import { catalogueExport } from './export-catalogue-command.ts'
import { catalogueImport } from './import-catalogue-command.ts'

const vectors = resolve(import.meta.dirname, '../../../../vectors/exchange')
let home = ''
const homeBefore = process.env.HOSHIRUSHI_HOME
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'exchange-'))
  process.env.HOSHIRUSHI_HOME = home
})
afterEach(() => {
  if (homeBefore === undefined) delete process.env.HOSHIRUSHI_HOME
  else process.env.HOSHIRUSHI_HOME = homeBefore
  rmSync(home, { recursive: true, force: true })
})

function recorder() {
  const said = { out: '', err: '' }
  const terminal: Terminal = {
    language: 'en',
    interactive: false,
    out: (text) => {
      said.out += `${text}\n`
    },
    err: (text) => {
      said.err += `${text}\n`
    },
    ask: async () => undefined,
  }
  return { said, terminal }
}

async function run(command: typeof catalogueExport, ...args: string[]) {
  const { said, terminal } = recorder()
  return { exit: await command.run(args, terminal), ...said }
}

const at = ['--at', '2026-11-24T00:00:00Z']
const libraries = () => (existsSync(join(home, 'libraries')) ? readdirSync(join(home, 'libraries')) : [])

test('an export is written whole, is the same twice, and tells what it lost', async () => {
  const out = join(home, 'scheme.json')
  const first = await run(catalogueExport, 'jc-star', '--format', 'oscal', ...at, '--out', out)
  assert.equal(first.exit, 0, first.err)
  assert.match(first.err, /legalNature/)
  const written = readFileSync(out, 'utf8')
  assert.equal(JSON.parse(written).catalog.metadata['last-modified'], '2026-11-24T00:00:00Z')
  const second = await run(catalogueExport, 'jc-star', '--format', 'oscal', ...at)
  assert.equal(second.out, written)
  assert.deepEqual(readdirSync(home), ['scheme.json'])
})

test('every kind of document has its formats, and what has none says so', async () => {
  for (const args of [
    ['etsi-en-303-645', 'csv'],
    ['etsi-en-303-645', 'json-ld', '--base', 'https://label.example.jp'],
    ['jc-star', 'json-ld', '--base', 'https://label.example.jp'],
    ['jc-star', 'oscal', '--level', '1'],
    ['requirements', 'oscal'],
    ['requirements', 'csv'],
    ['requirements', 'json-ld', '--base', 'https://label.example.jp'],
    ['recognition', 'csv'],
  ]) {
    const [id = '', format = '', ...more] = args
    const { exit, out, err } = await run(catalogueExport, id, '--format', format, ...more, ...at)
    assert.equal(exit, 0, `${args.join(' ')}: ${err}`)
    assert.ok(out.length > 200)
  }
  for (const [args, code] of [
    [['nothing-like-it', '--format', 'csv'], 'exchange-id-unknown'],
    [['recognition', '--format', 'oscal'], 'exchange-nothing-to-write'],
    [['jc-star', '--format', 'oscal', '--level', '2'], 'exchange-nothing-to-write'],
    [['jc-star', '--format', 'oscal', '--level', '9'], 'exchange-id-unknown'],
    [['jc-star', '--format', 'pdf'], 'option-wrong'],
    [['jc-star', '--format', 'json-ld'], 'option-wrong'],
    [['jc-star', '--format', 'json-ld', '--base', 'label.example.jp'], 'option-wrong'],
    [['jc-star', '--format', 'oscal', '--at', 'yesterday'], 'option-wrong'],
  ] as const) {
    const { exit, err } = await run(catalogueExport, ...args)
    assert.equal(exit, 2)
    assert.ok(err.includes(`[${code}]`), `${args.join(' ')}: ${err}`)
  }
})

test('a foreign catalog becomes a library that the catalogue reads, and stays as it is afterwards', async () => {
  const file = join(vectors, 'foreign-catalog.json')
  const long = await run(catalogueImport, file, '--as', 'fdc')
  assert.equal(long.exit, 2)
  assert.match(long.err, /\[text-too-long-for-protected\]/)
  const preview = await run(catalogueImport, file, '--as', 'fdc', '--open-text', '--dry-run')
  assert.equal(preview.exit, 0, preview.err)
  assert.match(preview.out, /standards\/fdc\/edition\.yaml/)
  assert.deepEqual(libraries(), [])
  const done = await run(catalogueImport, file, '--as', 'fdc', '--open-text')
  assert.equal(done.exit, 0, done.err)
  assert.match(done.err, /What could not be carried/)
  assert.deepEqual(libraries(), ['fdc'])

  const loaded = loadCatalogue([resolve(import.meta.dirname, '../../../../catalogue'), ...libraryFolders(home)])
  assert.ok(loaded.ok)
  assert.deepEqual(loaded.value.leftOut, [])
  assert.equal(loaded.value.standards.find(({ id }) => id === 'fdc')?.provisions.length, 4)

  const again = await run(catalogueImport, file, '--as', 'fdc', '--open-text')
  assert.equal(again.exit, 2)
  assert.match(again.err, /\[library-exists\]/)
  assert.equal((await run(catalogueImport, file, '--as', 'fdc', '--open-text', '--replace')).exit, 0)
  assert.deepEqual(libraries(), ['fdc'])
})

test('what would make the catalogue wrong is refused row by row, and nothing is written', async () => {
  const own = join(home, 'own.json')
  await run(catalogueExport, 'uk-psti', '--format', 'oscal', '--out', own)
  const double = await run(catalogueImport, own)
  assert.equal(double.exit, 2)
  assert.match(double.err, /\[duplicate-id\]/)
  assert.match(double.err, /\[library-refused\]/)
  const strong = join(home, 'strong.csv')
  writeFileSync(
    strong,
    'from_document,from_number,to_document,to_number,from,relation,to,confidence,reason_ja,reason_en\n' +
      'uk-psti,UK SI 2023/1007,etsi-en-303-645,ETSI EN 303 645 V2.1.1,PSTI-1,equal-to,5.1-1,high,同じに見える,They look the same\n',
  )
  const claimed = await run(catalogueImport, strong)
  assert.equal(claimed.exit, 2, claimed.err)
  assert.match(claimed.err, /\[relation-too-strong\]/)
  assert.deepEqual(libraries(), [])
  assert.deepEqual(readdirSync(join(home, 'libraries-incoming')), [])
})

test('a table of provisions needs what it does not say, and is then a standard', async () => {
  const table = join(home, 'house-rules.csv')
  writeFileSync(
    table,
    '\uFEFFid,theme,theme_ja,theme_en,status,subject_ja,subject_en\r\n' +
      '1.1,access,認証,Access,mandatory,初期パスワードを共有しない,No shared default password\r\n',
  )
  for (const [args, option] of [
    [[], '--as'],
    [['--as', 'house-rules'], '--number'],
    [['--as', 'house-rules', '--number', 'HR 1'], '--url'],
  ] as const) {
    const { exit, err } = await run(catalogueImport, table, ...args)
    assert.equal(exit, 2)
    assert.ok(err.includes('[exchange-detail-missing]') && err.includes(option), err)
  }
  const done = await run(
    catalogueImport,
    table,
    ...['--as', 'house-rules', '--number', 'HR 1', '--url', 'https://rules.example/', '--mark', 'own'],
  )
  assert.equal(done.exit, 0, done.err)
  assert.deepEqual(libraries(), ['house-rules'])
})

test('CycloneDX standards become a library; levels and checklists are shown for where they belong', async () => {
  const cyclonedx = await run(catalogueImport, join(vectors, 'cyclonedx-sample.cdx.json'), '--as', 'sample-standard')
  assert.equal(cyclonedx.exit, 0, cyclonedx.err)
  assert.match(cyclonedx.out, /Level L2: 4 provisions/)
  const profile = join(home, 'profile.json')
  await run(catalogueExport, 'jc-star', '--format', 'oscal', '--level', '1', '--out', profile)
  const level = await run(catalogueImport, profile)
  assert.equal(level.exit, 0, level.err)
  assert.match(level.out, /criteria:\n {2}- S1\.1-01/)
  assert.deepEqual(libraries(), ['sample-standard'])
})

test('a file that cannot be read says why', async () => {
  const shiftJis = join(home, 'sjis.csv')
  writeFileSync(shiftJis, Buffer.from([0x69, 0x64, 0x0a, 0x93, 0xfa, 0x96, 0x7b, 0x0a]))
  for (const [file, code] of [
    [join(home, 'nowhere.json'), 'exchange-file-missing'],
    [home, 'exchange-file-missing'],
    [shiftJis, 'exchange-not-utf8'],
  ] as const) {
    const { exit, err } = await run(catalogueImport, file)
    assert.equal(exit, 2)
    assert.ok(err.includes(`[${code}]`), err)
  }
})

test('a file that cannot be written says why, and leaves nothing behind', async () => {
  const place = join(home, 'is-a-folder')
  mkdirSync(place)
  for (const out of [place, join(home, 'nowhere/x.csv')]) {
    const { exit, err } = await run(catalogueExport, 'nistir-8425', '--format', 'csv', '--out', out)
    assert.equal(exit, 2)
    assert.match(err, /\[exchange-not-written\]/)
    assert.ok(err.includes(out))
  }
  assert.ok(!existsSync(`${place}.tmp`))
})
