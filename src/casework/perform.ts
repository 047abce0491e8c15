import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Act, Doing } from './act.ts'
import { type Input, inputs } from './act-data.ts'
import { doings } from './acts/all.ts'
import { start } from './acts/start.ts'
import { bothSidesFault, roleFault, staleFault, stateFault } from './allowed.ts'
import { withEvidenceRead } from './beforehand.ts'
import type { Case } from './case.ts'
import type { ActRequest, Perform } from './desk.ts'
import { type CaseEvent, chain } from './events.ts'
import type { CaseworkFault } from './faults.ts'
import { fieldFaults } from './fields.ts'
import { fold } from './fold.ts'
import { obstacle } from './guards.ts'
import { type ActName, lifecycle, type Row } from './lifecycle.ts'
import { movedFault, situationOf } from './load.ts'
import { type CaseTransaction, type Ports, StaleCase } from './ports.ts'
import type { Viewer } from './roles.ts'
import { asSeenBy, maySee } from './sight.ts'
import { summaryOf } from './summary.ts'

// A refusal inside the transaction is thrown, so that nothing already written (a number taken, a letter) survives it.
class Refused extends Error {
  readonly fault: CaseworkFault
  constructor(fault: CaseworkFault) {
    super(fault.code)
    this.fault = fault
  }
}
const demand = <T>(result: Result<T, CaseworkFault>): T => {
  if (result.ok) return result.value
  throw new Refused(result.fault)
}
const stopAt = (fault: CaseworkFault | undefined): void => {
  if (fault !== undefined) throw new Refused(fault)
}

interface Asked {
  readonly ports: Ports
  readonly viewer: Viewer
  readonly row: Row
  readonly request: ActRequest
  readonly tx: CaseTransaction
}

/** Does one act: by the table, in one transaction. What is refused leaves no trace. */
export const perform: Perform = async (ports, viewer, request) => {
  const row = lifecycle.declaration.find((r) => r.act === request.act)
  if (row === undefined) throw new Error(`the lifecycle table has no act ${request.act}`)
  try {
    const prepared = await withEvidenceRead(ports, viewer, row, request)
    const done = await ports.store.transact(viewer, (tx) => {
      const asked = { ports: prepared, viewer, row, request, tx }
      return row.from.length === 0 ? begin(asked) : proceed(asked)
    })
    return ok(asSeenBy(done, viewer))
  } catch (thrown) {
    if (thrown instanceof Refused) return refuse<Fault>(thrown.fault)
    if (thrown instanceof StaleCase) return refuse<Fault>(await overtaken(ports, viewer, request))
    throw thrown
  }
}

async function begin({ ports, viewer, row, request, tx }: Asked): Promise<Case> {
  stopAt(roleFault(row, viewer))
  const now = ports.clock.now()
  const input = read('start', request.data)
  const data = demand(await start({ input, viewer, now, ports, tx }))
  return append(tx, [], { caseId: ports.chance.uuid(), at: now, act: row.act, ...by(viewer), data: { ...data } })
}

async function proceed({ ports, viewer, row, request, tx }: Asked): Promise<Case> {
  const caseId = request.caseId ?? ''
  const events = await tx.lockEvents(caseId)
  const c = events.length === 0 ? undefined : fold(events)
  if (c === undefined || !maySee(c, viewer)) throw new Refused({ code: 'case-not-found', case: caseId })
  stopAt(roleFault(row, viewer))
  // Before the state is looked at: whoever clicked twice should read that it was done, not that it is not allowed.
  stopAt(staleFault(request.seenSeq, events.at(-1)))
  stopAt(stateFault(row, c))
  stopAt(bothSidesFault(row, c, viewer))
  const situation = await situationOf(ports, viewer, c, tx)
  stopAt(movedFault(row, situation, events))
  const act = row.act as Exclude<ActName, 'start'>
  const input = read(act, request.data)
  stopAt(obstacle(row.guards ?? [], { ...situation, input }))
  const data = await run(act, { ...situation, input, events, seq: c.seq + 1, ports, tx })
  return append(tx, events, { caseId, at: situation.now, act, ...by(viewer), data })
}

// The table pairs each act with its form and its doing; the pairing itself is beyond what a type can follow.
async function run(
  act: Exclude<ActName, 'start'>,
  doing: Omit<Doing<ActName>, 'input'> & { readonly input: unknown },
): Promise<CaseEvent['data']> {
  const done = doings[act] as Act<ActName>
  return { ...demand(await done(doing as Doing<ActName>)) }
}

function read<A extends ActName>(act: A, data: unknown): Input<A> {
  const parsed = inputs[act].safeParse(data ?? {})
  if (!parsed.success) throw new Refused(fieldFaults(parsed.error, data ?? {}))
  return parsed.data as Input<A>
}

const by = ({ person, organisation }: Viewer) => ({ person, organisation })

async function append(
  tx: CaseTransaction,
  events: readonly CaseEvent[],
  happened: Omit<CaseEvent, 'seq' | 'prev' | 'digest'>,
): Promise<Case> {
  // As JSON will keep it: what is undefined vanishes now, not when it is read back.
  const data: CaseEvent['data'] = JSON.parse(JSON.stringify(happened.data))
  const event = chain(events.at(-1), { ...happened, data })
  const folded = fold([...events, event])
  await tx.append(event, folded, summaryOf(folded))
  return folded
}

// Two at the same moment: the store let one through. The other is told what happened, as if it had come later.
async function overtaken(ports: Ports, viewer: Viewer, request: ActRequest): Promise<CaseworkFault> {
  const events = await ports.store.transact(viewer, (tx) => tx.readEvents(request.caseId ?? ''))
  const last = events.at(-1)
  const seen = request.seenSeq ?? (last?.seq ?? 1) - 1
  return staleFault(seen, last) ?? { code: 'case-not-found', case: request.caseId ?? '' }
}
