import type { Readable } from 'node:stream'
import type { BrokenEvidence, DeviceRuns } from '../../casework/device-runs.ts'
import type { EvidenceFiles } from '../../casework/ports.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { refuse } from '../../core/kernel/result.ts'
import type { Check } from '../../lab/check.ts'
import { zipLimits } from '../../lab/evidence/zip.ts'
import { broken, readRun } from './read-run.ts'
import { type Reading, readingsInThread } from './readings-in-thread.ts'

export interface DeviceRunsOptions {
  readonly files: Pick<EvidenceFiles, 'get' | 'size'>
  readonly policies: ReadonlySet<Digest>
  /** Judged by these where they are given, in this thread: for tests. Otherwise by those of this program, in one of its own. */
  readonly checks?: readonly Check[]
  readonly checksDigest?: Digest // the identity of the checks
  readonly version?: string // of this program, for records that do not say by which checks they were judged
}

/** The bench as casework knows it: evidence files are verified from their bytes alone, each time anew. */
export function deviceRuns({ files, policies, checks, checksDigest, version }: DeviceRunsOptions): DeviceRuns {
  const rules = {
    policies: [...policies],
    ...(checksDigest === undefined ? {} : { checksDigest }),
    ...(version === undefined ? {} : { version }),
  }
  const read: Reading =
    checks === undefined ? readingsInThread(rules) : async (load) => readRun(await load(), { ...rules, checks })
  return {
    policies,
    read: async (digest, organisation) => {
      const size = await files.size(digest)
      if (size === undefined) return refuse(gone)
      if (size > zipLimits.bytes) return refuse(broken('evidence-too-large', { limit: zipLimits.bytes }))
      // Opened when its turn has come: whoever is sent away leaves no open file behind.
      return read(async () => {
        const content = await files.get(digest)
        if (content === undefined) throw new Error(`the file ${digest} was there, and is gone`)
        return bytesOf(content, size)
      }, organisation)
    },
  }
}

/** The file in one piece, which can be handed to another thread without a copy. */
async function bytesOf(content: Readable, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size)
  let at = 0
  for await (const part of content) {
    bytes.set((part as Uint8Array).subarray(0, size - at), at)
    at = Math.min(size, at + (part as Uint8Array).length)
  }
  return bytes.subarray(0, at)
}

const gone: BrokenEvidence = {
  code: 'evidence-broken',
  reason: 'evidence-gone',
  why: { ja: '証拠のファイルが保存されていません。', en: 'The evidence file is not stored.' },
}
