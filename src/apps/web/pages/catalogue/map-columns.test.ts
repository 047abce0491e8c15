import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../../../tests/support/catalogue.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { columnsFor, countReadings, type MapSubject, mapRows, usualColumns } from './map-columns.ts'

const day = '2026-11-24'

function subject(id: string, code: string): MapSubject {
  const scheme = wholeCatalogue.schemes.find((one) => one.id === id)!
  const level = scheme.levels.find((one) => one.code === code)!
  return { scheme, level, nodes: nodesOfLevel(scheme, level, wholeCatalogue.standards) }
}

const own = subject('jc-star', '1')
const columns = columnsFor(wholeCatalogue, own.scheme, day)

test('a level is put beside every level of every other scheme, and beside standards, each once', () => {
  const keys = columns.map(({ key }) => key)
  assert.equal(new Set(keys).size, keys.length)
  const world = wholeCatalogue.schemes.filter(({ id, illustrative }) => id !== 'jc-star' && !illustrative)
  const levels = world.flatMap((scheme) => scheme.levels)
  assert.equal(columns.filter(({ scheme }) => scheme).length, levels.length)
  assert.ok(keys.every((key) => !key.startsWith('jc-star')))
  assert.ok(keys.includes('etsi-en-303-645') && !keys.includes('uk-psti'))
})

test('first come those who recognise the level, then what it was compared with', () => {
  const usual = usualColumns(wholeCatalogue, own, columns).map(({ key }) => key)
  assert.deepEqual(new Set(usual.slice(0, 2)), new Set(['sg-cls:1', 'uk-psti:1']))
  for (const key of ['etsi-en-303-645', 'eu-cra:1', 'jp-mic:1', 'jp-ccds:1', 'us-cyber-trust-mark:1'])
    assert.ok(usual.includes(key), key)
})

test('nothing that was derived is shown as the same demand, in any column of any scheme', () => {
  for (const [id, code] of [
    ['jc-star', '1'],
    ['sg-cls', '2'],
    ['eu-cra', '1'],
    ['iec-62443', '4-2'],
  ] as const) {
    const one = subject(id, code)
    const rows = mapRows(wholeCatalogue, one, columnsFor(wholeCatalogue, one.scheme, day))
    assert.equal(rows.length, one.nodes.length)
    for (const { node, cells } of rows)
      for (const cell of cells) {
        for (const other of cell.counterparts)
          assert.ok(!(other.derived && other.reading === 'same'), `${node} and ${other.node}`)
        if (cell.reading === 'same') assert.ok(cell.itself || cell.counterparts[0]?.derived === false, node)
      }
  }
})

test('recognition takes no part in the comparison: without any rule every cell is the same', () => {
  const lawless = { ...wholeCatalogue, recognition: [] }
  const others = columnsFor(lawless, own.scheme, day)
  assert.deepEqual(mapRows(lawless, own, others), mapRows(wholeCatalogue, own, columns))
})

test('a demand two documents share is itself, and what a level leaves out is not counted for it', () => {
  const rows = mapRows(
    wholeCatalogue,
    subject('sg-cls', '1'),
    columnsFor(wholeCatalogue, subject('sg-cls', '1').scheme, day),
  )
  const at = columnsFor(wholeCatalogue, subject('sg-cls', '1').scheme, day).findIndex(
    ({ key }) => key === 'etsi-en-303-645',
  )
  const first = rows.find(({ node }) => node.startsWith('etsi-en-303-645:'))!
  assert.equal(first.cells[at]?.itself, true)
  for (const { cells } of mapRows(wholeCatalogue, own, columns))
    for (const [i, cell] of cells.entries())
      for (const { node } of cell.counterparts) assert.ok(columns[i]!.nodes.includes(node))
})

test('the counts under a column add up to its rows', () => {
  const rows = mapRows(wholeCatalogue, own, columns)
  for (const i of columns.keys()) {
    const counts = countReadings(rows.map(({ cells }) => cells[i]!))
    assert.equal(
      counts.reduce((sum, { count }) => sum + count, 0),
      16,
    )
  }
})
