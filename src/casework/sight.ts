import type { Case } from './case.ts'
import type { Viewer } from './roles.ts'

/** Whether a person may see a case at all. A draft that was never declared is its maker's private matter. */
export const maySee = (c: Case, viewer: Viewer): boolean =>
  viewer.kind === 'maker' ? c.organisation === viewer.organisation : c.declaration !== undefined

/**
 * The case as a person may see it: the maker sees its own side of it, what the body addressed to it, and the outcome;
 * not the body's working notes, reviews, open proposals against the label, or who of the body did what.
 */
export function asSeenBy(c: Case, viewer: Viewer): Case {
  if (viewer.kind === 'body') return c
  const own = new Set(c.proposals.filter((p) => p.kind === 'add-models' || p.kind === 'change').map((p) => p.id))
  return {
    ...c,
    reviewer: undefined,
    reviews: {},
    notes: c.notes.filter((note) => note.visibility === 'applicant'),
    proposals: c.proposals.filter((p) => own.has(p.id) || p.outcome?.confirmed === true),
    participants: c.participants.filter((p) => p.person === viewer.person),
  }
}
