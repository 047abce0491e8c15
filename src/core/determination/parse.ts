import { z } from 'zod'
import type { Result } from '../kernel/result.ts'
import { type DocumentFault, evidenceRef, readDocument } from '../selection/parse.ts'
import { type Finding, means } from './finding.ts'
import { verdicts } from './verdict.ts'

const findings = z.strictObject({
  findings: z
    .array(
      z.strictObject({
        unit: z.string().min(1).max(100),
        verdict: z.enum(verdicts),
        means: z.enum(means),
        reason: z.string().trim().min(1).max(2000),
        restsOn: z.array(evidenceRef).max(100),
        by: z.string().trim().min(1).max(200),
        at: z.iso.datetime(),
      }),
    )
    .max(5000),
})

/** Reads findings.yaml: what was seen, unit by unit. */
export function parseFindings(file: string, content: unknown): Result<readonly Finding[], DocumentFault> {
  const reading = readDocument<{ findings: Finding[] }>(findings, file, content)
  return reading.ok ? { ok: true, value: reading.value.findings } : reading
}
