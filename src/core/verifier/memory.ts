import type { OpenedCheckpoint } from '../log/cosign.ts'
import type { Trust } from './trust.ts'

/** A status list whose signature held, unpacked. */
export interface OpenList {
  readonly payload: Readonly<Record<string, unknown>>
  readonly bits: Uint8Array
  readonly sha256: string // hex, of its JWS
}

/** What was worked out once under a trust anchor: pure results, so keeping them changes no answer. */
export interface Memory {
  readonly checkpoints: Map<string, OpenedCheckpoint>
  readonly lists: Map<string, OpenList>
  /** Nodes shown to be in the tree of a checkpoint: `level/pos` → hash. */
  readonly nodes: Map<string, Map<number, Uint8Array>>
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
