import assert from 'node:assert/strict'
import { test } from 'vitest'
import { comparisonsOf, type WrittenRow } from '../../../tests/support/written-rows.ts'
import { cover, coverageOf } from './coverage.ts'
import { buildGraph, proofsOf } from './graph.ts'
import { coverageMatrix } from './matrix.ts'

const rows: readonly WrittenRow[] = [
  ['own:1', 'equal-to', 'law:1'],
  ['own:1', 'superset-of', 'law:2', 'high own'],
  ['own:2', 'no-relationship', 'law:1'],
  ['law:2', 'equal-to', 'far:1'],
  [['own:1', 'own:2'], 'superset-of', 'law:3', 'medium own'],
]
const scheme = {
  id: 'own',
  edition: { documentNumber: 'OWN 1', title: { ja: '版', en: 'edition' }, issued: '2026-01-01' },
}
const level = { criteria: ['1', '2'] }

test('a cell shows the nearest counterpart first, and tells "none" from "nobody compared"', () => {
  const { rows: found } = coverageMatrix({ ...comparisonsOf(rows), standards: [] }, { scheme, level }, [
    'law',
    'far',
    'unknown',
  ])
  const short = found.map(({ node, cells }) => [
    node,
    ...cells.map(({ reading, counterparts }) =>
      [reading, ...counterparts.map((one) => `${one.node} ${one.reading}${one.derived ? ' derived' : ''}`)].join(', '),
    ),
  ])
  assert.deepEqual(short, [
    ['own:1', 'same, law:1 same, law:2 within, law:3 overlaps', 'within, far:1 within derived', 'unknown'],
    ['own:2', 'overlaps, law:3 overlaps', 'unknown', 'unknown'],
  ])
})

test('a document that was compared and has nothing like it is no counterpart', () => {
  const only = comparisonsOf([['own:2', 'no-relationship', 'law:1']])
  const { rows: found } = coverageMatrix({ ...only, standards: [] }, { scheme, level: { criteria: ['2'] } }, ['law'])
  assert.deepEqual(found[0]?.cells, [{ document: 'law', reading: 'none', counterparts: [] }])
})

test('the long list was compared with whatever it unites', () => {
  const only = comparisonsOf([], { R1: ['whole own:1', 'part law:9'] })
  const { rows: found } = coverageMatrix({ ...only, standards: [] }, { scheme, level }, ['requirement', 'law'])
  assert.deepEqual(
    found.map(({ cells }) => cells.map(({ reading }) => reading)),
    [
      ['beyond', 'unknown'],
      ['none', 'unknown'],
    ],
  )
})

test('a summary counts every demand once, in the order asked', () => {
  const coverage = cover(buildGraph(comparisonsOf(rows)), ['own:1'])
  assert.deepEqual(coverageOf(coverage, ['law:3', 'law:2', 'law:1', 'far:1', 'far:2']), {
    asked: 5,
    whole: ['law:2', 'law:1', 'far:1'],
    part: ['law:3'],
    none: ['far:2'],
  })
})

test('what proves what as a whole can be handed to a planner', () => {
  const proofs = proofsOf(buildGraph(comparisonsOf(rows)))
  assert.deepEqual(proofs.map(({ from, to }) => `${from.join(' + ')} → ${to}`).sort(), [
    'far:1 → law:2',
    'law:1 → own:1',
    'law:2 → far:1',
    'own:1 + own:2 → law:3',
    'own:1 → law:1',
    'own:1 → law:2',
  ])
})
