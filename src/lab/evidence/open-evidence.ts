import { z } from 'zod'
import { verdicts } from '../../core/determination/verdict.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import type { Ixit } from '../../core/selection/ixit.ts'
import { parseIxitTable } from '../../core/selection/parse.ts'
import type { Assessment } from '../assess.ts'
import { type Observation, observationSchema } from '../observation.ts'
import { type Policy, policySchema } from '../policy.ts'
import { type BundleContents, readBundle, readJsonFile, readJsonLines } from './bundle.ts'
import type { EvidenceFault } from './faults.ts'
import { type RunRecord, runRecordSchema } from './run-record.ts'

/** Evidence that was opened: everything in it fits its schema, and nothing more is known of it yet. */
export interface Evidence {
  readonly contents: BundleContents
  readonly record: RunRecord
  readonly plan: unknown
  readonly ixit: Ixit
  readonly policy: Policy
  readonly observations: readonly Observation[]
  readonly assessment: Assessment
  readonly guided?: unknown
}

/** How many observations evidence may hold. */
export const mostObservations = 40_000

const name = z.string().max(200)
const assessmentSchema = z.strictObject({
  units: z
    .array(
      z.strictObject({
        unit: name,
        check: name,
        verdict: z.enum(verdicts),
        parts: z.array(
          z.strictObject({
            unit: name,
            about: z.string().max(600),
            verdict: z.enum(verdicts),
            reason: z.strictObject({
              code: name,
              facts: z.record(name, z.union([z.string().max(2000), z.number()])).optional(),
            }),
            restsOn: z.array(z.string().max(200)),
          }),
        ),
      }),
    )
    .max(2000),
  digest: z.string().transform((text) => text as Digest),
})

const ixitSchema = z
  .array(z.unknown())
  .max(100)
  .refine((tables) => tables.every((table) => parseIxitTable('ixit.json', table).ok), 'ixit')

/** Opens evidence.zip and reads every file in it by its schema. */
export function openEvidence(file: Uint8Array): Result<Evidence, EvidenceFault> {
  const contents = readBundle(file)
  return contents.ok ? readEvidence(contents.value) : contents
}

/** Reads the files of evidence that was opened. */
export function readEvidence(contents: BundleContents): Result<Evidence, EvidenceFault> {
  const record = readJsonFile(contents, 'run.json', runRecordSchema)
  if (!record.ok) return record
  const plan = readJsonFile(contents, 'plan.json', z.json())
  if (!plan.ok) return plan
  const ixit = readJsonFile(contents, 'ixit.json', ixitSchema)
  if (!ixit.ok) return ixit
  const policy = readJsonFile(contents, 'policy.json', policySchema)
  if (!policy.ok) return policy
  const observations = readJsonLines(contents, 'observations.jsonl', observationSchema, mostObservations)
  if (!observations.ok) return observations
  const assessment = readJsonFile(contents, 'verdicts.json', assessmentSchema)
  if (!assessment.ok) return assessment
  const guided = contents.has('guided.json') ? readJsonFile(contents, 'guided.json', z.json()) : ok(undefined)
  if (!guided.ok) return guided
  return ok({
    contents,
    record: record.value,
    plan: plan.value,
    ixit: ixit.value as Ixit,
    policy: policy.value,
    observations: observations.value,
    assessment: assessment.value as Assessment,
    ...(guided.value === undefined ? {} : { guided: guided.value }),
  })
}
