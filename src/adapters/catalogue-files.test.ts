import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, test } from 'vitest'
import { smallCatalogue } from '../../tests/support/small-catalogue.ts'
import { fileSizeLimit } from './bounded-yaml.ts'
import type { CatalogueFault } from './catalogue-faults.ts'
import { type LoadedCatalogue, libraryFolders, loadCatalogue, schemesOf } from './catalogue-files.ts'
import { packageRoot } from './package-root.ts'

const real = join(packageRoot, 'catalogue')
const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

/** A small catalogue that a test may spoil. */
function small(): string {
  const folder = smallCatalogue()
  made.push(folder)
  return folder
}

function loaded(folder: string): LoadedCatalogue {
  const catalogue = loadCatalogue(folder, '2026-11-23')
  assert(catalogue.ok, JSON.stringify(catalogue))
  return catalogue.value
}

function refused(folder: string): CatalogueFault {
  const catalogue = loadCatalogue(folder)
  assert(!catalogue.ok)
  return catalogue.fault
}

const jcStar = () => loaded(real).schemes.find(({ id }) => id === 'jc-star')!

test('the catalogue we ship loads and lints clean', () => assert.deepEqual(loaded(real).findings, []))

test('JC-STAR ☆1 has sixteen criteria, each in a file of its own name', () => {
  const { criteria, levels } = jcStar()
  const files = readdirSync(join(real, 'schemes/jc-star/criteria')).map((file) => basename(file, '.yaml'))
  assert.equal(criteria.length, 16)
  assert.deepEqual(
    criteria.map(({ id }) => id),
    files.sort(),
  )
  assert.deepEqual(levels.find(({ code }) => code === '1')?.criteria, files)
})

test('the levels that are not in operation claim no criteria', () => {
  const [first, ...others] = jcStar().levels
  assert.equal(first?.status, 'in-operation')
  assert.deepEqual(
    others.map(({ code, status, criteria }) => [code, status, criteria.length]),
    [
      ['2', 'unpublished', 0],
      ['3', 'announced', 0],
      ['4', 'unpublished', 0],
    ],
  )
})

test('EN 303 645 V2.1.1 has 33 mandatory and 35 recommended provisions', () => {
  const { provisions } = loaded(real).standards.find(({ id }) => id === 'etsi-en-303-645')!
  const count = (status: string) => provisions.filter((provision) => provision.status === status).length
  assert.deepEqual([provisions.length, count('mandatory'), count('recommended')], [68, 33, 35])
})

test('only the three officially accepted criteria are shown as the same as something else', () => {
  const same = loaded(real)
    .crosswalks.filter(({ from }) => from.document === 'jc-star')
    .flatMap(({ to, rows }) =>
      rows
        .filter(({ relation }) => relation === 'equal-to' || relation === 'equivalent-to')
        .map((row) => [...row.from, to.document, ...row.to]),
    )
  assert.deepEqual(same, [
    ['S1.1-02', 'uk-psti', 'PSTI-1'],
    ['S1.1-05', 'uk-psti', 'PSTI-2'],
    ['S1.1-16', 'uk-psti', 'PSTI-3'],
  ])
})

test('every procedure has one to four units, and every unit says which IXIT table it rests on', () => {
  for (const { procedures } of jcStar().criteria)
    for (const { id, units } of procedures) {
      assert(units.length >= 1 && units.length <= 4, id)
      for (const { id: unit, needs } of units) {
        assert(needs.length > 0, unit)
        for (const { table, field } of needs) {
          assert.match(table, /^([1-9]|[12][0-9])-[A-Z][A-Za-z]+$/)
          assert.match(field ?? '', /^[a-z]+(-[a-z]+)*$/)
        }
      }
    }
})

test('every reason for a change of standing says which change it is for, and every change has one', () => {
  const { reasons } = jcStar().operation ?? { reasons: [] }
  for (const { code, for: changes } of reasons) assert(changes.length > 0, code)
  assert.deepEqual([...new Set(reasons.flatMap((reason) => reason.for))].sort(), [
    'ended',
    'restored',
    'suspended',
    'withdrawn',
  ])
})

test('a term of the glossary appears once, and no term is a word that must not stand for itself', () => {
  const { glossary } = loaded(real)
  assert.equal(new Set(glossary.map(({ id }) => id)).size, glossary.length)
  assert.equal(new Set(glossary.map(({ ja }) => ja)).size, glossary.length)
  for (const { ja, reading, en, doNotUse } of glossary) {
    assert(!doNotUse.ja.includes(ja) && !doNotUse.en.includes(en), ja)
    assert.match(reading, /^[\p{Script=Hiragana}ー（）]+$/u)
  }
})

