import { buildGraph, type CoverageGraph } from '../crosswalk/graph.ts'
import type { Text } from '../kernel/text.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import { type NodeId, nodeOf } from '../scheme/node.ts'
import { editionKey } from '../scheme/scheme.ts'
import type { Implication } from './implication.ts'

/** The catalogue made ready for planning; built once, asked often. */
export interface Market {
  readonly catalogue: Catalogue
  readonly graph: CoverageGraph
  readonly implications: readonly Implication[] // whole coverage, as the graph has it
  readonly titles: ReadonlyMap<NodeId, Text> // of everything that can be shown
}

const built = new WeakMap<Catalogue, Market>()

/** Reads the comparisons and the names of all demands, once for each catalogue. */
export function marketOf(catalogue: Catalogue): Market {
  const before = built.get(catalogue)
  if (before !== undefined) return before
  const graph = buildGraph(catalogue)
  const market = { catalogue, graph, implications: implicationsOf(graph), titles: titlesOf(catalogue) }
  built.set(catalogue, market)
  return market
}

/** What follows as a whole from what, out of the steps of the graph: only wholes lead to wholes. */
export function implicationsOf({ claims, steps }: CoverageGraph): readonly Implication[] {
  const name = (state: number): NodeId => claims.nodes[state]!
  return [...steps.head].flatMap((head, step) =>
    head < claims.nodes.length
      ? [{ from: [...steps.tail.subarray(steps.tailAt[step], steps.tailAt[step + 1])].map(name), to: name(head) }]
      : [],
  )
}

// Rows of the long list unite what others demand; nobody can be shown to fulfil them otherwise than through those.
const titlesOf = ({ schemes, standards }: Catalogue): ReadonlyMap<NodeId, Text> =>
  new Map([
    ...schemes.flatMap((scheme) =>
      scheme.criteria.map((criterion) => [nodeOf(editionKey(scheme), criterion.id), criterion.title] as const),
    ),
    ...standards.flatMap((standard) =>
      standard.provisions.map((provision) => [nodeOf(standard.id, provision.id), provision.subject] as const),
    ),
  ])
