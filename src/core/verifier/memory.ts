import type { OpenedCheckpoint } from '../log/cosign.ts'
import type { Logged } from './bundle.ts'
import type { Trust } from './trust.ts'

/** A status list whose signature held, unpacked. */
export interface OpenList {
  readonly id: unknown
  readonly purpose: unknown
  readonly from: number // milliseconds since 1970; NaN where the list does not say
  readonly until: number
  readonly treeSize: number
  readonly bits: Uint8Array
  readonly sha256: string // hex, of its JWS
  /** The snapshot that was shown to name it, and how. */
  snapshot?: { readonly logged: Logged; readonly shown: ShownSnapshot }
}

/** A logged snapshot, as far as a list needs it. */
export interface ShownSnapshot {
  readonly opened: OpenedCheckpoint
}

/** A node from which some last lines of a proof were shown to lead to the root of their checkpoint. */
export interface ShownNode {
  readonly node: Uint8Array
  readonly rest: string // the last lines of the proof, and the checkpoint
}

/** What was worked out once under a trust anchor: pure results, so keeping them changes no answer. */
export interface Memory {
  readonly checkpoints: Map<string, OpenedCheckpoint>
  readonly lists: Map<string, OpenList>
  readonly nodes: Map<string, ShownNode> // by the size of the tree and the node's place in it
}

const memories = new WeakMap<Trust, Memory>()

/** The memory that belongs to an anchor. */
export function memoryOf(trust: Trust): Memory {
  let memory = memories.get(trust)
  if (!memory) {
    memory = { checkpoints: new Map(), lists: new Map(), nodes: new Map() }
    memories.set(trust, memory)
  }
  return memory
}

/** Keeps a result; beyond the limit the oldest goes. */
export function keep<K, V>(map: Map<K, V>, key: K, value: V, limit: number): V {
  if (map.size >= limit && !map.has(key)) for (const oldest of [map.keys().next().value as K]) map.delete(oldest)
  map.set(key, value)
  return value
}