test('what lint finds does not keep the catalogue from loading', () => {
  const folder = small()
  const file = join(folder, 'schemes/s/scheme.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('criteriaCount: 1', 'criteriaCount: 17'))
  assert.deepEqual(
    loaded(folder).findings.map(({ code }) => code),
    ['count-differs'],
  )
})

test('broken YAML is named by file and line', () => {
  const folder = small()
  writeFileSync(join(folder, 'facts.yaml'), 'facts:\n  - id: "open\n')
  const fault = refused(folder)
  assert(fault.code === 'yaml-broken')
  assert.deepEqual([fault.file, fault.line], ['facts.yaml', 3])
})

test('a key written twice in one row is broken YAML and not a silent overwrite', () => {
  const folder = small()
  writeFileSync(join(folder, 'facts.yaml'), 'facts: []\nfacts: []\n')
  const fault = refused(folder)
  assert(fault.code === 'yaml-broken')
  assert.equal(fault.line, 2)
})

test('aliases that would unfold without end are refused', () => {
  const folder = small()
  const layers = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`)
  writeFileSync(join(folder, 'facts.yaml'), ['a0: &a0 [x]', ...layers, ''].join('\n'))
  assert.equal(refused(folder).code, 'yaml-unfolds-too-far')
})

test('a file past the limit is refused before it is read', () => {
  const folder = small()
  writeFileSync(join(folder, 'glossary.yaml'), '#'.repeat(fileSizeLimit + 1))
  assert.deepEqual(refused(folder), {
    code: 'catalogue-file-too-large',
    file: 'glossary.yaml',
    size: fileSizeLimit + 1,
    limit: fileSizeLimit,
  })
})

test('a link inside the catalogue is not followed', () => {
  const folder = small()
  rmSync(join(folder, 'glossary.yaml'))
  symlinkSync(join(real, 'glossary.yaml'), join(folder, 'glossary.yaml'))
  assert.deepEqual(refused(folder), { code: 'scheme-document-missing', file: 'glossary.yaml' })
})

test('a missing folder and a missing main file are told apart', () => {
  const folder = small()
  rmSync(join(folder, 'schemes/s/scheme.yaml'))
  assert.deepEqual(refused(folder), { code: 'scheme-document-missing', file: 'schemes/s/scheme.yaml' })
  assert.equal(refused(join(folder, 'nowhere')).code, 'catalogue-folder-missing')
})

test('an operator turns suspension on without changing the digest of the scheme', () => {
  const catalogue = loaded(real)
  const off = schemesOf(catalogue, {}, () => '2026-11-24').find('jc-star')
  const on = schemesOf(catalogue, { 'jc-star': true }, () => '2026-11-24').find('jc-star')
  assert.equal(off?.suspension, false)
  assert.equal(on?.suspension, true)
  assert.equal(on?.digest, off?.digest)
})

test('without an edition the newest is found, and a named edition only if it is there', () => {
  const scheme = jcStar()
  const newer = { ...scheme, edition: { ...scheme.edition, documentNumber: 'NEXT', issued: '2026-06-01' } }
  const schemes = schemesOf({ schemes: [scheme, newer], recognition: [] }, {}, () => '2028-01-01')
  assert.equal(schemes.find('jc-star')?.edition.documentNumber, 'NEXT')
  assert.equal(schemes.find('jc-star', 'JST-CR-01-01-2024R1')?.edition.issued, '2024-12-01')
  assert.equal(schemes.find('jc-star', 'OTHER'), undefined)
  assert.equal(schemes.find('other'), undefined)
})

test('the libraries of an installation are the folders in its home, by name, and no links', () => {
  const home = small()
  for (const name of ['libraries/b', 'libraries/a', 'elsewhere']) mkdirSync(join(home, name), { recursive: true })
  writeFileSync(join(home, 'libraries/notes.txt'), '')
  symlinkSync(join(home, 'elsewhere'), join(home, 'libraries/c'))
  assert.deepEqual(libraryFolders(home), [join(home, 'libraries/a'), join(home, 'libraries/b')])
  assert.deepEqual(libraryFolders(join(home, 'elsewhere')), [])
})
