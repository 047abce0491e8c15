import { hash } from 'node:crypto'
import type { Checkpoint } from '../../core/log/checkpoint.ts'
import { type Frontier, grow, hashLeaves, type NewNodes, noTree, rootOf } from '../../core/log/merkle.ts'
import { readBundle, type Tile, tilePath, tileWidth } from '../../core/log/tile.ts'
import type { Crypto } from '../../core/verifier/crypto.ts'
import type { ReadPublished } from '../../core/verifier/gather.ts'
import { type Leaf, readLeaf } from '../../core/verifier/leaf.ts'
import { wasInUse } from '../../core/verifier/logged.ts'
import { type Finding, openReplay } from '../../core/verifier/replay.ts'
import type { Trust } from '../../core/verifier/trust.ts'
import { type ListFinding, openListCheck } from './list-check.ts'

/** Something wrong with what a log published. */
export type LogFinding =
  | Finding
  | ListFinding
  | { readonly code: 'file-missing'; readonly path: string }
  | { readonly code: 'file-unreadable'; readonly path: string }
  | { readonly code: 'tile-differs'; readonly path: string }
  | { readonly code: 'root-differs'; readonly size: number }
  | { readonly code: 'leaf-signature'; readonly index: number }
  | { readonly code: 'leaf-key-unknown'; readonly index: number; readonly kid: string }
  | { readonly code: 'checkpoint-untrusted'; readonly fault: string }
  | { readonly code: 'log-shrank'; readonly from: number; readonly to: number }
  | { readonly code: 'log-forked'; readonly size: number }
  | { readonly code: 'trust-unreadable'; readonly fault: string }

/** A leaf that was seen, for whoever wants to tell of it. */
export interface SeenLeaf {
  readonly index: number
  readonly leaf: Leaf
}

export interface Monitor {
  readonly size: number
  readonly root: Uint8Array
  /** Reads on to a believed checkpoint; says what is wrong. Stops short (size stays) where files are missing. */
  advance(to: Pick<Checkpoint, 'size' | 'root'>, seen?: (leaf: SeenLeaf) => void): Promise<readonly LogFinding[]>
  /** What is wrong with the published lists and the labels' histories, now that everything is read. */
  finish(): Promise<readonly LogFinding[]>
}

/**
 * Follows a log as an outsider: reads the entries, builds the tree anew, checks every signature under the keys' windows,
 * the labels' histories, and every status list that was ever logged. `grown` is handed the nodes that came into being.
 */
export function openMonitor(
  read: ReadPublished,
  trust: Trust,
  crypto: Crypto,
  grown: (nodes: readonly NewNodes[]) => void = () => undefined,
): Monitor {
  const replay = openReplay()
  const lists = openListCheck(read, trust, crypto)
  let frontier: Frontier = noTree

  async function check(index: number, entry: Uint8Array, seen: (leaf: SeenLeaf) => void): Promise<LogFinding[]> {
    const jws = Buffer.from(entry).toString('utf8')
    const findings: LogFinding[] = [...replay.add(jws, hash('sha256', entry, 'hex'))]
    const leaf = readLeaf(jws)
    if (!leaf) return findings
    const key = trust.keys.get(leaf.kid)
    if (!key || !wasInUse(key, index)) findings.push({ code: 'leaf-key-unknown', index, kid: leaf.kid })
    else if (!(await crypto.verifyEs256(key.jwk, leaf.signed, leaf.signature)))
      findings.push({ code: 'leaf-signature', index })
    findings.push(...(await lists.take(index, leaf)))
    seen({ index, leaf })
    return findings
  }

  return {
    get size() {
      return frontier.size
    },
    get root() {
      return rootOf(frontier)
    },
    advance: async (to, seen = () => undefined) => {
      const findings: LogFinding[] = []
      while (frontier.size < to.size) {
        const from = frontier.size
        const n = Math.floor(from / tileWidth)
        const tile: Tile = { level: 'entries', n, width: Math.min(tileWidth, to.size - n * tileWidth) }
        const bytes = await read('log', tilePath(tile))
        const entries = bytes && readBundle(bytes)
        if (entries?.length !== tile.width) {
          findings.push({ code: bytes ? 'file-unreadable' : 'file-missing', path: tilePath(tile) })
          return findings
        }
        const fresh = entries.slice(from % tileWidth)
        for (const [i, entry] of fresh.entries()) findings.push(...(await check(from + i, entry, seen)))
        const growth = grow(frontier, hashLeaves(fresh))
        frontier = growth.frontier
        grown(growth.nodes)
      }
      if (frontier.size === to.size && !Buffer.from(rootOf(frontier)).equals(Buffer.from(to.root)))
        findings.push({ code: 'root-differs', size: to.size })
      return findings
    },
    finish: async () => [...replay.close(), ...(await lists.finish())],
  }
}
