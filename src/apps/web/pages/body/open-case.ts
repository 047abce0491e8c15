import type { Case } from '../../../../casework/case.ts'
import type { CaseEvent } from '../../../../casework/events.ts'
import type { ActName } from '../../../../casework/lifecycle.ts'
import { perform } from '../../../../casework/perform.ts'
import { caseFor, type Permissions, permissions } from '../../../../casework/queries.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import type { Result } from '../../../../core/kernel/result.ts'
import type { OperatedLevel, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import { type DeskContext, type FormData, one } from '../../page.tsx'

/** A case as a page of the body has it open. */
export interface Opened {
  readonly c: Case
  readonly scheme: OperatedScheme
  readonly level: OperatedLevel
  readonly events: readonly CaseEvent[]
  readonly may: Permissions
  readonly nameOf: (person: string) => string
}

/** Opens a case; undefined where there is none the reader may see. */
export async function openCase(p: DeskContext<unknown>, id: string): Promise<Opened | undefined> {
  const { ports } = p.house
  const { viewer } = p.session
  const c = await caseFor(ports, viewer, id)
  const may = await permissions(ports, viewer, id)
  const scheme = c && ports.schemes.find(c.scheme, c.edition)
  const level = scheme?.levels.find((l) => l.code === c?.level)
  if (c === undefined || may === undefined || scheme === undefined || level === undefined) return undefined
  const events = await ports.store.transact(viewer, (tx) => tx.readEvents(id))
  return { c, scheme, level, events, may, nameOf: await namesIn(p, events) }
}

/** The names of everybody who did something, to be asked for without waiting. */
export async function namesIn(
  p: DeskContext<unknown>,
  events: readonly CaseEvent[],
): Promise<(person: string) => string> {
  return namesOf(
    p,
    events.map((event) => event.person),
  )
}

export async function namesOf(
  p: DeskContext<unknown>,
  persons: readonly string[],
): Promise<(person: string) => string> {
  const names = new Map<string, string>()
  for (const person of new Set(persons)) names.set(person, await p.house.accounts.personName(person))
  return (person) => names.get(person) ?? person
}

/** What a page answers where there is no such case. */
export const noCase = (p: DeskContext<unknown>, id: string): Response =>
  p.refuse({ code: 'case-not-found', case: id } as Fault)

/** Does an act on what the person saw: the number of the last event travels in the form. */
export function act(
  p: DeskContext<unknown>,
  caseId: string,
  name: ActName,
  form: FormData,
  data: unknown,
): Promise<Result<Case, Fault>> {
  const seenSeq = Number.parseInt(one(form, 'seq'), 10)
  return perform(p.house.ports, p.session.viewer, {
    act: name,
    caseId,
    seenSeq: Number.isSafeInteger(seenSeq) ? seenSeq : 0,
    data,
  })
}
