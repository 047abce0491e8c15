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
export function judgeRun(files: RunFiles): {
  readonly assessment: Assessment
  readonly observations: readonly Observation[]
  readonly session: Session
} {
  const declared = readIxit(asKept(files.ixit))
  const session = guidedSession(files, declared)
  const observations = asKept([...files.observations, ...observationsOf(session, files.record.began)])
  return { session, observations, assessment: assess(checks, { declared, observations, policy: asKept(files.policy) }) }
}

/** A document as a verifier will read it from the evidence: nothing may depend on what canonical JSON does not keep. */
const asKept = <T>(document: T): T => JSON.parse(canonicalJson(document))

/**
 * Closes a run into signed evidence; done again after guided steps or imports, each time over all that is there. `judgedBy` is the
 * identity of the checks of this program.
 */
export async function sealFiles(
  files: RunFiles,
  signer: Signer,
  judgedBy?: Digest,
): Promise<{ readonly evidence: Uint8Array; readonly assessment: Assessment }> {
  const { assessment, observations, session } = judgeRun(files)
  const minutes = [...automaticMinutes(assessment, files.observations, files.record.elapsedMs), ...minutesOf(session)]
  const record = { ...files.record, minutes }
  const judged = { observations, assessment, ...(judgedBy && { checks: judgedBy }) }
  return { assessment, evidence: await sealRun({ ...files, ...judged, record, signer }) }
}
