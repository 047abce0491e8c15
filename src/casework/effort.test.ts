import assert from 'node:assert/strict'
import { test } from 'vitest'
import { declaring, people } from '../../tests/support/application.ts'
import { allTests, benchStory, evidenceOf, testedRouter } from '../../tests/support/bench-story.ts'
import { catalogueSchemes } from '../../tests/support/catalogue.ts'
import { parseLedger } from '../core/market/effort-ledger.ts'
import type { RunMinutes } from './device-runs.ts'
import { effortCsv, effortLedger, effortRows } from './effort.ts'

const run = (minutes: Record<string, number>, organisation = 'maker-a'): RunMinutes => ({
  organisation,
  scheme: 'star-two-sample',
  level: '2-router',
  minutes: Object.entries(minutes).map(([procedure, value]) => ({ procedure, kind: 'automatic', minutes: value })),
})
const hoursOf = (runs: readonly RunMinutes[], atLeast: number) =>
  Object.fromEntries(effortRows(runs, catalogueSchemes, atLeast).rows.map(({ node, hours }) => [node, hours]))

test('minutes count for the group of the test standard and for the criterion the test shows', () => {
  assert.deepEqual(hoursOf([run({ '5.6-1-2': 30 })], 1), { 'etsi-ts-103-701:5.6-1': 0.5, 'star-two-sample:S2-17': 0.5 })
})

test('a test that shows two criteria is shared by them, and one that shows none is kept for the standard', () => {
  const lock = { ...run({ '5.5-7-2': 60, '4-1-1': 60 }), level: '2-lock' }
  const hours = hoursOf([lock], 1)
  const own = Object.entries(hours).filter(([node]) => node.startsWith('star-two-sample:'))
  assert.equal(
    own.reduce((sum, [, h]) => sum + h, 0),
    1,
  )
  assert.equal(hours['etsi-ts-103-701:4-1'], 1)
})

test('only means over several runs leave the house', () => {
  const runs = [run({ '5.6-1-2': 60 }), run({ '5.6-1-2': 120 }), run({ '5.6-1-2': 180, '5.5-1-2': 5 }, 'maker-b')]
  const { rows, leftOut } = effortRows(runs, catalogueSchemes)
  assert.deepEqual(rows, [
    { node: 'etsi-ts-103-701:5.6-1', hours: 2, runs: 3 },
    { node: 'star-two-sample:S2-17', hours: 2, runs: 3 },
  ])
  assert.equal(leftOut, 2)
  assert.equal(effortCsv(rows), 'node,hours,runs\netsi-ts-103-701:5.6-1,2.0000,3\nstar-two-sample:S2-17,2.0000,3\n')
  assert.equal(effortCsv([]), 'node,hours,runs\n')
})

test('the planner reads what is written', () => {
  const { rows } = effortRows([run({ '5.6-1-2': 50 }), run({ '5.6-1-2': 70 })], catalogueSchemes, 2)
  const read = parseLedger('ledger.csv', effortCsv(rows))
  assert.ok(read.ok)
  assert.equal(read.value.get('star-two-sample:S2-17'), 1)
})

test('the ledger is made of the runs of declared cases, replaced ones too, and only for the body', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await s.does(people.applicant, 'order-run')
  await s.does(people.applicant, 'attach-run', await evidenceOf(s))
  assert.deepEqual((await effortLedger(s.ports, people.reviewer, 1)).rows, []) // a draft is its maker's alone

  await s.does(people.applicant, 'declare', declaring(s))
  const { rows } = await effortLedger(s.ports, people.reviewer, 2)
  assert.ok(rows.length > 10 && rows.every(({ runs }) => runs === 2))
  assert.ok(rows.some(({ node }) => node === 'star-two-sample:S2-24'))
  assert.ok(allTests.includes('5.6-1-2a'))
  assert.deepEqual(await effortLedger(s.ports, people.applicant, 1), { rows: [], leftOut: 0 })
})
