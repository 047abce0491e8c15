import type { CriterionId } from '../scheme/criterion.ts'
import { type Difference, diffSchemes, isWeighty } from '../scheme/edition-diff.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { IcsAnswer } from '../selection/ics.ts'

/** What a move to another edition means for one criterion of the level. */
export const fates = ['carries', 'look-again', 'new', 'gone'] as const
export type Fate = (typeof fates)[number]

export interface Carried {
  readonly criterion: CriterionId
  readonly fate: Fate
  readonly difference?: Difference
}

type Answers = Readonly<Record<CriterionId, IcsAnswer>>

/** What happens to each criterion when a case of this level moves from one edition to another. */
export function fateOf(before: Scheme, after: Scheme, level: string): readonly Carried[] {
  const asked = (scheme: Scheme) => scheme.levels.find(({ code }) => code === level)?.criteria ?? []
  const old = new Set(asked(before))
  const now = asked(after)
  const differences = new Map(diffSchemes(before, after).rows.map((row) => [row.id, row]))
  const kept = now.map((criterion): Carried => {
    const difference = differences.get(criterion)
    if (!old.has(criterion)) return { criterion, fate: 'new', ...(difference ? { difference } : {}) }
    if (difference === undefined) return { criterion, fate: 'carries' }
    return { criterion, fate: isWeighty(difference) ? 'look-again' : 'carries', difference }
  })
  const gone = [...old].filter((criterion) => !now.includes(criterion))
  return [
    ...kept,
    ...gone.map((criterion): Carried => {
      const difference = differences.get(criterion)
      return { criterion, fate: 'gone', ...(difference ? { difference } : {}) }
    }),
  ]
}

/** Criteria of an edition that an answer given under another one may not show any more. */
export const askedOtherwise = (before: Scheme, after: Scheme): readonly CriterionId[] =>
  diffSchemes(before, after)
    .rows.filter(isWeighty)
    .map(({ id }) => id)

/** The answers of a case, and those that its edition no longer asks for: kept, and back when it does. */
export interface Kept {
  readonly answers: Answers
  readonly laidAside: Answers
}

/**
 * Answers as they stand after a move: what the edition does not ask for is laid aside, what it asks differently waits to be
 * answered again, with reason and evidence kept. Nothing is thrown away.
 */
export function carryAnswers(kept: Kept, asked: readonly CriterionId[], lookAgain: readonly CriterionId[]): Kept {
  const pool: Answers = { ...kept.laidAside, ...kept.answers }
  const answers: Record<CriterionId, IcsAnswer> = {}
  const laidAside: Record<CriterionId, IcsAnswer> = {}
  for (const [id, answer] of Object.entries(pool))
    if (!asked.includes(id)) laidAside[id] = answer
    else answers[id] = lookAgain.includes(id) ? { ...answer, claim: 'unanswered' } : answer
  return { answers, laidAside }
}

/** Undoes a move: answers that had to be given again are as they were before, the others as they are now. */
export function restoreAnswers(
  now: Kept,
  before: Kept,
  asked: readonly CriterionId[],
  lookedAgain: readonly CriterionId[],
): Kept {
  const answers: Record<CriterionId, IcsAnswer> = {}
  for (const id of asked) {
    const answer = lookedAgain.includes(id) ? before.answers[id] : (now.answers[id] ?? now.laidAside[id])
    if (answer !== undefined) answers[id] = answer
  }
  const untouched = Object.entries(before.laidAside).filter(([id]) => lookedAgain.includes(id))
  const pool: Answers = { ...before.laidAside, ...now.laidAside, ...now.answers, ...Object.fromEntries(untouched) }
  return { answers, laidAside: Object.fromEntries(Object.entries(pool).filter(([id]) => !asked.includes(id))) }
}
