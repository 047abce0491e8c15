import type { Case } from './case.ts'
import type { CaseEvent } from './events.ts'
import type { CaseworkFault } from './faults.ts'
import { lifecycle, type Row, stateText } from './lifecycle.ts'
import { roleText, type Viewer } from './roles.ts'

/** Whether a person holds the role an act takes, in the kind of organisation it takes. */
export function roleFault(row: Row, viewer: Viewer): CaseworkFault | undefined {
  if (viewer.kind === row.kind && row.roles.some((role) => viewer.roles.includes(role))) return undefined
  const { act, kind, roles } = row
  return { code: 'role-missing', act, kind, roles, who: roles.map((role) => roleText[role]) }
}

/** Whether the table lists the act for the state the case is in. */
export function stateFault(row: Row, c: Case): CaseworkFault | undefined {
  if (row.from.includes(c.state)) return undefined
  return {
    code: 'act-not-allowed-here',
    act: row.act,
    state: c.state,
    allowedIn: row.from,
    roles: row.roles,
    here: stateText[c.state],
    where: row.from.map((state) => stateText[state]),
    who: row.roles.map((role) => roleText[role]),
  }
}

/** Whether someone else was faster than the person who saw `seen`. */
export function staleFault(
  seen: number | undefined,
  last: Pick<CaseEvent, 'seq' | 'person' | 'at' | 'act'> | undefined,
): CaseworkFault | undefined {
  if (seen === undefined || last === undefined || seen === last.seq) return undefined
  return { code: 'stale-case', seen, now: last.seq, by: last.person, at: last.at, act: last.act }
}

const makersActs: ReadonlySet<string> = new Set(
  lifecycle.declaration.filter((row) => row.kind === 'maker').map((row) => row.act),
)

/**
 * Whether someone would act for the body in a case they worked on for its maker (ISO/IEC 17065 4.2): one person may belong
 * to both, and two people are no two people when one of them asked. Deciding has a word of its own (guard `impartial`).
 */
export function bothSidesFault(row: Row, c: Case, viewer: Viewer): CaseworkFault | undefined {
  if (row.kind !== 'body' || row.guards?.includes('impartial')) return undefined
  const act = c.participants.find((p) => p.person === viewer.person && makersActs.has(p.act))?.act
  return act === undefined ? undefined : { code: 'acted-for-applicant', act }
}
