import type { NodeId } from '../scheme/node.ts'
import type { CoverageGraph } from './graph.ts'
import { type Link, links } from './link.ts'
import { type Reached, reach } from './reach.ts'

export const extents = ['whole', 'part', 'none'] as const
export type Extent = (typeof extents)[number]

/** How far what is proven covers one demand. `none` says that nothing follows from the comparisons, not that nothing is shown. */
export interface Covered {
  readonly extent: Extent
  readonly hops: number // rows one after another; 0 for what is itself proven
  readonly weakest?: Link // of the rows used; absent where none was
}

/** What follows from what is proven, technically. What is recognised is another question, asked elsewhere. */
export interface Coverage {
  readonly graph: CoverageGraph
  readonly proven: ReadonlySet<NodeId>
  readonly reached: Reached
  of(node: NodeId): Covered
}

/** What a set of proven demands covers. A whole goes before a part, then the stronger weakest link, then the fewer hops. */
export function cover(graph: CoverageGraph, proven: Iterable<NodeId>): Coverage {
  const held = new Set(proven)
  const start = [...held].map(graph.claims.numberOf).filter((number) => number !== undefined)
  const reached = reach(graph.steps, start)
  const of = (node: NodeId): Covered => {
    if (held.has(node)) return { extent: 'whole', hops: 0 }
    const state = stateOf(graph, reached, node)
    if (state === undefined) return { extent: 'none', hops: 0 }
    const { grade, depth } = reached.rounds[reached.first[state]!]!
    const extent = state < graph.claims.nodes.length ? 'whole' : 'part'
    return { extent, hops: depth[state]!, weakest: links[grade] }
  }
  return { graph, proven: held, reached, of }
}

/** The better of the two states of a node that was reached. */
export function stateOf({ claims }: CoverageGraph, { first }: Reached, node: NodeId): number | undefined {
  const number = claims.numberOf(node)
  if (number === undefined) return undefined
  if (first[number]! >= 0) return number
  const part = number + claims.nodes.length
  return first[part]! >= 0 ? part : undefined
}

/** The answer for a list of demands: every one of them under its extent, in the order asked. */
export interface CoverageSummary {
  readonly asked: number
  readonly whole: readonly NodeId[]
  readonly part: readonly NodeId[]
  readonly none: readonly NodeId[]
}

/** How much of a level, a document or any other list of demands is covered. */
export function coverageOf(coverage: Coverage, nodes: readonly NodeId[]): CoverageSummary {
  const by: Record<Extent, NodeId[]> = { whole: [], part: [], none: [] }
  for (const node of nodes) by[coverage.of(node).extent].push(node)
  return { asked: nodes.length, ...by }
}
