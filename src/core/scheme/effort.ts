import type { NodeId } from './node.ts'
import type { Provenance } from './provenance.ts'

/** How long it takes to show one demand: an estimate, or the mean of what was recorded. */
export interface Effort {
  readonly node: NodeId
  readonly hours: number
  readonly provenance: Provenance
}

/** Estimates, from the general to the particular: a node's own figure, else its document's, else `otherwise`. */
export interface EffortTable {
  readonly otherwise: number // hours per demand
  readonly documents: readonly { readonly document: string; readonly hours: number; readonly provenance: Provenance }[]
  readonly nodes: readonly Effort[]
  readonly provenance: Provenance
}
