import type { Signer } from '../../core/attestation/signer.ts'
import type { Ixit } from '../../core/selection/ixit.ts'
import type { Assessment } from '../assess.ts'
import type { Observation } from '../observation.ts'
import type { Policy } from '../policy.ts'
import type { RunRecordDraft } from './run-record.ts'

/** A file that somebody added at the bench: a photograph, a log. */
export interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly shows?: string
  readonly bytes: Uint8Array
}

/** Everything one run leaves behind. */
export interface RunToSeal {
  readonly record: RunRecordDraft
  readonly plan: unknown // as it was shown and consented to; plain JSON
  readonly ixit: Ixit // as it was declared; the verdicts are replayed from it
  readonly policy: Policy
  readonly observations: readonly Observation[]
  readonly assessment: Assessment // of exactly these observations
  readonly guided?: unknown // step records; plain JSON
  readonly attachments?: readonly Attachment[]
  readonly signer: Signer // Ed25519
}

/** Closes a run into evidence: one file, signed, that replays to the same verdicts. The same run gives the same bytes. */
export async function sealRun(_run: RunToSeal): Promise<Uint8Array> {
  throw new Error('not built yet')
}
