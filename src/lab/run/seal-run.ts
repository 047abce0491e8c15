import type { Signer } from '../../core/attestation/signer.ts'
import { type Assessment, assess } from '../assess.ts'
import { checks } from '../checks/all.ts'
import { readIxit } from '../declared/read-ixit.ts'
import { sealRun } from '../evidence/seal.ts'
import type { RunFiles } from './run-files.ts'

/** What a run came to, from what it kept: the same as everybody gets who replays its evidence. */
export const assessRun = ({
  ixit,
  observations,
  policy,
}: Pick<RunFiles, 'ixit' | 'observations' | 'policy'>): Assessment =>
  assess(checks, { declared: readIxit(ixit), observations, policy })

/** Closes a run into signed evidence; done again after guided steps or imports, each time over all that is there. */
export async function sealFiles(
  files: RunFiles,
  signer: Signer,
): Promise<{ readonly evidence: Uint8Array; readonly assessment: Assessment }> {
  const assessment = assessRun(files)
  return { assessment, evidence: await sealRun({ ...files, assessment, signer }) }
}
