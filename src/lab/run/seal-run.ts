import type { Signer } from '../../core/attestation/signer.ts'
import { canonicalJson, type Digest } from '../../core/kernel/digest.ts'
import { type Assessment, assess } from '../assess.ts'
import { checks } from '../checks/all.ts'
import type { Declared } from '../declared/declared.ts'
import { readIxit } from '../declared/read-ixit.ts'
import { sealRun } from '../evidence/seal.ts'
import { mergeRecords } from '../guided/merge-records.ts'
import { minutesOf, observationsOf } from '../guided/observations-of.ts'
import { type Session, sessionOf } from '../guided/session.ts'
import { steps } from '../guided/steps.ts'
import type { Observation } from '../observation.ts'
import { automaticMinutes } from './automatic-minutes.ts'
import type { RunFiles } from './run-files.ts'

/** How the guided steps of a run stand; a run without any has none begun. */
export function guidedSession({ guided, record }: Pick<RunFiles, 'guided' | 'record'>, declared: Declared): Session {
  return sessionOf(mergeRecords(guided?.records ?? []).records, {
    steps,
    declared,
    sample: record.devices[0]?.sample ?? 1,
  })
}

/** What a run came to, from what it kept: the same as everybody gets who replays its evidence. */
export function judgeRun({ attachments: _beside, ...documents }: RunFiles): {
  readonly assessment: Assessment
  readonly observations: readonly Observation[]
  readonly session: Session
} {
  const files = asKept(documents)
  const declared = readIxit(files.ixit)
  const session = guidedSession(files, declared)
  const observations = asKept([...files.observations, ...observationsOf(session, files.record.began)])
  return { session, observations, assessment: assess(checks, { declared, observations, policy: files.policy }) }
}

/**
 * A document as a verifier will read it from the evidence: nothing may depend on what canonical JSON does not keep. Half a sign, as a
 * device or a file may send one, is put in whole: it has no place in canonical JSON, and would keep the run from being sealed.
 */
const asKept = <T>(document: T): T => JSON.parse(canonicalJson(JSON.parse(JSON.stringify(document), wholeSigns)))
const wholeSigns = (_key: string, value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed() : value)

/**
 * Closes a run into signed evidence; done again after guided steps or imports, each time over all that is there. `judgedBy` is the
 * identity of the checks of this program.
 */
export async function sealFiles(
  files: RunFiles,
  signer: Signer,
  judgedBy?: Digest,
): Promise<{ readonly evidence: Uint8Array; readonly assessment: Assessment }> {
  const { attachments, ...documents } = files
  const kept = asKept(documents)
  const { assessment, observations, session } = judgeRun({ ...kept, attachments })
  const minutes = [...automaticMinutes(assessment, kept.observations, kept.record.elapsedMs), ...minutesOf(session)]
  const record = { ...kept.record, minutes }
  const told = attachments.map(({ bytes, ...about }) => ({ ...asKept(about), bytes }))
  const judged = { observations, assessment, ...(judgedBy && { checks: judgedBy }) }
  return { assessment, evidence: await sealRun({ ...kept, ...judged, record, attachments: told, signer }) }
}
