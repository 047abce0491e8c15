import type pg from 'pg'
import type { Clock, Issuer } from '../../casework/ports.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import { fromBase64url } from '../../core/kernel/base64.ts'
import type { LogKey } from '../../core/log/sign-checkpoint.ts'
import { LogRanBackwards } from './checkpoints.ts'
import { NotOnDisk, PublishedFileDiffers } from './durable-files.ts'
import { readHead } from './log-rows.ts'
import type { KeyWindows } from './publish-trust.ts'
import { openPublisher } from './publisher.ts'
import { mostAtOnce, sequence } from './sequencer.ts'

export interface LogOptions {
  readonly pool: pg.Pool
  readonly signer: Signer
  readonly logSigner: Signer // Ed25519
  readonly issuer: Issuer
  readonly folder: string
  readonly clock: Clock
  readonly logUrl?: string
  readonly keys?: KeyWindows
  readonly intervalMs?: number
  /** Told of errors that may pass (the database is away); the next round tries again. */
  readonly onError?: (error: Error) => void
  /** Told when going on would do harm. Unless it throws, the log stands still until the process is started anew. */
  readonly onFatal?: (error: Error) => void
}

export interface RunningLog {
  /** Returns when everything that was committed before the call is sequenced and published. */
  flush(): Promise<void>
  stop(): Promise<void>
  health(): Promise<{ readonly logSize: number; readonly publishedSize: number; readonly oldestPendingMs: number }>
}

/** The log's own key, from a signer; its name is the log's origin. */
export function logKeyOf(signer: Signer, origin: string): LogKey {
  const key = fromBase64url(signer.publicJwk.x ?? '')
  if (signer.algorithm !== 'Ed25519' || key?.length !== 32) throw new Error('the log is signed with an Ed25519 key')
  return { name: origin, key, sign: (data) => signer.sign(data) }
}

const isFatal = (error: unknown): error is Error =>
  error instanceof NotOnDisk || error instanceof LogRanBackwards || error instanceof PublishedFileDiffers

/** Sequences and publishes in the background. Throws at once when the published log and the database disagree. */
export async function startLog(options: LogOptions): Promise<RunningLog> {
  const { pool, clock, intervalMs = 250 } = options
  const log = logKeyOf(options.logSigner, options.issuer.logOrigin)
  const publisher = await openPublisher({ ...options, log, now: () => clock.now() })
  let fatal: Error | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let stopped = false

  async function round(): Promise<void> {
    if (fatal) throw fatal
    try {
      for (let again = true; again && !stopped; ) {
        while ((await sequence(pool)) === mostAtOnce);
        again = await publisher.publish()
      }
    } catch (error) {
      if (isFatal(error)) {
        fatal = error
        ;(options.onFatal ?? stopTheProcess)(error)
      }
      throw error
    }
  }

  /** One round after the other: a round that begins now sees everything committed before now. */
  const queue = (): Promise<void> => {
    const next = turn.then(round, round)
    turn = next.catch(() => undefined)
    return next
  }

  let timer: NodeJS.Timeout | undefined
  const tick = async (): Promise<void> => {
    await queue().catch((error: Error) => {
      if (!fatal) (options.onError ?? (() => undefined))(error)
    })
    if (!stopped && !fatal) timer = setTimeout(tick, intervalMs).unref()
  }
  timer = setTimeout(tick, 0).unref()

  return {
    flush: queue,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await turn
    },
    health: async () => {
      const { rows } = await pool.query<{ age: string | null }>(
        'select extract(epoch from now() - min(created_at)) * 1000 as age from log_outbox where leaf_index is null',
      )
      const [{ size: logSize }, published] = await Promise.all([readHead(pool), publisher.size()])
      return { logSize, publishedSize: published, oldestPendingMs: Number(rows[0]?.age ?? 0) }
    },
  }
}

function stopTheProcess(error: Error): void {
  console.error(`The log stopped: ${error.message}`)
  process.exit(1)
}
