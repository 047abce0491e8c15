import type { Case } from '../../../../casework/case.ts'
import { lifecycle } from '../../../../casework/lifecycle.ts'
import { tookPart } from '../../../../core/decision/segregation.ts'
import type { DeskContext } from '../../page.tsx'

const applicantActs = new Set(lifecycle.declaration.filter((row) => row.kind === 'maker').map((row) => row.act))

const worked = (c: Case, person: string): boolean =>
  tookPart(person, c.participants) !== undefined ||
  c.participants.some((one) => one.person === person && applicantActs.has(one.act))

/** Names of the deciders of the body who took no part in the case: whoever reads "another person must" wants to know who. */
export async function decidersFor(p: DeskContext<unknown>, c: Case): Promise<readonly string[]> {
  const members = await p.house.accounts.members(p.session.viewer)
  return members.filter((m) => !m.invited && m.roles.includes('decider') && !worked(c, m.person)).map((m) => m.name)
}

/** Names of the deciders other than the one who proposed. */
export async function otherDeciders(p: DeskContext<unknown>, proposer: string): Promise<readonly string[]> {
  const members = await p.house.accounts.members(p.session.viewer)
  return members.filter((m) => !m.invited && m.roles.includes('decider') && m.person !== proposer).map((m) => m.name)
}
