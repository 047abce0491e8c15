import type { Digest } from '../core/kernel/digest.ts'
import { inputs } from './act-data.ts'
import { bothSidesFault, roleFault, stateFault } from './allowed.ts'
import type { Case } from './case.ts'
import type { ActRequest } from './desk.ts'
import type { CaseworkFault } from './faults.ts'
import { fold } from './fold.ts'
import type { Row } from './lifecycle.ts'
import type { CaseTransaction, Ports } from './ports.ts'
import type { Viewer } from './roles.ts'
import { currentRuns } from './runs.ts'
import { maySee } from './sight.ts'
import { isOwn } from './taking-in.ts'

/**
 * Reads the evidence that an act is about before its transaction begins: judging a file takes seconds, and neither the case nor a
 * connection to the database may be held meanwhile. What the act then asks for is there already. Whatever may have changed in
 * between is looked at again by the act; what a file says does not change.
 */
export async function withEvidenceRead(ports: Ports, viewer: Viewer, row: Row, request: ActRequest): Promise<Ports> {
  if (row.act !== 'attach-run' && row.act !== 'replay-run') return ports
  const file = await ports.store.transact(viewer, (tx) => fileOf(viewer, row, request, tx))
  if (file === undefined) return ports // the act itself will say why
  const read = await ports.runs.read(file, viewer.organisation)
  return {
    ...ports,
    runs: { ...ports.runs, read: (asked, of) => (asked === file ? Promise.resolve(read) : ports.runs.read(asked, of)) },
  }
}

/** The file that this viewer may have read now; undefined where the act would be refused before it. */
async function fileOf(viewer: Viewer, row: Row, request: ActRequest, tx: CaseTransaction): Promise<Digest | undefined> {
  const events = await tx.readEvents(request.caseId ?? '')
  const c = events.length === 0 ? undefined : fold(events)
  if (c === undefined || !maySee(c, viewer)) return undefined
  const faults: readonly (CaseworkFault | undefined)[] = [
    roleFault(row, viewer),
    stateFault(row, c),
    bothSidesFault(row, c, viewer),
  ]
  if (faults.some((fault) => fault !== undefined)) return undefined
  if (row.act === 'replay-run') return fileOfRun(c, request)
  const { data, success } = inputs['attach-run'].safeParse(request.data ?? {})
  return success && (await isOwn(tx, c.organisation, data.digest)) ? data.digest : undefined
}

function fileOfRun(c: Case, request: ActRequest): Digest | undefined {
  const { data, success } = inputs['replay-run'].safeParse(request.data ?? {})
  return success ? currentRuns(c).find(({ run }) => run === data.run)?.file : undefined
}
