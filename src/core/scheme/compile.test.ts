import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { parse } from 'yaml'
import { digestOf } from '../kernel/digest.ts'
import type { Catalogue } from './catalogue.ts'
import { compileScheme, proofIds } from './compile.ts'
import type { Crosswalk } from './crosswalk.ts'
import { lintCatalogue } from './lint.ts'
import type { LintInput } from './lint-rule.ts'
import type { Scheme } from './scheme.ts'
import type { Standard } from './standard.ts'

const vectors = new URL('../../../vectors/scheme/lint.yaml', import.meta.url)
const { catalogue } = parse(readFileSync(vectors, 'utf8')) as { readonly catalogue: LintInput }
const [scheme] = catalogue.schemes as readonly [Scheme]
const [standard] = catalogue.standards as readonly [Standard]
const [crosswalk] = catalogue.crosswalks as readonly [Crosswalk]

const withScheme = (changes: Partial<Scheme>, others: Partial<Catalogue> = {}): Catalogue => {
  const changed = { ...scheme, ...changes }
  return { ...catalogue, glossary: [], schemes: [{ ...changed, digest: digestOf(changed) }], ...others }
}

function compiled(input: Catalogue) {
  const result = compileScheme(input, 's')
  assert(result.ok, JSON.stringify(result))
  return result.value
}

test('each level is worked out to its demands, what shows them, and where they stand in the long list', () => {
  const { levels, basis } = compiled(withScheme({}))
  assert.equal(basis, digestOf(scheme))
  assert.deepEqual(
    levels.map(({ code, demands }) => [code, demands.map(({ node }) => node)]),
    [
      ['1', ['s:C-1']],
      ['2', ['s:C-1', 's:C-2']],
    ],
  )
  assert.deepEqual(levels[1]?.demands[1], {
    node: 's:C-2',
    title: { ja: '記録', en: 'Records' },
    requirements: ['T-02'],
    shownBy: [{ kind: 'procedure', id: 'C-2/r', method: 'real-device', units: 1 }],
  })
  // C-1 is in no row of the long list itself, but equal to a provision that is.
  assert.deepEqual(levels[0]?.demands[0]?.requirements, ['T-01'])
})

test('of what a scheme demands itself everything is proven', () => {
  const { proofs } = compiled(withScheme({}))
  assert.deepEqual(
    proofs.map(({ id, of, open }) => [id, of, open.length]),
    [
      ['in-long-list', 2, 0],
      ['has-procedure', 2, 0],
      ['level-cumulative', 2, 0],
      ['condition-reachable', 2, 0],
    ],
  )
  assert.deepEqual(
    proofs.map(({ id }) => id),
    proofIds,
  )
})

test('a demand taken over from a standard is shown by the cases of the test standard, and stays open where there are none', () => {
  const levels = scheme.levels.map((level) => ({
    ...level,
    demands: [{ standard: 'n', provisions: 'all' as const, provenance: { mark: 'own' as const } }],
  }))
  const { counts: _, ...head } = standard
  const tests: Standard = {
    ...head,
    id: 'tm',
    kind: 'test-method',
    edition: { documentNumber: 'TM-1' },
    tables: [{ id: '1-Log', subject: { ja: '記録', en: 'Records' } }],
    provisions: [
      {
        ...standard.provisions[0]!,
        id: 'tm-1',
        cases: [
          { id: 'tm-1-1', kind: 'functional', units: 3, looksAt: ['1-Log'], subject: { ja: '試す', en: 'Try it' } },
        ],
      },
    ],
  }
  const says: Crosswalk = {
    ...crosswalk,
    id: 'tm--n',
    from: { document: 'tm', documentNumber: 'TM-1' },
    to: crosswalk.to,
    rows: [{ ...crosswalk.rows[0]!, from: ['tm-1'], to: ['n-1'], relation: 'equivalent-to' }],
  }
  const { levels: found, proofs } = compiled(
    withScheme({ levels }, { standards: [standard, tests], crosswalks: [crosswalk, says] }),
  )
  const taken = found[0]?.demands.find(({ node }) => node === 'n:n-1')
  assert.deepEqual(taken?.shownBy, [{ kind: 'case', id: 'tm:tm-1-1', method: 'functional', units: 3 }])
  assert.deepEqual(proofs.find(({ id }) => id === 'has-procedure')?.open, ['n:n-2'])
})

test('a scheme with a mistake does not compile, and the mistake is named by file, row and reason', () => {
  const [first, second] = scheme.criteria
  const result = compileScheme(withScheme({ criteria: [first!, { ...second!, procedures: [] }] }), 's')
  assert(!result.ok && result.fault.code === 'scheme-does-not-compile')
  assert.equal(result.fault.count, 1)
  const [finding] = result.fault.findings
  assert.deepEqual(
    [finding?.code, finding?.file, finding?.row],
    ['criterion-without-procedure', 'schemes/s/criteria/C-2.yaml', 'procedures'],
  )
})

test('a mistake in what the scheme rests on stops it, too', () => {
  for (const others of [
    { longList: { ...catalogue.longList, requirements: [catalogue.longList.requirements[0]!] } },
    { crosswalks: [{ ...crosswalk, rows: [...crosswalk.rows, ...crosswalk.rows] }] },
    { standards: [{ ...standard, provisions: standard.provisions.map((row) => ({ ...row, theme: 'x' })) }] },
  ])
    assert.equal(compileScheme(withScheme({}, others), 's').ok, false)
})

test('a mistake elsewhere does not', () => {
  const other: Standard = { ...standard, id: 'far', edition: { documentNumber: 'F' }, name: { ja: '', en: '' } }
  const input = withScheme({}, { standards: [standard, other] })
  assert.ok(lintCatalogue(input).length > 0)
  assert.ok(compileScheme(input, 's').ok)
})

test('a scheme that is not there is said to be not there', () =>
  assert.deepEqual(compileScheme(withScheme({}), 'z'), { ok: false, fault: { code: 'scheme-not-found', scheme: 'z' } }))
