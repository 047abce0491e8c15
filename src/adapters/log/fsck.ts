import { openCheckpoint } from '../../core/log/cosign.ts'
import type { NewNodes } from '../../core/log/merkle.ts'
import { newTiles, tilePath, tileWidth } from '../../core/log/tile.ts'
import type { Crypto } from '../../core/verifier/crypto.ts'
import type { ReadPublished } from '../../core/verifier/gather.ts'
import { readTrust, type Trust } from '../../core/verifier/trust.ts'
import { type LogFinding, openMonitor } from './monitor.ts'

export interface FsckResult {
  readonly size: number
  readonly tiles: number
  readonly lists: number
  readonly findings: readonly LogFinding[]
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/**
 * Checks a published log from nothing but its files: every tile derived anew from the entries, the checkpoint's root and
 * signature, every leaf's signature under the keys' windows, the labels' histories, and the status lists by replay.
 * Without a trust anchor of one's own the published one is taken: that finds damage, not fraud.
 */
export async function fsck(read: ReadPublished, crypto: Crypto, own?: Trust): Promise<FsckResult> {
  const broken = (finding: LogFinding): FsckResult => ({ size: 0, tiles: 0, lists: 0, findings: [finding] })
  const file = own ? undefined : await read('labels', 'trust/root.json')
  const anchor = file && readTrust(decode(file))
  const trust = own ?? (anchor?.ok ? anchor.value : undefined)
  if (!trust) {
    const fault = anchor && !anchor.ok ? anchor.fault.code : 'missing'
    return broken({ code: 'trust-unreadable', fault })
  }
  const note = await read('log', 'checkpoint')
  if (!note) return broken({ code: 'file-missing', path: 'checkpoint' })
  const opening = await openCheckpoint(decode(note), trust.policy, crypto.verifyEd25519)
  if (!opening.ok) return broken({ code: 'checkpoint-untrusted', fault: opening.fault.code })
  const { checkpoint } = opening.value

  const levels: Uint8Array[][] = []
  const collect = (nodes: readonly NewNodes[]): void => {
    for (const { level, hashes } of nodes)
      if (level % 8 === 0) {
        levels[level / 8] ??= []
        levels[level / 8]!.push(hashes)
      }
  }
  const monitor = openMonitor(read, trust, crypto, collect)
  const findings: LogFinding[] = [...(await monitor.advance(checkpoint))]
  if (monitor.size === checkpoint.size) findings.push(...(await monitor.finish()))
  const tiles = newTiles(0, monitor.size)
  const hashes = levels.map((parts) => Buffer.concat(parts))
  for (const tile of tiles) {
    const path = tilePath(tile)
    const there = await read('log', path)
    const start = tile.n * tileWidth * 32
    const wanted = hashes[Number(tile.level)]!.subarray(start, start + tile.width * 32)
    if (!there) findings.push({ code: 'file-missing', path })
    else if (!wanted.equals(there)) findings.push({ code: 'tile-differs', path })
  }
  return { size: monitor.size, tiles: tiles.length, lists: await countLists(read), findings }
}

async function countLists(read: ReadPublished): Promise<number> {
  let count = 0
  for (const purpose of ['revocation', 'suspension'])
    for (let k = 0; await read('labels', `status/${purpose}/${k}`); k++) count++
  return count
}
