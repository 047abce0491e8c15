import { tally } from '../explain-verdict.ts'
import type { RunRecord } from './run-record.ts'
import type { EvidenceReport } from './verify-evidence.ts'

/** What evidence is worth, without the evidence: small enough to be handed from thread to thread, whatever was in the file. */
export interface BriefReport extends Omit<EvidenceReport, 'evidence'> {
  readonly about?: {
    readonly run: string
    readonly labels: readonly string[] // of the samples
    readonly ended: string
    readonly digests: RunRecord['digests']
    readonly outcomes: RunRecord['outcomes']
    readonly counted: ReturnType<typeof tally>
  }
}

/** What there is to tell of evidence that was looked at. */
export function briefReport({ evidence, ...report }: EvidenceReport): BriefReport {
  if (evidence === undefined) return report
  const { id, devices, ended, digests, outcomes } = evidence.record
  return {
    ...report,
    about: {
      run: id,
      labels: devices.map(({ label }) => label),
      ended,
      digests,
      outcomes,
      counted: tally(evidence.assessment),
    },
  }
}
