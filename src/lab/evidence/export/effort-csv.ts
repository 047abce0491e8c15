import { stringify } from 'csv-stringify/sync'
import type { Check } from '../../check.ts'
import type { RunRecord } from '../run-record.ts'

/**
 * How long the procedures of a run took, as the effort ledger of the planner reads it (core/market/effort-ledger): hours a demand.
 * Several procedures show one demand together, so their times are added up; the ledger would take rows of one name for repetitions.
 */
export function effortCsv(record: Pick<RunRecord, 'id' | 'minutes'>, checks: readonly Check[]): string {
  const byNode = Map.groupBy(record.minutes, ({ procedure }) => nodeOf(procedure, checks))
  const rows = [...byNode]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([node, all]) => [
      node,
      Number((all.reduce((sum, { minutes }) => sum + minutes, 0) / 60).toFixed(6)),
      [...new Set(all.map(({ procedure }) => procedure))].join(' '),
      record.id,
    ])
  return stringify([['node', 'hours', 'procedures', 'run'], ...rows])
}

/**
 * The demand that a test case shows: what its check cites, or the test group it is numbered under. Work that serves many test
 * cases at once, such as a scan, is told under its own name and falsifies no demand.
 */
const nodeOf = (procedure: string, checks: readonly Check[]): string =>
  checks.find(({ id }) => id === procedure)?.cites[0] ??
  (/^\d/.test(procedure) ? `etsi-ts-103-701:${procedure.replace(/-\d+$/, '')}` : `bench:${procedure}`)
