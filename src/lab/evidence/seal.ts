import type { Signer } from '../../core/attestation/signer.ts'
import { combine } from '../../core/determination/verdict.ts'
import { canonicalJson, type Digest, digestBytes, digestOf } from '../../core/kernel/digest.ts'
import type { Ixit } from '../../core/selection/ixit.ts'
import type { Assessment } from '../assess.ts'
import type { Observation } from '../observation.ts'
import type { Policy } from '../policy.ts'
import {
  type BundleContents,
  digestsOf,
  jsonFile,
  jsonLines,
  mostObservationBytes,
  statementFile,
  testResultFile,
  writeBundle,
} from './bundle.ts'
import { signEnvelope } from './dsse.ts'
import { earlOf } from './earl.ts'
import { readEvidence } from './open-evidence.ts'
import { type RunDevice, type RunRecord, type RunRecordDraft, runRecordSchema } from './run-record.ts'
import { runStatement, testResultStatement } from './statement.ts'

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
  readonly checks?: Digest // the identity of what judged, where the program knows it
  readonly guided?: unknown // step records; plain JSON
  readonly attachments?: readonly Attachment[]
  readonly signer: Signer // Ed25519
}

/**
 * Closes a run into evidence: one file, signed, that replays to the same verdicts. The same run gives the same bytes. Throws when
 * the record breaks its own schema, or the whole is larger than evidence may be: whoever takes in attachments keeps count.
 */
export async function sealRun(run: RunToSeal): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>([
    ['plan.json', jsonFile(run.plan)],
    ['ixit.json', jsonFile(run.ixit)],
    ['policy.json', jsonFile(run.policy)],
    ['observations.jsonl', jsonLines(run.observations)],
    ...(run.guided === undefined ? [] : [['guided.json', jsonFile(run.guided)] as const]),
    ['verdicts.json', jsonFile(run.assessment)],
    ...(run.attachments ?? []).map(({ bytes }) => [attachmentName(digestBytes(bytes)), bytes] as const),
  ])
  if (files.get('observations.jsonl')!.length > mostObservationBytes) throw new RangeError('too many observations')
  const record = recordOf(run, files)
  files.set('run.json', jsonFile(record))

  const stated = { record, assessment: run.assessment, files: digestsOf(files) }
  const testResult = await signEnvelope(jsonFile(testResultStatement(stated)), run.signer)
  files.set(testResultFile, testResult)
  files.set(statementFile, await signEnvelope(jsonFile(runStatement(stated, digestBytes(testResult))), run.signer))
  const evidence = writeBundle(files)
  // Nothing leaves that whoever verifies will refuse to read: the bounds there are those of a run.
  const read = readEvidence(files)
  if (!read.ok) throw new RangeError(`the run cannot be sealed: ${JSON.stringify(read.fault)}`)
  return evidence
}

/** The name under which an attachment lies in the bundle. */
export const attachmentName = (digest: Digest): string => `attachments/${digest.slice('sha256:'.length)}`

/** The digest of what identifies the samples; addresses and labels may change, this may not. */
export const deviceDigest = (devices: readonly RunDevice[]): Digest =>
  digestOf(devices.map(({ sample, identity }) => ({ sample, ...identity })))

/** What each test unit came to; a unit that two checks look at comes to the heavier of both. */
export const outcomesOf = ({ units }: Assessment): RunRecord['outcomes'] =>
  Object.fromEntries(
    [...Map.groupBy(units, ({ unit }) => unit)].map(([unit, all]) => [
      unit,
      earlOf[combine(all.map(({ verdict }) => verdict))],
    ]),
  )

function recordOf(run: RunToSeal, files: BundleContents): RunRecord {
  const { record, signer, attachments = [] } = run
  const of = (name: string): Digest => digestBytes(files.get(name)!)
  const whole: RunRecord = {
    ...record,
    format: 'urn:hoshirushi:run-record:v1',
    digests: {
      ...record.digests,
      plan: of('plan.json'),
      ixit: of('ixit.json'),
      policy: of('policy.json'),
      observations: of('observations.jsonl'),
      verdicts: of('verdicts.json'),
      ...(run.checks === undefined ? {} : { checks: run.checks }),
      device: deviceDigest(record.devices),
      ...(files.has('guided.json') ? { guided: of('guided.json') } : {}),
    },
    outcomes: outcomesOf(run.assessment),
    attachments: attachments.map(({ bytes, ...told }) => ({ digest: digestBytes(bytes), ...told })),
    signedBy: { kid: signer.kid, algorithm: 'Ed25519', publicKey: signer.publicJwk.x ?? '' },
  }
  // What leaves here has to be readable again: through JSON, as a verifier will see it.
  return runRecordSchema.parse(JSON.parse(canonicalJson(whole)))
}
