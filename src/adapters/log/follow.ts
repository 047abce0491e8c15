import { fromBase64, toBase64 } from '../../core/kernel/base64.ts'
import { openCheckpoint } from '../../core/log/cosign.ts'
import type { Crypto } from '../../core/verifier/crypto.ts'
import type { ReadPublished } from '../../core/verifier/gather.ts'
import type { KnownCheckpoint } from '../../core/verifier/report.ts'
import type { Trust } from '../../core/verifier/trust.ts'
import { type LogFinding, openMonitor, type SeenLeaf } from './monitor.ts'

/** What a monitor remembers between runs: the newest checkpoint it believed. Losing it is losing rollback protection. */
export interface MonitorState {
  load(): Promise<KnownCheckpoint | undefined>
  save(head: KnownCheckpoint): Promise<void>
}

export interface Follower {
  /** One look at the log: reads what is new; says what it saw and what is wrong. */
  look(): Promise<{
    readonly size: number
    readonly seen: readonly SeenLeaf[] // new since the remembered checkpoint
    readonly findings: readonly LogFinding[]
  }>
}

/**
 * Follows a log from its public files alone, with one's own trust anchor. The first look reads from the beginning; at the
 * size remembered from an earlier run the tree must have the root it had then, or the log tells another history.
 */
export function openFollower(options: {
  readonly read: ReadPublished
  readonly trust: Trust
  readonly crypto: Crypto
  readonly state: MonitorState
}): Follower {
  const { read, trust, crypto, state } = options
  const monitor = openMonitor(read, trust, crypto)
  let remembered: KnownCheckpoint | undefined
  let isFirst = true

  const answer = (findings: readonly LogFinding[], seen: readonly SeenLeaf[] = []) => ({
    size: monitor.size,
    seen,
    findings,
  })

  return {
    look: async () => {
      if (isFirst) remembered = await state.load()
      isFirst = false
      const note = await read('log', 'checkpoint')
      if (!note) return answer([{ code: 'file-missing', path: 'checkpoint' }])
      const opening = await openCheckpoint(new TextDecoder().decode(note), trust.policy, crypto.verifyEd25519)
      if (!opening.ok) return answer([{ code: 'checkpoint-untrusted', fault: opening.fault.code }])
      const { checkpoint } = opening.value
      const known = remembered?.origin === checkpoint.origin ? remembered : undefined
      const from = known?.size ?? 0
      if (checkpoint.size < Math.max(from, monitor.size))
        return answer([{ code: 'log-shrank', from: Math.max(from, monitor.size), to: checkpoint.size }])

      const findings: LogFinding[] = []
      if (known && monitor.size < from) {
        const old = await monitor.advance({ size: from, root: fromBase64(known.root) ?? new Uint8Array() })
        findings.push(
          ...old.map((f) => (f.code === 'root-differs' ? ({ code: 'log-forked', size: from } as const) : f)),
        )
      }
      const seen: SeenLeaf[] = []
      if (monitor.size >= from) findings.push(...(await monitor.advance(checkpoint, (leaf) => seen.push(leaf))))
      if (monitor.size === checkpoint.size) findings.push(...(await monitor.finish()))
      const isSound = findings.every((f) => f.code !== 'log-forked' && f.code !== 'root-differs')
      // A contradicted head is not remembered: the next look has to find the contradiction again.
      if (isSound && monitor.size === checkpoint.size) {
        remembered = { origin: checkpoint.origin, size: checkpoint.size, root: toBase64(checkpoint.root) }
        await state.save(remembered)
      }
      return answer(findings, seen)
    },
  }
}
