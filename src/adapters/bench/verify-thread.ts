import { parentPort, workerData } from 'node:worker_threads'
import { checks } from '../../lab/checks/all.ts'
import { readIxit } from '../../lab/declared/read-ixit.ts'
import { type BriefReport, briefReport } from '../../lab/evidence/brief-report.ts'
import { type EvidenceTrust, verifyEvidence } from '../../lab/evidence/verify-evidence.ts'

/** What the thread is started with, and what it answers: the file goes there and comes back without a copy. */
export interface VerifyTask {
  readonly file: Uint8Array<ArrayBuffer>
  readonly trust: Omit<EvidenceTrust, 'checks' | 'declare'>
}
export interface VerifiedFile {
  readonly file: Uint8Array<ArrayBuffer>
  readonly report: BriefReport
}

const { file, trust } = workerData as VerifyTask
const report = briefReport(verifyEvidence(file, { ...trust, checks, declare: readIxit }))
parentPort?.postMessage({ file, report } satisfies VerifiedFile, [file.buffer])
