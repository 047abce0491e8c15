import type { Case, CaseSummary, Proposal } from './case.ts'
import { isOnlyEvaluator, type Viewer } from './roles.ts'

/**
 * Whether a person may see a case at all. A draft that was never declared is its maker's private matter, and to somebody who is there
 * to test devices a case opens with the first order of a test.
 */
export function maySee(c: Case, viewer: Viewer): boolean {
  if (viewer.kind === 'body') return c.declaration !== undefined && !isOnlyEvaluator(viewer)
  return c.organisation === viewer.organisation && (!isOnlyEvaluator(viewer) || c.runOrders.length > 0)
}

/** Stands for the body's people wherever a maker would read a person's id. */
export const bodyPerson = 'body'

/**
 * The case as a person may see it: the maker sees its own side of it, what the body addressed to it, and the outcome;
 * not the body's working notes, reviews, open proposals against the label, or who of the body did what.
 */
export function asSeenBy(c: Case, viewer: Viewer): Case {
  if (viewer.kind === 'body') return { ...c, stepNotes: {} } // what was not sealed into evidence is no evidence
  if (isOnlyEvaluator(viewer)) return asTested(c, viewer)
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

// What a laboratory needs to know of a product to test it: what it is, and what was ordered, noted and found. Answers, people,
// questions, evidence and outcome are between its maker and the body.
function asTested(c: Case, viewer: Viewer): Case {
  const { name, category, models, software } = c.product
  const { declaration: _, fee: __, reviewer: ___, decision: ____, label: _____, renews: ______, ...rest } = c
  return {
    ...rest,
    eligibility: {},
    maker: c.maker.name === undefined ? {} : { name: c.maker.name },
    product: {
      ...(name === undefined ? {} : { name }),
      ...(category === undefined ? {} : { category }),
      ...(models === undefined ? {} : { models }),
      ...(software === undefined ? {} : { software }),
    },
    answers: {},
    laidAside: {},
    moved: null,
    files: c.files.filter((file) => c.runs.some((run) => run.file === file.digest)),
    reviews: {},
    questions: [],
    notes: [],
    runs: c.runs.map((run) => ({ ...run, replays: run.replays.map((replay) => ({ ...replay, by: bodyPerson })) })),
    proposals: [],
    advisories: [],
    participants: c.participants.filter((p) => p.person === viewer.person),
    clock: { spentMs: 0 },
  }
}

/** A line of a worklist as a person may see it; undefined: not at all. */
export function lineAsSeenBy(line: CaseSummary, viewer: Viewer): CaseSummary | undefined {
  if (!isOnlyEvaluator(viewer)) return line
  if (viewer.kind === 'body' || line.tests === undefined) return undefined
  const { reviewer: _, dueOn: __, label: ___, ...rest } = line
  return { ...rest, openProposals: 0 }
}

const isMakers = (proposal: Proposal): boolean => proposal.kind === 'add-models' || proposal.kind === 'change'

const withoutBody = (proposal: Proposal): Proposal => ({
  ...proposal,
  by: isMakers(proposal) ? proposal.by : bodyPerson,
  ...(proposal.outcome === undefined ? {} : { outcome: { ...proposal.outcome, by: bodyPerson } }),
})
