import type { CaseSummary } from '../../../../casework/case.ts'
import { turn } from '../../../../casework/lifecycle.ts'
import { type Role, roleText, type Viewer } from '../../../../casework/roles.ts'
import type { Text } from '../../../../core/kernel/text.ts'

/** Whose move a case waits for. */
export type WaitingFor =
  | { readonly who: 'me' }
  | { readonly who: 'applicant' }
  | { readonly who: 'role'; readonly role: Role }
  | { readonly who: 'nobody' }

/** The role whose move it is; a proposal counts only where the case itself is at rest. */
function roleNext(line: CaseSummary): Role | undefined {
  switch (line.state) {
    case 'submitted':
    case 'intake':
      return 'intake'
    case 'in-review':
      return 'reviewer'
    case 'awaiting-decision':
      return 'decider'
    case 'granted':
      return 'intake'
    default:
      return line.openProposals > 0 ? 'decider' : undefined
  }
}

/** Whose move it is, as far as a worklist line tells: whether a decider may decide is asked on the page of the case. */
export function waitingFor(line: CaseSummary, viewer: Viewer): WaitingFor {
  if (turn[line.state] === 'applicant') return { who: 'applicant' }
  const role = roleNext(line)
  if (role === undefined) return { who: 'nobody' }
  const holds = viewer.roles.includes(role) || (line.state === 'granted' && viewer.roles.includes('decider'))
  const others = line.reviewer !== undefined && line.reviewer !== viewer.person
  if (!holds || (role === 'reviewer' && others)) return { who: 'role', role }
  // Whoever reviewed does not decide (ISO/IEC 17065 7.6.2).
  if (line.state === 'awaiting-decision' && line.reviewer === viewer.person) return { who: 'role', role }
  return { who: 'me' }
}

export const waitingText = (waiting: WaitingFor): Text =>
  waiting.who === 'me'
    ? { ja: 'わたし', en: 'Me' }
    : waiting.who === 'applicant'
      ? { ja: '申請者', en: 'Applicant' }
      : waiting.who === 'role'
        ? { ja: `${roleText[waiting.role].ja}の担当者`, en: roleText[waiting.role].en }
        : { ja: '—', en: '—' }
