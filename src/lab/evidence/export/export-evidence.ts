import { digestBytes } from '../../../core/kernel/digest.ts'
import type { Language } from '../../../core/kernel/text.ts'
import type { Evidence } from '../open-evidence.ts'
import { publicForm } from '../redact.ts'
import type { EvidenceResult, EvidenceTrust } from '../verify-evidence.ts'
import { effortCsv } from './effort-csv.ts'
import { toAssessmentResults } from './oscal-assessment-results.ts'
import { toSarif } from './sarif.ts'
import { type TestReport, testReport } from './test-report.ts'

/** What evidence can be written as. `report` is set by a printer, everything else is text. */
export const evidenceFormats = ['oscal', 'sarif', 'effort', 'public', 'report'] as const
export type EvidenceFormat = (typeof evidenceFormats)[number]

export interface ExportGiven extends Pick<EvidenceTrust, 'checks' | 'declare'> {
  readonly result: EvidenceResult
  readonly language: Language
  print(report: TestReport): Uint8Array
}

/** Writes evidence in another format; the same evidence is the same file. */
export function exportEvidence(
  file: Uint8Array,
  evidence: Evidence,
  format: EvidenceFormat,
  { checks, declare, result, language, print }: ExportGiven,
): string | Uint8Array {
  const digest = digestBytes(file)
  switch (format) {
    case 'oscal':
      return pretty(toAssessmentResults(evidence, { checks, digest }))
    case 'sarif':
      return pretty(toSarif(evidence, { checks, digest, language }))
    case 'effort':
      return effortCsv(evidence.record, checks)
    case 'public':
      return pretty(publicForm(file, evidence))
    case 'report':
      return print(testReport(evidence, { checks, declared: declare(evidence.ixit), digest, result, language }))
  }
}

const pretty = (document: object): string => `${JSON.stringify(document, null, 2)}\n`
