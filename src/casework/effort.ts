import { unitsOf } from '../core/scheme/criterion.ts'
import type { NodeId } from '../core/scheme/node.ts'
import { nodeOf } from '../core/scheme/node.ts'
import { editionKey, type OperatedScheme } from '../core/scheme/scheme.ts'
import type { RunMinutes } from './device-runs.ts'
import type { Ports } from './ports.ts'
import type { Viewer } from './roles.ts'

// The effort ledger: how long tests on the device really took. Only means over several runs leave the house; no maker, product,
// person or day.

/** How long it took on average to show one demand, over so many runs. */
export interface EffortRow {
  readonly node: NodeId
  readonly hours: number
  readonly runs: number
}

/** Fewer runs than this say more about a maker than about a demand. */
export const fewestRuns = 3

const standard = 'etsi-ts-103-701'

/** The group of a test case: '5.6-1-2' is of 5.6-1, as the provision it belongs to. */
const groupOf = (procedure: string): string => procedure.replace(/-\d+$/, '')

/** The test case of a test unit: '5.6-1-2a' is of 5.6-1-2. */
const caseOf = (test: string): string => test.replace(/[a-z]$/, '')

/** The minutes of one run by demand: of the test standard, and of the scheme whose criteria the tests show. */
function minutesByNode(
  { scheme: id, level, minutes }: RunMinutes,
  schemes: readonly OperatedScheme[],
): Map<NodeId, number> {
  const taken = new Map<NodeId, number>()
  const add = (node: NodeId, value: number) => taken.set(node, (taken.get(node) ?? 0) + value)
  const scheme = schemes.findLast((one) => one.id === id)
  const asked = scheme?.levels.find(({ code }) => code === level)?.criteria ?? []
  const criteria = scheme?.criteria.filter((criterion) => asked.includes(criterion.id)) ?? []
  const criterionOf = new Map(unitsOf(criteria).map(({ criterion, unit }) => [unit.id, criterion]))
  for (const { procedure, minutes: value } of minutes) {
    add(nodeOf(standard, groupOf(procedure)), value)
    const shown = (scheme?.shows ?? [])
      .filter(({ tests }) => tests.some((test) => caseOf(test) === procedure))
      .flatMap(({ unit }) => criterionOf.get(unit) ?? [])
    const distinct = [...new Set(shown)]
    // A test that shows several criteria took its time once: they share it, so that the sum is the time it took.
    for (const criterion of distinct)
      if (scheme !== undefined) add(nodeOf(editionKey(scheme), criterion), value / distinct.length)
  }
  return taken
}

/** Means by demand, those of fewer runs than asked for left out. */
export function effortRows(
  runs: readonly RunMinutes[],
  schemes: readonly OperatedScheme[],
  atLeast = fewestRuns,
): { readonly rows: readonly EffortRow[]; readonly leftOut: number } {
  const all = new Map<NodeId, number[]>()
  for (const run of runs)
    for (const [node, minutes] of minutesByNode(run, schemes)) all.set(node, [...(all.get(node) ?? []), minutes])
  const rows = [...all]
    .map(([node, each]) => ({ node, hours: each.reduce((a, b) => a + b) / each.length / 60, runs: each.length }))
    .toSorted((a, b) => a.node.localeCompare(b.node, 'en', { numeric: true }))
  const shown = rows.filter((row) => row.runs >= atLeast)
  return { rows: shown, leftOut: rows.length - shown.length }
}

/** The record as `gap --effort` reads it: columns node, hours, runs. */
export const effortCsv = (rows: readonly EffortRow[]): string =>
  ['node,hours,runs', ...rows.map(({ node, hours, runs }) => `${node},${hours.toFixed(4)},${runs}`)]
    .join('\n')
    .concat('\n')

/** The ledger of all runs the body has seen; nobody else reads it. */
export const effortLedger = (
  ports: Pick<Ports, 'store' | 'schemes'>,
  viewer: Viewer,
  atLeast = fewestRuns,
): Promise<ReturnType<typeof effortRows>> =>
  viewer.kind !== 'body'
    ? Promise.resolve({ rows: [], leftOut: 0 })
    : ports.store.transact(viewer, async (tx) => effortRows(await tx.runMinutes(), ports.schemes.all, atLeast))
