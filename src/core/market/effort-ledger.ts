import { parse } from 'csv-parse/sync'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { EffortTable } from '../scheme/effort.ts'
import { type NodeId, splitNode } from '../scheme/node.ts'
import type { MarketFault } from './faults.ts'
import type { Estimate } from './market-plan.ts'

/** What showing a demand really took, on average. */
export type EffortLedger = ReadonlyMap<NodeId, number>

const mostHours = 10_000

/** Reads a record of effort: CSV with the columns `node` and `hours`; a demand that was shown several times counts with its mean. */
export function parseLedger(file: string, text: string): Result<EffortLedger, MarketFault> {
  const wrong = (line: number, reason: string) =>
    refuse({ code: 'effort-ledger-malformed' as const, file, line, reason })
  let rows: readonly string[][]
  try {
    rows = parse(text, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true })
  } catch (error) {
    // The library says where it stopped; anything else would be a bug of ours.
    if (!(error instanceof Error && 'lines' in error)) throw error
    return wrong(Number(error.lines), error.message)
  }
  const [head = [], ...records] = rows
  const [node, hours] = [head.indexOf('node'), head.indexOf('hours')]
  if (node < 0 || hours < 0) return wrong(1, `columns: ${head.join(', ')}`)
  const seen = new Map<NodeId, number[]>()
  for (const [index, record] of records.entries()) {
    const name = record[node] ?? ''
    const value = Number(record[hours] === '' ? Number.NaN : record[hours])
    if (!/^[^:\s]+:.+$/.test(name)) return wrong(index + 2, `node: ${name.slice(0, 60)}`)
    if (!(value >= 0 && value <= mostHours)) return wrong(index + 2, `hours: ${(record[hours] ?? '').slice(0, 60)}`)
    seen.set(name, [...(seen.get(name) ?? []), value])
  }
  return ok(new Map([...seen].map(([name, all]) => [name, all.reduce((a, b) => a + b) / all.length])))
}

/** How long it takes to show a demand, and where the figure is from: own records before estimates, the particular before the general. */
export function effortOf(
  table: EffortTable,
  ledger?: EffortLedger,
): (node: NodeId) => { readonly hours: number; readonly estimate: Estimate } {
  const nodes = new Map(table.nodes.map((row) => [row.node, row.hours]))
  const documents = new Map(table.documents.map((row) => [row.document, row.hours]))
  return (node) => {
    const { document } = splitNode(node)
    const recorded = ledger?.get(node)
    if (recorded !== undefined) return { hours: recorded, estimate: 'ledger' }
    const own = nodes.get(node)
    if (own !== undefined) return { hours: own, estimate: 'node' }
    // A later edition that nobody has estimated yet is taken to cost what the document costs.
    const general = documents.get(document) ?? documents.get(document.split('@')[0]!)
    return general === undefined
      ? { hours: table.otherwise, estimate: 'otherwise' }
      : { hours: general, estimate: 'document' }
  }
}
