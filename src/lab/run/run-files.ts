import type { Ixit } from '../../core/selection/ixit.ts'
import type { RunRecordDraft } from '../evidence/run-record.ts'
import type { Attachment } from '../evidence/seal.ts'
import type { GuidedFile } from '../guided/record.ts'
import type { Observation } from '../observation.ts'
import type { Policy } from '../policy.ts'
import type { RunPlan } from './plan.ts'

/** Everything a run consists of before it is sealed. */
export interface RunFiles {
  readonly record: RunRecordDraft
  readonly plan: RunPlan
  readonly ixit: Ixit
  readonly policy: Policy
  readonly observations: readonly Observation[]
  readonly guided?: GuidedFile
  readonly attachments: readonly Attachment[]
}

/** The door to where a run is kept on the bench. Every file is written whole or not at all; observations are appended at once. */
export interface RunFolder {
  readonly folder: string
  note(observation: Observation): void
  keep(name: 'record' | 'plan' | 'ixit' | 'policy' | 'guided', value: unknown): Promise<void>
  keepObservations(all: readonly Observation[]): Promise<void>
  keepEvidence(bytes: Uint8Array): Promise<string> // where it is
  attach(attachment: Attachment, index: number): Promise<void>
}
