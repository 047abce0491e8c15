import type { Case, Proposal } from './case.ts'
import type { Viewer } from './roles.ts'

/** Whether a person may see a case at all. A draft that was never declared is its maker's private matter. */
export const maySee = (c: Case, viewer: Viewer): boolean =>
  viewer.kind === 'maker' ? c.organisation === viewer.organisation : c.declaration !== undefined

/** Stands for the body's people wherever a maker would read a person's id. */
export const bodyPerson = 'body'

/**
 * The case as a person may see it: the maker sees its own side of it, what the body addressed to it, and the outcome;
 * not the body's working notes, reviews, open proposals against the label, or who of the body did what.
 */
export function asSeenBy(c: Case, viewer: Viewer): Case {
  if (viewer.kind === 'body') return c
  return {
    ...c,
    reviewer: undefined,
    reviews: {},
    questions: c.questions.map((question) => ({ ...question, askedBy: bodyPerson })),
    runs: c.runs.map((run) => ({ ...run, replays: run.replays.map((replay) => ({ ...replay, by: bodyPerson })) })),
    notes: c.notes.filter((n) => n.visibility === 'applicant').map((n) => ({ ...n, by: bodyPerson })),
    ...(c.decision === undefined ? {} : { decision: { ...c.decision, by: bodyPerson } }),
    proposals: c.proposals.filter((p) => isMakers(p) || p.outcome?.confirmed === true).map(withoutBody),
    participants: c.participants.filter((p) => p.person === viewer.person),
  }
}

const isMakers = (proposal: Proposal): boolean => proposal.kind === 'add-models' || proposal.kind === 'change'

const withoutBody = (proposal: Proposal): Proposal => ({
  ...proposal,
  by: isMakers(proposal) ? proposal.by : bodyPerson,
  ...(proposal.outcome === undefined ? {} : { outcome: { ...proposal.outcome, by: bodyPerson } }),
})
