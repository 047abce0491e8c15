import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { parse } from 'yaml'
import { comparisonsOf, type WrittenList, type WrittenRow } from '../../../tests/support/written-rows.ts'
import { comparison } from './comparison.ts'
import { type Covered, cover } from './coverage.ts'
import { explainCoverage, type RowUsed, rowsUsed } from './explain.ts'
import { buildGraph } from './graph.ts'

interface CoverageCase {
  readonly name: string
  readonly rows: readonly WrittenRow[]
  readonly list?: WrittenList
  readonly proven: readonly string[]
  readonly expect: Readonly<Record<string, string>>
  readonly paths: Readonly<Record<string, readonly string[]>>
}
interface ComparisonCase {
  readonly name: string
  readonly rows: readonly WrittenRow[]
  readonly from: string
  readonly expect: Readonly<Record<string, string>>
}

const casesOf = <Case>(file: string): readonly Case[] => {
  const url = new URL(`../../../vectors/crosswalk/${file}.yaml`, import.meta.url)
  return (parse(readFileSync(url, 'utf8')) as { readonly cases: readonly Case[] }).cases
}

const writtenPlace = ({ place, direction }: RowUsed): string => {
  const where =
    'crosswalk' in place ? `${place.crosswalk}/${place.row}` : [place.requirement, place.provision].join(' ').trim()
  return `${direction === 'backwards' ? '~' : ''}${where}`
}
const written = ({ extent, hops, weakest }: Covered): string =>
  extent === 'none' ? extent : [extent, hops, ...(weakest ? [weakest.confidence, weakest.mark] : [])].join(' ')

for (const { name, rows, list, proven, expect, paths } of casesOf<CoverageCase>('coverage'))
  test(`coverage: ${name}`, () => {
    const coverage = cover(buildGraph(comparisonsOf(rows, list)), proven)
    const nodes = Object.keys(expect)
    assert.deepEqual(Object.fromEntries(nodes.map((node) => [node, written(coverage.of(node))])), expect)
    for (const [node, path] of Object.entries(paths)) {
      const explanation = explainCoverage(coverage, node)
      assert.deepEqual(explanation && rowsUsed(explanation).map(writtenPlace), path, node)
    }
    for (const node of nodes)
      assert.equal(explainCoverage(coverage, node)?.extent ?? 'none', coverage.of(node).extent, node)
  })

for (const { name, rows, from, expect } of casesOf<ComparisonCase>('comparison'))
  test(`comparison: ${name}`, () => {
    const found = comparison(comparisonsOf(rows))(from).map(({ node, reading, derived, weakest, path }) => [
      node,
      [
        reading,
        ...(derived ? ['derived'] : []),
        weakest.confidence,
        weakest.mark,
        ...path.map((row) => writtenPlace(row)),
      ].join(' '),
    ])
    assert.deepEqual(Object.fromEntries(found), expect)
  })
