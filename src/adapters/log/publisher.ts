import { resolve } from 'node:path'
import type pg from 'pg'
import type { Issuer } from '../../casework/ports.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import type { Instant } from '../../core/kernel/date.ts'
import type { LogKey } from '../../core/log/sign-checkpoint.ts'
import { publishedSize, refuseToRunBackwards, signHead } from './checkpoints.ts'
import { openDurableFolder } from './durable-files.ts'
import { publishLabels } from './publish-labels.ts'
import { publishTiles } from './publish-tiles.ts'
import { type KeyWindows, publishTrust, windowsOf } from './publish-trust.ts'
import { publishingTurn } from './publishing-turn.ts'
import { archiveLists, openStatusLists, publishLists } from './status-lists.ts'

export interface PublisherOptions {
  readonly pool: pg.Pool
  readonly signer: Signer // signs status lists and snapshots
  readonly log: LogKey
  readonly issuer: Issuer
  readonly folder: string // the public folder; the log is below it in log/
  readonly now: () => Instant
  readonly logUrl?: string // prefix of the log's files; default: the labels' prefix and /log
  readonly keys?: KeyWindows
}

/** What a publisher keeps for itself, beside the public folder. */
export const stateFolder = (folder: string): string => `${resolve(folder)}-state`

export interface Publisher {
  /** Publishes what is committed; true when it left a leaf for the sequencer, so that another round is needed. */
  publish(): Promise<boolean>
  /** How many entries the folder's checkpoint promises. */
  size(): Promise<number>
}

/**
 * Turns the committed log into files that anyone can mirror. It may be killed at any point and started anywhere, also by
 * several servers over one folder, which take turns: every step finds out from the folder what is there, and writes only
 * what is missing.
 */
export async function openPublisher(options: PublisherOptions): Promise<Publisher> {
  const { pool, signer, log, issuer, now } = options
  const folder = openDurableFolder(resolve(options.folder))
  const state = openDurableFolder(stateFolder(options.folder))
  const inTurn = publishingTurn(pool, state)
  const logUrl = options.logUrl ?? `${issuer.labelsUrl}/log`
  await inTurn(async () => {
    // In turn: what another server is writing at this moment is not what a killed one left.
    await folder.sweep()
    await state.sweep()
    await refuseToRunBackwards(pool, folder, log.name)
    await publishTrust(folder, { issuer, log, logUrl, keys: options.keys ?? windowsOf(signer) })
  })
  const lists = openStatusLists(pool, issuer, signer, now)
  const listsDone = new Map<string, number>()

  /** Leaves whose label files are written; counted apart, because the checkpoint is published before them. */
  async function labelsDone(published: number): Promise<number> {
    if (published === 0) return 0
    return Math.min(published, Number((await state.read('labels-done'))?.toString('utf8') ?? 0))
  }

  async function publish(): Promise<boolean> {
    const head = await signHead(pool, log)
    if (!head) return false
    const published = await publishedSize(folder, log.name)
    if (published > head.size) await refuseToRunBackwards(pool, folder, log.name)
    const labels = await labelsDone(published)
    await archiveLists(pool, folder, labels, head.size)
    if (published < head.size) await publishTiles(pool, folder, published, head)
    await publishLabels(pool, folder, labels, head.size, (upTo) =>
      state.put([{ path: 'labels-done', bytes: String(upTo) }]),
    )
    await publishLists(pool, folder, head.size, listsDone)
    return lists.renew(head)
  }

  return {
    size: () => publishedSize(folder, log.name),
    publish: () => inTurn(publish),
  }
}
