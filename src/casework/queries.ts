import type { Instant } from '../core/kernel/date.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { bothSidesFault, roleFault, stateFault } from './allowed.ts'
import { type AutomaticCheck, automaticChecks } from './automatic-checks.ts'
import type { Case, CaseSummary, EvidenceFile } from './case.ts'
import type { CaseEvent } from './events.ts'
import { fold, foldAsOf } from './fold.ts'
import { obstacle } from './guards.ts'
import { type ActName, acts, lifecycle, type Row } from './lifecycle.ts'
import { movedFault, situationOf } from './load.ts'
import type { CaseFilter, CaseTransaction, Ports } from './ports.ts'
import { isOnlyEvaluator, type Role, roleText, type Viewer } from './roles.ts'
import { asSeenBy, lineAsSeenBy, maySee } from './sight.ts'
import type { Situation } from './situation.ts'

// The read-only door: pages and API look through here and change nothing.

const rowOf = (act: ActName): Row => {
  const row = lifecycle.declaration.find((r) => r.act === act)
  if (row === undefined) throw new Error(`the lifecycle table has no act ${act}`)
  return row
}

async function looked<T>(
  ports: Ports,
  viewer: Viewer,
  id: string,
  look: (c: Case, events: readonly CaseEvent[], tx: CaseTransaction) => Promise<T> | T,
): Promise<T | undefined> {
  return ports.store.transact(viewer, async (tx) => {
    const events = await tx.readEvents(id)
    if (events.length === 0) return undefined
    const c = fold(events)
    return maySee(c, viewer) ? look(c, events, tx) : undefined
  })
}

/** One case as the viewer may see it, now or as it stood at a moment; undefined where there is none for them. */
export const caseFor = (ports: Ports, viewer: Viewer, id: string, asOf?: Instant): Promise<Case | undefined> =>
  looked(ports, viewer, id, (c, events) => {
    const then = asOf === undefined ? c : foldAsOf(events, asOf)
    return then && maySee(then, viewer) ? asSeenBy(then, viewer) : undefined
  })

/** The same under its own name, for the pages that show the past. */
export const caseAsOf = (ports: Ports, viewer: Viewer, id: string, at: Instant): Promise<Case | undefined> =>
  caseFor(ports, viewer, id, at)

/** The cases a viewer may see, one line each, by the store's order. */
export const worklist = (ports: Ports, viewer: Viewer, filter: CaseFilter = {}): Promise<readonly CaseSummary[]> =>
  ports.store.transact(viewer, async (tx) => {
    const lines = await tx.list(viewer.kind === 'maker' ? { ...filter, organisation: viewer.organisation } : filter)
    return lines.flatMap((line) => lineAsSeenBy(line, viewer) ?? [])
  })

/** The evidence library of the viewer's organisation; nothing of it is for those who only test devices. */
export const evidenceLibrary = async (ports: Ports, viewer: Viewer): Promise<readonly EvidenceFile[]> =>
  isOnlyEvaluator(viewer) ? [] : ports.store.transact(viewer, (tx) => tx.files(viewer.organisation))

/** Whether someone may do an act now; if not, the reason to show in place of the button, and who may. */
export type Permission =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly fault: Fault
      readonly who: { readonly kind: Row['kind']; readonly roles: readonly Role[] }
    }

function permission(row: Row, situation: Situation, events: readonly CaseEvent[]): Permission {
  const fault =
    roleFault(row, situation.viewer) ??
    stateFault(row, situation.case) ??
    bothSidesFault(row, situation.case, situation.viewer) ??
    movedFault(row, situation, events) ??
    obstacle(row.guards ?? [], situation)
  if (fault === undefined) return { allowed: true }
  return { allowed: false, fault, who: { kind: row.kind, roles: row.roles } }
}

export type Permissions = Readonly<Record<ActName, Permission>>

/** Everything the viewer may and may not do in a case, so that no page shows a dead button. */
export const permissions = (ports: Ports, viewer: Viewer, id: string): Promise<Permissions | undefined> =>
  looked(ports, viewer, id, async (c, events, tx) => {
    const situation = await situationOf(ports, viewer, c, tx)
    const entries = acts.map((act) => [act, permission(rowOf(act), situation, events)] as const)
    return Object.fromEntries(entries) as Permissions
  })

/** The same for one act. */
export const whoMay = (ports: Ports, viewer: Viewer, id: string, act: ActName): Promise<Permission | undefined> =>
  looked(ports, viewer, id, async (c, events, tx) =>
    permission(rowOf(act), await situationOf(ports, viewer, c, tx), events),
  )

/** The roles that may do an act, in words. */
export const rolesFor = (act: ActName) => rowOf(act).roles.map((role) => roleText[role])

/** One line of the audit list. */
export interface HistoryLine {
  readonly seq: number
  readonly at: Instant
  readonly act: ActName
  readonly side: Row['kind']
  readonly person?: string // not shown to the other side
  readonly name?: string
  readonly digest: string
}

const quiet: readonly ActName[] = [
  'begin-review',
  'review',
  'replay-run',
  'note',
  'reopen-review',
  'propose-suspend',
  'propose-withdraw',
  'propose-restore',
  'reject-proposal',
]

/** What happened, oldest first. A maker reads its own people's names; of the body's acts those that concern it, by role. */
export async function history(
  ports: Ports,
  viewer: Viewer,
  id: string,
  nameOf: (person: string) => Promise<string>,
): Promise<readonly HistoryLine[] | undefined> {
  const events = isOnlyEvaluator(viewer) ? undefined : await looked(ports, viewer, id, (_, all) => all)
  if (events === undefined) return undefined
  const names = new Map<string, string>()
  const lines: HistoryLine[] = []
  for (const { seq, at, act, person, digest } of events) {
    const side = rowOf(act).kind
    const shown = viewer.kind === 'body' || side === 'maker'
    if (!shown && quiet.includes(act)) continue
    if (shown && !names.has(person)) names.set(person, await nameOf(person))
    const by = shown ? { person, name: names.get(person) ?? person } : {}
    lines.push({ seq, at, act, side, ...by, digest })
  }
  return lines
}

/** The machine's advice on a case, made anew each time it is asked for. */
export const checksFor = async (
  ports: Ports,
  viewer: Viewer,
  id: string,
): Promise<readonly AutomaticCheck[] | undefined> =>
  isOnlyEvaluator(viewer)
    ? undefined
    : looked(ports, viewer, id, async (c, _, tx) => {
        const { scheme, now } = await situationOf(ports, viewer, c, tx)
        const clashes = await tx.labelsWithModels(c.product.models ?? [], c.organisation)
        return automaticChecks(c, scheme, clashes, now)
      })

export { declarationDocument } from './assessment.ts'
export { taskList } from './tasks.ts'
