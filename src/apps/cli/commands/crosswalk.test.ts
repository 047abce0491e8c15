import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { parse } from 'yaml'
import { wholeCatalogue } from '../../../../tests/support/catalogue.ts'
import { readCrosswalkFile } from '../../../adapters/crosswalk-file.ts'
import { packageRoot } from '../../../adapters/package-root.ts'
import type { Crosswalk } from '../../../core/scheme/crosswalk.ts'
import type { LintInput } from '../../../core/scheme/lint-rule.ts'
import { inverse } from '../../../core/scheme/relation.ts'
import { type Brought, describeCrosswalk, lintCrosswalk } from './crosswalk.ts'

const { catalogue } = parse(readFileSync(join(packageRoot, 'vectors/scheme/lint.yaml'), 'utf8')) as {
  readonly catalogue: LintInput
}
const ours = catalogue.crosswalks[0]!
const bring = (changes: Partial<Crosswalk> = {}, file = 'mine.csv'): Brought => ({
  file,
  crosswalk: { ...ours, id: 'mine', ...changes },
})
const turned = (crosswalk: Crosswalk, id: string): Crosswalk => ({
  ...crosswalk,
  id,
  from: crosswalk.to,
  to: crosswalk.from,
  rows: crosswalk.rows.map((row) => ({ ...row, from: row.to, to: row.from, relation: inverse[row.relation] })),
})

function report(...args: Parameters<typeof lintCrosswalk>) {
  const result = lintCrosswalk(...args)
  assert(result.ok, JSON.stringify(result))
  return result.value
}

test('a table that says what the catalogue says is sound, alone and beside its inverse', () => {
  assert.deepEqual(report(catalogue, bring()).findings, [])
  const back = { file: 'back.csv', crosswalk: turned(ours, 'back') }
  assert.deepEqual(report(catalogue, bring(), back).findings, [])
})

test('a file of the catalogue itself can be looked at', () =>
  assert.deepEqual(report(catalogue, { file: 'crosswalks/s--n.yaml', crosswalk: ours }).findings, []))

test('every row that only one of the two tables has is named, whichever it is', () => {
  const row = ours.rows[0]!
  const more = { ...row, from: ['C-2'], to: ['n-2'], relation: 'equal-to' as const }
  const here = bring({ rows: [row, more] })
  const back = { file: 'back.csv', crosswalk: turned(ours, 'back') }
  const place = (b: Brought, i: Brought) => report(catalogue, b, i).findings.map((f) => [f.code, f.file, f.row])
  assert.deepEqual(place(here, back), [['inverse-missing', 'mine.csv', 'rows[1] (C-2 equal-to n-2)']])
  assert.deepEqual(place(back, here), [['inverse-missing', 'mine.csv', 'rows[1] (C-2 equal-to n-2)']])
})

test('what disagrees with the catalogue is named with the file of each', () => {
  const mine = bring({ rows: [{ ...ours.rows[0]!, relation: 'no-relationship' }] })
  const [finding] = report(catalogue, mine).findings
  assert.deepEqual([finding?.code, finding?.file], ['relation-differs', 'mine.csv'])
  assert.match(finding?.message.en ?? '', /crosswalks\/s--n\.yaml rows\[0\]/)
})

test('a mistake that was in the catalogue before is not laid at the door of the table', () => {
  const input = {
    ...catalogue,
    effort: {
      ...catalogue.effort,
      documents: [{ document: 'nowhere', hours: 1, provenance: { mark: 'own' as const } }],
    },
  }
  assert.deepEqual(report(input, bring()).findings, [])
})

test('a table of the same direction is no inverse', () => {
  const result = lintCrosswalk(catalogue, bring(), bring({}, 'again.csv'))
  assert.deepEqual(result, {
    ok: false,
    fault: { code: 'crosswalk-not-inverse', file: 'again.csv', expected: 'n → s', found: 's → n' },
  })
})

test('the sample tables have the mistakes their page names', async () => {
  const read = async (name: string): Promise<Brought> => {
    const crosswalk = await readCrosswalkFile(join(packageRoot, 'examples/crosswalks', name))
    assert(crosswalk.ok, JSON.stringify(crosswalk))
    return { file: name, crosswalk: crosswalk.value }
  }
  const { findings } = report(
    wholeCatalogue,
    await read('uk-psti--nistir-8425.csv'),
    await read('nistir-8425--uk-psti.csv'),
  )
  assert.deepEqual(
    findings.map(({ code }) => code),
    [
      'inverse-missing',
      'inverse-missing',
      'inverse-missing',
      'dangling-id',
      'relation-too-strong',
      'relation-too-strong',
      'reason-missing',
      'relation-differs',
    ],
  )
  assert.match(describeCrosswalk({ rows: 9, findings }, 'ja'), /8件の誤りが見つかりました。$/)
})

test('a table without a mistake is told in a sentence', () =>
  assert.equal(describeCrosswalk({ rows: 3, findings: [] }, 'en'), '3 rows were checked. No mistakes were found.'))

test('a file that is not there is a fault, not a crash', async () => {
  const read = await readCrosswalkFile(join(packageRoot, 'examples/crosswalks/none.csv'))
  assert.equal(read.ok ? '' : read.fault.code, 'crosswalk-file-missing')
})
